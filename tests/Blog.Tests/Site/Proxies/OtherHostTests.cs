using System.Net;

namespace Blog.Tests.Site.Proxies;

public sealed class OtherHostTests : IDisposable
{
    private readonly BlogApplication _blog = new()
    {
        Settings = { ["Blog:PublicUrl"] = "https://example.org/blog", ["Blog:OtherHosts"] = "www.example.org, 博客.example" },
    };

    public void Dispose() => _blog.Dispose();

    [Theory]
    [InlineData("www.example.org", "/blog/tags?page=2", "https://example.org/blog/tags?page=2")]
    [InlineData("WWW.EXAMPLE.ORG", "/blog/", "https://example.org/blog/")]
    [InlineData("www.example.org:443", "/blog", "https://example.org/blog/")]
    [InlineData("www.example.org", "/", "https://example.org/blog/")]
    [InlineData("www.example.org", "/%E6%98%A5%2F", "https://example.org/blog/%E6%98%A5%2F")]
    [InlineData("www.example.org", "//evil.example/x", "https://example.org/blog//evil.example/x")]
    [InlineData("xn--1qqw23a.example", "/blog/a", null)]
    [InlineData("xn--9krq6q.example", "/blog/a", "https://example.org/blog/a")]
    public async Task Another_name_of_the_blog_redirects_to_its_public_address(string host, string path, string? target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://localhost" + path));
        request.Headers.Host = host;
        using var answer = await _blog.Reader.SendAsync(request);
        Assert.Equal(target is null ? HttpStatusCode.BadRequest : HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal(target, answer.Headers.Location?.OriginalString);
    }
}

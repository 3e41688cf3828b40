using System.Net;

namespace Blog.Tests.Reading;

/// <summary>Each list has one canonical address; the cases only read, and share a blog.</summary>
public sealed class ListSpellingTests(ListSpellingTests.FilledBlog blog) : IClassFixture<ListSpellingTests.FilledBlog>
{
    [Theory]
    [InlineData("/tags/c%23", "/tags/csharp")]
    [InlineData("/tags/C%23/", "/tags/csharp")]
    [InlineData("/tags/csharp/", "/tags/csharp")]
    [InlineData("/tags/CSharp", "/tags/csharp")]
    [InlineData("/Tags/csharp", "/tags/csharp")]
    [InlineData("/tags/csharp/page/1", "/tags/csharp")]
    [InlineData("/tags/csharp/page/2/", "/tags/csharp/page/2")]
    [InlineData("/tags/csharp/page/02", "/tags/csharp/page/2")]
    [InlineData("/tags/", "/tags")]
    [InlineData("/TAGS", "/tags")]
    [InlineData("/categories/", "/categories")]
    [InlineData("/categories/Code/", "/categories/code")]
    [InlineData("/categories/code/page/1", "/categories/code")]
    [InlineData("/categories/code/page/2/", "/categories/code/page/2")]
    [InlineData("/archives/", "/archives")]
    [InlineData("/archives/page/1", "/archives")]
    [InlineData("/archives/2026/", "/archives/2026")]
    [InlineData("/archives/2026/1", "/archives/2026/01")]
    [InlineData("/archives/2026/01/", "/archives/2026/01")]
    [InlineData("/page/1", "/")]
    [InlineData("/page/2/", "/page/2")]
    [InlineData("/en/", "/en")]
    [InlineData("/zh/tags/csharp/", "/zh/tags/csharp")]
    public async Task A_variant_spelling_of_a_list_gets_one_redirect(string asked, string answered)
    {
        using var answer = await blog.Reader.GetAsync(asked);
        Assert.Equal((HttpStatusCode.MovedPermanently, answered), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.NotNull(await blog.PageAsync(answered));
    }

    public sealed class FilledBlog : BlogApplication, IAsyncLifetime
    {
        public async ValueTask InitializeAsync() => await ListTests.PublishManyAsync(this, 10, _ => ["C#"], ["Code"]);
    }
}

using Blog.Data.Addresses;
using Blog.Data.Redirects;

namespace Blog.Tests.Data.Addresses;

public sealed class InternalLinkTests
{
    private static readonly PostAddress Post = Address("/notes/first");

    [Theory]
    [InlineData("/about", "/about")]
    [InlineData("/%E5%85%B3%E4%BA%8E?a=1#b", "/关于")]
    [InlineData(" second ", "/notes/second")]
    [InlineData("https://Blog.example/about", "/about")]
    [InlineData("//blog.example/about", "/about")]
    [InlineData("https://blog.example:8443/about", null)]
    [InlineData("https://other.example/about", null)]
    [InlineData("mailto:a@blog.example", null)]
    [InlineData("#part", null)]
    [InlineData("?page=2", null)]
    [InlineData("", null)]
    public void Internal_and_external_links_are_told_apart(string target, string? path) =>
        Assert.Equal(path, InternalLink.PathOf(target, Post, "blog.example", ""));

    [Theory]
    [InlineData("http://localhost:8080/blog/about", "/about")]
    [InlineData("http://localhost:8080/blog", "/")]
    [InlineData("http://localhost:8080/blogger", null)]
    [InlineData("http://localhost/blog/about", null)]
    [InlineData("/about", "/about")]
    [InlineData("second", "/notes/second")]
    public void With_a_base_path_other_paths_of_the_host_are_external(string target, string? path) =>
        Assert.Equal(path, InternalLink.PathOf(target, Post, "localhost:8080", "/blog"));

    [Theory]
    [InlineData("/en", "")]
    [InlineData("/en/tags/x", "tags|x")]
    [InlineData("/en/hello", "en|hello")]
    [InlineData("/tags/x", "tags|x")]
    public void The_code_of_an_edition_is_no_part_of_its_pages(string path, string segments) =>
        Assert.Equal(segments, string.Join('|', InternalLink.SegmentsOf(path, ["en"])));

    private static PostAddress Address(string path) =>
        PostAddress.TryCreate(path, [], out var address) is null ? address : throw new ArgumentException("not an address", nameof(path));
}

using Blog.Data;
using Blog.Data.Posts;

namespace Blog.Tests.Data;

public sealed class PostAddressTests
{
    private static readonly string[] Codes = ["zh", "en"];

    [Theory]
    [InlineData("/how-to-x")]
    [InlineData("/en/how-to-x/")]
    [InlineData("/2021/05/03/y.html")]
    [InlineData("/2020/01/02/中文 标题/")]
    [InlineData("/a?b#c")]
    [InlineData("/tagged")]
    public void An_address_is_kept_to_the_letter(string path)
    {
        Assert.Null(PostAddress.TryCreate(path, Codes, out var address));
        Assert.Equal(path, address.Value);
    }

    [Fact]
    public void A_missing_slash_is_added()
    {
        PostAddress.TryCreate("hello", Codes, out var address);
        Assert.Equal("/hello", address.Value);
    }

    [Theory]
    [InlineData("/tags/x", AddressFault.Reserved)]
    [InlineData("/Admin", AddressFault.Reserved)]
    [InlineData("/feed.xml", AddressFault.Reserved)]
    [InlineData("/en", AddressFault.Reserved)]
    [InlineData("/en/", AddressFault.Reserved)]
    [InlineData("/en/tags", AddressFault.Reserved)]
    [InlineData("/zh/page/2", AddressFault.Reserved)]
    [InlineData("/index.html", AddressFault.Reserved)]
    [InlineData("/xmlrpc.php", AddressFault.Reserved)]
    [InlineData("/micropub", AddressFault.Reserved)]
    [InlineData("/MCP", AddressFault.Reserved)]
    [InlineData("/hooks/x", AddressFault.Reserved)]
    [InlineData("/series/x", AddressFault.Reserved)]
    [InlineData("/en/comments/x", AddressFault.Reserved)]
    [InlineData("/.well-known/x", AddressFault.Reserved)]
    [InlineData("/archives/2021", AddressFault.Reserved)]
    [InlineData("/a//b", AddressFault.Malformed)]
    [InlineData("//evil.example/x", AddressFault.Malformed)]
    [InlineData("/x//", AddressFault.Malformed)]
    [InlineData("//", AddressFault.Malformed)]
    [InlineData("/", AddressFault.Malformed)]
    [InlineData("/../x", AddressFault.Malformed)]
    [InlineData("/a/./b", AddressFault.Malformed)]
    [InlineData("/a\\b", AddressFault.Malformed)]
    [InlineData("/a\nb", AddressFault.Malformed)]
    [InlineData("/a\uFFFEb", AddressFault.Malformed)]
    [InlineData("", AddressFault.Malformed)]
    public void What_the_system_owns_or_cannot_serve_is_refused(string path, AddressFault fault) => Assert.Equal(fault, PostAddress.TryCreate(path, Codes, out _));

    [Theory]
    [InlineData("/archives/123/", null)]
    [InlineData("/tags/foo.html", null)]
    [InlineData("/en/archives/2021", null)]
    [InlineData("/Page/about", null)]
    [InlineData("/comments/first", null)]
    [InlineData("/series/a/b", null)]
    [InlineData("/archives", AddressFault.Reserved)]
    [InlineData("/archives/", AddressFault.Reserved)]
    [InlineData("/search/index.html", AddressFault.Reserved)]
    [InlineData("/en/tags/", AddressFault.Reserved)]
    [InlineData("/en/", AddressFault.Reserved)]
    [InlineData("/index.html", AddressFault.Reserved)]
    [InlineData("/admin/posts", AddressFault.Protected)]
    [InlineData("/ADMIN/x", AddressFault.Protected)]
    [InlineData("/en/admin/x", AddressFault.Protected)]
    [InlineData("/account/x", AddressFault.Protected)]
    [InlineData("/setup", AddressFault.Protected)]
    [InlineData("/api/x", AddressFault.Protected)]
    [InlineData("/health/live", AddressFault.Protected)]
    [InlineData("/metrics", AddressFault.Protected)]
    [InlineData("/media/x.png", AddressFault.Protected)]
    [InlineData("/assets/x.html", AddressFault.Protected)]
    [InlineData("/preview/x", AddressFault.Protected)]
    [InlineData("/error/404", AddressFault.Protected)]
    [InlineData("/robots.txt", AddressFault.Protected)]
    [InlineData("/sitemap-2.xml", AddressFault.Protected)]
    [InlineData("/xmlrpc.php", AddressFault.Protected)]
    [InlineData("/micropub/x", AddressFault.Protected)]
    [InlineData("/mcp", AddressFault.Protected)]
    [InlineData("/hooks/x", AddressFault.Protected)]
    [InlineData("/.well-known/x", AddressFault.Protected)]
    public void An_address_that_exists_elsewhere_may_stand_below_what_readers_see_and_nowhere_else(string path, AddressFault? fault) =>
        Assert.Equal(fault, PostAddress.TryCreate(path, Codes, out _, mayBeReserved: true));

    [Fact]
    public void Of_all_reserved_segments_these_may_have_imported_posts_below_them() => Assert.Equal(
        "archives categories comments feeds page search series tags",
        string.Join(' ', ReservedSegments.All.Where(segment => !ReservedSegments.IsProtected(segment)).Order(StringComparer.Ordinal)));

    [Fact]
    public void A_long_address_is_refused() => Assert.Equal(AddressFault.TooLong, PostAddress.TryCreate("/" + new string('a', 400), Codes, out _));

    [Theory]
    [InlineData("/How-To-X/", "/how-to-x")]
    [InlineData("/a/index.html", "/a")]
    [InlineData("/Cafe\u0301", "/caf\u00e9")]
    [InlineData("/", "/")]
    public void Spellings_share_one_key(string path, string key) => Assert.Equal(key, PostAddress.KeyOf(path));

    [Fact]
    public void What_is_no_text_has_a_key_and_a_slug_too()
    {
        foreach (var broken in new[] { "\uFFFE", "\uFFFF", "\uD83D", "\uDE00" })
        {
            Assert.Equal("/a\uFFFDb", PostAddress.KeyOf("/a" + broken + "B"));
            Assert.Equal("a-b", Slug.From("a" + broken + "b").Value);
            Assert.Equal(AddressFault.Malformed, PostAddress.TryCreate("/a" + broken, Codes, out _));
        }

        Assert.Equal("/😀", PostAddress.KeyOf("/😀"));
    }

    [Fact]
    public void A_link_is_percent_encoded()
    {
        PostAddress.TryCreate("/中文/a b?.html", Codes, out var address);
        Assert.Equal("/%E4%B8%AD%E6%96%87/a%20b%3F.html", address.Href);
    }

    [Fact]
    public void The_reserved_segments_are_those_of_the_contract() => Assert.Equal(
        ".well-known account admin api apple-touch-icon.png archives assets categories comments error favicon.ico feed.json feed.xml feeds health hooks llms.txt mcp media metrics micropub opensearch.xml page preview robots.txt rss.xml search series setup site.webmanifest sitemap.xml tags xmlrpc.php",
        string.Join(' ', ReservedSegments.All.Order(StringComparer.Ordinal)));
}

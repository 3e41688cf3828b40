using Blog.Data;
using Blog.Data.Addresses;

namespace Blog.Tests.Data.Addresses;

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
    public void An_address_is_preserved_exactly(string path)
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
    [InlineData("/tags/x", AddressError.Reserved)]
    [InlineData("/Admin", AddressError.Reserved)]
    [InlineData("/feed.xml", AddressError.Reserved)]
    [InlineData("/en", AddressError.Reserved)]
    [InlineData("/en/", AddressError.Reserved)]
    [InlineData("/en/tags", AddressError.Reserved)]
    [InlineData("/zh/page/2", AddressError.Reserved)]
    [InlineData("/index.html", AddressError.Reserved)]
    [InlineData("/xmlrpc.php", AddressError.Reserved)]
    [InlineData("/micropub", AddressError.Reserved)]
    [InlineData("/MCP", AddressError.Reserved)]
    [InlineData("/hooks/x", AddressError.Reserved)]
    [InlineData("/series/x", AddressError.Reserved)]
    [InlineData("/en/comments/x", AddressError.Reserved)]
    [InlineData("/.well-known/x", AddressError.Reserved)]
    [InlineData("/archives/2021", AddressError.Reserved)]
    [InlineData("/a//b", AddressError.Malformed)]
    [InlineData("//evil.example/x", AddressError.Malformed)]
    [InlineData("/x//", AddressError.Malformed)]
    [InlineData("//", AddressError.Malformed)]
    [InlineData("/", AddressError.Malformed)]
    [InlineData("/../x", AddressError.Malformed)]
    [InlineData("/a/./b", AddressError.Malformed)]
    [InlineData("/a\\b", AddressError.Malformed)]
    [InlineData("/a\nb", AddressError.Malformed)]
    [InlineData("/a\uFFFEb", AddressError.Malformed)]
    [InlineData("", AddressError.Malformed)]
    public void Reserved_and_unservable_addresses_are_refused(string path, AddressError error) =>
        Assert.Equal(error, PostAddress.TryCreate(path, Codes, out _));

    [Theory]
    [InlineData("/archives/123/", null)]
    [InlineData("/tags/foo.html", null)]
    [InlineData("/en/archives/2021", null)]
    [InlineData("/Page/about", null)]
    [InlineData("/comments/first", null)]
    [InlineData("/series/a/b", null)]
    [InlineData("/archives", AddressError.Reserved)]
    [InlineData("/archives/", AddressError.Reserved)]
    [InlineData("/search/index.html", AddressError.Reserved)]
    [InlineData("/en/tags/", AddressError.Reserved)]
    [InlineData("/en/", AddressError.Reserved)]
    [InlineData("/index.html", AddressError.Reserved)]
    [InlineData("/admin/posts", AddressError.Protected)]
    [InlineData("/ADMIN/x", AddressError.Protected)]
    [InlineData("/en/admin/x", AddressError.Protected)]
    [InlineData("/account/x", AddressError.Protected)]
    [InlineData("/setup", AddressError.Protected)]
    [InlineData("/api/x", AddressError.Protected)]
    [InlineData("/health/live", AddressError.Protected)]
    [InlineData("/metrics", AddressError.Protected)]
    [InlineData("/media/x.png", AddressError.Protected)]
    [InlineData("/assets/x.html", AddressError.Protected)]
    [InlineData("/preview/x", AddressError.Protected)]
    [InlineData("/error/404", AddressError.Protected)]
    [InlineData("/robots.txt", AddressError.Protected)]
    [InlineData("/sitemap-2.xml", AddressError.Protected)]
    [InlineData("/xmlrpc.php", AddressError.Protected)]
    [InlineData("/micropub/x", AddressError.Protected)]
    [InlineData("/mcp", AddressError.Protected)]
    [InlineData("/hooks/x", AddressError.Protected)]
    [InlineData("/.well-known/x", AddressError.Protected)]
    public void An_imported_address_may_lie_below_public_segments_and_no_other_reserved_ones(string path, AddressError? error) =>
        Assert.Equal(error, PostAddress.TryCreate(path, Codes, out _, mayBeReserved: true));

    [Fact]
    public void Of_all_reserved_segments_these_may_have_imported_posts_below_them() =>
        Assert.Equal(
            "archives categories comments feeds page search series tags",
            string.Join(' ', ReservedSegments.All.Where(segment => !ReservedSegments.IsProtected(segment)).Order(StringComparer.Ordinal))
        );

    [Fact]
    public void A_long_address_is_refused() =>
        Assert.Equal(AddressError.TooLong, PostAddress.TryCreate("/" + new string('a', 400), Codes, out _));

    [Theory]
    [InlineData("/How-To-X/", "/how-to-x")]
    [InlineData("/a/index.html", "/a")]
    [InlineData("/Cafe\u0301", "/caf\u00e9")]
    [InlineData("/", "/")]
    public void Spellings_share_one_key(string path, string key) => Assert.Equal(key, PostAddress.KeyOf(path));

    [Fact]
    public void Invalid_unicode_has_a_key_and_a_slug_too()
    {
        foreach (var broken in new[] { "\uFFFE", "\uFFFF", "\uD83D", "\uDE00" })
        {
            Assert.Equal("/a\uFFFDb", PostAddress.KeyOf("/a" + broken + "B"));
            Assert.Equal("a-b", Slug.From("a" + broken + "b").Value);
            Assert.Equal(AddressError.Malformed, PostAddress.TryCreate("/a" + broken, Codes, out _));
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
    public void The_reserved_segments_are_those_of_the_contract() =>
        Assert.Equal(
            ".well-known account admin api apple-touch-icon.png archives assets categories comments error favicon.ico feed.json "
                + "feed.xml feeds health hooks llms.txt mcp media metrics micropub opensearch.xml page preview robots.txt rss.xml "
                + "search series setup site.webmanifest sitemap.xml tags xmlrpc.php",
            string.Join(' ', ReservedSegments.All.Order(StringComparer.Ordinal))
        );
}

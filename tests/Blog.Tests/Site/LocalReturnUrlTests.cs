using AngleSharp.Dom;
using Blog.Site.Http;

namespace Blog.Tests.Site;

public sealed class LocalReturnUrlTests
{
    private const string Fallback = "/admin";

    /// <summary>security.md B21: what leads a browser, a proxy or another program to another site.</summary>
    public static TheoryData<string?> Hostile =>
        [
            (string?)null,
            "",
            " ",
            "e",
            "e.example",
            "admin",
            "?x=1",
            "#a",
            ".",
            "..",
            "./admin",
            "../admin",
            "~/admin",
            "@e.example",
            ":80",
            ";/admin",
            "//e.example",
            "///e.example",
            "////e.example",
            "//e.example/admin",
            "//blog.example@e.example",
            "//e.example:443/",
            "//[2001:db8::1]/",
            "//127.0.0.1",
            "//0x7f.1",
            "//e\u3002example",
            "//e％2eexample",
            "/\\e.example",
            "\\/e.example",
            "\\\\e.example",
            "\\e.example",
            "/\\/e.example",
            "//\\e.example",
            "/\\\\e.example",
            "/admin\\..\\..\\\\e.example",
            "/admin?x=\\e.example",
            "/admin?x=\te",
            "/admin#\r\nSet-Cookie: a=b",
            "/\t/e.example",
            "/\n/e.example",
            "/\r/e.example",
            "/\r\n/e.example",
            "/\t\\e.example",
            "\t//e.example",
            "\n/\n/e.example",
            " //e.example",
            "\u0000//e.example",
            "\u001f//e.example",
            "/\u0000/e.example",
            "/\u007f/e.example",
            "/\u0085/e.example",
            "/admin\r\nLocation: https://e.example",
            "https:e.example",
            "https:/e.example",
            "https://e.example",
            "https:\\\\e.example",
            "http:e.example",
            "HTTPS://e.example",
            "https:///e.example",
            "https://blog.example@e.example/",
            "https://blog.example.e.example/",
            "https://blog.example:444/",
            "h\tttps://e.example",
            "ftp://e.example",
            "ws://e.example",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,<script>1</script>",
            "vbscript:x",
            "blob:https://blog.example/1",
            "file:///etc/passwd",
            "about:blank",
            "mailto:a@e.example",
            "/%5ce.example",
            "/%5Ce.example",
            "/%2fe.example",
            "/%2f%2fe.example",
            "/%2Fe.example",
            "/%09/e.example",
            "/%09%2fe.example",
            "/%0d%0aLocation:%20https://e.example",
            "/%00/e.example",
            "/%5c%5ce.example",
            "/..//e.example",
            "/.//e.example",
            "/a/..//e.example",
            "/%2e%2e//e.example",
            "/%2e//e.example",
            "/admin//e.example",
            "/./\\e.example",
            "/a/../../x",
            "/a/%2e%2e/x",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_address_gives_the_fallback(string? value)
    {
        Assert.Equal(Fallback, LocalReturnUrl.Of(value, Fallback));
        StaysHome(LocalReturnUrl.Of(value, Fallback));
    }

    [Fact]
    public void The_hostile_addresses_are_many_and_would_leave_the_site()
    {
        Assert.True(Hostile.Count >= 40, $"{Hostile.Count}");

        // Without the rule a browser would leave the site with many of them, so the test can fail.
        var away = Hostile
            .Select(row => row.Data)
            .Where(value => value is not null)
            .Count(value => Resolved(value!) is not { Origin: "https://blog.example" });
        Assert.True(away >= 40, $"{away}");
    }

    /// <summary>Every combination of six pieces that parsers treat specially is either refused or stays on this site.</summary>
    [Fact]
    public void No_combination_of_awkward_parts_leaves_the_site()
    {
        string[] pieces =
        [
            "/",
            "\\",
            "\t",
            "\n",
            "\0",
            " ",
            ".",
            "..",
            "@",
            ":",
            "e.example",
            "%2f",
            "%5c",
            "%09",
            "?",
            "#",
            "\u3002",
            "\u00ad",
            "\uff0f",
            "\u2215",
            "\uD83D",
            "中",
        ];
        var random = new Random(21);
        for (var i = 0; i < 50_000; i++)
        {
            var value = "/" + string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => pieces[random.Next(pieces.Length)]));
            StaysHome(LocalReturnUrl.Of(value, Fallback));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin?x=1")]
    [InlineData("/admin/posts/12#a")]
    [InlineData("/admin/posts/12?tab=a&b=%2F%5C..%2F#a//b")]
    [InlineData("/search?q=C%23&from=https://e.example//x")]
    [InlineData("/how-to-x.html")]
    [InlineData("/a..b/...")]
    [InlineData("/@wei:1;x=(1)!*'$,~+")]
    [InlineData("/%E6%A0%87%E7%AD%BE/C%23")]
    [InlineData("/100%")]
    public void A_local_address_is_kept(string value)
    {
        Assert.Equal(value, LocalReturnUrl.Of(value, Fallback));
        StaysHome(value);
    }

    [Theory]
    [InlineData("/标签/数据库?q=查", "/%E6%A0%87%E7%AD%BE/%E6%95%B0%E6%8D%AE%E5%BA%93?q=%E6%9F%A5")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/。e.example", "/%E3%80%82e.example")]
    [InlineData("/🎉", "/%F0%9F%8E%89")]
    public void Characters_that_a_header_cannot_hold_are_encoded(string value, string kept)
    {
        Assert.Equal(kept, LocalReturnUrl.Of(value, Fallback));
        StaysHome(kept);
    }

    [Fact]
    public void A_lone_surrogate_does_no_harm() => Assert.Equal("/%EF%BF%BD", LocalReturnUrl.Of("/\uD83D", Fallback));

    [Fact]
    public void A_very_long_address_is_refused() => Assert.Equal(Fallback, LocalReturnUrl.Of("/" + new string('a', 5_000_000), Fallback));

    private static Url Resolved(string value) => new(new Url("https://blog.example/base/page"), value);

    private static void StaysHome(string value)
    {
        var url = Resolved(value);
        Assert.Equal("https://blog.example", url.Origin);
        Assert.Equal("blog.example", url.HostName);
        Assert.Equal("", (url.UserName ?? "") + url.Password);
        Assert.All(value, c => Assert.InRange(c, '!', '~'));
        Assert.False(value.StartsWith("//", StringComparison.Ordinal));
    }
}

using Blog.Admin.Redirects;
using Blog.Data.Redirects;

namespace Blog.Tests.Admin.Redirects;

public sealed class RedirectSuggestionsTests
{
    private static readonly RedirectSuggestions Known = new([
        Choice(RedirectKind.Post, "/sqlite-wal"),
        Choice(RedirectKind.Post, "/en/sqlite-wal"),
        Choice(RedirectKind.Post, "/async-pitfalls"),
        Choice(RedirectKind.Post, "/2021/05/03/y.html"),
        Choice(RedirectKind.Post, "/布隆过滤器"),
        Choice(RedirectKind.Tag, "/tags/csharp"),
        Choice(RedirectKind.Category, "/categories/database/sqlite"),
    ]);

    [Theory]
    [InlineData("/2019/05/sqlite-wal.html", "/sqlite-wal")]
    [InlineData("/en/2019/sqlite-wal/", "/en/sqlite-wal")]
    [InlineData("/posts/2019-05-03-async-pitfalls/index.html", "/async-pitfalls")]
    [InlineData("/asinc-pitfall", "/async-pitfalls")]
    [InlineData("/SQLITE_WAL", "/sqlite-wal")]
    [InlineData("/post/布隆过滤器", "/布隆过滤器")]
    [InlineData("/tag/C%23", "/tags/csharp")]
    [InlineData("/category/sqlite", "/categories/database/sqlite")]
    [InlineData("/tags/csharpe", "/tags/csharp")]
    [InlineData("/something-else", null)]
    [InlineData("/z", null)]
    [InlineData("/★", null)]
    public void The_same_last_segment_is_suggested_first_and_then_the_nearest(string path, string? address) =>
        Assert.Equal(address, Known.For(Uri.UnescapeDataString(path))?.Address);

    [Theory]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "abd", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcdefgh", "hgfedcba", 4)]
    public void Distance_counts_letters_up_to_its_limit(string left, string right, int distance) =>
        Assert.Equal(distance, RedirectSuggestions.Distance(left, right, 3));

    private static TargetChoice Choice(RedirectKind kind, string address) => new(new RedirectTarget(kind, "1"), address, address);
}

using System.Text;
using Blog.Data.Posts.Files;

namespace Blog.Tests.Data.Posts.Files;

/// <summary>What was not public on the old site does not become public, whatever the tool calls it; the report names the reason.</summary>
public sealed class PostFileVisibilityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("private: true", "private")]
    [InlineData("published: false", "published")]
    [InlineData("publish: false", "publish")]
    [InlineData("password: 芝麻开门", "password")]
    [InlineData("encrypted: true", "encrypted")]
    [InlineData("status: private", "status")]
    [InlineData("status: Draft", "status")]
    [InlineData("status: pending", "status")]
    [InlineData("visibility: members", "visibility")]
    [InlineData("visibility: private", "visibility")]
    [InlineData("headless: true", "headless")]
    [InlineData("_build:\n  render: never", "_build")]
    [InlineData("build:\n  render: false\n  list: never", "build")]
    [InlineData("expiryDate: 2026-11-01", "expiryDate")]
    public void It_becomes_a_draft(string fields, string reason)
    {
        var post = Read(fields);
        Assert.True(post.IsDraft);
        Assert.Contains(post.Warnings, warning => warning.Contains("was not public (" + reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hidden: true")]
    [InlineData("hide: true")]
    [InlineData("unlisted: true")]
    [InlineData("hideInList: true")]
    [InlineData("listed: false")]
    [InlineData("visibility: unlisted")]
    [InlineData("_build:\n  list: never")]
    [InlineData("build:\n  list: local")]
    public void It_is_unlisted_where_that_is_what_it_was(string fields)
    {
        var post = Read(fields);
        Assert.Equal((false, true), (post.IsDraft, post.IsHidden));
    }

    [Theory]
    [InlineData("draft: false")]
    [InlineData("private: false")]
    [InlineData("encrypt: false")]
    [InlineData("password: ''")]
    [InlineData("status: publish")]
    [InlineData("status: members")]
    [InlineData("visibility: public")]
    [InlineData("hidden: false")]
    [InlineData("build:\n  render: always\n  list: always")]
    [InlineData("expiryDate: 2027-01-01")]
    [InlineData("status: 已完成")]
    public void Everything_else_stays_public(string fields)
    {
        var post = Read(fields);
        Assert.Equal((false, false), (post.IsDraft, post.IsHidden));
    }

    [Theory]
    [InlineData("2027-03-01", "2027-03-01")]
    [InlineData("2026-03-01", "2020-01-01")]
    public void A_later_day_of_publication_is_kept_until_it_has_come(string publishDate, string date) =>
        Assert.Equal(date, $"{Read("publishDate: " + publishDate).Date:yyyy-MM-dd}");

    private static PostFile Read(string fields) =>
        PostFileReader
            .Read(
                PostFilePath.Of("posts/x.md"),
                Encoding.UTF8.GetBytes($"---\ntitle: 题\ndate: 2020-01-01\n{fields}\n---\n正文"),
                new PostFileConventions(TimeZoneInfo.Utc) { Now = Now }
            )
            .Post!;
}

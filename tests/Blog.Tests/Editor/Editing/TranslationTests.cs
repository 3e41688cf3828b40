using System.Net;
using Blog.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Editing;

/// <summary>A post and its translation are a pair.</summary>
public sealed class TranslationTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_translation_begun_from_its_original_is_its_pair()
    {
        var original = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "原文"), ("Markdown", "文"), ("Tags", "甲，乙"), ("Category", "库"))
            .DoAsync("publish");
        var link = original
            .Document.QuerySelectorAll("aside.facts a")
            .Single(a => a.TextContent.Contains("English", StringComparison.Ordinal))
            .GetAttribute("href")!;
        var page = await EditorPage.OpenAsync(_author, link);
        Assert.Equal(
            ("en", "原文", "甲，乙", "库", $"{original.Id}"),
            (page["Language"], page["Title"], page["Tags"], page["Category"], page["TranslationOf"])
        );

        // The original stays open in another tab and is edited meanwhile.
        await original.With(("Markdown", "文，再写")).AutosaveAsync();
        page = await page.With(("Title", "The original"), ("Markdown", "text")).DoAsync("publish");
        Assert.Equal($"{original.Id}", page["TranslationOf"]);
        await original.With(("Markdown", "文，再写一点")).AutosaveAsync();
        await original.DoAsync("publish");

        var read = await _blog.PageAsync("/yuan-wen");
        Assert.Equal("/en/the-original", read.QuerySelector(".translations a")!.GetAttribute("href"));
        var again = await EditorPage.OpenAsync(_author, original.Id);
        Assert.Equal($"{page.Id}", again["TranslationOf"]);
        Assert.Empty(again.Document.QuerySelectorAll("aside.facts .hint a"));
    }

    [Fact]
    public async Task Only_posts_of_other_languages_without_counterpart_are_offered()
    {
        var chinese = await (await EditorPage.OpenAsync(_author)).With(("Title", "甲")).DoAsync("save");
        var paired = await (await EditorPage.OpenAsync(_author)).With(("Title", "乙")).DoAsync("save");
        await (await EditorPage.OpenAsync(_author, $"/admin/posts/new?translationOf={paired.Id}")).With(("Title", "B")).DoAsync("save");
        await (await EditorPage.OpenAsync(await SignedIn.OwnerAsync(_blog))).With(("Title", "别人的")).DoAsync("publish");
        var page = await EditorPage.OpenAsync(_author, "/admin/posts/new?language=en");
        Assert.Equal("en", page["Language"]);
        Assert.Equal(
            ["还没有译文", "甲"],
            page.Document.QuerySelectorAll("select[name=TranslationOf] option").Select(option => option.TextContent)
        );

        using var twice = await page.With(("Title", "Another B"), ("TranslationOf", $"{paired.Id}")).PressAsync("save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        page["TranslationOf"] = $"{chinese.Id}";
        page = await page.DoAsync("save");
        page = await page.With(("TranslationOf", "")).DoAsync("save");
        await _blog.WithDbAsync(async db => Assert.Null((await db.Posts.SingleAsync(post => post.Title == "Another B")).TranslationGroup));
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-25T08:00", "2026-11-25T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z")] // skipped: 03:30 in summer time
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z")] // twice: the first, in summer time
    [InlineData("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00Z")]
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00Z")] // half an hour is skipped
    [InlineData("America/St_Johns", "2026-07-01T00:00", "2026-07-01T02:30:00Z")]
    [InlineData("UTC", "2026-11-25 08:00", "2026-11-25T08:00:00Z")]
    public void A_local_time_is_resolved_as_RFC_5545_says(string zone, string typed, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            ZonedTime.Parse(typed, TimeZoneInfo.FindSystemTimeZoneById(zone))
        );

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2026-13-01T00:00")]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:59")]
    public void Invalid_times_are_refused(string typed) => Assert.Null(ZonedTime.Parse(typed, TimeZoneInfo.Utc));
}

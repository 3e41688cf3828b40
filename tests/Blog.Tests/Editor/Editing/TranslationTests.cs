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
        var link = original.Document.QuerySelectorAll("aside.facts a").Single(a => a.TextContent == "新建英文译文").GetAttribute("href")!;
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
        Assert.Equal("/en/yuan-wen", read.QuerySelector(".translations a")!.GetAttribute("href"));
        var again = await EditorPage.OpenAsync(_author, original.Id);
        Assert.Equal($"{page.Id}", again["TranslationOf"]);
        Assert.Empty(again.Document.QuerySelectorAll("aside.facts .hint a:not([href$=sign-out])"));
    }

    [Fact]
    public async Task A_translation_starts_from_the_whole_original_and_is_stored_only_when_saved()
    {
        var original = await (await EditorPage.OpenAsync(_author))
            .With(
                ("Title", "原文"),
                ("Markdown", "第一段。\n\n```\n<b>\n```"),
                ("Description", "一句话。"),
                ("Tags", "甲，乙"),
                ("Category", "库"),
                ("Series", "系列"),
                ("Cover", "https://img.example.org/c.png"),
                ("Address", "/2021/05/how-to.html"),
                ("Hidden", "true")
            )
            .DoAsync("publish");
        await original.With(("Description", "改过的一句话。")).AutosaveAsync();
        var page = await EditorPage.OpenAsync(_author, $"/admin/posts/new?translationOf={original.Id}&language=en");
        Assert.Equal(
            ("第一段。\r\n\r\n```\r\n<b>\r\n```", "改过的一句话。", "系列", "https://img.example.org/c.png", "/en/how-to", "true", ""),
            (page["Markdown"], page["Description"], page["Series"], page["Cover"], page["Address"], page["Hidden"], page["PublishAt"])
        );
        var beside = page.Document.QuerySelector(".preview > .beside")!;
        Assert.Equal("原文（中文）", beside.GetAttribute("aria-label"));
        Assert.Equal(("原文", "zh-CN"), (beside.QuerySelector("h2")!.TextContent, beside.QuerySelector("pre")!.GetAttribute("lang")));
        Assert.Equal("第一段。\n\n```\n<b>\n```", beside.QuerySelector("pre")!.TextContent);
        Assert.Empty(beside.QuerySelectorAll("b"));
        Assert.True(page.Document.QuerySelector("#as-beside")!.HasAttribute("checked"));
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Posts.CountAsync()));

        page = await page.With(("Title", "First title")).DoAsync("save");
        page = await page.With(("Title", "Another title")).DoAsync("save");
        page = await page.With(("Title", "How to")).DoAsync("publish");
        Assert.Equal("/en/how-to", page["Address"]);
        Assert.Equal("原文（中文）", page.Document.QuerySelector(".beside")!.GetAttribute("aria-label"));
        var back = await EditorPage.OpenAsync(_author, original.Id);
        Assert.Equal("译文（英文）", back.Document.QuerySelector(".beside")!.GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("/docker", "/en/docker")]
    [InlineData("/notes/docker/", "/en/docker")]
    [InlineData("/docker/index.html", "/en/docker")]
    [InlineData("/文章/一", "/en/一")]
    [InlineData("/x/search", "")]
    public async Task The_address_is_the_last_part_of_the_originals(string original, string expected)
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Address", original)).DoAsync("save");
        Assert.Equal(expected, (await EditorPage.OpenAsync(_author, $"/admin/posts/new?translationOf={page.Id}"))["Address"]);
    }

    [Fact]
    public async Task A_translation_into_the_main_language_loses_the_prefix_and_avoids_taken_addresses_and_redirects()
    {
        var moved = await _blog.PublishAsync("甲", with: r => r with { Address = "/docker" });
        await _blog.ReviseAsync(moved, r => r with { Address = "/elsewhere" });
        await _blog.PublishAsync("乙", with: r => r with { Address = "/docker-2" });
        var page = await (await EditorPage.OpenAsync(_author, "/admin/posts/new?language=en"))
            .With(("Title", "Docker"), ("Markdown", "x"))
            .DoAsync("publish");
        Assert.Equal(
            "/docker-3",
            (await EditorPage.OpenAsync(_author, $"/admin/posts/new?translationOf={page.Id}&language=zh-CN"))["Address"]
        );
    }

    [Fact]
    public async Task A_draft_whose_title_follows_its_original_keeps_the_shared_address()
    {
        var original = await (await EditorPage.OpenAsync(_author)).With(("Title", "原文"), ("Markdown", "文")).DoAsync("save");
        var page = await (await EditorPage.OpenAsync(_author, $"/admin/posts/new?translationOf={original.Id}")).DoAsync("save");
        page = await page.With(("Title", "Original")).DoAsync("save");
        await _blog.WithDbAsync(async db => Assert.Equal("/en/yuan-wen", (await db.Posts.SingleAsync(p => p.Id == page.Id)).Address.Value));
        original = await original.With(("Title", "新题")).DoAsync("save"); // the original itself still follows its title
        await _blog.WithDbAsync(async db => Assert.Equal("/xin-ti", (await db.Posts.SingleAsync(p => p.Id == original.Id)).Address.Value));
    }

    [Theory]
    [InlineData("zh-CN", "新建英文译文", "英文（en）")]
    [InlineData("en", "New English translation", "English (en)")]
    public async Task Languages_are_named_in_the_language_of_the_interface(string language, string link, string choice)
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题")).DoAsync("save");
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var shown = await EditorPage.OpenAsync(_author, page.Id);
        Assert.Equal(link, shown.Document.QuerySelector("aside.facts a[href*=translationOf]")!.TextContent);
        Assert.Contains(choice, shown.Document.QuerySelectorAll("#language option").Select(option => option.TextContent));
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

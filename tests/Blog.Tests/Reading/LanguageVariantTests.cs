using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Reading;

/// <summary>A text in traditional characters is listed with Chinese and says exactly what it is.</summary>
public sealed class LanguageVariantTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Its_exact_tag_stands_on_its_text_wherever_it_is_shown()
    {
        await PublishAsync("zh-TW");
        var post = await _blog.PageAsync("/ji");
        Assert.Equal("zh-CN", post.DocumentElement.GetAttribute("lang"));
        Assert.Equal("zh-TW", post.QuerySelector("article h1")!.GetAttribute("lang"));
        Assert.Equal("zh-TW", post.QuerySelector("article .prose")!.GetAttribute("lang"));
        Assert.Contains("\"inLanguage\":\"zh-TW\"", post.DocumentElement.InnerHtml, StringComparison.Ordinal);
        foreach (var list in new[] { "/", "/tags/島" })
        {
            var page = await _blog.PageAsync(list);
            Assert.Equal("zh-TW", page.QuerySelector("article.summary h2")!.GetAttribute("lang"));
            Assert.Equal("zh-TW", page.QuerySelector("article.summary .prose")!.GetAttribute("lang"));
            Assert.Empty(page.QuerySelectorAll("article.summary .meta [lang]")); // Chinese needs no label in a Chinese list
        }

        Assert.Equal("zh-TW", (await _blog.PageAsync("/archives")).QuerySelector(".rows a")!.GetAttribute("lang"));
        Assert.Contains("xml:lang=\"zh-TW\"", await _blog.Reader.GetStringAsync("/feed.xml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", null)]
    [InlineData("en-GB", null)]
    [InlineData("", null)]
    [InlineData("zh-Hant", "zh-Hant")]
    public async Task A_tag_that_says_no_more_or_belongs_to_another_language_is_not_kept(string tag, string? kept)
    {
        await PublishAsync(tag);
        await _blog.WithDbAsync(async db => Assert.Equal(kept, (await db.Posts.SingleAsync()).LanguageVariant));
        Assert.Equal(kept, (await _blog.PageAsync("/ji")).QuerySelector("article h1")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_editor_keeps_it()
    {
        var post = await PublishAsync("zh-Hant");
        var page = await EditorPage.OpenAsync(await SignedIn.OwnerAsync(_blog), post.Id);
        await page.With(("Markdown", "又改了一遍。")).DoAsync("publish");
        await _blog.WithDbAsync(async db =>
        {
            var saved = await db.Posts.SingleAsync();
            Assert.Equal(("又改了一遍。", "zh-Hant"), (saved.Markdown, saved.LanguageVariant));
        });
    }

    private Task<Blog.Data.Posts.Post> PublishAsync(string tag) =>
        _blog.PublishAsync(
            "海島紀行",
            "清晨的渡輪上幾乎沒有人。",
            with: r => r with { Slug = "ji", Tags = ["島"], Content = r.Content with { LanguageVariant = tag } }
        );
}

using System.Net;
using AngleSharp.Html.Dom;
using Blog.Data.Posts;
using Blog.Portability;
using Blog.Tests.Editor.Editing;
using Blog.Tests.Reading.Feeds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Admin.PostList;

/// <summary>The first steps of a new blog, and its about page.</summary>
public sealed class GettingStartedTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_new_blog_shows_its_owner_what_to_do_first_until_it_is_done()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.Equal(
            [
                ("填写站点标题和副标题", "/admin/settings"),
                ("选择时区", "/admin/settings#input-timezone"),
                ("写「关于」页面", "/admin/posts/new?template=about"),
                ("发布第一篇文章", "/admin/posts/new"),
            ],
            await OpenStepsAsync(owner)
        );
        await _blog.SettingsAsync(choices =>
            choices with
            {
                TimeZone = "Asia/Shanghai",
                Languages = [choices.Languages[0] with { Title = "札记" }, choices.Languages[1]],
            }
        );
        Assert.Equal(["写「关于」页面", "发布第一篇文章"], (await OpenStepsAsync(owner)).Select(step => step.Text));
        await _blog.PublishAsync("第一篇");
        await _blog.PublishAsync("关于", with: r => r with { Slug = "about", Content = r.Content with { Kind = PostKind.Page } });
        Assert.Null((await owner.PageAsync("/admin")).QuerySelector(".first-steps"));
    }

    [Fact]
    public async Task The_steps_are_dismissed_for_good_and_the_settings_page_keeps_that()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        using (var done = await owner.PostAsync("/admin", handler: "Dismiss"))
        {
            Assert.Equal((HttpStatusCode.Redirect, "/admin"), (done.StatusCode, done.Headers.Location!.ToString()));
        }

        var list = await owner.PageAsync("/admin");
        Assert.Null(list.QuerySelector(".first-steps"));
        Assert.NotNull(list.QuerySelector(".bar a[href='/admin/posts/new?template=about']"));

        var settings = await owner.PageAsync("/admin/settings");
        var form = settings
            .QuerySelectorAll("form.settings input[name]")
            .OfType<IHtmlInputElement>()
            .Where(input => input.Type is not "checkbox" || input.IsChecked)
            .Where(input => input.Name != Visitor.TokenField)
            .ToDictionary(input => input.Name!, input => input.Value, StringComparer.Ordinal);
        foreach (var other in settings.QuerySelectorAll("form.settings select").OfType<IHtmlSelectElement>())
        {
            form[other.Name!] = other.Value ?? "";
        }

        form["Input.Hue"] = "20";
        using var saved = await owner.PostAsync("/admin/settings", form);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await _blog.WithDbAsync(async db =>
        {
            var kept = await db.Settings.SingleAsync();
            Assert.Equal((20, "博客", "UTC", true), (kept.Hue, kept.Main.Title, kept.TimeZone, kept.Discovery.GettingStartedDismissed));
        });
        Assert.Null((await owner.PageAsync("/admin")).QuerySelector(".first-steps"));
    }

    [Fact]
    public async Task A_blog_with_posts_is_not_new_and_authors_see_no_steps()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        var page = await author.PageAsync("/admin");
        Assert.Null(page.QuerySelector(".first-steps"));
        Assert.Null(page.QuerySelector("a[href*='template=about']"));
        foreach (var i in Enumerable.Range(1, 5))
        {
            await _blog.PublishAsync($"第 {i} 篇");
        }

        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.Null((await owner.PageAsync("/admin")).QuerySelector(".first-steps"));
    }

    [Theory]
    [InlineData("", "zh-CN", "关于", "/about")]
    [InlineData("&language=en", "en", "About", "/en/about")]
    public async Task The_about_page_is_filled_in_and_stored_only_when_it_is_saved(
        string query,
        string language,
        string title,
        string address
    )
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var editor = await EditorPage.OpenAsync(owner, "/admin/posts/new?template=about" + query);
        Assert.Equal((language, title, address, "Page"), (editor["Language"], editor["Title"], editor["Address"], editor["Kind"]));
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Posts.CountAsync()));

        editor.With(("Markdown", "我。"), ("Do", "Publish"));
        using var done = await owner.PostAsync("/admin/posts/new", editor.Fields);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(title, (await _blog.PageAsync(address)).QuerySelector("article h1")!.TextContent.Trim());
        Assert.Equal(
            language == "en",
            (await owner.PageAsync("/admin")).QuerySelector(".bar a[href='/admin/posts/new?template=about']") is not null
        );
    }

    [Fact]
    public async Task The_samples_take_their_texts_and_licence_along_and_what_the_owner_changed_stays()
    {
        await SeedAsync();
        await _blog.WithDbAsync(async db =>
        {
            var shown = await db.Settings.AsNoTracking().SingleAsync();
            Assert.Equal(("苔痕", "CC BY-NC-SA 4.0"), (shown.Main.Title, shown.LicenceName));
        });
        await _blog.SettingsAsync(choices =>
            choices with
            {
                Languages = [choices.Languages[0] with { Tagline = "自己的话" }, choices.Languages[1] with { Description = "My own." }],
            }
        );
        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.Equal(
            [("填写站点标题和副标题", (string?)"/admin/settings"), ("移除示例文章", "/admin/settings#samples"), ("写「关于」页面", null)],
            (await OpenStepsAsync(owner)).Take(3)
        );
        using var done = await owner.PostAsync("/admin/settings", Visitor.Form(("sure", "true")), handler: "RemoveSamples");
        await _blog.WithDbAsync(async db =>
        {
            var left = await db.Settings.AsNoTracking().SingleAsync();
            Assert.Equal(
                [("博客", "自己的话", "", ""), ("Blog", "", "My own.", "")],
                left.Languages.Select(language => (language.Title, language.Tagline, language.Description, language.Footer))
            );
            Assert.All(left.Languages, language => Assert.Empty(language.Navigation));
            Assert.Equal((null, null), (left.LicenceName, left.LicenceUrl));
        });
        Assert.Null((await _blog.PageAsync("/")).QuerySelector("[rel=license]"));
    }

    [Fact]
    public async Task A_licence_that_the_owner_chose_stays_when_the_samples_leave()
    {
        await SeedAsync();
        await _blog.SettingsAsync(choices => choices with { LicenceName = "CC BY 4.0", LicenceUrl = null });
        var owner = await SignedIn.OwnerAsync(_blog);
        using var done = await owner.PostAsync("/admin/settings", Visitor.Form(("sure", "true")), handler: "RemoveSamples");
        await _blog.WithDbAsync(async db => Assert.Equal("CC BY 4.0", (await db.Settings.SingleAsync()).LicenceName));
    }

    [Fact]
    public async Task Fields_of_a_new_blog_are_empty_with_examples()
    {
        var page = await (await SignedIn.OwnerAsync(_blog)).PageAsync("/admin/settings");
        foreach (
            var name in new[]
            {
                "Input.Languages[0].Title",
                "Input.Languages[0].Tagline",
                "Input.Languages[0].Description",
                "Input.Languages[0].Footer",
                "Input.Languages[1].Title",
                "Input.TimeZone",
                "Input.LicenceName",
                "Input.LicenceUrl",
            }
        )
        {
            var field = page.QuerySelector($"[name='{name}']")!;
            Assert.Equal("", (field.GetAttribute("value") ?? field.TextContent).Trim());
            Assert.NotEmpty(field.GetAttribute("placeholder")!);
        }
    }

    private async Task SeedAsync()
    {
        await _blog.WithDbAsync(async _ =>
        {
            await using var scope = _blog.Services.CreateAsyncScope();
            await SampleBlog.SeedAsync(scope.ServiceProvider, CancellationToken.None);
        });
    }

    /// <summary>The steps that are not done, and where they lead.</summary>
    private static async Task<IReadOnlyList<(string Text, string? Href)>> OpenStepsAsync(SignedIn owner) =>
        [
            .. (await owner.PageAsync("/admin"))
                .QuerySelectorAll(".first-steps li:not(.done)")
                .Select(step =>
                    (
                        (step.QuerySelector("a")?.TextContent ?? step.ChildNodes[0].TextContent).Trim(),
                        step.QuerySelector("a")?.GetAttribute("href")
                    )
                ),
        ];
}

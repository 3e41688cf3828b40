using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Blog.Data.People;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin;

public sealed class SettingsTests : IDisposable
{
    private const string Path = "/admin/settings";
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Settings_are_for_owners_only()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await _blog.Reader.GetAsync(Path)).StatusCode);
        var owner = await SignedIn.OwnerAsync(_blog);
        var author = await SignedIn.AuthorAsync(_blog);
        Assert.Equal(HttpStatusCode.Forbidden, (await author.Client.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(author, await FormAsync(owner))).StatusCode);
    }

    /// <summary>Each setting, the value sent, the page where a reader sees it, and what the page must contain.</summary>
    private static readonly (string Field, string Value, string Page, string Selector, string Text)[] Seen =
    [
        ("Input.Languages[0].Title", "苔痕", "/", "h1.site", "苔痕"),
        ("Input.Languages[0].Tagline", "写程序", "/", ".tagline", "写程序"),
        ("Input.Languages[0].Description", "一份笔记", "/", "meta[name=description][content=一份笔记]", ""),
        ("Input.Languages[0].Footer", "备案号 1 & <b>", "/", ".colophon p:nth-of-type(2)", "备案号 1 & <b>"),
        ("Input.Languages[0].Links[0]", "关于 /about", "/", "nav a[href='/about']", "关于"),
        ("Input.Languages[1].Title", "Moss", "/en", "h1.site", "Moss"),
        ("Input.Languages[1].Tagline", "On code", "/en", ".tagline", "On code"),
        ("Input.Languages[1].Description", "Notes", "/en", "meta[name=description][content=Notes]", ""),
        ("Input.Languages[1].Footer", "Made by hand", "/en", ".colophon p:nth-of-type(2)", "Made by hand"),
        ("Input.Languages[1].Links[0]", "Code https://example.org/x?y#z", "/en", "nav a[href='https://example.org/x?y#z']", "Code"),
        ("Input.Main", "en", "/", "html[lang=en] h1.site", "Blog"),
        ("Input.HomeScope", "MainLanguage", "/", "main:not(:has([lang=en]))", ""),
        ("Input.PostsPerPage", "1", "/", "article.summary:only-of-type", ""),
        ("Input.TimeZone", "Asia/Shanghai", "/", "time[datetime='2026-11-23']", "2026-11-23"),
        (
            "Input.LicenceName",
            "CC BY-SA 4.0",
            "/",
            "a[rel=license][href='https://creativecommons.org/licenses/by-sa/4.0/']",
            "CC BY-SA 4.0"
        ),
        ("Input.LicenceName", "All rights reserved", "/", ".colophon", "All rights reserved"),
    ];

    [Fact]
    public async Task Saved_settings_are_visible_to_readers_at_once()
    {
        var late = new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero);
        await _blog.PublishAsync("一", with: r => r with { PublishAt = late });
        await _blog.PublishAsync("Two", language: "en");
        var owner = await SignedIn.OwnerAsync(_blog);
        SiteChoices original = null!;
        await _blog.WithDbAsync(async db => original = (await db.Settings.AsNoTracking().SingleAsync()).Choices);
        foreach (var (field, value, page, selector, text) in Seen)
        {
            Assert.False(await IsSeenAsync(page, selector, text), $"{field} before"); // now it is cached
            var parts = value.Split(' ', 2);
            var answer = await SaveAsync(
                owner,
                field.EndsWith("Links[0]", StringComparison.Ordinal)
                    ? [(field + ".Text", parts[0]), (field + ".Path", parts[1])]
                    : [(field, value)]
            );
            Assert.Equal((field, HttpStatusCode.Redirect), (field, answer.StatusCode));
            Assert.True(await IsSeenAsync(page, selector, text), field);
            Assert.Contains("已保存", (await owner.PageAsync(Path)).QuerySelector(".done")!.TextContent, StringComparison.Ordinal);
            await _blog.WithDbAsync(async db =>
            {
                (await db.Settings.SingleAsync()).Revise(original);
                await db.SaveChangesAsync();
            });
        }

        async Task<bool> IsSeenAsync(string page, string selector, string text) =>
            (await _blog.PageAsync(page)).QuerySelectorAll(selector).Any(e => e.TextContent.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_limit_for_folding_renders_the_posts_again()
    {
        var lines = string.Concat(Enumerable.Range(1, 40).Select(i => $"x = {i}\n"));
        await _blog.PublishAsync("长代码", $"```js\n{lines}```", with: r => r with { Slug = "long" });
        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.Null((await _blog.PageAsync("/long")).QuerySelector("details.fold"));
        await SaveAsync(owner, ("Input.FoldAbove", "20"));
        await Poll.UntilAsync(async () => (await _blog.PageAsync("/long")).QuerySelector("details.fold") is not null);
        await SaveAsync(owner, ("Input.FoldAbove", "0"));
        await Poll.UntilAsync(async () => (await _blog.PageAsync("/long")).QuerySelector("details.fold") is null);
        await _blog.WithDbAsync(async db => Assert.False((await db.Settings.SingleAsync()).Display.KeepsEarlierDefaults));
    }

    [Fact]
    public async Task Notations_are_a_setting_that_renders_the_posts_again_and_changes_no_source()
    {
        const string Markdown = "[TOC]\n\n## 一节\n\n==重点==:smile:\n\n::: tip\n内容\n:::";
        await _blog.PublishAsync("写法", Markdown, with: r => r with { Slug = "notations" });
        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.Contains("::: tip", (await _blog.PageAsync("/notations")).Body!.TextContent, StringComparison.Ordinal);
        await SaveAsync(
            owner,
            ("Input.PublishesMarkdown", "true"),
            ("Input.Notations.Contents", "true"),
            ("Input.Notations.Containers", "true"),
            ("Input.Notations.Emoji", "true"),
            ("Input.Notations.Marks", null)
        );
        await Poll.UntilAsync(async () => (await _blog.PageAsync("/notations")).QuerySelector(".prose .headings a") is not null);
        var prose = (await _blog.PageAsync("/notations")).QuerySelector(".prose")!;
        Assert.Contains("==重点==😄", prose.TextContent, StringComparison.Ordinal);
        Assert.NotNull(prose.QuerySelector(".markdown-alert-tip"));
        var home = (await _blog.PageAsync("/")).QuerySelector("article.summary")!.TextContent;
        Assert.DoesNotContain("TOC", home + await _blog.Reader.GetStringAsync("/feed.xml"), StringComparison.Ordinal);
        Assert.Contains("[TOC]", await _blog.Reader.GetStringAsync("/notations.md"), StringComparison.Ordinal);
        await _blog.WithDbAsync(async db => Assert.Equal(Markdown, (await db.Posts.SingleAsync(post => post.Title == "写法")).Markdown));
        await SaveAsync(owner, ("Input.Notations.Contents", null));
        await Poll.UntilAsync(async () => (await _blog.PageAsync("/notations")).QuerySelector(".headings") is null);
    }

    [Fact]
    public async Task An_upgraded_blog_is_told_what_it_keeps_until_the_settings_are_saved()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.Null((await owner.PageAsync("/admin/status")).QuerySelector("main p.notice"));
        await _blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            var kept = new SiteDisplay { FoldAbove = 20, KeepsEarlierDefaults = true };
            settings.Revise(settings.Choices with { AgeNotice = true, Display = kept });
            await db.SaveChangesAsync();
        });
        var note = (await owner.PageAsync("/admin/status")).QuerySelector("main p.notice")!.TextContent;
        Assert.Contains("超过 20 行", note, StringComparison.Ordinal);
        Assert.Contains("提醒开启", note, StringComparison.Ordinal);
        await SaveAsync(owner, ("Input.AgeNotice", null));
        Assert.Null((await owner.PageAsync("/admin/status")).QuerySelector("main p.notice"));
    }

    [Fact]
    public async Task Another_hue_is_another_stylesheet_at_once()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var before = Stylesheet(await _blog.PageAsync("/"));
        await SaveAsync(owner, ("Input.Hue", "300"));
        var after = Stylesheet(await _blog.PageAsync("/"));
        Assert.NotEqual(before, after);
        Assert.Contains("--hue: 300", await _blog.Reader.GetStringAsync(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_remote_images_the_policy_says_so_at_once()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        async Task<string> PolicyAsync() => (await _blog.Reader.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("img-src 'self' https: data:", await PolicyAsync(), StringComparison.Ordinal);
        await SaveAsync(owner, ("Input.RemoteImages", null));
        Assert.Contains("img-src 'self' data:", await PolicyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_without_posts_can_go_and_come_back()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await SaveAsync(owner, ("Input.Languages[1].IsOn", null));
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/en")).StatusCode);
        Assert.Empty((await _blog.PageAsync("/")).QuerySelectorAll("[hreflang=en]"));
        await SaveAsync(owner, ("Input.Languages[1].IsOn", "true"), ("Input.Languages[1].Title", "Again"));
        Assert.Equal("Again", (await _blog.PageAsync("/en")).QuerySelector("h1.site")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_language_with_posts_stays_and_its_addresses_answer()
    {
        await _blog.PublishAsync("Two", language: "en");
        var owner = await SignedIn.OwnerAsync(_blog);
        var page = await ParsedAsync(await SaveAsync(owner, ("Input.Languages[1].IsOn", null)));
        Assert.Contains("1 篇文章", page.QuerySelector("#input-languages-1--ison-error")!.TextContent, StringComparison.Ordinal);
        await _blog.PageAsync("/en/two");
        await _blog.PageAsync("/en");
    }

    [Fact]
    public async Task A_save_on_an_older_version_shows_both_values_and_overwrites_nothing()
    {
        var (first, second) = (
            await SignedIn.OwnerAsync(_blog),
            await SignedIn.AsAsync(_blog, "second@example.org", "第二位", AccountRole.Owner)
        );
        var stale = await FormAsync(second);
        await SaveAsync(first, ("Input.Languages[0].Title", "先到"), ("Input.Hue", "10"));
        var answer = await SendAsync(second, With(stale, ("Input.Languages[0].Title", "后到"), ("Input.PostsPerPage", "5")));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await ParsedAsync(answer);
        string[] shown =
        [
            .. page.QuerySelectorAll(".conflict tbody tr")
                .Select(row => string.Join('|', row.Children.Take(3).Select(cell => cell.TextContent.Trim()))),
        ];
        Assert.Equal(["站点标题（中文）|先到|后到", "每页文章数|8|5", "色相|10|150"], shown);
        Assert.Equal("后到", page.QuerySelector("[name='Input.Languages[0].Title']")!.GetAttribute("value"));
        Assert.Equal("先到", (await _blog.PageAsync("/")).QuerySelector("h1.site")!.TextContent.Trim());

        // Mine for the title, the other's hue.
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(second, [.. FormOf(page), new("Take", "Hue")])).StatusCode);
        await _blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            Assert.Equal(("后到", 10, 5), (settings.Main.Title, settings.Hue, settings.PostsPerPage));
        });
    }

    [Fact]
    public async Task Of_many_saves_of_one_version_one_is_taken_and_the_others_are_told()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var form = await FormAsync(owner);
        var windows = await Task.WhenAll(Enumerable.Range(1, 8).Select(async i => (Hue: i * 10, Browser: await owner.CopyAsync())));
        var answers = await Task.WhenAll(
            windows.Select(window =>
                SendAsync(window.Browser, With(form, ("Input.Hue", window.Hue.ToString(System.Globalization.CultureInfo.InvariantCulture))))
            )
        );
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        await _blog.WithDbAsync(async db => Assert.Equal(1, (await db.Settings.SingleAsync()).Version));
    }

    /// <summary>Setting, value, and the message in Chinese and English.</summary>
    private static readonly (string Field, string Value, string Chinese, string English)[] Impossible =
    [
        ("Input.Hue", "361", "0 到 360", "from 0 to 360"),
        ("Input.Hue", "grün", "无法识别", "is not valid"),
        ("Input.Hue", "", "请填写", "This field is required"),
        ("Input.PostsPerPage", "0", "1 到 50", "from 1 to 50"),
        ("Input.PostsPerPage", "99999999999999", "无法识别", "is not valid"),
        ("Input.TimeZone", "Mars/Olympus", "没有这个时区", "Unknown time zone"),
        ("Input.LicenceUrl", "javascript:alert(1)", "https://", "https://"),
        ("Input.HomeScope", "7", "无法识别", "is not valid"),
        ("Input.Main", "fr", "已启用的语言", "must be enabled"),
        ("Input.Languages[0].Links[0].Path", "//evil.example", "本站的路径", "a path on this site"),
        ("Input.Languages[0].Links[0].Path", "http://example.org", "本站的路径", "a path on this site"),
        ("Input.Languages[0].Links[0].Path", "javascript:alert(1)", "本站的路径", "a path on this site"),
        ("Input.Languages[0].Links[0].Path", "/a/../../b", "本站的路径", "a path on this site"),
        ("Input.Languages[0].Links[0].Path", "/%2F/evil.example", "本站的路径", "a path on this site"),
        ("Input.Languages[0].Links[0].Path", "https://user@evil.example", "本站的路径", "a path on this site"),
    ];

    [Fact]
    public async Task Invalid_input_is_reported_in_both_languages_and_what_was_typed_stays()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        foreach (
            var (language, field, value, says) in Impossible.SelectMany(c =>
                new[] { ("zh-CN", c.Field, c.Value, c.Chinese), ("en", c.Field, c.Value, c.English) }
            )
        )
        {
            owner.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var page = await ParsedAsync(
                await SaveAsync(owner, (field, value), ("Input.Languages[1].Tagline", "kept as typed"), ("Input.LicenceName", "L"))
            );
            var control = page.QuerySelector($"[name='{field}']")!;
            Assert.True(control.GetAttribute("aria-invalid") == "true", $"{field} may be '{value}'");
            Assert.Contains(
                says,
                page.GetElementById(control.GetAttribute("aria-describedby")!.Split(' ')[0])!.TextContent,
                StringComparison.Ordinal
            );
            Assert.Equal("kept as typed", page.QuerySelector("[name='Input.Languages[1].Tagline']")!.GetAttribute("value"));
            if (control is IHtmlInputElement)
            {
                Assert.Equal(value, control.GetAttribute("value"));
            }
        }

        await _blog.WithDbAsync(async db => Assert.Equal(0, (await db.Settings.SingleAsync()).Version));
    }

    [Fact]
    public async Task A_site_that_has_a_title_and_a_time_zone_keeps_one()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await SaveAsync(owner, ("Input.Languages[0].Title", "札记"), ("Input.TimeZone", "Asia/Shanghai"));
        foreach (var (field, says) in new[] { ("Input.Languages[0].Title", "要填写这种语言的标题"), ("Input.TimeZone", "没有这个时区") })
        {
            var page = await ParsedAsync(await SaveAsync(owner, (field, "  ")));
            Assert.Contains(
                says,
                page.QuerySelector($"[name='{field}']")!.ParentElement!.QuerySelector(".error")!.TextContent,
                StringComparison.Ordinal
            );
        }

        await _blog.WithDbAsync(async db =>
        {
            var kept = await db.Settings.SingleAsync();
            Assert.Equal(("札记", "Asia/Shanghai"), (kept.Main.Title, kept.TimeZone));
        });
    }

    [Fact]
    public async Task Navigation_links_are_sorted_by_number_and_empty_ones_are_removed()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await SaveAsync(
            owner,
            ("Input.Languages[0].Links[0].Text", "二"),
            ("Input.Languages[0].Links[0].Path", "/%E5%85%B3%E4%BA%8E"),
            ("Input.Languages[0].Links[0].Place", "2"),
            ("Input.Languages[0].Links[2].Text", "一"),
            ("Input.Languages[0].Links[2].Path", "http://localhost/about/"),
            ("Input.Languages[0].Links[2].Place", "1")
        );
        Assert.Equal(
            ["/about/", "/%E5%85%B3%E4%BA%8E"],
            (await _blog.PageAsync("/")).QuerySelectorAll(".masthead nav a").Skip(4).Select(a => a.GetAttribute("href"))
        );
        await SaveAsync(owner, ("Input.Languages[0].Links[0].Text", ""), ("Input.Languages[0].Links[0].Path", ""));
        Assert.Equal(
            ["/%E5%85%B3%E4%BA%8E"],
            (await _blog.PageAsync("/")).QuerySelectorAll(".masthead nav a").Skip(4).Select(a => a.GetAttribute("href"))
        );
    }

    [Fact]
    public async Task Sample_posts_are_deleted_after_confirmation()
    {
        await _blog.PublishAsync("样", with: r => r with { IsSample = true, ImportKey = "x" });
        var owner = await SignedIn.OwnerAsync(_blog);
        await SendAsync(owner, [], "RemoveSamples");
        var page = await owner.PageAsync(Path);
        Assert.Contains("没有移除", page.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#samples"));
        await SendAsync(owner, [new("sure", "true")], "RemoveSamples");
        Assert.Null((await owner.PageAsync(Path)).QuerySelector("#samples"));
        Assert.Empty((await _blog.PageAsync("/")).QuerySelectorAll("article.summary"));
    }

    [Fact]
    public async Task A_form_that_did_not_arrive_whole_saves_nothing()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var answer = await SaveAsync(owner, ("Input.Languages[0].Tag", "fr"), ("Input.Hue", "20"));
        Assert.Contains("不完整", (await ParsedAsync(answer)).QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        await SendAsync(owner, [new("Input.Version", "0")]);
        await _blog.WithDbAsync(async db => Assert.Equal(0, (await db.Settings.SingleAsync()).Version));
    }

    [Fact]
    public async Task No_input_causes_a_server_error()
    {
        var (owner, random) = (await SignedIn.OwnerAsync(_blog), new Random(3));
        string[] odd =
        [
            "",
            " ",
            "\0",
            "-1",
            "1e9",
            "NaN",
            "true,false",
            "<script>",
            "\u202Eabc",
            "\uD83D\uDE00",
            new('x', 5_000),
            new('中', 3_000),
            "https://",
            "https://[",
            "//",
            "/\\",
            "/%",
            "/%ff",
            "/\u0000",
            "UTC",
            "zh-CN",
            "en",
            "'\"`",
            "%00",
            "2147483648",
            "a\r\nb",
        ];
        var form = await FormAsync(owner);
        for (var i = 0; i < 60; i++)
        {
            var changed = Enumerable
                .Range(0, random.Next(1, 8))
                .Select(_ => (form[random.Next(form.Count)].Key, (string?)odd[random.Next(odd.Length)]))
                .ToArray();
            string[] extra =
            [
                "Take",
                "Take[0]",
                "Input",
                "Input.Languages",
                "Input.Languages[9].Tag",
                "Input.Languages[0].Links[40].Text",
                "Input.Languages.index",
                "Input.Version",
            ];
            var sent = With(form, changed).Append(new(extra[random.Next(extra.Length)], odd[random.Next(odd.Length)]));
            var answer = await SendAsync(owner, random.Next(3) == 0 ? sent.Where(_ => random.Next(5) > 0) : sent);
            Assert.True((int)answer.StatusCode < 500, $"{(int)answer.StatusCode} for {string.Join(", ", changed)}");
            Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/")).StatusCode);
            form = answer.StatusCode == HttpStatusCode.Redirect ? await FormAsync(owner) : form; // a refused form can be sent again
        }

        var many = Enumerable.Range(0, 2_000).Select(n => new KeyValuePair<string, string>($"Input.Languages[0].Links[{n}].Text", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(owner, many)).StatusCode);
    }

    private static string Stylesheet(IParentNode page) => page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

    private static Task<IHtmlDocument> ParsedAsync(HttpResponseMessage answer) => Visitor.ParsedAsync(answer);

    private static async Task<List<KeyValuePair<string, string>>> FormAsync(SignedIn owner) => FormOf(await owner.PageAsync(Path));

    /// <summary>What a browser would send of the unchanged form.</summary>
    private static List<KeyValuePair<string, string>> FormOf(IParentNode page) =>
        [
            .. page.QuerySelectorAll("form.settings [name]")
                .Where(field =>
                    field.GetAttribute("name") is not "__RequestVerificationToken"
                    && (field is not IHtmlInputElement { Type: "checkbox" } box || box.IsChecked)
                )
                .Select(field => new KeyValuePair<string, string>(
                    field.GetAttribute("name")!,
                    field switch
                    {
                        IHtmlSelectElement select => select.Value ?? "",
                        IHtmlTextAreaElement area => area.Value,
                        IHtmlInputElement input => input.Value,
                        _ => "",
                    }
                )),
        ];

    private static IEnumerable<KeyValuePair<string, string>> With(
        IEnumerable<KeyValuePair<string, string>> form,
        params (string Name, string? Value)[] changes
    ) =>
        form.Where(field => !changes.Any(change => change.Name == field.Key))
            .Concat(
                changes
                    .Where(change => change.Value is not null)
                    .Select(change => new KeyValuePair<string, string>(change.Name, change.Value!))
            );

    private static async Task<HttpResponseMessage> SaveAsync(SignedIn owner, params (string Name, string? Value)[] changes) =>
        await SendAsync(owner, With(await FormAsync(owner), changes));

    private static Task<HttpResponseMessage> SendAsync(
        SignedIn person,
        IEnumerable<KeyValuePair<string, string>> form,
        string? handler = null
    ) => person.PostAsync(Path, form.DistinctBy(field => field.Key).ToDictionary(StringComparer.Ordinal), handler);
}

using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Blog.Data.Posts;
using Blog.Editor.Previews;
using Blog.Site.RateLimiting;
using Blog.Tests.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Editor.Editing;

/// <summary>The preview is what readers will see, is never stored, and runs no script.</summary>
public sealed partial class PreviewTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task The_preview_is_byte_for_byte_what_readers_get()
    {
        const string text =
            "一段 $x^2$，`代码`。\n\n```csharp\nvar x = 1;\n```\n\n<!-- more -->\n\n## 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 "
            + "|\n\n注[^1]。\n\n[^1]: 脚注。";
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "Span：新的一页"), ("Markdown", text), ("Category", "库/页"));
        var (status, body) = await page.AskAsync("Preview");
        Assert.Equal(200, status);
        Assert.True(body.GetProperty("hasFormulas").GetBoolean());
        Assert.Equal(0, body.GetProperty("problems").GetArrayLength());
        await _blog.WithDbAsync(async db => Assert.Equal((0, 0), (await db.Posts.CountAsync(), await db.PendingEdits.CountAsync())));

        await page.DoAsync("publish");
        var home = await _blog.PageAsync("/");
        Assert.Equal(
            home.QuerySelector("article.summary")!.InnerHtml.Trim(),
            Parsed(body.GetProperty("card").GetString()!).InnerHtml.Trim()
        );
        var prose = (await _blog.PageAsync(home.QuerySelector("article.summary h2 a")!.GetAttribute("href")!)).QuerySelector(".prose")!;
        Assert.Equal(prose.InnerHtml.Trim(), Parsed(body.GetProperty("body").GetString()!).QuerySelector("div")!.InnerHtml.Trim());
        await _blog.WithDbAsync(async db =>
        {
            var post = await db.Posts.SingleAsync();
            Assert.Equal(
                (post.WordCount, post.ReadingMinutes),
                (body.GetProperty("words").GetInt32(), body.GetProperty("minutes").GetInt32())
            );
        });
    }

    [Fact]
    public async Task No_script_survives_in_a_preview()
    {
        var page = await EditorPage.OpenAsync(_author);
        var payloads = HostilePayloads.All.Where((_, i) => i % 8 == 0).ToList();
        Assert.InRange(payloads.Count, 36, 100);
        foreach (var (i, payload) in payloads.Index())
        {
            if (i % 100 == 99)
            {
                _blog.Clock.Advance(TimeSpan.FromMinutes(1));
            }

            var (status, body) = await page.With(
                    ("Title", payload.ReplaceLineEndings(" ")[..Math.Min(payload.Length, 300)]),
                    ("Markdown", payload),
                    ("Category", payload.ReplaceLineEndings(" ")),
                    ("Description", payload),
                    ("Language", "zh-CN")
                )
                .AskAsync("Preview");
            Assert.Equal(200, status);
            AssertHarmless(body.GetProperty("body").GetString()!, payload);
            AssertHarmless(body.GetProperty("card").GetString()!, payload);
        }
    }

    [Fact]
    public async Task Markup_that_was_typed_is_escaped_when_shown_again()
    {
        foreach (var payload in HostilePayloads.All.Where((_, i) => i % 60 == 0))
        {
            var line = payload.ReplaceLineEndings(" ");
            var page = (await EditorPage.OpenAsync(_author)).With(
                ("Title", line[..Math.Min(line.Length, 300)]),
                ("Markdown", payload),
                ("Tags", line),
                ("Cover", line),
                ("Address", line),
                ("Series", line),
                ("PublishAt", line[..Math.Min(line.Length, 100)])
            );
            using var answer = await page.PressAsync("save");
            var shown = await Visitor.ParsedAsync(answer);
            Assert.Equal(page["Title"], shown.QuerySelector("#title")?.TextContent);
            Assert.All(
                shown.QuerySelectorAll("script"),
                script => Assert.StartsWith("/assets/", script.GetAttribute("src"), StringComparison.Ordinal)
            );
            Assert.Empty(shown.QuerySelectorAll("iframe, object, embed, base, [onerror], [onload], [onclick], [style]"));
        }
    }

    [Fact]
    public async Task A_refused_text_is_answered_with_line_and_limit_in_the_admin_language()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Markdown", "一\n\n" + new string('>', 100) + " x"));
        var (status, body) = await page.AskAsync("Preview");
        Assert.Equal((422, "第 3 行：行首的列表或引用符号太多了，最多 60 个。"), (status, body.GetProperty("error").GetString()));
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.StartsWith("Line 3: ", (await page.AskAsync("Preview")).Body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_120_previews_a_minute_are_refused_with_the_time_to_wait()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Markdown", "文"));
        for (var i = 0; i < PreviewThrottle.PerAccount.Permits; i++)
        {
            Assert.Equal(200, (await page.AskAsync("Preview")).Status);
        }

        _blog.Clock.Advance(TimeSpan.FromSeconds(20));
        using (
            var answer = await _author.PostBareAsync(
                page.Path,
                page.Fields,
                "Preview",
                ("RequestVerificationToken", page[Visitor.TokenField])
            )
        )
        {
            Assert.Equal((429, TimeSpan.FromSeconds(40)), ((int)answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        }

        using (var answer = await page.PressAsync("preview"))
        {
            Assert.Equal(429, (int)answer.StatusCode);
            Assert.Equal("文", (await EditorPage.OfAsync(_author, page.Path, answer))["Markdown"]);
        }

        Assert.Equal(200, (await (await EditorPage.OpenAsync(await SignedIn.OwnerAsync(_blog))).AskAsync("Preview")).Status);
        _blog.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(200, (await page.AskAsync("Preview")).Status);
    }

    [Fact]
    public async Task The_newest_preview_wins_over_those_that_wait()
    {
        var turns = new PreviewThrottle(new SlidingWindowLimiter(new FakeTimeProvider()));
        var release = new TaskCompletionSource();
        var first = turns.RunAsync(
            1,
            async _ =>
            {
                await release.Task;
                return "first";
            },
            CancellationToken.None
        );
        var second = turns.RunAsync(1, _ => Task.FromResult("second"), CancellationToken.None);
        var third = turns.RunAsync(1, _ => Task.FromResult("third"), CancellationToken.None);
        Assert.Null(await second.WaitAsync(Poll.Limit));
        Assert.Equal("other", await turns.RunAsync(2, _ => Task.FromResult("other"), CancellationToken.None));
        release.SetResult();
        Assert.Equal("third", await third.WaitAsync(Poll.Limit));
        Assert.Equal("first", await first.WaitAsync(Poll.Limit)); // a rendering that has begun completes: a thread cannot be stopped
    }

    [Fact]
    public async Task An_address_is_proposed_and_checked_while_typing()
    {
        await _blog.PublishAsync("Taken", with: r => r with { Slug = "taken" });
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "重庆银行 SQLite"));
        Assert.Equal(("/chong-qing-yin-hang-sqlite", false), await CheckAsync(page));
        Assert.Equal(("/taken-2", false), await CheckAsync(page.With(("Title", "Taken"))));
        Assert.Equal(("/en/taken", false), await CheckAsync(page.With(("Language", "en"))));
        Assert.Equal(("/en/taken", true), await CheckAsync(page.With(("Address", "/Taken/"))));
        var (_, reserved) = await page.With(("Address", "/admin/x")).AskAsync("Check");
        Assert.Equal("这个地址由系统保留，请换一个。", reserved.GetProperty("message").GetString());
        Assert.False(reserved.GetProperty("valid").GetBoolean());

        static async Task<(string, bool)> CheckAsync(EditorPage page)
        {
            var (status, body) = await page.AskAsync("Check");
            Assert.Equal(200, status);
            return (body.GetProperty("suggestion").GetString()!, body.GetProperty("taken").GetBoolean());
        }
    }

    [Fact]
    public async Task The_editor_alone_has_a_style_nonce_and_one_policy_for_markup()
    {
        using var editor = await _author.GetAsync("/admin/posts/new");
        var csp = editor.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Nonce().Match(csp).Groups["nonce"].Value;
        var page = await Visitor.ParsedAsync(editor);
        Assert.Equal(nonce, page.QuerySelector("form#post")!.GetAttribute("data-nonce"));
        Assert.Contains("require-trusted-types-for 'script'; trusted-types preview", csp, StringComparison.Ordinal);
        Assert.Contains("no-store", editor.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", csp, StringComparison.Ordinal);
        using var again = await _author.GetAsync("/admin/posts/new");
        Assert.NotEqual(nonce, Nonce().Match(again.Headers.GetValues("Content-Security-Policy").Single()).Groups["nonce"].Value);
        foreach (var other in new[] { "/admin", "/admin/profile", "/" })
        {
            using var answer = await _author.GetAsync(other);
            Assert.DoesNotMatch("nonce|trusted-types preview", answer.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_page_contains_everything_that_the_script_relies_on(string language)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var form = (await EditorPage.OpenAsync(_author)).Document.QuerySelector("form#post")!;
        Assert.Equal("", form.GetAttribute("data-id"));
        foreach (
            var (name, handler) in new[]
            {
                ("data-save", "Save"),
                ("data-preview", "Preview"),
                ("data-check", "Check"),
                ("data-compare", "Compare"),
                ("data-token", "Token"),
            }
        )
        {
            Assert.Equal($"/admin/posts/new?handler={handler}", form.GetAttribute(name));
        }

        Assert.Equal("/admin/media?handler=Upload", form.GetAttribute("data-upload"));
        Assert.Equal("/account/sign-in?returnUrl=%2Fadmin", form.GetAttribute("data-sign-in"));
        var words = System.Text.Json.JsonDocument.Parse(form.GetAttribute("data-words")!).RootElement;
        foreach (
            var key in new[]
            {
                "saving",
                "saved",
                "offline",
                "full",
                "signedOut",
                "signIn",
                "conflict",
                "conflictOpen",
                "recovered",
                "recoveredUse",
                "recoveredDiscard",
                "recoveredCompare",
                "uploadingNamed",
                "tooLarge",
                "altAsk",
            }
        )
        {
            Assert.NotEmpty(words.GetProperty(key).GetString()!);
        }

        var names = form.Owner!.QuerySelectorAll("form#post [name], [form=post][name]")
            .Select(e => e.GetAttribute("name"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string?>(
                PostDraft.Fields.Select(field => field.Name).Where(name => name is not "MinorEdit"),
                StringComparer.Ordinal
            ),
            names
        );
    }

    private static AngleSharp.Dom.IElement Parsed(string html) => new HtmlParser().ParseDocument("<body>" + html).Body!;

    private static void AssertHarmless(string html, string payload)
    {
        var body = Parsed(html);
        Assert.False(
            body.QuerySelector("script, object, embed, base, meta, iframe, style, form, link") is { } live,
            $"{payload} became {body.InnerHtml}"
        );
        foreach (var attribute in body.QuerySelectorAll("*").SelectMany(element => element.Attributes))
        {
            Assert.False(
                attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "style",
                $"{payload}: {attribute.Name}"
            );
            Assert.False(
                Uri.TryCreate(attribute.Value.Trim(), UriKind.Absolute, out var url)
                    && attribute.Name is "href" or "src"
                    && url!.Scheme is not ("http" or "https" or "mailto" or "file"),
                $"{payload}: {attribute.Value}"
            );
        }
    }

    [GeneratedRegex("style-src 'self' 'nonce-(?<nonce>[A-Za-z0-9+/=]{24})'", RegexOptions.NonBacktracking)]
    private static partial Regex Nonce();
}

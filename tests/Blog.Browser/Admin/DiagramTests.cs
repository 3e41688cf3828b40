using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Diagrams are drawn in the author's browser and shown to readers without script.</summary>
public sealed class DiagramTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string Pictures = "figure.diagram > img";

    private static readonly (string Source, string[] Words)[] Kinds =
    [
        ("sequenceDiagram\n  甲->>乙: 你好\n  乙-->>甲: Hello", ["甲", "你好", "Hello"]),
        ("classDiagram\n  class 文章 {\n    +发布() void\n  }\n  文章 <|-- 草稿 : 继承", ["文章", "草稿", "继承"]),
        ("stateDiagram-v2\n  [*] --> 草稿\n  草稿 --> 公开: 发布", ["草稿", "公开", "发布"]),
        ("erDiagram\n  AUTHOR ||--|{ POST : 写\n  POST {\n    int id PK\n  }", ["AUTHOR", "POST", "写"]),
        ("gantt\n  title 计划\n  dateFormat YYYY-MM-DD\n  section 写作\n  提纲 :a1, 2026-01-01, 5d", ["计划", "写作", "提纲"]),
        ("pie title 时间\n  \"写作\" : 45\n  \"修改\" : 55", ["时间", "写作", "修改"]),
        ("mindmap\n  root((博客))\n    写作\n    发布", ["博客", "写作", "发布"]),
        ("gitGraph\n  commit id: \"初始\"\n  branch \"功能\"\n  commit tag: \"v1.0\"", ["初始", "功能", "v1.0"]),
        ("journey\n  title 一天\n  section 早上\n    泡茶: 5: 我", ["一天", "早上", "泡茶"]),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_diagram_is_drawn_after_saving_and_shown_to_readers_in_both_schemes_without_script()
    {
        var author = await WriteAsync("graph TD\n  accTitle: 发布流程\n  A[写作] --> B{Review?}\n  B -->|yes| C[发布]", "publish");
        await DrawnAsync(author.Find(Shown + " " + Pictures).First);
        var path = await AddressAsync(author);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var reader = await VisitAsync(path, new VisitorOptions { Scheme = scheme, Scripts = scheme == ColorScheme.Light });
            var name = scheme == ColorScheme.Light ? "light" : "dark";
            await Expect(reader.Find(Pictures + ":visible")).ToHaveCountAsync(1);
            await Expect(reader.Find(Pictures + ":visible")).ToHaveClassAsync(name);
            await Expect(reader.Find(Pictures + ":visible")).ToHaveAttributeAsync("alt", "发布流程");
            await Keep(reader, "post-" + name);
        }

        var switched = await VisitAsync(path);
        await switched.Page.EvaluateAsync("document.documentElement.dataset.theme = 'dark'");
        await Expect(switched.Find(Pictures + ":visible")).ToHaveClassAsync("dark");
        await PageChecks.AreGoodAsync(switched);
        var svg = await switched.AskAsync<string>(
            "fetch(document.querySelector('figure.diagram > img').src).then((answer) => answer.text())"
        );
        Assert.Contains("写作", svg, StringComparison.Ordinal);
        Assert.Contains("Review?", svg, StringComparison.Ordinal);
        Assert.Contains("fill=\"rgb", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("style", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_source_is_explained_in_the_editor_and_shown_to_readers()
    {
        var author = await WriteAsync("graph TD\n  A[[[ --> ", "publish");
        await Expect(author.Find(".banner.error")).ToContainTextAsync("没能画出来", new() { Timeout = (float)Patience.TotalMilliseconds });
        await Expect(author.Find(".banner.error .hint")).ToContainTextAsync("Parse error");
        var reader = await VisitAsync(await AddressAsync(author));
        await Expect(reader.Find(".prose pre")).ToContainTextAsync("A[[[ -->");
        await Expect(reader.Find(Pictures)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_library_is_not_loaded_for_a_post_without_diagrams()
    {
        var author = await SitDownAsync();
        var asked = new List<string>();
        author.Page.Request += (_, request) => asked.Add(request.Url);
        await author.Find("#title").FillAsync("没有图");
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.InsertTextAsync("只有文字。");
        await ActAsync(author, "save");
        Assert.DoesNotContain(
            asked,
            url => url.Contains("diagrams", StringComparison.Ordinal) || url.Contains("drawing", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task One_act_draws_the_diagrams_of_posts_that_were_never_opened()
    {
        var author = await EnterAsync(await Server.NewPersonAsync());
        await author.Context.RouteAsync(
            "**/admin/diagrams?handler=Undrawn*",
            route => route.FulfillAsync(new() { Json = Array.Empty<string>() })
        ); // as if it came by Git
        await WriteAsync(author, string.Join("\n```\n\n```mermaid\n", Kinds.Select(kind => kind.Source)), "publish");
        var path = await AddressAsync(author);
        var id = await author.Find("form[data-id]").GetAttributeAsync("data-id");
        var row = $"[data-post='{id}']";
        await author.Context.UnrouteAllAsync();
        await author.GoAsync("/admin/diagrams");
        await PageChecks.AreGoodAsync(author);
        await author.Find(".draw-form button").ClickAsync();
        await Expect(author.Find($"{row} .state.live")).ToHaveCountAsync(1, new() { Timeout = (float)Patience.TotalMilliseconds });
        await Expect(author.Find(".draw-form button")).ToBeEnabledAsync(new() { Timeout = (float)Patience.TotalMilliseconds });
        await author.GoAsync("/admin/diagrams");
        await Expect(author.Find(row)).ToHaveCountAsync(0); // other tests leave a post whose source is wrong on this server
        await AssertLabelsAsync(path, "light.svg");

        await author.Find($"[data-drawn='{id}'] button").ClickAsync();
        await Expect(author.Find(".draw-form [role=status]"))
            .ToHaveTextAsync("绘制完毕。", new() { Timeout = (float)Patience.TotalMilliseconds });
        await AssertLabelsAsync(path, "-2-light.svg");
    }

    /// <summary>Each picture holds the words of its diagram: none was lost with labels in HTML.</summary>
    private async Task AssertLabelsAsync(string path, string ending)
    {
        var reader = await VisitAsync(path);
        string[] drawn = [];
        for (var i = 0; i < 20 && drawn.Length < Kinds.Length; i++) // a page that is being made again may be sent as it was
        {
            await reader.GoAsync(path);
            drawn = await reader.AskAsync<string[]>(
                $"Promise.all([...document.querySelectorAll('figure.diagram img.light[src$=\"{ending}\"]')]"
                    + ".map((image) => fetch(image.src).then((answer) => answer.text())))"
            );
        }

        Assert.Equal(Kinds.Length, drawn.Length);
        await Expect(reader.Find("figure.diagram a.large:not(:visible)")).ToHaveCountAsync(1); // of the wide one, for dark pages
        foreach (var ((source, words), svg) in Kinds.Zip(drawn))
        {
            Assert.All(words, word => Assert.True(svg.Contains(">" + word, StringComparison.Ordinal), $"{word}: {source}"));
        }
    }

    private async Task<Visitor> WriteAsync(string source, string act)
    {
        var author = await EnterAsync(await Server.NewPersonAsync());
        await WriteAsync(author, source, act);
        return author;
    }

    private static async Task WriteAsync(Visitor author, string source, string act)
    {
        await OpenAsync(author, "/admin/posts/new");
        await author.Find("#title").FillAsync("流程图");
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.InsertTextAsync($"一张图：\n\n```mermaid\n{source}\n```\n");
        await ActAsync(author, act);
    }

    private static Task DrawnAsync(ILocator picture) =>
        Expect(picture).ToBeAttachedAsync(new() { Timeout = (float)Patience.TotalMilliseconds });

    private static async Task<string> AddressAsync(Visitor author) =>
        "/" + (await author.Find("[name=Address]").InputValueAsync()).TrimStart('/');

    /// <summary>Takes a picture where somebody wants to look at it.</summary>
    private static async Task Keep(Visitor visitor, string name)
    {
        if (Environment.GetEnvironmentVariable("BLOG_PICTURES") is { Length: > 0 } folder)
        {
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"diagram-{name}.png"), FullPage = true });
        }
    }
}

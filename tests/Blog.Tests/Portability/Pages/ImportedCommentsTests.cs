using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Blog.Tests.Accounts;
using Blog.Tests.Admin.Media;
using Blog.Tests.Comments;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Portability.Pages;

/// <summary>
/// security.md B30. Comments in the admin: upload, dry run, report, import, map by hand, delete, undo. What commenters are called and
/// where they can be reached is in no byte that a reader gets, in no log and in no report.
/// </summary>
public sealed class ImportedCommentsTests : IAsyncLifetime
{
    private const string Home = "/admin/import/comments";

    /// <summary>In every field of a comment that is personal.</summary>
    private const string Canary = "kanarie7315";

    private static readonly string Export = $$"""
        [{"_id":"65aa0000000000000000{{Canary[
            7..
        ]}}1","nick":"{{Canary}}","mail":"{{Canary}}@reader.example","link":"https://{{Canary}}.example",
        "ip":"198.51.100.73","url":"/rain","comment":"<p>{{Canary}} 写得好</p>","created":1700000000000},
        {"_id":"2","nick":"{{Canary}}","mail":"{{Canary}}@reader.example","url":"/gone",
        "comment":"<p>{{Canary}} 不在了</p>","created":1700000000000},
        {"_id":"3","nick":"{{Canary}}","mail":"x","url":"/gone","comment":"<p>{{Canary}}</p>","isSpam":true,"created":"{{Canary}}"},
        {"_id":"4","broken":"{{Canary}}"}]
        """;

    private readonly Logged _blog = new();
    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync(_blog);

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Comments_are_tried_imported_mapped_and_undone_and_stay_private()
    {
        await _blog.SetAsync(comments => comments with { Enabled = false }); // as after an upgrade
        var rain = await _blog.PublishAsync("听雨", "窗外。", with: request => request with { Slug = "rain" });
        var sun = await _blog.PublishAsync("晴天", "阳光。", with: request => request with { Slug = "sun" });
        var run = await UploadAsync(Export);
        var tried = await DoneAsync(run);
        Assert.Contains("评论：将新增 3 条，以前导入过 0 条，2 条还没有归属", tried.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("听雨", tried.QuerySelector(".entries")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("没有文章使用这个地址", tried.QuerySelector(".entries")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(tried.QuerySelectorAll("main [lang]")); // every message has its Chinese
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Comments.CountAsync()));

        await PostAsync($"{run}?handler=Run");
        var done = await DoneAsync(run);
        Assert.Contains("新增 3 条", done.Body!.TextContent, StringComparison.Ordinal);
        var report = await _fixture.Person.Client.GetStringAsync(run + "?handler=Json");
        var list = await _fixture.PageAsync(Home);
        Assert.Equal(["/gone", "/rain"], list.QuerySelectorAll("tbody th").Select(cell => cell.FirstChild!.TextContent));
        Assert.Contains("1 条待审", list.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        var page = list.QuerySelector("tbody input[name=page]")!.GetAttribute("value")!;

        await PostAsync(Home + "?handler=Map", ("page", page), ("post", "/nowhere"));
        Assert.Contains("“/nowhere”不是任何文章的地址", (await _fixture.PageAsync(Home)).Body!.TextContent, StringComparison.Ordinal);
        await PostAsync(Home + "?handler=Map", ("page", page), ("post", "http://localhost/sun"));
        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                [rain.Id, sun.Id, sun.Id],
                await db.Comments.OrderBy(one => one.PostId).Select(one => one.PostId!.Value).ToListAsync()
            )
        );
        Assert.Contains(
            "全部都已归到文章",
            (await _fixture.PageAsync(Home + "?unmapped=true")).Body!.TextContent,
            StringComparison.Ordinal
        );

        await _fixture.Person.Client.GetStringAsync("/admin");
        Assert.Empty(await LeaksAsync());
        Assert.DoesNotContain(Canary, report, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, (await _fixture.PageAsync(run)).Source.Text, StringComparison.Ordinal);

        await PostAsync($"{run}?handler=Undo", ("sure", "true"));
        var undone = await DoneAsync(run);
        Assert.Contains("已删除 3 条评论", undone.Body!.TextContent, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db => Assert.False(await db.FormerPages.AnyAsync()));

        // A file that is none, and a page that is deleted.
        var wrong = await UploadAsync($"{{\"{Canary}\": \"{Canary}\"}}");
        Assert.Contains("不属于这些系统", (await DoneAsync(wrong)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        var again = await UploadAsync(Export);
        await DoneAsync(again);
        await PostAsync($"{again}?handler=Run");
        await DoneAsync(again);
        page = (await _fixture.PageAsync(Home)).QuerySelector("tbody input[name=page]")!.GetAttribute("value")!;
        await PostAsync(Home + "?handler=Delete", ("page", page));
        await _blog.WithDbAsync(async db => Assert.Equal(rain.Id, (await db.Comments.SingleAsync()).PostId));
        Assert.NotEmpty(_blog.Lines);
        Assert.Empty(await LeaksAsync());
    }

    /// <summary>What every reader may ask for, and what is logged.</summary>
    private async Task<List<string>> LeaksAsync()
    {
        var leaks = new List<string>();
        var open = AccessMatrix.Rows.Where(row => row.Need == Need.Open && row.Handler.StartsWith("GET ", StringComparison.Ordinal));
        var paths = open.Select(row => row.Ask ?? row.Handler[4..]).Where(path => !path.Contains('{', StringComparison.Ordinal));
        foreach (
            var path in paths.Concat([
                "/rain",
                "/sun",
                "/gone",
                "/rain.md",
                "/archives/2026",
                "/search?q=写得好",
                "/search?q=不在了",
                "/sitemap-1.xml",
            ])
        )
        {
            using var answer = await _blog.Reader.GetAsync(path);
            var bytes = await answer.Content.ReadAsStringAsync();
            if (bytes.Contains(Canary, StringComparison.OrdinalIgnoreCase))
            {
                leaks.Add(path);
            }
        }

        leaks.AddRange(
            _blog.Lines.Where(line =>
                line.Contains(Canary, StringComparison.OrdinalIgnoreCase) || line.Contains("198.51.100.73", StringComparison.Ordinal)
            )
        );
        return leaks;
    }

    private async Task<IHtmlDocument> DoneAsync(string run)
    {
        IHtmlDocument page = null!;
        await Poll.UntilAsync(async () =>
        {
            using var answer = await _fixture.Person.Client.GetAsync(run);
            page = await Visitor.ParsedAsync(answer);
            return !answer.Headers.Contains("Refresh");
        });
        return page;
    }

    private async Task<string> UploadAsync(string text)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(""), "Input.System");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "archive", "twikoo-comment.json");
        using var answer = await _fixture.SendAsync(Home, form, asPage: true);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        using var answer = await _fixture.SendAsync(path, form, asPage: true);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>The program, with all that it logs.</summary>
    private sealed class Logged : BlogApplication, ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _lines.Enqueue(formatter(state, exception) + exception);

        void IDisposable.Dispose() { }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
                services
                    .AddLogging(logs => logs.AddProvider(this))
                    .PostConfigure<LoggerFilterOptions>(options =>
                    {
                        options.Rules.Clear(); // more than any operator would switch on
                        options.MinLevel = LogLevel.Trace;
                    })
            );
        }
    }
}

using System.Data.Common;
using System.Text.RegularExpressions;
using Blog.Portability;
using Blog.Storage.Database;
using Blog.Tests.Reading.Feeds;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Reading;

/// <summary>
/// No page for readers goes through all posts: SQLite is asked how it performs every statement that a page causes. What is read of all
/// posts at once is read by <c>PublicPostReader</c> only, on a connection of its own, from an index that has it.
/// </summary>
public sealed partial class QueryPlanTests(QueryPlanTests.TracedBlog blog) : IClassFixture<QueryPlanTests.TracedBlog>
{
    [Fact]
    public async Task No_page_for_readers_goes_through_all_posts()
    {
        var wrong = new List<string>();
        var asked = 0;
        foreach (var (path, status) in await PathsAsync())
        {
            blog.Trace.Clear();
            using var answer = await blog.Reader.GetAsync(path);
            Assert.True((int)answer.StatusCode == status, $"{path} answered {(int)answer.StatusCode}");
            var statements = blog.Trace.Take();
            asked += statements.Count;
            foreach (var statement in statements)
            {
                wrong.AddRange(
                    Plan(statement)
                        .Where(step => IsThroughAllPosts(statement, step, path))
                        .Select(step => $"{path}: {step} in\n{statement}")
                );
            }
        }

        Assert.True(asked > 100, $"only {asked} statements were seen");
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong.Distinct()));
    }

    [Theory]
    [InlineData("SELECT Title FROM Posts WHERE Cover = 'x'", true)]
    [InlineData("SELECT p.Title FROM Posts AS p WHERE p.State = 'Published' AND p.PublishedAt <= 5", true)]
    [InlineData("SELECT count(*) FROM \"Posts\" AS \"p0\"", true)]
    [InlineData("SELECT p.Title FROM Posts AS p WHERE p.State = 'Published' AND p.PublishedAt <= 5 AND p.Id IN (1, 2, 3)", false)]
    [InlineData("SELECT p.Title FROM Posts AS p WHERE p.State = 'Published' AND p.PublishedAt <= 5 AND p.TranslationGroup = 'x'", false)]
    [InlineData("SELECT p.Title FROM Tags AS t CROSS JOIN Posts AS p WHERE p.AddressKey = t.Slug", false)]
    public void Going_through_all_posts_is_recognized(string statement, bool isThroughAll) =>
        Assert.Equal(isThroughAll, Plan(statement).Any(step => IsThroughAllPosts(statement, step, "/")));

    private static bool IsThroughAllPosts(string statement, string step, string path) =>
        Step().Match(step) is { Success: true } match
        && (match.Groups["table"].Value == "Posts" || AliasOf(statement).Contains(match.Groups["table"].Value))
        && (
            (match.Groups["how"].Value == "SCAN" && !statement.EndsWith("WHERE 0", StringComparison.Ordinal))
            || step.Contains("AUTOMATIC", StringComparison.Ordinal)
            // llms.txt names all posts
            || (match.Groups["by"].Value == "PublishedAt<?" && path != "/llms.txt")
        );

    private static List<string> AliasOf(string statement) => [.. Alias().Matches(statement).Select(match => match.Groups["name"].Value)];

    private async Task<List<(string Path, int Status)>> PathsAsync()
    {
        var page = await blog.PageAsync("/tags");
        var tags = page.QuerySelectorAll("ul.cloud a").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        var categories = (await blog.PageAsync("/categories")).QuerySelectorAll(".tree a").Select(a => a.GetAttribute("href")!).ToList();
        var posts = (await blog.PageAsync("/archives")).QuerySelectorAll(".rows a").Select(a => a.GetAttribute("href")!).ToList();
        var year = (await blog.PageAsync("/archives")).QuerySelector(".spans a, section.group h2 a")!.GetAttribute("href")!;
        var month = (await blog.PageAsync(year)).QuerySelectorAll(".spans a")[^1].GetAttribute("href")!;
        Assert.True(tags.Count > 5 && categories.Count > 2 && posts.Count > 20);
        string[] found =
        [
            "/",
            "/zh",
            "/en",
            "/page/2",
            "/en/page/2",
            .. posts.Take(40),
            "/part2",
            .. posts.Take(3).Select(post => post + ".md"),
            .. tags.Take(4),
            .. tags.Take(2)
                .SelectMany(tag => new[] { "/en" + tag, tag + "/feed.xml" })
                .Where(path => !path.StartsWith("/en/tags/旧", StringComparison.Ordinal)),
            .. categories,
            categories[0] + "/rss.xml",
            "/archives",
            year,
            month,
            "/tags",
            "/en/tags",
            "/categories",
            "/en/categories",
            "/feeds",
            "/feed.xml",
            "/rss.xml",
            "/feed.json",
            "/en/feed.xml",
            "/sitemap.xml",
            "/robots.txt",
            "/llms.txt",
            "/site.webmanifest",
            "/opensearch.xml",
            "/search",
            "/search?q=sqlite",
            "/search?q=缓存",
            "/en/search?q=index",
            "/search?q=sqlte+indx",
            "/search?q=zzzz不存在",
            "/health/ready",
        ];
        return
        [
            .. found.Select(path => (path, 200)),
            ("/before", 301),
            ("/part2/", 301),
            ("/tags/C%23", 301),
            ("/no-such-post", 404),
            ("/tags/no-such-tag", 404),
            ("/categories/no/such", 404),
            ("/archives/1999", 404),
            ("/no-such-post.md", 404),
        ];
    }

    private List<string> Plan(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(blog.DataFolder, "blog.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.PostWords USING fts5vocab('main', 'PostSearch', 'row')";
        command.ExecuteNonQuery();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
        using var row = command.ExecuteReader();
        var steps = new List<string>();
        while (row.Read())
        {
            steps.Add(row.GetString(3));
        }

        return steps;
    }

    [GeneratedRegex(
        @"^(?<how>SCAN|SEARCH) (?<table>\S+)( USING [^(]*\((?<by>.*)\))?",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Step();

    [GeneratedRegex(@"\bPosts""?\s+(AS\s+)?""?(?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Alias();

    /// <summary>The sample blog, filled once for these tests.</summary>
    public sealed class TracedBlog : BlogApplication, IAsyncLifetime
    {
        internal StatementTrace Trace { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Services.GetRequiredService<Readiness>().Task;
            await using (var scope = Services.CreateAsyncScope())
            {
                await SampleBlog.SeedAsync(scope.ServiceProvider, CancellationToken.None);
            }

            Clock.Leap(TimeSpan.FromDays(400));
            await this.SettingsAsync(choices => choices with { Discovery = choices.Discovery with { PublishesMarkdown = true } });
            for (var part = 1; part <= 3; part++)
            {
                await PublishAsync(
                    $"一个系列 {part}",
                    with: r =>
                        r with
                        {
                            Slug = $"part{part}",
                            Tags = ["旧标签"],
                            TranslationGroup = $"part{part}",
                            Content = r.Content with { Series = "系列" },
                        }
                );
            }

            var renamed = await PublishAsync("改过地址的文章", with: r => r with { Slug = "before" });
            await ReviseAsync(renamed, r => r with { Slug = "after" });
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IInterceptor>(Trace));
        }
    }

    /// <summary>Every statement that SQLite runs on a connection of the program, with its values, whatever library it came by.</summary>
    internal sealed class StatementTrace : DbConnectionInterceptor
    {
        private readonly Lock _access = new();
        private readonly HashSet<string> _statements = new(StringComparer.Ordinal);

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Listen(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Listen(connection);
            return Task.CompletedTask;
        }

        public void Clear()
        {
            lock (_access)
            {
                _statements.Clear();
            }
        }

        public IReadOnlyList<string> Take()
        {
            lock (_access)
            {
                return [.. _statements.Where(statement => statement.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))];
            }
        }

        private void Listen(DbConnection connection) =>
            SQLitePCL.raw.sqlite3_trace(
                ((SqliteConnection)connection).Handle,
                (_, statement) =>
                {
                    lock (_access)
                    {
                        _statements.Add(statement);
                    }
                },
                null
            );
    }
}

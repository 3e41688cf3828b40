using Blog.Data.Search;

namespace Blog.Tests.Data.Search;

/// <summary>The search by example: these posts, the newest last, and what each query finds, the best first.</summary>
public sealed class SearchRankingTests(SearchRankingTests.IndexedPosts posts) : IClassFixture<SearchRankingTests.IndexedPosts>
{
    private static readonly (string Name, string Title, string Tags, string Markdown)[] Posts =
    [
        ("cats", "猫和狗", "", "家里有一只猫，一只狗。学。习惯了它们的吵闹。"),
        ("learn", "机器学习入门", "机器学习", "从零开始学习，先看数据，再看模型。"),
        ("redis", "用 Redis 做缓存的三个坑", "Redis, 缓存", "过期时间要随机。\n\n```csharp\nawait db.SaveChangesAsync(token);\n```"),
        ("redis-aside", "旁路", "数据库", "我们用Redis来做缓存，也做过消息队列。"),
        ("async", "C# 里的异步陷阱", "C#", "异步方法返回 `Task`。在 .NET 8.0.11 里修好了。"),
        ("cpp", "C++ 的移动语义", "C++", "值、引用、右值引用。C 语言没有这些。"),
        ("net", "ASP.NET Core 10", "", "升级到 .NET 10，v1.2.3 不再维护。"),
        ("node", "Streams in node.js", "JavaScript", "A stream in Node.js is read as it comes. Posts are written, then cached."),
        ("post", "How a post is made", "", "The author's post goes through one door. It is well-known. Don't panic."),
        (
            "many",
            "About caching",
            "performance",
            "Caching, caches and a cache. A page cache keeps pages. We cache what is read often: caches cache."
        ),
        (
            "once",
            "Notes",
            "",
            string.Join(' ', Enumerable.Repeat("Plain words fill this page until its end comes near.", 40)) + " One cache is here."
        ),
        ("trad", "軟體開發與資料庫", "", "緩存是電腦科學的難題。"),
        ("wide", "ＡＢＣ入门", "", "全角的 ｃａｆé 与半角的 ｶﾞｷﾞｸﾞ，还有 naïve。"),
        ("ident", "Names", "", "The method save_changes and the class HTTPServer, the flag `--no-cache`, the file .gitignore."),
        ("emoji", "心情 🔥", "", "今天很热🔥，吃了冰。"),
    ];

    [Theory]
    [InlineData("猫", "cats")]
    [InlineData("学习", "learn")] // not 学。习: no word spans the end of a sentence
    [InlineData("机器学习", "learn")]
    [InlineData("习", "learn cats")]
    [InlineData("用Redis做缓存", "redis redis-aside")]
    [InlineData("用 Redis 做缓存", "redis redis-aside")]
    [InlineData("缓存", "redis trad redis-aside")]
    [InlineData("緩存", "redis trad redis-aside")]
    [InlineData("数据库", "redis-aside trad")]
    [InlineData("資料庫", "trad redis-aside")]
    [InlineData("\"数据库\"", "redis-aside")]
    [InlineData("软体开发", "trad")]
    [InlineData("软件开发", "trad")]
    [InlineData("軟件開發和數據庫", "~ trad")]
    [InlineData("C#异步", "async")]
    [InlineData("C#", "async")]
    [InlineData("Ｃ＃", "async")]
    [InlineData("c++", "cpp")]
    [InlineData("C", "cpp")]
    [InlineData(".NET", "net async")]
    [InlineData("asp.net", "net")]
    [InlineData(".NET 10", "net")]
    [InlineData(".net 8", "async")]
    [InlineData("8.0.11", "async")]
    [InlineData("8.0", "async")]
    [InlineData("0.11", "")]
    [InlineData("v1.2.3", "net")]
    [InlineData("1.2.3", "net")]
    [InlineData("1.2", "net")]
    [InlineData("node.js", "node")]
    [InlineData("NodeJS", "node")]
    [InlineData("node", "node")]
    [InlineData("js", "node")]
    [InlineData("posts", "post node")]
    [InlineData("POST", "post node")]
    [InlineData("\"posts\"", "node")]
    [InlineData("author", "post")]
    [InlineData("authors", "post")]
    [InlineData("don't", "post")]
    [InlineData("don’t", "post")]
    [InlineData("well-known", "post")]
    [InlineData("well known", "post")]
    [InlineData("\"known well\"", "~ post")]
    [InlineData("cache", "many ident node once")]
    [InlineData("cached", "many node ident once")]
    [InlineData("\"page cache\"", "many")]
    [InlineData("“page cache”", "many")]
    [InlineData("cache -page", "ident node")]
    [InlineData("缓存 -Redis", "trad")]
    [InlineData("缓存 －redis", "trad")]
    [InlineData("缓存 -\"做缓存\"", "trad")]
    [InlineData("「做缓存」", "redis redis-aside")]
    [InlineData("\"缓存做\"", "~ redis trad redis-aside")]
    [InlineData("SaveChangesAsync", "redis")]
    [InlineData("savechangesasync", "redis")]
    [InlineData("SaveChanges", "redis ident")]
    [InlineData("save_changes", "ident redis")]
    [InlineData("changes", "ident redis")]
    [InlineData("server", "ident")]
    [InlineData("HttpServ", "ident")]
    [InlineData("gitignore", "ident")]
    [InlineData(".gitignore", "ident")]
    [InlineData("abc", "wide")]
    [InlineData("cafe", "wide")]
    [InlineData("CAFÉ", "wide")]
    [InlineData("naive", "wide")]
    [InlineData("ガギグ", "wide")]
    [InlineData("🔥", "emoji")]
    [InlineData("Redis 猫", "~ redis cats redis-aside")]
    [InlineData("Redis 猫 -缓存", "~ cats")]
    [InlineData("🚀 缓存", "redis trad redis-aside")]
    [InlineData("缓存🔥", "redis trad redis-aside")]
    [InlineData("🔥吃了", "emoji")]
    [InlineData("🚀", "")]
    [InlineData("nodejs", "node")]
    [InlineData("dont", "post")]
    [InlineData("wellknown", "post")]
    [InlineData("savechanges", "redis ident")]
    [InlineData("save-changes", "ident redis")]
    [InlineData("rediscache", "~ redis many redis-aside ident once node")]
    [InlineData("about-caching", "many")]
    [InlineData("aspnet", "net")]
    [InlineData("机器怎么学习", "~ learn")]
    [InlineData("异步有哪些陷阱", "~ async")]
    [InlineData("cahce", "~ many ident node once ?cache")]
    [InlineData("Chache redsi", "~ redis many redis-aside ident once node ?cache redis")]
    [InlineData("preformance 缓存", "~ many redis trad redis-aside ?performance 缓存")]
    [InlineData("ccache -page", "~ ident node ?cache -page")]
    [InlineData("stroam", "~ node ?stream")]
    [InlineData("perfromnce", "~ many ?performance")]
    [InlineData("strop", "")] // two edits from stream make another word
    [InlineData("zzzzzzz", "")]
    [InlineData("performance", "many")]
    [InlineData("什么都没有", "")]
    // ~ stands before the closest posts, ? before what was probably meant
    public async Task A_query_finds_the_expected_posts_in_order(string query, string found) =>
        Assert.Equal(found, await posts.FindAsync(query));

    /// <summary>The posts, written with PostWriter.</summary>
    public sealed class IndexedPosts : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private DataHost _host = null!;

        public async ValueTask InitializeAsync()
        {
            _host = new DataHost(_folder.Path);
            await _host.StartAsync();
            var day = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            foreach (var (name, title, tags, markdown) in Posts)
            {
                await _host.WriteAsync(
                    DataHost.Request(title, markdown) with
                    {
                        Slug = name,
                        Tags = tags.Split(',', StringSplitOptions.RemoveEmptyEntries),
                        PublishAt = day = day.AddDays(1),
                    }
                );
            }
        }

        public async Task<string> FindAsync(string query)
        {
            var found = await _host.WithAsync<PostSearch, SearchPage>(search =>
                search.FindAsync(SearchQuery.Read(query), null, _host.Clock.GetUtcNow(), 1, 50, CancellationToken.None)
            );
            var names = found.Hits.Select(hit => hit.Address.Value.TrimStart('/'));
            return string.Join(' ', (found.IsClosest ? ["~"] : Array.Empty<string>()).Concat(names))
                + (found.Meant is null ? "" : " ?" + found.Meant);
        }

        public async ValueTask DisposeAsync()
        {
            await _host.DisposeAsync();
            _folder.Dispose();
        }
    }
}

using Blog.Tests.Data;

namespace Blog.Tests.Processes;

/// <summary>
/// security.md C1: an import is killed at any moment and begun again, until it ends; everything is there once, and an undo takes all of it
/// back.
/// </summary>
public sealed class ImportKillTests : IDisposable
{
    /// <summary>More than three batches of the import.</summary>
    private const int Posts = 120;

    /// <summary>Every fourth post has one; two posts share each.</summary>
    private const int Pictures = Posts / 8;

    private static readonly string[] Tables =
    [
        "Posts",
        "Revisions",
        "PostTag",
        "PostMedia",
        "PostLinks",
        "Tags",
        "Categories",
        "Redirects",
        "Media",
        "ImportChanges",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_import_goes_on_to_a_blog_with_everything_once_and_its_undo_takes_all_back()
    {
        var site = WriteSite();
        MigratedDatabase.CopyIntoEmpty(_folder.File("data")); // the database alone, as after a copy by hand
        await using var blog = new BlogServer(_folder.File("data"));
        var (random, kills, inTheMiddle, imports) = (new Random(20261130), Deep.Count(2, 100), 0, 0);
        var before = Rows(blog);
        for (var left = kills; left > 0; )
        {
            if (await KilledAsync(blog, site, random, isFirst: left == kills))
            {
                left--;
                DatabaseIntegrity.Check(blog.Database);
                inTheMiddle += Count(blog, "Posts") is > 0 and < Posts ? 1 : 0;
            }
            else
            {
                imports++; // it was faster than the kill
                AssertComplete(blog);
                await UndoAsync(blog, before);
            }
        }

        await RunAsync(blog, "import", site);
        AssertComplete(blog);
        var complete = Rows(blog);
        await RunAsync(blog, "import", site);
        Assert.Equal(complete, Rows(blog)); // nothing is left to do
        await UndoAsync(blog, before);
        Deep.Report(
            $"kills in imports: {kills}, {inTheMiddle} of them between the first post and the last, {imports + 1} imports complete"
        );
        Assert.True(inTheMiddle > 0, "no kill came while posts were written: nothing was proved");
    }

    /// <returns>False if the import ended by itself.</returns>
    private static async Task<bool> KilledAsync(BlogServer blog, string site, Random random, bool isFirst)
    {
        // A third of the kills may come before the first write; all others once this run has begun to write.
        var (early, had) = (!isFirst && random.Next(3) == 0, Count(blog, "Posts"));
        blog.Begin("import", site);
        await Poll.UntilAsync(() => early || blog.Process.HasExited || Count(blog, "Posts") != had || (had > 0 && IsRunning(blog)));
        await Task.Delay(isFirst ? 0 : random.Next(1, early ? 2500 : 400));
        var isDone = blog.Process.HasExited;
        await blog.KillAsync();
        Assert.False(isDone && blog.Process.ExitCode != 0, string.Join('\n', blog.Errors));
        return !isDone;
    }

    private static bool IsRunning(BlogServer blog) =>
        DatabaseIntegrity.Ask(blog.Database, "SELECT Id FROM ImportRuns WHERE State = 'Running'").Count > 0;

    private static void AssertComplete(BlogServer blog)
    {
        DatabaseIntegrity.Check(blog.Database);
        Assert.Equal(
            Enumerable.Range(0, Posts).Select(i => $"第 {i} 篇 /2021/p{i}/").Order(StringComparer.Ordinal),
            Ask(blog, "SELECT Title || ' ' || Address FROM Posts").Order(StringComparer.Ordinal)
        );
        Assert.Equal(Posts, Count(blog, "Revisions"));
        Assert.Equal(Posts, Count(blog, "ImportChanges"));
        Assert.Equal(["1"], Ask(blog, "SELECT count(*) FROM ImportRuns"));
        Assert.Equal(Pictures, Count(blog, "Media"));
        Assert.Equal(Posts / 4, Count(blog, "PostMedia"));
        var files = Files(blog);
        Assert.All(Ask(blog, "SELECT Id FROM Media"), id => Assert.Contains(files, name => name.StartsWith(id, StringComparison.Ordinal)));
        var redirects = Ask(blog, "SELECT Path FROM Redirects").ToList();
        Assert.Equal(redirects.Distinct(StringComparer.OrdinalIgnoreCase), redirects);
        Assert.Superset(
            Enumerable
                .Range(0, Posts)
                .Where(i => i % 5 == 0)
                .Select(i => $"/old/{i}")
                .Concat(Enumerable.Range(0, Pictures).Select(i => $"/images/{i}.png"))
                .ToHashSet(StringComparer.Ordinal),
            redirects.ToHashSet(StringComparer.Ordinal)
        );
        Assert.Equal(7, Count(blog, "Tags"));
        Assert.Equal(3, Count(blog, "Categories"));
        Assert.Empty(Ask(blog, "SELECT Title FROM Posts WHERE Markdown LIKE '%](/images/%' OR BodyHtml NOT LIKE '%href=\"/2021/p%'"));
    }

    private static async Task UndoAsync(BlogServer blog, string before)
    {
        var run = Assert.Single(Ask(blog, "SELECT Id FROM ImportRuns"));
        await RunAsync(blog, "import", "undo", run);
        Assert.Equal(before, Rows(blog));
        DatabaseIntegrity.Check(blog.Database);
        // the next import is a run of its own
        Ask(blog, "DELETE FROM ImportRuns");
    }

    private static async Task RunAsync(BlogServer blog, params string[] arguments)
    {
        var (code, output, error) = await blog.RunAsync(arguments);
        Assert.True(code == 0, output + error);
    }

    /// <summary>A Hexo site: posts that link to each other, pictures, tags, categories, former addresses.</summary>
    private string WriteSite()
    {
        var posts = Directory.CreateDirectory(_folder.File("site/source/_posts")).FullName;
        var images = Directory.CreateDirectory(_folder.File("site/source/images")).FullName;
        File.WriteAllText(_folder.File("site/_config.yml"), "title: 站\nurl: https://old.example\npermalink: :year/:title/\n");
        for (var i = 0; i < Pictures; i++)
        {
            File.WriteAllBytes(Path.Combine(images, $"{i}.png"), TestImages.Still(40 + i, 30, ".png"));
        }

        for (var i = 0; i < Posts; i++)
        {
            File.WriteAllText(
                Path.Combine(posts, $"p{i}.md"),
                $"---\ntitle: 第 {i} 篇\ndate: 2021-03-04 10:00:{i % 60:D2}\ntags: [标签{i % 7}]\ncategories: [分类{i % 3}]\n"
                    + (i % 5 == 0 ? $"alias: old/{i}\n" : "")
                    + $"---\n见[下一篇](/2021/p{(i + 1) % Posts}/)。\n\n"
                    + (i % 4 == 0 ? $"![图](/images/{i / 4 % Pictures}.png)\n\n" : "")
                    + string.Concat(Enumerable.Repeat("写到一半断电。", 20))
                    + "\n\n```js\nlet a = 1;\n```\n"
            );
        }

        return _folder.File("site");
    }

    private static int Count(BlogServer blog, string table) =>
        int.Parse(Ask(blog, $"SELECT count(*) FROM {table}")[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Rows(BlogServer blog) => string.Join(", ", Tables.Select(table => $"{table} {Count(blog, table)}"));

    private static List<string> Ask(BlogServer blog, string sql) => DatabaseIntegrity.Ask(blog.Database, sql);

    private static List<string> Files(BlogServer blog) =>
        Directory.Exists(Path.Combine(blog.DataFolder, "media"))
            ?
            [
                .. Directory
                    .EnumerateFiles(Path.Combine(blog.DataFolder, "media"), "*", SearchOption.AllDirectories)
                    .Select(path => Path.GetFileName(path)!),
            ]
            : [];
}

using System.Text;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;
using Blog.Rendering;
using Blog.Rendering.Text;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Fuzzing;

/// <summary>
/// A Markdown file with its head, through the import into a database: read, planned, rendered, written, and now and then imported again.
/// </summary>
internal sealed class ImportTarget : FuzzTarget
{
    private const int PostsInDatabase = 60;

    private static readonly TextMutations Mutations = new([Tokens.Heads, Tokens.Heads, Tokens.Markdown, Tokens.Signs]);

    /// <summary>Site, file: what the file's name says is read by the site's conventions.</summary>
    private static readonly (string Site, SiteGenerator Tool, string File)[] Places =
    [
        ("plain", SiteGenerator.Unknown, "post.md"),
        ("plain", SiteGenerator.Unknown, "zh/2020-02-30-x.en.md"),
        ("hexo", SiteGenerator.Hexo, "source/_posts/中文.md"),
        ("hexo", SiteGenerator.Hexo, "source/about/index.md"),
        ("hexo", SiteGenerator.Hexo, "source/_drafts/x.md"),
        ("hugo", SiteGenerator.Hugo, "content/posts/x/index.zh-cn.md"),
        ("hugo", SiteGenerator.Hugo, "content/about.md"),
        ("jekyll", SiteGenerator.Jekyll, "_posts/2016-04-02-x.markdown"),
        ("jekyll", SiteGenerator.Jekyll, "about.md"),
    ];

    /// <summary>How the report shows an unexpected exception.</summary>
    private static readonly string[] Unforeseen = ["cannot be read (", "cannot be planned (", "cannot be rendered (", "could not be saved"];

    private readonly TemporaryFolder _folder = new();
    private readonly DataHost _host;
    private int _posts;

    public ImportTarget()
    {
        _host = new DataHost(_folder.File("data"));
        _host.StartAsync().GetAwaiter().GetResult();
        foreach (
            var (path, text) in new[]
            {
                ("hexo/_config.yml", "timezone: Asia/Shanghai\n"),
                ("jekyll/_config.yml", ""),
                ("hugo/hugo.toml", "timeZone = 'Europe/Berlin'\n"),
                ("hexo/source/a.txt", ""),
                ("hugo/content/a.txt", ""),
            }
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
            File.WriteAllText(_folder.File(path), text);
        }

        foreach (var place in Places)
        {
            var beside = Path.GetDirectoryName(_folder.File(place.Site + "/" + place.File))!;
            Directory.CreateDirectory(beside);
            File.WriteAllBytes(Path.Combine(beside, "a.png"), TestImages.Still(4, 4, ".png"));
        }
    }

    public override byte[] Make(Random random)
    {
        if (random.Next(4) == 0)
        {
            return ByteMutations.Change(
                Seeds.Files[random.Next(Seeds.Files.Count)],
                () => Seeds.Files[random.Next(Seeds.Files.Count)],
                random
            );
        }

        var text = Mutations.Change(Text(random), () => Text(random), random);
        return random.Next(30) switch
        {
            0 => [0xFF, 0xFE, .. MarkdownTarget.BytesOf(text)],
            1 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            2 => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            3 => ByteMutations.Change(Encoding.UTF8.GetBytes(text), () => [], random),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    public override FuzzOutcome Feed(byte[] document)
    {
        var number = NumberOf(document);
        var place = Places[number % Places.Length];
        ReadStrictly(document, place.File, place.Tool);

        var path = _folder.File(place.Site + "/" + place.File);
        File.WriteAllBytes(path, document);
        try
        {
            CleanNowAndThen();
            var entry = Import(place.Site);
            if (number % 8 == 0 && entry.Outcome is ImportOutcome.Created or ImportOutcome.Updated)
            {
                Assert.Equal(ImportOutcome.Unchanged, Import(place.Site).Outcome);
            }

            return entry.Outcome == ImportOutcome.Refused ? FuzzOutcome.Refused : FuzzOutcome.Taken;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public override void Dispose()
    {
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Dispose();
        base.Dispose();
    }

    /// <summary>Head and beginning of a file: the renderer has a run of its own.</summary>
    private static string Text(Random random)
    {
        var text = Encoding.UTF8.GetString(Seeds.Files[random.Next(Seeds.Files.Count)]);
        return text[..Math.Min(text.Length, random.Next(300, 900))];
    }

    /// <summary>The import treats any exception of a third-party parser as a refusal of that file; here it is a failure.</summary>
    private static void ReadStrictly(byte[] document, string file, SiteGenerator tool)
    {
        var result = PostFileReader.Read(PostFilePath.Of(file), document, new PostFileConventions(TimeZoneInfo.Utc, tool));
        Assert.Equal(1, (result.Post is null ? 0 : 1) + (result.Refusal is null ? 0 : 1) + (result.Skipped is null ? 0 : 1));
        Assert.True(result.Refusal is null or { Reason.Length: > 0, Line: >= 0 });
        if (result.Post is { } post)
        {
            Assert.NotEqual("", post.Title);
            if (TextLimits.Check(post.Markdown) is null)
            {
                var links = MarkdownLinks.Find(post.Markdown);
                Assert.Equal(
                    post.Markdown,
                    MarkdownLinks.Rewrite(post.Markdown, links, link => post.Markdown.Substring(link.Start, link.Length))
                );
            }
        }
    }

    private ImportEntry Import(string site)
    {
        var report = new MarkdownImport(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>())
            .RunAsync(new ImportRequest(_folder.File(site)), null, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        using var words = new StringWriter();
        report.WriteTo(words);
        Assert.DoesNotContain('\u001B', words.ToString());
        var entry = Assert.Single(report.Entries);
        Assert.False(entry.Reason is { } reason && Unforeseen.Any(reason.Contains), entry.Reason);
        Assert.True(
            entry.Outcome is ImportOutcome.Created or ImportOutcome.Updated or ImportOutcome.Unchanged || entry.Reason is { Length: > 0 }
        );
        return entry;
    }

    private void CleanNowAndThen()
    {
        if (++_posts < PostsInDatabase)
        {
            return;
        }

        _posts = 0;
        _host
            .WithDbAsync(async db =>
            {
                await db.Posts.ExecuteDeleteAsync();
                await db.Tags.ExecuteDeleteAsync();
                while (
                    await db.Categories.Where(category => !db.Categories.Any(below => below.ParentId == category.Id)).ExecuteDeleteAsync()
                    > 0
                )
                {
                    // From the leaves to the root.
                }

                await db.Redirects.ExecuteDeleteAsync();
            })
            .GetAwaiter()
            .GetResult();
    }
}

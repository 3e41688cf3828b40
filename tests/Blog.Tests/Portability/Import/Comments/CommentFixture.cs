using System.Globalization;
using System.Text;
using Blog.Data.Comments;
using Blog.Portability.Import;
using Blog.Portability.Import.Comments.Systems;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blog.Tests.Portability.Import.Comments;

/// <summary>A blog with three imported posts, whose comments another system has.</summary>
internal sealed class CommentFixture : IAsyncDisposable
{
    private CommentFixture(ImportFixture blog) => Blog = blog;

    public ImportFixture Blog { get; }

    /// <summary>The exports that tests import.</summary>
    public static string Corpus { get; } = Path.Combine(Repository.Root, "tests", "Blog.Tests", "Portability", "Corpus", "comments");

    public static async Task<CommentFixture> OpenAsync(bool withPosts = true)
    {
        var fixture = new CommentFixture(await ImportFixture.OpenAsync());
        fixture
            .Blog.Post("site/雨夜读书.md", "窗外下着雨。", "permalink: /posts/雨夜读书/\n")
            .Post("site/C# 与异步.md", "await 之后。", "permalink: /posts/c-sharp/\n")
            .Post("site/旧文.md", "很早以前。", "permalink: /old/\naliases: ['/?p=12', '/p/12']\n");
        if (withPosts)
        {
            await fixture.Blog.ImportAsync();
        }

        return fixture;
    }

    public ValueTask DisposeAsync() => Blog.DisposeAsync();

    public static string PathOf(string name) => Path.Combine(Corpus, name);

    /// <summary>Writes a file to import, beside the blog.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Blog.PathOf(name), bytes);
        return Blog.PathOf(name);
    }

    public Task<ImportReport> ImportAsync(params string[] paths) => ImportAsync(new CommentImportRequest(paths));

    public Task<ImportReport> ImportAsync(CommentImportRequest request) =>
        new CommentImport(
            Blog.Host.Get<IServiceScopeFactory>(),
            Blog.Host.Get<TimeProvider>(),
            Blog.Host.Folder,
            Blog.Host.Get<IOptions<DataOptions>>()
        ).RunAsync(request, null, CancellationToken.None);

    /// <summary>What cannot be imported, and why.</summary>
    public async Task<string> RefusalAsync(params string[] paths) =>
        (await Assert.ThrowsAsync<CommentFileException>(() => ImportAsync(paths))).Message;

    public Task<ImportUndoReport?> UndoAsync(int run) =>
        new ImportUndo(Blog.Host.Get<IServiceScopeFactory>(), Blog.Host.Get<TimeProvider>()).RunAsync(run, null, CancellationToken.None);

    public async Task<List<Comment>> CommentsAsync()
    {
        List<Comment> comments = [];
        await Blog.Host.WithDbAsync(async db => comments = await db.Comments.AsNoTracking().OrderBy(one => one.Id).ToListAsync());
        return comments;
    }

    /// <summary>Base counts in force, by old address.</summary>
    public async Task<Dictionary<string, (long Views, long Reactions, bool IsMapped)>> CountsAsync(string source)
    {
        Dictionary<string, (long, long, bool)> counts = [];
        await Blog.Host.WithDbAsync(async db =>
        {
            foreach (
                var page in await db
                    .PageCounts.Include(count => count.FormerPage)
                    .Where(count => count.FormerPage!.Source == source)
                    .OrderBy(count => count.Id)
                    .ToListAsync()
            )
            {
                counts[page.FormerPage!.Address] = (page.Views, page.Reactions, page.FormerPage.PostId is not null);
            }
        });
        return counts;
    }

    /// <summary>All that is kept of the comments of a system, a comment after the other.</summary>
    public async Task<string> DumpAsync(string source)
    {
        var text = new StringBuilder();
        await Blog.Host.WithDbAsync(async db =>
        {
            var titles = await db.Posts.ToDictionaryAsync(post => post.Id, post => post.Title);
            var rows = await db.Comments.Include(one => one.FormerPage).Where(one => one.Source == source).ToListAsync();
            var ids = rows.ToDictionary(row => row.Id, row => row.SourceId);
            foreach (var row in rows.OrderBy(row => row.SourceId, StringComparer.Ordinal))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"""
                    == {row.SourceId} on {(row.PostId is { } post ? titles[post] : "? " + row.FormerPage!.Address)}
                    {(row.ParentId is { } parent ? "answers " + ids[parent] : "answers none")}, {row.State}{(
                        row.ByAuthor ? ", author" : ""
                    )}{(row.Pinned ? ", pinned" : "")}, {row.Likes} likes
                    {row.CreatedAt:yyyy-MM-ddTHH:mm:ss.fffZ} {row.Name ?? "-"} {row.Email ?? "-"} {row.Website ?? "-"} {row.Ip ?? "-"}
                    {row.Text}

                    """
                );
            }
        });
        return text.ToString().ReplaceLineEndings("\n");
    }
}

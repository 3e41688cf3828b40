using System.Text;
using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Posts;
using Blog.Portability.Export;
using Blog.Portability.Git.Files;
using Blog.Portability.Git.Repository;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>Notes for each post what the repository should have of it. Nothing is sent yet.</summary>
/// <param name="layout">Where new files go.</param>
internal sealed class LocalPosts(
    IServiceScopeFactory scopes,
    GitClone clone,
    GitConnection connection,
    RepositoryLayout layout,
    TimeProvider clock
)
{
    /// <summary>So many texts are in memory at a time.</summary>
    private const int BatchSize = 100;

    /// <summary>Brings the notes up to date.</summary>
    /// <param name="taken">Paths that the repository has, which a new file must not take.</param>
    public async Task NoteAsync(IReadOnlyCollection<string> taken, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var facts = await PostFact.ReadAsync(db, connection.WithDrafts, clock.GetUtcNow(), cancellationToken);
        var files = await db.GitFiles.AsNoTracking().ToListAsync(cancellationToken);
        var known = files.Where(file => file.PostId is not null).DistinctBy(file => file.PostId).ToDictionary(file => file.PostId!.Value);
        var gone = known.Values.Where(file => IsGone(file, facts)).ToList();
        await db.WriteAsync(() => HideAsync(db, gone, facts, cancellationToken), cancellationToken);
        var stale = facts.Values.Where(fact => IsStale(fact, known.GetValueOrDefault(fact.Id))).Select(fact => fact.Id).ToList();
        var paths = files.Select(file => file.Path).Concat(taken).Select(RepositoryPath.KeyOf).ToHashSet(StringComparer.Ordinal);
        foreach (var batch in stale.Chunk(BatchSize))
        {
            await NoteAsync(db, batch, facts, paths, cancellationToken);
        }
    }

    /// <summary>Whether a note is out of date.</summary>
    public static bool Differ(IEnumerable<GitFile> files, Dictionary<int, PostFact> facts)
    {
        var known = files.DistinctBy(file => file.PostId).ToDictionary(file => file.PostId!.Value);
        return known.Values.Any(file => IsGone(file, facts)) || facts.Values.Any(fact => IsStale(fact, known.GetValueOrDefault(fact.Id)));
    }

    private static bool IsGone(GitFile file, Dictionary<int, PostFact> facts) =>
        file.Head is not null && facts.GetValueOrDefault(file.PostId!.Value)?.IsWanted != true;

    private static bool IsStale(PostFact fact, GitFile? file) => fact.IsWanted && (file?.Head is null || file.Facts != fact.Facts);

    /// <summary>What readers must not see leaves the repository with the next commit.</summary>
    private static async Task HideAsync(
        BlogDb db,
        IReadOnlyList<GitFile> gone,
        Dictionary<int, PostFact> facts,
        CancellationToken cancellationToken
    )
    {
        foreach (var chunk in gone.Chunk(BatchSize))
        {
            var ids = chunk.Select(file => file.Id).ToList();
            foreach (var file in await db.GitFiles.Where(one => ids.Contains(one.Id)).ToListAsync(cancellationToken))
            {
                var fact = facts.GetValueOrDefault(file.PostId!.Value);
                file.Show(null, null, fact?.Version ?? 0, fact?.Facts ?? "");
            }
        }
    }

    private async Task NoteAsync(
        BlogDb db,
        int[] ids,
        Dictionary<int, PostFact> facts,
        HashSet<string> paths,
        CancellationToken cancellationToken
    )
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var posts = new ExportedPosts(db, new ExportRequest("") { All = true }, settings.Zone, clock.GetUtcNow());
        var read = await posts.ReadAsync(ids, cancellationToken);
        await db.WriteAsync(
            async () =>
            {
                var wanted = ids.Select(id => (int?)id).ToList();
                var files = await db
                    .GitFiles.Where(file => wanted.Contains(file.PostId))
                    .ToDictionaryAsync(file => file.PostId!.Value, cancellationToken);
                foreach (var (post, file) in read)
                {
                    var row = files.GetValueOrDefault(post.Id) ?? db.GitFiles.Add(GitFile.Of(FreePath(post, paths), post.Id)).Entity;
                    row = FollowState(db, row, post, paths);
                    Note(row, post, PostText.Of(post, file), facts[post.Id]);
                }
            },
            cancellationToken
        );
    }

    private void Note(GitFile row, Post post, string text, PostFact fact)
    {
        var own = clone.Write(text);
        var isAsTaken = row.Facts.Length == 0 && row.Head is not null && row.Version == post.Version;
        var head = isAsTaken ? row.Head : HeadOf(row, text, own);
        row.Show(head, own, post.Version, post.Version == fact.Version ? fact.Facts : "?");
    }

    private string HeadOf(GitFile row, string text, string own)
    {
        var file = clone.Read(row.Head ?? row.Blob);
        var before = clone.Read(row.Own);
        return file is null || before is null
            ? own // new, or our copy was lost
            : clone.Write(FileOverlay.Apply(clone, row.Path, Encoding.UTF8.GetString(file), Encoding.UTF8.GetString(before), text));
    }

    private string FreePath(Post post, HashSet<string> paths)
    {
        var path = layout.PathOf(post);
        for (var number = 2; !paths.Add(RepositoryPath.KeyOf(path)); number++)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"{layout.PathOf(post)[..^".md".Length]}-{number}.md");
        }

        return path;
    }

    /// <summary>The row of a post whose file has to move; that of its former file goes with the next commit.</summary>
    private static GitFile FollowState(BlogDb db, GitFile row, Post post, HashSet<string> paths)
    {
        var path = RepositoryLayout.FollowState(row.Path, post.State);
        if (path == row.Path || !paths.Add(RepositoryPath.KeyOf(path)))
        {
            return row;
        }

        if (row.Blob is { } blob)
        {
            db.GitFiles.Add(GitFile.Left(row.Path, blob));
        }

        row.MoveHere(path);
        return row;
    }
}

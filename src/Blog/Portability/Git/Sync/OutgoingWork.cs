using System.Text;
using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Media;
using Blog.Data.Posts.Files;
using Blog.Portability.Git.Files;
using Blog.Portability.Git.Repository;
using LibGit2Sharp;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>Commits and pushes what the repository lacks, with the images that it uses.</summary>
internal sealed class OutgoingWork(
    IServiceScopeFactory scopes,
    GitClone clone,
    GitConnection connection,
    RepositoryLayout layout,
    GitOptions options,
    TimeProvider clock
)
{
    /// <summary>Servers refuse larger files.</summary>
    private const long MaxImage = 50L << 20;

    private const int MostTitles = 10;

    /// <summary>Pushes one commit with everything that waits.</summary>
    /// <param name="tip">The commit of the branch; null if there is none yet.</param>
    /// <returns>The commit of the branch then, and the number of files.</returns>
    public async Task<(string? Tip, int Files)> PushAsync(string? tip, GitListing listing, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        // Only over what was compared: a post that was changed here during this run has to be compared with its file first.
        var rows = (await db.GitFiles.AsNoTracking().ToListAsync(cancellationToken))
            .Where(row => row.IsOutdated && listing.Files.GetValueOrDefault(row.Path) == row.Blob)
            .ToList();
        if (rows.Count == 0)
        {
            return (tip, 0);
        }

        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        var store = scope.ServiceProvider.GetRequiredService<MediaStore>();
        foreach (var row in rows)
        {
            changes[At(row.Path)] = row.Head;
        }

        foreach (var (path, blob) in await ImagesAsync(db, store, rows, listing, cancellationToken))
        {
            changes[At(path)] = blob;
        }

        var commit = clone.Commit(
            tip,
            changes,
            await MessageAsync(db, rows, cancellationToken),
            await AuthorAsync(db, rows, cancellationToken)
        );
        options.Reached?.Invoke(SyncStep.Committed);
        if (commit is not null && commit != tip)
        {
            clone.Push(commit);
        }

        options.Reached?.Invoke(SyncStep.Pushed);
        await AgreeAsync(db, rows, cancellationToken);
        clone.ForgetSent();
        options.Reached?.Invoke(SyncStep.Agreed);
        return (commit, commit == tip ? 0 : rows.Count);
    }

    /// <summary>
    /// After a push whose end the program did not see: if the commit arrived, both sides agreed on what it holds. What was changed here
    /// since is compared with that, and a post that was taken back since does not come back.
    /// </summary>
    /// <param name="tip">The commit of the branch; null if there is none.</param>
    public async Task NoteArrivalAsync(string? tip, CancellationToken cancellationToken)
    {
        if (clone.Sent is not { } sent)
        {
            return;
        }

        var isKnown = connection.Commit is { } commit && clone.IsSuccessor(sent, commit);
        if (!isKnown && tip is not null && clone.IsSuccessor(sent, tip))
        {
            var changes = clone.ChangesOf(sent, connection.Folder);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            await AgreeAsync(db, row => changes.ContainsKey(row.Path), row => changes[row.Path], cancellationToken);
        }

        clone.ForgetSent();
    }

    /// <summary>After the push; the same is found out by <see cref="NoteArrivalAsync"/> if the program is killed before.</summary>
    private static Task AgreeAsync(BlogDb db, List<GitFile> pushed, CancellationToken cancellationToken)
    {
        var heads = pushed.ToDictionary(row => row.Id, row => row.Head);
        return AgreeAsync(db, row => heads.ContainsKey(row.Id), row => heads[row.Id], cancellationToken);
    }

    private static Task AgreeAsync(
        BlogDb db,
        Func<GitFile, bool> isMeant,
        Func<GitFile, string?> blob,
        CancellationToken cancellationToken
    ) =>
        db.WriteAsync(
            async () =>
            {
                foreach (var row in (await db.GitFiles.ToListAsync(cancellationToken)).Where(isMeant))
                {
                    if (blob(row) is null && row.Head is null)
                    {
                        db.GitFiles.Remove(row);
                    }
                    else
                    {
                        row.Agree(blob(row));
                    }
                }
            },
            cancellationToken
        );

    private string At(string path) => connection.Folder.Length == 0 ? path : $"{connection.Folder}/{path}";

    private async Task<Dictionary<string, string>> ImagesAsync(
        BlogDb db,
        MediaStore store,
        List<GitFile> rows,
        GitListing listing,
        CancellationToken cancellationToken
    )
    {
        var ids = rows.SelectMany(row => clone.Read(row.Head) is { } bytes ? PostFileWriter.MediaOf(Encoding.UTF8.GetString(bytes)) : [])
            .Select(media => media.Id)
            .ToHashSet(StringComparer.Ordinal);
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var media in await db.Media.AsNoTracking().Where(file => ids.Contains(file.Id)).ToListAsync(cancellationToken))
        {
            var path = layout.OfMedia($"/media/{media.Id}/{media.Name}");
            if (!listing.Files.ContainsKey(path) && store.Find(media) is { } file && new FileInfo(file).Length <= MaxImage)
            {
                await using var content = File.OpenRead(file);
                images[path] = clone.Write(content);
            }
        }

        return images;
    }

    private static async Task<string> MessageAsync(BlogDb db, List<GitFile> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.Head is not null).Select(row => row.PostId).ToList();
        var titles = await db
            .Posts.Where(post => ids.Contains(post.Id))
            .OrderBy(post => post.Id)
            .Select(post => post.Title)
            .ToListAsync(cancellationToken);
        var deleted = rows.Count(row => row.Head is null);
        return (titles, deleted) switch
        {
            ([var title], 0) => title,
            ([], 1) => "Delete " + rows[0].Path,
            ([], _) => string.Create(CultureInfo.InvariantCulture, $"Delete {deleted} files"),
            _ => string.Create(CultureInfo.InvariantCulture, $"Update {titles.Count} posts\n\n")
                + string.Join('\n', titles.Take(MostTitles).Select(title => "- " + title))
                + (titles.Count > MostTitles ? "\n- …" : ""),
        };
    }

    /// <summary>The author of the posts, or of the first of them.</summary>
    private async Task<Signature> AuthorAsync(BlogDb db, List<GitFile> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.PostId).ToList();
        var name =
            await db
                .Posts.Where(post => ids.Contains(post.Id))
                .OrderBy(post => post.Id)
                .Select(post => post.Author!.Name)
                .FirstOrDefaultAsync(cancellationToken)
            ?? await db.Authors.OrderBy(author => author.Id).Select(author => author.Name).FirstOrDefaultAsync(cancellationToken);
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        return new Signature(
            Clean(name) ?? Clean(settings.Main.Title) ?? "Blog",
            connection.Email,
            TimeZoneInfo.ConvertTime(clock.GetUtcNow(), settings.Zone)
        );
    }

    /// <summary>What a name in a commit cannot hold is left out.</summary>
    private static string? Clean(string? name) =>
        string.Concat((name ?? "").Where(c => !char.IsControl(c) && c is not ('<' or '>'))).Trim() is { Length: > 0 } clean ? clean : null;
}

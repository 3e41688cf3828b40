using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Portability.Git.Repository;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>
/// Writes what the repository changed: through the import, which knows every form of file, finds images and links, and writes with the one
/// writer of posts. All changes of a pull are one import, which can be taken back.
/// </summary>
internal sealed class IncomingWork(IServiceScopeFactory scopes, MarkdownImport import, GitClone clone, TreeFolder tree, string name)
{
    private const string IsHidden = "its post is not public here and its file was changed in the repository";

    private const string InTrash = "its post is in the trash here";

    /// <summary>Reports what would be taken; writes no post.</summary>
    public async Task<ImportReport> TryAsync(IncomingPlan plan, CancellationToken cancellationToken)
    {
        var report = await ImportAsync(plan, isTrial: true, cancellationToken);
        var known = plan
            .Linked.Select(file => (File: file, Outcome: ImportOutcome.Unchanged))
            .Concat(plan.Waiting.Where(file => file.PostId is not null).Select(file => (File: file, Outcome: ImportOutcome.Edited)))
            .ToList();
        await using var scope = scopes.CreateAsyncScope();
        var titles = await scope
            .ServiceProvider.GetRequiredService<BlogDb>()
            .Posts.Select(post => new { post.Id, post.Title })
            .ToDictionaryAsync(post => post.Id, post => post.Title, cancellationToken);
        var entries = known.Select(one => new ImportEntry(one.File.Path, one.Outcome)
        {
            PostId = one.File.PostId,
            Title = titles.GetValueOrDefault(one.File.PostId!.Value),
        });
        return report with { Entries = [.. report.Entries.Concat(entries).OrderBy(entry => entry.Path, StringComparer.Ordinal)] };
    }

    /// <summary>Takes it.</summary>
    /// <returns>How many posts changed.</returns>
    public async Task<int> TakeAsync(IncomingPlan plan, CancellationToken cancellationToken)
    {
        await WriteAsync(
            async (db, _) =>
            {
                var agreed = plan.Agreed.Select(row => row.Id).ToHashSet();
                foreach (var row in await db.GitFiles.Where(row => agreed.Contains(row.Id)).ToListAsync(cancellationToken))
                {
                    row.Agree(row.Head);
                }

                foreach (var file in plan.Linked)
                {
                    var row = await RowAsync(db, file, file.PostId, cancellationToken);
                    row.Take(file.PostId!.Value, file.Blob, row.Version);
                }
            },
            cancellationToken
        );
        var count = 0;
        if (plan.Taken.Count > 0)
        {
            var report = await ImportAsync(plan, isTrial: false, cancellationToken);
            count = report.Count(ImportOutcome.Created) + report.Count(ImportOutcome.Updated);
            await NoteAsync(plan, report, cancellationToken);
        }

        await NoteWaitingAsync(plan, cancellationToken);
        return count + await DiscardAsync(plan, cancellationToken);
    }

    private async Task<ImportReport> ImportAsync(IncomingPlan plan, bool isTrial, CancellationToken cancellationToken)
    {
        var files = plan.Listing.Files.ToDictionary(StringComparer.Ordinal);
        var wanted = new Dictionary<string, RepositoryFile>(StringComparer.Ordinal);
        foreach (var (path, row) in plan.Known)
        {
            wanted[path] = new RepositoryFile(row.Blob!, row.PostId, IsWanted: false);
        }

        foreach (var file in plan.Taken)
        {
            wanted[file.Path] = new RepositoryFile(file.Blob, file.PostId, IsWanted: true, file.Merged, file.Row?.Version);
            files[file.Path] = file.Merged ?? file.Blob;
        }

        tree.Show(clone, files);
        HashSet<string> media;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            media = await db.Media.Select(file => file.Id).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        }

        var request = new ImportRequest(tree.Root)
        {
            DryRun = isTrial,
            Repository = new RepositoryFiles(name, wanted) { Media = media },
        };
        return await import.RunAsync(request, null, cancellationToken);
    }

    /// <summary>Notes the files that no post was written from; the others were noted with their posts.</summary>
    private Task NoteAsync(IncomingPlan plan, ImportReport report, CancellationToken cancellationToken)
    {
        var taken = plan.Taken.ToDictionary(file => file.Path, StringComparer.Ordinal);
        return WriteAsync(
            async (db, _) =>
            {
                foreach (var entry in report.Entries.Where(entry => taken.ContainsKey(entry.Path)))
                {
                    var file = taken[entry.Path];
                    if (
                        entry is { Outcome: ImportOutcome.Created or ImportOutcome.Updated } or { Reason: RepositoryFiles.ChangedMeanwhile }
                    )
                    {
                        continue;
                    }

                    var row = await RowAsync(db, file, entry.PostId, cancellationToken);
                    switch (entry.Outcome)
                    {
                        case ImportOutcome.Unchanged when entry is { PostId: { } id, Reason: null }:
                            var version = await VersionAsync(db, id, cancellationToken);
                            row.Take(id, file.Blob, version);
                            break;
                        case ImportOutcome.Edited:
                            row.Wait(file.Blob, null, 0);
                            break;
                        case ImportOutcome.Unchanged:
                            row.Ignore(file.Blob, InTrash, 0);
                            break;
                        case ImportOutcome.Skipped:
                            row.Ignore(file.Blob, null, 0);
                            break;
                        default:
                            Refuse(row, file.Blob, entry);
                            break;
                    }
                }
            },
            cancellationToken
        );
    }

    private static void Refuse(GitFile row, string blob, ImportEntry entry)
    {
        var reason = TextLengths.Cut(entry.Reason ?? "", TextLengths.Line);
        if (row.PostId is null)
        {
            row.Ignore(blob, reason, entry.Line);
        }
        else
        {
            row.Wait(blob, reason, entry.Line);
        }
    }

    /// <summary>Files that wait for a decision, and files that are no posts.</summary>
    private Task NoteWaitingAsync(IncomingPlan plan, CancellationToken cancellationToken) =>
        WriteAsync(
            async (db, _) =>
            {
                foreach (var file in plan.Waiting)
                {
                    var row = await RowAsync(db, file, file.PostId, cancellationToken);
                    if (file.PostId is null)
                    {
                        row.Ignore(file.Blob, null, 0);
                    }
                    else
                    {
                        row.Wait(file.Blob, row.Head is null ? IsHidden : null, 0);
                    }
                }
            },
            cancellationToken
        );

    /// <summary>What is deleted there goes to the trash; what was changed here meanwhile is kept, and pushed again.</summary>
    private async Task<int> DiscardAsync(IncomingPlan plan, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var gone in plan.Gone)
        {
            await WriteAsync(
                async (db, writer) =>
                {
                    if (await db.GitFiles.SingleOrDefaultAsync(row => row.Id == gone.Id, cancellationToken) is not { } row)
                    {
                        return;
                    }

                    var isChangedHere = row.PostId is not null && row.Head is not null && row.Head != row.Blob;
                    if (isChangedHere)
                    {
                        row.Agree(null);
                        return;
                    }

                    db.GitFiles.Remove(row);
                    if (
                        row is { PostId: { } id, Head: not null }
                        && await db.Posts.AsNoTracking().SingleOrDefaultAsync(post => post.Id == id, cancellationToken) is { } post
                        && post.State != PostState.Trash
                    )
                    {
                        count++;
                        await writer.ChangeAsync(post, one => one.Discard(), cancellationToken);
                    }
                },
                cancellationToken
            );
        }

        return count;
    }

    private static async Task<GitFile> RowAsync(BlogDb db, IncomingFile file, int? postId, CancellationToken cancellationToken)
    {
        var row =
            await db.GitFiles.SingleOrDefaultAsync(one => one.Path == file.Path, cancellationToken)
            ?? (postId is null ? null : await db.GitFiles.FirstOrDefaultAsync(one => one.PostId == postId, cancellationToken));
        row ??= db.GitFiles.Add(postId is { } id ? GitFile.Of(file.Path, id) : new GitFile(file.Path)).Entity;
        row.Move(file.Path);
        return row;
    }

    /// <summary>The version that an earlier import left: what was changed since is not in the file.</summary>
    private static async Task<int> VersionAsync(BlogDb db, int postId, CancellationToken cancellationToken) =>
        await db
            .ImportChanges.Where(change => change.PostId == postId)
            .OrderByDescending(change => change.Id)
            .Select(change => (int?)change.Version)
            .FirstOrDefaultAsync(cancellationToken)
        ?? await db.Posts.Where(post => post.Id == postId).Select(post => post.Version).SingleAsync(cancellationToken);

    private async Task WriteAsync(Func<BlogDb, PostWriter, Task> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var writer = scope.ServiceProvider.GetRequiredService<PostWriter>();
        await db.WriteAsync(() => work(db, writer), cancellationToken);
    }
}

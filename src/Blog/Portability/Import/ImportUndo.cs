using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Media.Library;
using Blog.Data.Posts.Imports;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>
/// Takes a whole import back: posts that it created are removed, those that it changed are what they were, and tags, categories, redirects
/// and images that came with it and that nothing uses go too. What was edited since stays and is listed.
/// </summary>
public sealed class ImportUndo(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int BatchSize = 50;

    /// <summary>Takes a run back; one that was interrupted is finished by the next.</summary>
    /// <param name="runId">Row id of the run.</param>
    /// <returns>What became of its posts; null if there is no such run, or it has written nothing yet.</returns>
    public async Task<ImportUndoReport?> RunAsync(int runId, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        ImportRun? run;
        List<Change> changes;
        int comments;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            run = await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(one => one.Id == runId, cancellationToken);
            if (run is null or { State: ImportRunState.Checking or ImportRunState.Checked })
            {
                return null;
            }

            comments = await db.Comments.CountAsync(comment => comment.ImportRunId == runId, cancellationToken);
            changes = await db
                .ImportChanges.Where(change => change.RunId == runId)
                .OrderByDescending(change => change.Id)
                .Select(change => new Change(change.Id, change.PostId, change.Post!.Title, change.Post.Address.Value))
                .ToListAsync(cancellationToken);
        }

        var entries = new List<ImportUndoEntry>();
        foreach (var batch in changes.Chunk(BatchSize))
        {
            progress?.Report(new ImportProgress(ImportStage.Undoing, entries.Count, changes.Count));
            await using var scope = scopes.CreateAsyncScope();
            entries.AddRange(await UndoAsync(scope.ServiceProvider, run, batch, cancellationToken));
        }

        var report = new ImportUndoReport(runId, run.Source, entries) { Comments = comments };
        await using (var scope = scopes.CreateAsyncScope())
        {
            await EndAsync(scope.ServiceProvider, report, cancellationToken);
        }

        progress?.Report(new ImportProgress(ImportStage.Done, changes.Count, changes.Count));
        return report;
    }

    private static async Task<List<ImportUndoEntry>> UndoAsync(
        IServiceProvider services,
        ImportRun run,
        Change[] batch,
        CancellationToken cancellationToken
    )
    {
        var db = services.GetRequiredService<BlogDb>();
        var writer = services.GetRequiredService<PostWriter>();
        var posts = batch.Select(change => change.PostId).ToList();
        var unused = new UnusedRows(db);
        await unused.ReadAsync(db.Posts.Where(post => posts.Contains(post.Id)), cancellationToken);
        var entries = new List<ImportUndoEntry>();
        foreach (var change in batch)
        {
            var outcome = await writer.UndoImportAsync(change.Id, cancellationToken);
            entries.Add(new ImportUndoEntry(change.PostId, change.Title, change.Address, outcome));
            db.ChangeTracker.Clear();
        }

        await db.WriteAsync(() => unused.RemoveTaxonomyAsync(run.LastTagId, run.LastCategoryId, cancellationToken), cancellationToken);
        var used = await services.GetRequiredService<UsedMedia>().AllAsync(cancellationToken);
        var library = services.GetRequiredService<MediaLibrary>();
        foreach (var picture in await unused.Pictures().AsNoTracking().ToListAsync(cancellationToken))
        {
            if (picture.CreatedAt >= run.StartedAt && !used.Contains(picture.Id))
            {
                await library.DeleteAsync(picture, cancellationToken);
            }
        }

        return entries;
    }

    /// <summary>Redirects to images stay as long as the images do.</summary>
    private Task EndAsync(IServiceProvider services, ImportUndoReport report, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        return db.WriteAsync(
            async () =>
            {
                await services.GetRequiredService<ImportedCommentWriter>().RemoveRunAsync(report.RunId, cancellationToken);
                await db
                    .Redirects.Where(redirect => redirect.ImportRunId == report.RunId && redirect.MediaFileId == null)
                    .ExecuteDeleteAsync(cancellationToken);
                var run = await db.ImportRuns.SingleAsync(one => one.Id == report.RunId, cancellationToken);
                run.Reach(ImportRunState.Undone, report.ToJson(), clock.GetUtcNow());
            },
            cancellationToken
        );
    }

    private sealed record Change(int Id, int PostId, string Title, string Address);
}

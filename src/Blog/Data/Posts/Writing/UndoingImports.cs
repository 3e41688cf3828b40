using Blog.Data.Posts.Imports;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Takes back what an import did to posts, one post at a time: what was edited since stays.</summary>
internal sealed class UndoingImports(BlogDb db, PostPlanner planner, PostSaving saving)
{
    /// <summary>Takes one change back; a second try after an interruption finds nothing left to do.</summary>
    public async Task<ImportUndone> UndoAsync(int changeId, CancellationToken cancellationToken)
    {
        var seen = await db
            .ImportChanges.AsNoTracking()
            .Include(change => change.Post)
            .SingleAsync(change => change.Id == changeId, cancellationToken);
        if (await ReasonToStayAsync(seen, cancellationToken) is { } reason)
        {
            return reason;
        }

        if (seen.Before is not { } before)
        {
            return await db.WriteAsync(() => RemoveAsync(changeId, cancellationToken), cancellationToken);
        }

        var plan = await planner.PlanAsync(seen.Post, before, null, cancellationToken);
        return plan.TooLong is null && plan.AddressError is null && (await saving.RenderAsync(plan, cancellationToken)).Post is { } rendered
            ? await db.WriteAsync(() => RestoreAsync(changeId, plan, rendered, cancellationToken), cancellationToken)
            : ImportUndone.Impossible;
    }

    private async Task<ImportUndone> RemoveAsync(int changeId, CancellationToken cancellationToken)
    {
        var change = await db.ImportChanges.Include(one => one.Post).SingleAsync(one => one.Id == changeId, cancellationToken);
        if (await ReasonToStayAsync(change, cancellationToken) is { } reason)
        {
            return reason;
        }

        await KeepCommentsAsync(change, cancellationToken);
        db.Posts.Remove(change.Post!);
        return ImportUndone.Removed;
    }

    /// <summary>Comments that another import brought stay: they wait for the post to be imported again.</summary>
    private async Task KeepCommentsAsync(ImportChange change, CancellationToken cancellationToken)
    {
        await db
            .Comments.Where(one => one.PostId == change.PostId && one.FormerPageId != null && one.ImportRunId != change.RunId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.PostId, (int?)null), cancellationToken);
        await db
            .FormerPages.Where(page => page.PostId == change.PostId && page.ImportRunId != change.RunId)
            .ExecuteUpdateAsync(set => set.SetProperty(page => page.PostId, (int?)null), cancellationToken);
    }

    private async Task<ImportUndone> RestoreAsync(int changeId, PostPlan plan, RenderedPost rendered, CancellationToken cancellationToken)
    {
        var change = await db.ImportChanges.Include(one => one.Post).SingleAsync(one => one.Id == changeId, cancellationToken);
        if (await ReasonToStayAsync(change, cancellationToken) is { } reason)
        {
            return reason;
        }

        await saving.WriteAsync(plan, rendered);

        // The run before this one left what is there again.
        var earlier = await db
            .ImportChanges.Where(one => one.PostId == change.PostId && one.Id != changeId && one.Version == change.VersionBefore)
            .OrderByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellationToken);
        earlier?.Leave(change.Post!.Version);
        db.ImportChanges.Remove(change);
        return ImportUndone.Restored;
    }

    private async Task<ImportUndone?> ReasonToStayAsync(ImportChange change, CancellationToken cancellationToken) =>
        await db.ImportChanges.AnyAsync(
            later => later.PostId == change.PostId && later.Id > change.Id && later.RunId != change.RunId,
            cancellationToken
        )
            ? ImportUndone.ImportedAgain
        : change.Post!.Version != change.Version || await db.PendingEdits.AnyAsync(edit => edit.PostId == change.PostId, cancellationToken)
            ? ImportUndone.Edited
        : null;
}

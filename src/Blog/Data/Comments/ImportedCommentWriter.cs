using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Comments;

/// <summary>The only way in which imported comments and counts are written. Each method is one write.</summary>
public sealed class ImportedCommentWriter(BlogDb db, KnownComments earlier)
{
    /// <summary>Adds the pages that are not known yet, and maps those without a post.</summary>
    /// <param name="pages">By <see cref="FormerPage.Key"/>, each once.</param>
    /// <returns>Row ids by key.</returns>
    public Task<Dictionary<string, int>> AddPagesAsync(
        string source,
        IReadOnlyList<ImportedPage> pages,
        int? runId,
        CancellationToken cancellationToken
    ) =>
        db.WriteAsync(
            async () =>
            {
                var keys = pages.Select(page => page.Key).ToList();
                var known = await db
                    .FormerPages.Where(page => page.Source == source && keys.Contains(page.Key))
                    .ToDictionaryAsync(page => page.Key, StringComparer.Ordinal, cancellationToken);
                foreach (var page in pages)
                {
                    if (!known.TryGetValue(page.Key, out var row))
                    {
                        row = db.FormerPages.Add(new FormerPage(source, page.Key, page.Address, page.Title, runId)).Entity;
                        known.Add(page.Key, row);
                    }

                    if (row.PostId is null && page.PostId is { } post)
                    {
                        row.Map(post);
                        await MoveAsync(row.Id, post, cancellationToken);
                    }
                }

                await db.SaveChangesAsync(cancellationToken);
                await AddReadsAsync(pages, known, runId, cancellationToken);
                return known.ToDictionary(page => page.Key, page => page.Value.Id, StringComparer.Ordinal);
            },
            cancellationToken
        );

    /// <summary>Adds the comments that are not known yet.</summary>
    /// <param name="batch">With the row id of the page of each; a comment that another answers comes before it.</param>
    /// <param name="ids">Row ids of comments that may be answered, by their ids in the source. Those of the batch are added.</param>
    /// <returns>How many were added.</returns>
    public Task<int> AddAsync(
        string source,
        IReadOnlyList<(int PageId, ImportedComment Comment)> batch,
        Dictionary<string, int> ids,
        int? runId,
        CancellationToken cancellationToken
    ) =>
        db.WriteAsync(
            async () =>
            {
                var pageIds = batch.Select(one => one.PageId).Distinct().ToList();
                var pages = await db
                    .FormerPages.Where(page => pageIds.Contains(page.Id))
                    .ToDictionaryAsync(page => page.Id, cancellationToken);
                var here = await earlier.ReadAsync(source, batch.Select(one => one.Comment), cancellationToken);
                var added = new List<(ImportedComment From, Comment Row)>();
                foreach (var (pageId, comment) in batch)
                {
                    var (id, sourceId) = KnownComments.Find(here, comment);
                    if (id is { } found)
                    {
                        ids[comment.SourceId] = found;
                        continue;
                    }

                    added.Add((comment, db.Comments.Add(new Comment(pages[pageId], comment, sourceId, runId)).Entity));
                }

                await db.SaveChangesAsync(cancellationToken); // ids for the answers among them
                foreach (var (from, row) in added)
                {
                    ids[from.SourceId] = row.Id;
                }

                foreach (var (from, row) in added.Where(one => one.From.ParentId is not null))
                {
                    row.Answer(ids.TryGetValue(from.ParentId!, out var parent) ? parent : null);
                }

                return added.Count;
            },
            cancellationToken
        );

    /// <summary>Says which post a page was, and moves its comments there.</summary>
    /// <returns>False if there is no such page or post.</returns>
    public Task<bool> MapAsync(int pageId, int postId, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                if (
                    await db.FormerPages.SingleOrDefaultAsync(page => page.Id == pageId, cancellationToken) is not { } page
                    || !await db.Posts.AnyAsync(post => post.Id == postId, cancellationToken)
                )
                {
                    return false;
                }

                page.Map(postId);
                await MoveAsync(pageId, postId, cancellationToken);
                return true;
            },
            cancellationToken
        );

    /// <summary>Deletes a page with its comments and counts.</summary>
    public Task DeletePageAsync(int pageId, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                await db.Comments.Where(comment => comment.FormerPageId == pageId).ExecuteDeleteAsync(cancellationToken);
                await db.FormerPages.Where(page => page.Id == pageId).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Takes back what an import brought; earlier counts are valid again.</summary>
    /// <returns>How many comments were removed.</returns>
    public Task<int> RemoveRunAsync(int runId, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var removed = await db.Comments.Where(comment => comment.ImportRunId == runId).ExecuteDeleteAsync(cancellationToken);
                await db.PageCounts.Where(count => count.ImportRunId == runId).ExecuteDeleteAsync(cancellationToken);
                await db
                    .FormerPages.Where(page =>
                        page.ImportRunId == runId
                        && !db.Comments.Any(comment => comment.FormerPageId == page.Id)
                        && !db.PageCounts.Any(count => count.FormerPageId == page.Id)
                    )
                    .ExecuteDeleteAsync(cancellationToken);
                return removed;
            },
            cancellationToken
        );

    private Task<int> MoveAsync(int pageId, int postId, CancellationToken cancellationToken) =>
        db
            .Comments.Where(comment => comment.FormerPageId == pageId)
            .ExecuteUpdateAsync(set => set.SetProperty(comment => comment.PostId, postId), cancellationToken);

    private async Task AddReadsAsync(
        IReadOnlyList<ImportedPage> pages,
        Dictionary<string, FormerPage> rows,
        int? runId,
        CancellationToken cancellationToken
    )
    {
        var ids = pages.Where(page => page.Reads is not null).Select(page => rows[page.Key].Id).ToList();
        var latest = (await db.PageCounts.Where(count => ids.Contains(count.FormerPageId)).ToListAsync(cancellationToken))
            .GroupBy(count => count.FormerPageId)
            .ToDictionary(group => group.Key, group => group.MaxBy(count => count.Id)!);
        foreach (var page in pages)
        {
            if (page.Reads is not { } reads)
            {
                continue;
            }

            var before = latest.TryGetValue(rows[page.Key].Id, out var count)
                ? new PageReads(count.Views, count.Visitors, count.Reactions)
                : default;
            if (before != reads)
            {
                db.PageCounts.Add(new PageCount(rows[page.Key], reads, runId));
            }
        }
    }
}

/// <summary>A page of another system, ready to be written.</summary>
/// <param name="Key">Unique within the system.</param>
/// <param name="PostId">The post that it is here; null if none was found.</param>
/// <param name="Reads">How often it was read; null if the source does not say.</param>
public sealed record ImportedPage(string Key, string Address, string? Title, int? PostId, PageReads? Reads);

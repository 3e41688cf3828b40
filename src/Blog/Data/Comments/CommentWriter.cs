using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Comments;

/// <summary>The only way in which imported comments and counts are written. Each method is one write.</summary>
public sealed class CommentWriter(BlogDb db)
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
    /// <param name="ids">Row ids of comments by their ids in the source: those that a comment may answer. Those of the batch are added.</param>
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
                var known = await KnownAsync(source, batch.Select(one => one.Comment), cancellationToken);
                var added = new List<(ImportedComment From, Comment Row)>();
                foreach (var (pageId, comment) in batch)
                {
                    var (id, sourceId) = Find(known, comment);
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

    /// <summary>Which of these comments are here already, by an earlier import.</summary>
    public async Task<HashSet<string>> FindKnownAsync(
        string source,
        IReadOnlyList<ImportedComment> comments,
        CancellationToken cancellationToken
    )
    {
        var known = await KnownAsync(source, comments, cancellationToken);
        return comments
            .Where(comment => Find(known, comment).Id is not null)
            .Select(comment => comment.SourceId)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Row ids of comments by their ids in a source; those that are not here are missing.</summary>
    public async Task<Dictionary<string, int>> FindIdsAsync(
        string source,
        IReadOnlyList<string> sourceIds,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in sourceIds.Chunk(QuerySize))
        {
            var rows = await db
                .Comments.Where(comment => comment.Source == source && some.Contains(comment.SourceId))
                .Select(comment => new { comment.Id, comment.SourceId })
                .ToListAsync(cancellationToken);
            rows.ForEach(row => found[row.SourceId!] = row.Id);
        }

        return found;
    }

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

    private async Task<Dictionary<string, Known>> KnownAsync(
        string source,
        IEnumerable<ImportedComment> comments,
        CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<string, Known>(StringComparer.Ordinal);
        foreach (var some in comments.SelectMany(comment => new[] { comment.SourceId, Other(comment) }).Chunk(QuerySize))
        {
            var rows = await db
                .Comments.Where(comment => comment.Source == source && some.Contains(comment.SourceId))
                .Select(comment => new Known(comment.Id, comment.SourceId!, comment.CreatedAt, comment.Text))
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                known[row.SourceId] = row;
            }
        }

        return known;
    }

    /// <summary>
    /// Small numbers are ids in every installation of a system: where neither time nor text is the same, it is a comment of another one.
    /// </summary>
    private static (int? Id, string SourceId) Find(Dictionary<string, Known> known, ImportedComment comment) =>
        !known.TryGetValue(comment.SourceId, out var row) ? (null, comment.SourceId)
        : row.At == Stored(comment.At) || row.Text == comment.Content.Text ? (row.Id, comment.SourceId)
        : known.TryGetValue(Other(comment), out var other) ? (other.Id, Other(comment))
        : (null, Other(comment));

    private static string Other(ImportedComment comment) =>
        string.Create(CultureInfo.InvariantCulture, $"{comment.SourceId}@{comment.At.ToUnixTimeMilliseconds()}");

    private static DateTimeOffset Stored(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private const int QuerySize = 500;

    private sealed record Known(int Id, string SourceId, DateTimeOffset At, string Text);
}

/// <summary>A page of another system, ready to be written.</summary>
/// <param name="Key">Unique within the system.</param>
/// <param name="PostId">The post that it is here; null if none was found.</param>
/// <param name="Reads">How often it was read; null if the source does not say.</param>
public sealed record ImportedPage(string Key, string Address, string? Title, int? PostId, PageReads? Reads);

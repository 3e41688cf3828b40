using Blog.Data;
using Blog.Data.Comments;
using Blog.Portability.Import.Sources;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.Comments;

/// <summary>How comments and counts are taken in.</summary>
/// <param name="Source">The system, in lower case: <c>waline</c>, <c>wordpress</c>.</param>
public sealed record IntakeRequest(string Source)
{
    /// <summary>Row id of the import; null in a dry run.</summary>
    public int? RunId { get; init; }

    /// <summary>Writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Folders that the old site or this blog is in (<c>/blog</c>), which pages may have before their addresses.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>The import key of a post by <see cref="SourceComment.PostKey"/>; null where there are no such keys.</summary>
    public Func<string, string>? ImportKeyOf { get; init; }
}

/// <summary>
/// Takes comments and counts of another system in: maps their pages to posts by address, cleans and converts the texts, puts the threads in
/// order, and writes what is not here yet. What no post is found for is kept, and mapped by a later import or by hand.
/// </summary>
internal sealed class CommentIntake(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Takes them in. What they say waits in a file: memory grows with their number, but not with their length.</summary>
    /// <param name="comments">Read once.</param>
    /// <param name="progress">Gets how many comments are written, and of how many.</param>
    public async Task<IntakeResult> TakeAsync(
        IntakeRequest request,
        IEnumerable<SourceComment> comments,
        IReadOnlyList<SourceCount> counts,
        Action<int, int>? progress,
        CancellationToken cancellationToken
    )
    {
        var notes = new IntakeNotes();
        var pages = new IntakePages(request);
        using var bodies = await NewSpoolAsync();
        var kept = Distinct(comments, pages, bodies, notes);
        foreach (var count in counts)
        {
            if (!pages.Add(count))
            {
                notes.WithoutPage++;
            }
        }

        await using (var scope = scopes.CreateAsyncScope())
        {
            await pages.MapAsync(scope.ServiceProvider, cancellationToken);
        }

        var tree = new CommentTree(kept, await KnownAsync(request.Source, kept, cancellationToken));
        notes.Moved = tree.Moved;
        await WriteAsync(request, pages, tree, notes, progress, cancellationToken);
        return new IntakeResult(pages.Results(), [.. pages.Notes(), .. notes.All()]);
    }

    private async Task<TextSpool> NewSpoolAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        return new TextSpool(scope.ServiceProvider.GetRequiredService<DataFolder>().Temporary);
    }

    /// <summary>Each comment once. A deleted one stays where another answers it.</summary>
    private static List<ThreadComment> Distinct(IEnumerable<SourceComment> comments, IntakePages pages, TextSpool bodies, IntakeNotes notes)
    {
        var (all, answered) = (new List<ThreadComment>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var comment in comments.Where(comment => comment.Id.Length is > 0 and <= TextLengths.Path - 20))
        {
            answered.UnionWith(new[] { comment.Parent, comment.Root }.OfType<string>());
            all.Add(new ThreadComment(comment, bodies.Add(SourceLines.Write(comment))));
        }

        var (kept, ids) = (new List<ThreadComment>(all.Count), new HashSet<string>(StringComparer.Ordinal));
        foreach (var comment in all)
        {
            if (comment.IsEmpty && !(comment.IsDeleted && answered.Contains(comment.Id)))
            {
                notes.Empty++;
            }
            else if (!ids.Add(comment.Id))
            {
                notes.Twice++;
            }
            else
            {
                comment.Page = pages.Add(comment.Read());
                kept.Add(comment);
            }
        }

        return kept;
    }

    /// <summary>Whether a comment that another answers, and that is not among these, was brought by an earlier import.</summary>
    private async Task<Func<string, bool>> KnownAsync(string source, List<ThreadComment> comments, CancellationToken cancellationToken)
    {
        var ids = comments.Select(comment => comment.Id).ToHashSet(StringComparer.Ordinal);
        var missing = comments
            .SelectMany(comment => new[] { comment.Parent, comment.Root })
            .OfType<string>()
            .Where(id => !ids.Contains(id))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        await using var scope = scopes.CreateAsyncScope();
        var known = await scope.ServiceProvider.GetRequiredService<KnownComments>().FindIdsAsync(source, missing, cancellationToken);
        return known.ContainsKey;
    }

    private List<(string Page, ImportedComment Comment)> Prepare(IEnumerable<ThreadComment> some, CommentTree tree, IntakeNotes notes)
    {
        var ready = new List<(string, ImportedComment)>(BatchSize);
        foreach (var (page, comment) in some.Select(one => (one.Page, one.Read())))
        {
            var text = CommentTexts.ToMarkdown(comment);
            text = comment.Mention is { } mention && tree.IsMoved(comment.Id) ? mention + " " + text : text;
            var content = new CommentContent
            {
                Name = comment.Name,
                Email = comment.Email,
                Website = comment.Website,
                Ip = comment.Ip,
                Text = text,
            };
            notes.Cut += text.Length > TextLengths.Comment ? 1 : 0;
            notes.WithoutDate += comment.At is null ? 1 : 0;
            var imported = new ImportedComment(comment.Id, tree.ParentOf(comment.Id), content, comment.At ?? clock.GetUtcNow())
            {
                Kind = comment.Kind,
                State = comment.State,
                ByAuthor = comment.ByAuthor,
                Pinned = comment.Pinned,
                Likes = comment.Likes,
            };
            ready.Add((page, imported));
        }

        return ready;
    }

    private async Task WriteAsync(
        IntakeRequest request,
        IntakePages pages,
        CommentTree tree,
        IntakeNotes notes,
        Action<int, int>? progress,
        CancellationToken cancellationToken
    )
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in pages.ToImport().Chunk(BatchSize))
        {
            await using var scope = scopes.CreateAsyncScope();
            var writer = scope.ServiceProvider.GetRequiredService<ImportedCommentWriter>();
            if (request.DryRun)
            {
                break;
            }

            foreach (var (key, id) in await writer.AddPagesAsync(request.Source, some, request.RunId, cancellationToken))
            {
                rows[key] = id;
            }
        }

        var (ids, done) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var some in tree.InOrder.Chunk(BatchSize))
        {
            progress?.Invoke(done, tree.InOrder.Count);
            var batch = Prepare(some, tree, notes);
            await using var scope = scopes.CreateAsyncScope();
            var writer = scope.ServiceProvider.GetRequiredService<ImportedCommentWriter>();
            var here = scope.ServiceProvider.GetRequiredService<KnownComments>();
            var known = await here.FindAsync(request.Source, [.. batch.Select(one => one.Comment)], cancellationToken);
            foreach (var (page, comment) in batch)
            {
                pages.Count(page, comment.State, isNew: !known.Contains(comment.SourceId));
            }

            if (!request.DryRun)
            {
                var parents = batch.Select(one => one.Comment.ParentId).OfType<string>().Where(id => !ids.ContainsKey(id)).Distinct();
                foreach (var (id, row) in await here.FindIdsAsync(request.Source, [.. parents], cancellationToken))
                {
                    ids.TryAdd(id, row);
                }

                await writer.AddAsync(
                    request.Source,
                    [.. batch.Select(one => (rows[one.Page], one.Comment))],
                    ids,
                    request.RunId,
                    cancellationToken
                );
            }

            done += batch.Count;
        }

        if (!request.DryRun && pages.HasUnmapped)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            await pages.ReadMappedAsync(db.FormerPages.AsNoTracking().Where(page => page.Source == request.Source), db, cancellationToken);
        }
    }
}

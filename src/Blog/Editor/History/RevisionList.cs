using Blog.Data;
using Blog.Data.Posts;
using Blog.Site.Layout;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.History;

/// <summary>
/// Lists the saved versions of a post, newest first: a run of autosaves by one writer is one entry, so that a long history stays readable.
/// </summary>
public sealed class RevisionList(BlogDb db)
{
    public const int PerPage = 20;

    /// <summary>UTF-16 code units that one page reads to compute change sizes; beyond it the oldest rows of the page show none.</summary>
    private const int MostText = 4 * 1024 * 1024;

    /// <summary>One page of the history.</summary>
    /// <param name="page">One-based; out-of-range numbers give the nearest page.</param>
    public async Task<RevisionPage> PageAsync(Post post, int page, CancellationToken cancellationToken)
    {
        var marks = await MarksAsync(post.Id, cancellationToken);
        var runs = Runs(marks);
        var pages = Pager.PagesFor(runs.Count, PerPage);
        page = Math.Clamp(page, 1, pages);
        var shown = runs.Skip((page - 1) * PerPage).Take(PerPage).ToList();
        var before = Predecessors(marks);
        var sizes = await SizesAsync(shown, before, cancellationToken);
        var current = await db
            .Revisions.Where(r =>
                r.PostId == post.Id
                && r.Kind != RevisionKind.Conflict
                && r.Kind != RevisionKind.Autosave
                && r.Markdown == post.Markdown
                && r.Title == post.Title
            )
            .OrderByDescending(r => r.CreatedAt)
            .ThenByDescending(r => r.Id)
            .Select(r => (int?)r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return new RevisionPage(
            [
                .. shown.Select(run => new RevisionGroup(
                    [
                        .. run.Select(mark => new RevisionRow(
                            mark,
                            sizes.Rows.TryGetValue(mark.Id, out var size) ? size : null,
                            mark.Id == current
                        )),
                    ],
                    sizes.Runs.TryGetValue(run[0].Id, out var whole) ? whole : null
                )),
            ],
            page,
            pages
        );
    }

    /// <summary>All saved versions, newest first, without the texts.</summary>
    public Task<List<RevisionInfo>> MarksAsync(int postId, CancellationToken cancellationToken) =>
        db
            .Revisions.AsNoTracking()
            .Where(r => r.PostId == postId)
            .OrderByDescending(r => r.CreatedAt)
            .ThenByDescending(r => r.Id)
            .Select(r => new RevisionInfo(r.Id, r.Kind, r.WriterId, r.Writer!.Name, r.CreatedAt))
            .ToListAsync(cancellationToken);

    /// <summary>
    /// What each is based on: the one before it that is not a copy from a conflict, since such a copy is outside the line of versions.
    /// </summary>
    /// <param name="marks">Newest first.</param>
    public static IReadOnlyDictionary<int, int> Predecessors(IReadOnlyList<RevisionInfo> marks)
    {
        var before = new Dictionary<int, int>();
        int? last = null;
        foreach (var mark in marks.Reverse())
        {
            if (last is { } known)
            {
                before[mark.Id] = known;
            }

            last = mark.Kind == RevisionKind.Conflict ? last : mark.Id;
        }

        return before;
    }

    private static List<List<RevisionInfo>> Runs(IReadOnlyList<RevisionInfo> marks)
    {
        var runs = new List<List<RevisionInfo>>();
        foreach (var mark in marks)
        {
            if (
                runs.Count > 0
                && mark.Kind == RevisionKind.Autosave
                && runs[^1][0] is { Kind: RevisionKind.Autosave } first
                && first.WriterId == mark.WriterId
            )
            {
                runs[^1].Add(mark);
            }
            else
            {
                runs.Add([mark]);
            }
        }

        return runs;
    }

    private async Task<(Dictionary<int, ChangeSize> Rows, Dictionary<int, ChangeSize> Runs)> SizesAsync(
        IReadOnlyList<List<RevisionInfo>> runs,
        IReadOnlyDictionary<int, int> before,
        CancellationToken cancellationToken
    )
    {
        var (rows, wholes) = (new Dictionary<int, ChangeSize>(), new Dictionary<int, ChangeSize>());
        var ids = runs.SelectMany(run => run)
            .SelectMany(mark => before.TryGetValue(mark.Id, out var earlier) ? [mark.Id, earlier] : new[] { mark.Id })
            .Distinct()
            .ToList();
        var lengths = await db
            .Revisions.Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.Markdown.Length })
            .ToDictionaryAsync(r => r.Id, r => r.Length, cancellationToken);
        var room = MostText;
        ids = [.. ids.TakeWhile(id => (room -= lengths[id]) >= 0)];
        var texts = await db
            .Revisions.Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.Markdown })
            .ToDictionaryAsync(r => r.Id, r => r.Markdown, cancellationToken);
        string? Before(int id) => before.TryGetValue(id, out var earlier) ? texts.GetValueOrDefault(earlier) : "";
        foreach (var run in runs)
        {
            foreach (var mark in run)
            {
                if (texts.TryGetValue(mark.Id, out var text) && Before(mark.Id) is { } earlier)
                {
                    rows[mark.Id] = ChangeSize.Between(earlier, text);
                }
            }

            if (run.Count > 1 && texts.TryGetValue(run[0].Id, out var last) && Before(run[^1].Id) is { } first)
            {
                wholes[run[0].Id] = ChangeSize.Between(first, last);
            }
        }

        return (rows, wholes);
    }
}

/// <summary>A saved version, without its text.</summary>
/// <param name="Kind">Why it was saved.</param>
/// <param name="WriterId">Who wrote it; null where unknown.</param>
/// <param name="Writer">The writer's name.</param>
public sealed record RevisionInfo(int Id, RevisionKind Kind, int? WriterId, string? Writer, DateTimeOffset At);

/// <summary>A row of the history.</summary>
/// <param name="Mark">The saved version.</param>
/// <param name="Size">What was added and removed since the one before; null where too much would have to be read.</param>
/// <param name="IsCurrent">It equals the post's current text.</param>
public sealed record RevisionRow(RevisionInfo Mark, ChangeSize? Size, bool IsCurrent);

/// <summary>An entry: one saved version, or a run of autosaves.</summary>
/// <param name="Rows">Newest first; never empty.</param>
/// <param name="Size">What was added and removed in the whole run.</param>
public sealed record RevisionGroup(IReadOnlyList<RevisionRow> Rows, ChangeSize? Size);

/// <summary>A page of the history.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Number">One-based.</param>
/// <param name="Total">The number of pages.</param>
public sealed record RevisionPage(IReadOnlyList<RevisionGroup> Entries, int Number, int Total);

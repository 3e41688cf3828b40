using Blog.Data.Posts.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Decides when a revision is due, and which may go: the only place that makes them. Each method belongs within a write; what it adds is saved
/// with the rest.
/// </summary>
public sealed class RevisionPolicy(BlogDb db)
{
    /// <summary>An autosave goes into the history no more often than this.</summary>
    public static readonly TimeSpan AutosavePace = TimeSpan.FromMinutes(10);

    /// <summary>All of the last hour stay, one an hour for a day, one a day for a month, then one a week.</summary>
    private static readonly (TimeSpan Age, TimeSpan Step)[] Ages =
    [
        (TimeSpan.FromHours(1), TimeSpan.Zero),
        (TimeSpan.FromDays(1), TimeSpan.FromHours(1)),
        (TimeSpan.FromDays(30), TimeSpan.FromDays(1)),
        (TimeSpan.MaxValue, TimeSpan.FromDays(7)),
    ];

    /// <summary>Every save, publication and import: the text that the post now has.</summary>
    /// <param name="post">The post, revised.</param>
    /// <param name="kind">What the save is; null where there is nothing yet that a history need keep.</param>
    /// <param name="writerId">Row id of the author who saves; null where an import or the program itself does.</param>
    /// <param name="now">The time.</param>
    internal void Saved(Post post, RevisionKind? kind, int? writerId, DateTimeOffset now)
    {
        if (kind is { } known)
        {
            Add(post, known, post.Title, post.Markdown, writerId, now);
        }
    }

    /// <summary>
    /// A save takes the pending edit in. What was typed last may not be what was kept last: a browser fills an old text into a page that was loaded anew.
    /// </summary>
    internal void TakenIn(Post post, PendingEdit edit)
    {
        if (
            !string.Equals(edit.Draft.Markdown, post.Markdown, StringComparison.Ordinal)
            || !string.Equals(edit.Draft.Title.Trim(), post.Title, StringComparison.Ordinal)
        )
        {
            Add(post, RevisionKind.Autosave, edit.Title, edit.Draft.Markdown, edit.LastWriterId, edit.UpdatedAt);
        }
    }

    /// <summary>Both sides of a conflict, each once.</summary>
    internal async Task ConflictAsync(OpenPost open, PostDraft typed, int writerId, DateTimeOffset now)
    {
        await AddOnceAsync(open.Post, RevisionKind.Conflict, typed, writerId, now);
        if (open.Edit is { } edit)
        {
            await AddOnceAsync(open.Post, RevisionKind.Conflict, edit.Draft, edit.LastWriterId, edit.UpdatedAt);
        }
    }

    /// <summary>An autosave takes the place of words that its page has not seen, or that another author typed: those stay in the history.</summary>
    internal async Task OvertakeAsync(OpenPost open, DraftForm form, int writerId)
    {
        if (
            open.Edit is { } edit
            && (edit.LastWriterId != writerId || form.Seen?.SeesEditOf(EditVersion.Of(open.Post, edit, null)) != true)
        )
        {
            await AddOnceAsync(open.Post, RevisionKind.Autosave, edit.Draft, edit.LastWriterId, edit.UpdatedAt);
        }
    }

    /// <summary>An autosave joins the history where the last one is old enough, and thins it.</summary>
    internal async Task AutosavedAsync(Post post, PendingEdit edit, DateTimeOffset now)
    {
        var trail = await db
            .Revisions.Where(r => r.PostId == post.Id && r.Kind == RevisionKind.Autosave)
            .Select(r => new { r.Id, r.CreatedAt })
            .ToListAsync();
        var last = trail.Select(r => r.CreatedAt).Append(edit.StartedAt).Max();
        if (now - last >= AutosavePace)
        {
            Add(post, RevisionKind.Autosave, edit.Title, edit.Draft.Markdown, edit.LastWriterId, now);
        }

        var superfluous = Superfluous(trail.Select(r => (r.Id, r.CreatedAt)), now);
        if (superfluous.Count > 0)
        {
            await db.Revisions.Where(r => superfluous.Contains(r.Id)).ExecuteDeleteAsync();
        }
    }

    /// <summary>
    /// An old text comes back: what it takes the place of goes into the history first, unless it is there. An editor may have kept it only beside the
    /// post, or the program changed it.
    /// </summary>
    internal async Task BeforeRestoreAsync(Post post, PendingEdit? edit)
    {
        await AddUnknownAsync(post, RevisionKind.Save, post.Title, post.Markdown, null, post.UpdatedAt);
        if (edit is not null)
        {
            await AddUnknownAsync(post, RevisionKind.Autosave, edit.Title, edit.Draft.Markdown, edit.LastWriterId, edit.UpdatedAt);
        }
    }

    /// <summary>An old text came back beside a live post, whose own text stays.</summary>
    internal void RestoredBeside(Post post, string title, string markdown, int writerId, DateTimeOffset now) =>
        Add(post, RevisionKind.Restore, title, markdown, writerId, now);

    /// <summary>The ids of the autosaves that a history can do without; of each stretch of time the last one stays.</summary>
    public static IReadOnlyList<int> Superfluous(IEnumerable<(int Id, DateTimeOffset At)> autosaves, DateTimeOffset now)
    {
        var kept = new HashSet<(TimeSpan, long)>();
        return
        [
            .. autosaves
                .OrderByDescending(autosave => autosave.At)
                .ThenByDescending(autosave => autosave.Id)
                .Where(autosave => !IsKept(autosave.At))
                .Select(autosave => autosave.Id),
        ];

        bool IsKept(DateTimeOffset at)
        {
            var step = Ages.First(age => now - at <= age.Age).Step;
            return step == TimeSpan.Zero || kept.Add((step, at.UtcTicks / step.Ticks));
        }
    }

    private async Task AddOnceAsync(Post post, RevisionKind kind, PostDraft draft, int? writerId, DateTimeOffset at)
    {
        var title = TextLengths.Cut(draft.Title, TextLengths.Title);
        if (
            !await db.Revisions.AnyAsync(r =>
                r.PostId == post.Id && r.Kind == kind && r.WriterId == writerId && r.Title == title && r.Markdown == draft.Markdown
            )
        )
        {
            Add(post, kind, title, draft.Markdown, writerId, at);
        }
    }

    private async Task AddUnknownAsync(Post post, RevisionKind kind, string title, string markdown, int? writerId, DateTimeOffset at)
    {
        if (markdown.Length > 0 && !await db.Revisions.AnyAsync(r => r.PostId == post.Id && r.Title == title && r.Markdown == markdown))
        {
            Add(post, kind, title, markdown, writerId, at);
        }
    }

    private void Add(Post post, RevisionKind kind, string title, string markdown, int? writerId, DateTimeOffset at) =>
        db.Revisions.Add(new Revision(post, kind, title, markdown, writerId, at));
}

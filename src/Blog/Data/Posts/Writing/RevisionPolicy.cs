using Blog.Data.Posts.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Decides when to create revisions and which to remove; the only place that creates them. Call each method within a write, which saves
/// what it adds.
/// </summary>
public sealed class RevisionPolicy(BlogDb db)
{
    /// <summary>Minimum interval between autosave revisions.</summary>
    public static readonly TimeSpan AutosavePace = TimeSpan.FromMinutes(10);

    /// <summary>Keeps all of the last hour, one per hour for a day, one per day for a month, then one per week.</summary>
    private static readonly (TimeSpan Age, TimeSpan Step)[] Ages =
    [
        (TimeSpan.FromHours(1), TimeSpan.Zero),
        (TimeSpan.FromDays(1), TimeSpan.FromHours(1)),
        (TimeSpan.FromDays(30), TimeSpan.FromDays(1)),
        (TimeSpan.MaxValue, TimeSpan.FromDays(7)),
    ];

    /// <summary>Records the post's current text after a save, publication or import.</summary>
    /// <param name="post">The post, already changed.</param>
    /// <param name="kind">The kind of revision; null to record none.</param>
    /// <param name="writerId">Row id of the author who saves; null for an import or the program itself.</param>
    internal void Saved(Post post, RevisionKind? kind, int? writerId, DateTimeOffset now)
    {
        if (kind is { } known)
        {
            Add(post, known, post.Title, post.Markdown, writerId, now);
        }
    }

    /// <summary>
    /// Records the pending edit that a save replaces if the saved text differs from it: browsers may restore an old text into a reloaded
    /// form.
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

    /// <summary>Records both sides of a conflict, each once.</summary>
    internal async Task ConflictAsync(OpenPost open, PostDraft typed, int writerId, DateTimeOffset now)
    {
        await AddOnceAsync(open.Post, RevisionKind.Conflict, typed, writerId, now);
        if (open.Edit is { } edit)
        {
            await AddOnceAsync(open.Post, RevisionKind.Conflict, edit.Draft, edit.LastWriterId, edit.UpdatedAt);
        }
    }

    /// <summary>
    /// Records the pending edit before an autosave overwrites text that its page has not seen or that another author wrote.
    /// </summary>
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

    /// <summary>Records an autosave if the last recorded one is old enough, and removes superfluous ones.</summary>
    internal async Task AutosavedAsync(Post post, PendingEdit edit, DateTimeOffset now)
    {
        var autosaves = await db
            .Revisions.Where(r => r.PostId == post.Id && r.Kind == RevisionKind.Autosave)
            .Select(r => new { r.Id, r.CreatedAt })
            .ToListAsync();
        var last = autosaves.Select(r => r.CreatedAt).Append(edit.StartedAt).Max();
        if (now - last >= AutosavePace)
        {
            Add(post, RevisionKind.Autosave, edit.Title, edit.Draft.Markdown, edit.LastWriterId, now);
        }

        var superfluous = Superfluous(autosaves.Select(r => (r.Id, r.CreatedAt)), now);
        if (superfluous.Count > 0)
        {
            await db.Revisions.Where(r => superfluous.Contains(r.Id)).ExecuteDeleteAsync();
        }
    }

    /// <summary>
    /// Records the text that a restore replaces, unless it is recorded already: it may exist only as a pending edit, or have been changed
    /// by the program.
    /// </summary>
    internal async Task BeforeRestoreAsync(Post post, PendingEdit? edit)
    {
        await AddUnknownAsync(post, RevisionKind.Save, post.Title, post.Markdown, null, post.UpdatedAt);
        if (edit is not null)
        {
            await AddUnknownAsync(post, RevisionKind.Autosave, edit.Title, edit.Draft.Markdown, edit.LastWriterId, edit.UpdatedAt);
        }
    }

    /// <summary>Records a text restored as the pending edit of a public post.</summary>
    internal void RestoredBeside(Post post, string title, string markdown, int writerId, DateTimeOffset now) =>
        Add(post, RevisionKind.Restore, title, markdown, writerId, now);

    /// <summary>The ids of autosaves that can be removed; the last one of each interval is kept.</summary>
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

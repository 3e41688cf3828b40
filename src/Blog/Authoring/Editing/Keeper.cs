using System.Security.Claims;
using Blog.Data;
using Blog.Data.Editing;
using Blog.Data.Storage;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.Editing;

/// <summary>Keeps what is being typed beside the post, valid or not, and overwrites nobody's words: what clashes goes into the history.</summary>
public sealed class Keeper(BlogDb db, WriteGate gate, PostWriter writer, OpenPosts posts, StoredWriting stored, SiteContext site, TimeProvider clock)
{
    /// <summary>An autosave goes into the history no more often than this.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMinutes(10);

    /// <summary>The draft that a new page writes: the one that it began already, or a new one that holds nothing yet.</summary>
    public async Task<int> BeginAsync(EditForm form, ClaimsPrincipal person)
    {
        var request = EmptyDraft(form, person);
        var rendered = await writer.RenderAsync(await writer.PlanAsync(null, request, null, CancellationToken.None), CancellationToken.None);
        var id = 0;
        await gate.RunAsync(
            async () =>
            {
                // Key and address are looked up in the turn that takes them: new posts without title, and a first keep sent twice, would else race for them.
                id = await posts.FindBegunAsync(form.PageKey, person, CancellationToken.None)
                    ?? (await writer.WriteAsync(await writer.PlanAsync(null, request, null, CancellationToken.None), rendered.Post!, CancellationToken.None)).Post!.Id;
            },
            CancellationToken.None);
        return id;
    }

    /// <summary>Keeps what a page sends about a post.</summary>
    /// <returns>Null where the post is not this person's to write.</returns>
    public async Task<Kept?> KeepAsync(int id, EditForm form, ClaimsPrincipal person)
    {
        Kept? kept = null;
        await gate.RunAsync(
            async () =>
            {
                db.ChangeTracker.Clear();   // rows read before the turn may be old
                await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
                kept = await posts.FindAsync(id, person, CancellationToken.None) is { } open ? await KeepAsync(open, form, person) : null;
                await db.SaveChangesAsync(CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
            },
            CancellationToken.None);
        return kept is { Clash: false } && kept.Open.Edit is { } edit ? kept with { Stamp = EditStamp.Of(kept.Open.Post, edit, form.Seen?.Translation) } : kept;
    }

    /// <summary>Puts both sides of a conflict into the history, each once.</summary>
    public async Task RecordClashAsync(OpenPost open, EditForm form, ClaimsPrincipal person)
    {
        await RecordAsync(open.Post, RevisionKind.Conflict, form.Text, person.AuthorId, clock.GetUtcNow());
        if (open.Edit is { } edit)
        {
            await RecordAsync(open.Post, RevisionKind.Conflict, edit.Text, edit.LastWriterId, edit.UpdatedAt);
        }
    }

    private async Task<Kept> KeepAsync(OpenPost open, EditForm form, ClaimsPrincipal person)
    {
        var (post, edit, now) = (open.Post, open.Edit, clock.GetUtcNow());
        var stamp = EditStamp.Of(post, edit, form.Seen?.Translation);
        if (form.Text == (edit?.Text ?? await stored.OfAsync(post, CancellationToken.None)))
        {
            return new Kept(open, stamp, edit?.UpdatedAt ?? now, Clash: false);
        }

        if (!open.IsContinuedBy(form))
        {
            await RecordClashAsync(open, form, person);
            return new Kept(open, stamp, edit?.UpdatedAt ?? now, Clash: true);
        }

        var overtaken = edit is not null && !(form.Seen?.SeesEditOf(stamp) ?? false);
        if (edit is not null && (overtaken || edit.LastWriterId != person.AuthorId))
        {
            await RecordAsync(post, RevisionKind.Autosave, edit.Text, edit.LastWriterId, edit.UpdatedAt);
        }

        var typed = new Typed(form.Text, person.AuthorId, form.PageKey, form.Seen?.PostVersion ?? post.Version);
        if (edit is null)
        {
            edit = db.PendingEdits.Add(new PendingEdit(post, typed, now)).Entity;
        }
        else
        {
            edit.Keep(typed, now);
        }

        await TrailAsync(post, edit, now);
        return new Kept(open with { Edit = edit }, stamp, now, Clash: false);
    }

    private async Task TrailAsync(Post post, PendingEdit edit, DateTimeOffset now)
    {
        var trail = await db.Revisions.Where(r => r.PostId == post.Id && r.Kind == RevisionKind.Autosave).Select(r => new { r.Id, r.CreatedAt }).ToListAsync();
        var last = trail.Select(r => r.CreatedAt).Append(edit.StartedAt).Max();
        if (now - last >= Pace)
        {
            db.Revisions.Add(new Revision(post, RevisionKind.Autosave, edit.Title, edit.Text.Markdown, edit.LastWriterId, now));
        }

        var superfluous = AutosaveThinning.Superfluous(trail.Select(r => (r.Id, r.CreatedAt)), now);
        if (superfluous.Count > 0)
        {
            await db.Revisions.Where(r => superfluous.Contains(r.Id)).ExecuteDeleteAsync();
        }
    }

    private async Task RecordAsync(Post post, RevisionKind kind, Writing text, int? writerId, DateTimeOffset at)
    {
        var title = TextLengths.Cut(text.Title, TextLengths.Title);
        if (!await db.Revisions.AnyAsync(r => r.PostId == post.Id && r.Kind == kind && r.WriterId == writerId && r.Title == title && r.Markdown == text.Markdown))
        {
            db.Revisions.Add(new Revision(post, kind, title, text.Markdown, writerId, at));
        }
    }

    private PostRequest EmptyDraft(EditForm form, ClaimsPrincipal person) => new()
    {
        Text = new PostText
        {
            Kind = form.Text.Kind,
            Language = site.Settings.LanguageOf(form.Text.Language).Tag,
            Title = TextLengths.Cut(form.Text.Title.Trim(), TextLengths.Title),
            Markdown = "",
            CommentsOpen = form.Text.CommentsOpen,
        },
        WriterId = person.AuthorId,
        DraftKey = form.PageKey,
        Revision = null,
        MinorEdit = true,
    };
}

/// <summary>What became of something that was to be kept.</summary>
/// <param name="Open">The post and what is stored beside it now.</param>
/// <param name="Stamp">The stored state, for the page to send next.</param>
/// <param name="At">When the stored words were kept.</param>
/// <param name="Clash">Somebody else's words stand there: nothing was overwritten, both are in the history.</param>
public sealed record Kept(OpenPost Open, EditStamp Stamp, DateTimeOffset At, bool Clash);

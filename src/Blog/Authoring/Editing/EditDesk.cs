using System.Security.Claims;
using Blog.Data;
using Blog.Data.Editing;
using Blog.Data.Storage;
using Blog.Rendering;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.Editing;

/// <summary>Does what the editor's buttons say, so that no act overwrites what its writer has not seen.</summary>
public sealed class EditDesk(BlogDb db, PostWriter writer, OpenPosts posts, Keeper keeper, WritingReader reader, SiteContext site, TimeProvider clock)
{
    private const int Attempts = 8;

    private EditTexts Words => EditTexts.Of(site.DeskTag);

    /// <summary>Saves, publishes or schedules.</summary>
    /// <param name="id">The post; null for a new one.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="act">Which of the three.</param>
    /// <param name="person">Whose act.</param>
    /// <param name="cancellationToken">Ends the wait before anything is written.</param>
    public async Task<EditDone> WriteAsync(int? id, EditForm form, EditAct act, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            var open = id is { } known ? await posts.FindAsync(known, person, cancellationToken) : null;
            if (id is not null && open is null)
            {
                return new EditDone { IsMissing = true };
            }

            if (open is not null && act == EditAct.Save && open.Post.IsPublic(clock.GetUtcNow()))
            {
                return await KeepAsync(open.Post.Id, form, person);
            }

            if (open is not null && !open.MayBecome(form))
            {
                await keeper.RecordClashAsync(open, form, person);
                await db.SaveChangesAsync(CancellationToken.None);
                return new EditDone { Clash = open };
            }

            try
            {
                return await WriteAsync(open, form, act, person, cancellationToken);
            }
            catch (DbUpdateException e) when (attempt < Attempts && (e is DbUpdateConcurrencyException || StorageFault.IsTaken(e, "Posts.AddressKey") || StorageFault.IsTaken(e, "Posts.DraftKey")))
            {
                id ??= await posts.FindBegunAsync(form.PageKey, person, cancellationToken);   // somebody wrote between looking and writing: look again
            }
        }
    }

    /// <summary>Takes a post back from the public or the trash, or throws it away. No wrong word in the form hinders that: what was typed is kept beside it.</summary>
    public async Task<EditDone> ChangeAsync(int id, EditForm form, EditAct act, ClaimsPrincipal person)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await keeper.KeepAsync(id, form, person) is not { } kept)
            {
                return new EditDone { IsMissing = true };
            }

            try
            {
                await writer.ChangeAsync(kept.Open.Post, act == EditAct.Trash ? post => post.Discard() : post => post.Unpublish(), CancellationToken.None);
                return new EditDone { Post = kept.Open.Post };
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<EditDone> KeepAsync(int id, EditForm form, ClaimsPrincipal person) =>
        await keeper.KeepAsync(id, form, person) is not { } kept ? new EditDone { IsMissing = true }
        : kept.Clash ? new EditDone { Clash = kept.Open }
        : new EditDone { Post = kept.Open.Post, IsPending = true };

    private async Task<EditDone> WriteAsync(OpenPost? open, EditForm form, EditAct act, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var post = open?.Post;
        var (request, faults) = await reader.ReadAsync(form, act, post, person, cancellationToken);
        if (request is null)
        {
            return new EditDone { Faults = faults };
        }

        var plan = await writer.PlanAsync(post, request with { Seen = post is null ? null : EditStamp.Of(post, open!.Edit, null) }, null, cancellationToken);
        if (Fault(plan) is var (field, words))
        {
            return new EditDone { Faults = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = words } };
        }

        var rendered = await writer.RenderAsync(plan, cancellationToken);
        if (rendered.Refusal is { } refusal)
        {
            return new EditDone { Faults = new Dictionary<string, string>(StringComparer.Ordinal) { ["Markdown"] = Words.Refusal(refusal) } };
        }

        var old = post?.IsPublic(clock.GetUtcNow()) == true ? post.Address : default;
        var saved = await writer.WriteAsync(plan, rendered.Post!, CancellationToken.None);
        return new EditDone { Post = saved.Post, Rendered = rendered.Post, MovedFrom = old != default && old != saved.Post!.Address ? old.Value : null };
    }

    private (string Field, string Words)? Fault(PostPlan plan) =>
        plan.TooLong is { } tooLong ? (FieldOf(tooLong.Field), Words.TooLong(tooLong.Limit))
        : plan.Fault is { } fault ? ("Address", Words.AddressFault(fault))
        : null;

    /// <summary>The form's name of what the writer calls too long.</summary>
    private static string FieldOf(string field) => field switch
    {
        "title" => "Title",
        "description" => "Description",
        "cover" => "Cover",
        "series" => "Series",
        "tag" => "Tags",
        "category" or "category path" => "Category",
        "language" => "Language",
        _ => "",
    };
}

/// <summary>What became of an act: exactly one of missing, clash, faults or a post.</summary>
public sealed record EditDone
{
    /// <summary>There is no such post, or it is not this person's.</summary>
    public bool IsMissing { get; init; }

    /// <summary>What stands in the way; nothing was overwritten.</summary>
    public OpenPost? Clash { get; init; }

    /// <summary>What is wrong, by field; nothing was written.</summary>
    public IReadOnlyDictionary<string, string>? Faults { get; init; }

    /// <summary>The post as it is now.</summary>
    public Post? Post { get; init; }

    /// <summary>What was written, rendered; null where nothing was.</summary>
    public RenderedPost? Rendered { get; init; }

    /// <summary>The text was kept beside a live post, which readers see as before.</summary>
    public bool IsPending { get; init; }

    /// <summary>The public address that now redirects; null where it stayed.</summary>
    public string? MovedFrom { get; init; }
}

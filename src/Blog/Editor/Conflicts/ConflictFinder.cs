using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Editor.Diff;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.Conflicts;

/// <summary>Compares two versions of a post with their common base.</summary>
public sealed class ConflictFinder(BlogDb db, DraftLoader drafts, SiteContext site, TimeProvider clock)
{
    private EditTexts Words => EditTexts.Of(site.UiLanguage);

    private ConflictTexts Own => ConflictTexts.Of(site.UiLanguage);

    /// <summary>
    /// The stored text that conflicts with a form: the pending edit if it was saved since the form was loaded, else the post's own.
    /// </summary>
    public async Task<TheirVersion> TheirsAsync(OpenPost open, EditForm form, CancellationToken cancellationToken)
    {
        var (post, edit) = open;
        var isMine =
            edit is not null
            && (
                form.Seen?.SeesEditOf(EditVersion.Of(post, edit, null)) == true
                || (form.DraftKey is not null && edit.DraftKey == form.DraftKey)
            );
        return edit is not null && !isMine ? OfEdit(edit) : await OfPostAsync(post, cancellationToken);
    }

    /// <summary>What the conflict page shows.</summary>
    /// <param name="open">What is stored.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="choices">The choices posted from an earlier display of the page; null the first time.</param>
    public async Task<ConflictView> ViewAsync(OpenPost open, EditForm form, IFormCollection? choices, CancellationToken cancellationToken)
    {
        var (post, edit) = open;
        var theirs =
            choices is null ? await TheirsAsync(open, form, cancellationToken)
            : choices["Against"].FirstOrDefault() == "edit" && edit is not null ? OfEdit(edit)
            : await OfPostAsync(post, cancellationToken);
        var merge = ThreeWayMerge.Of(form.Base, theirs.Draft.Markdown, form.Draft.Markdown);
        MergeSide[] sides = [.. merge.Conflicts.Select((_, i) => SideOf(choices, $"Conflict{i}"))];
        return new ConflictView
        {
            Title =
                post.Title.Length > 0 ? post.Title
                : form.Draft.Title.Length > 0 ? form.Draft.Title
                : Words.Untitled,
            Who = theirs.Who,
            At = theirs.At,
            Against = theirs.IsEdit ? "edit" : "post",
            Now = clock.GetUtcNow(),
            Stamp = EditVersion.Of(post, edit, form.Seen?.Translation) with { PostVersion = post.Version },
            Mine = form,
            Theirs = theirs.Draft,
            Merge = merge,
            Choices = sides,
            Facts =
            [
                .. PostDraft
                    .Fields.Where(field => field.IsOfThePost && !Equals(field.Get(form.Draft), field.Get(theirs.Draft)))
                    .Select(field => new FieldConflict(
                        field,
                        Display(field.Name, field.Get(form.Draft)),
                        Display(field.Name, field.Get(theirs.Draft)),
                        SideOf(choices, "Fact" + field.Name)
                    )),
            ],
            Result = merge.Resolve(sides),
            Action = site.Local(EditorPaths.OfPost(post.Id)),
        };
    }

    private static TheirVersion OfEdit(PendingEdit edit) => new(edit.Draft, edit.LastWriter?.Name, edit.UpdatedAt, IsEdit: true);

    private async Task<TheirVersion> OfPostAsync(Post post, CancellationToken cancellationToken)
    {
        var last = await db
            .Revisions.Where(r => r.PostId == post.Id && r.Kind != RevisionKind.Conflict && r.Kind != RevisionKind.Autosave)
            .OrderByDescending(r => r.CreatedAt)
            .Select(r => new
            {
                r.Writer!.Name,
                r.CreatedAt,
                r.Kind,
            })
            .FirstOrDefaultAsync(cancellationToken);
        return new TheirVersion(await drafts.OfAsync(post, cancellationToken), last?.Name, last?.CreatedAt ?? post.CreatedAt, IsEdit: false)
        {
            IsImport = last?.Kind == RevisionKind.Import,
        };
    }

    private static MergeSide SideOf(IFormCollection? choices, string name) =>
        choices?[name].FirstOrDefault() == "theirs" ? MergeSide.Theirs : MergeSide.Mine;

    private string Display(string field, object? value) =>
        value switch
        {
            true => Own.Yes,
            false => Own.No,
            PostKind kind => Words.KindName(kind),
            int id => db.Posts.Where(post => post.Id == id).Select(post => post.Title).FirstOrDefault() ?? Own.None,
            string { Length: > 0 } text => text,
            _ => field == "Address" ? Own.ByTitle : Own.None,
        };
}

/// <summary>A stored text and its author.</summary>
/// <param name="Who">Who wrote it; null where unknown.</param>
/// <param name="At">When it was saved.</param>
/// <param name="IsEdit">It is a pending edit; else the post's own.</param>
public sealed record TheirVersion(PostDraft Draft, string? Who, DateTimeOffset At, bool IsEdit)
{
    /// <summary>It came with an import or from the connected repository.</summary>
    public bool IsImport { get; init; }
}

using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Editor.Checklist;
using Blog.Editor.Conflicts;
using Blog.Editor.Previews;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Editor.Editing;

/// <summary>
/// The editor: write, preview, publish. Everything works without script, which only adds comfort; showing the page writes nothing.
/// </summary>
[Authorize(Policy = Access.Author)]
[RequestSizeLimit(MaxBody)]
[RequestFormLimits(
    ValueLengthLimit = MaxValue,
    ValueCountLimit = 200,
    MultipartHeadersLengthLimit = 16 * 1024,
    MemoryBufferThreshold = 64 * 1024
)]
public sealed partial class EditModel(
    OpenPosts posts,
    DraftLoader drafts,
    PostWriter writer,
    EditView view,
    ConflictFinder conflictFinder,
    PreviewRenderer previews,
    PreviewThrottle turns,
    PublishChecklist checklist,
    PartialRenderer partialRenderer,
    BlogDb db,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    private const int MaxBody = 8 * 1024 * 1024; // Chinese percent-encodes to three times its size, and a conflict sends three texts
    private const int MaxValue = 2 * 1024 * 1024;

    public EditForm Form { get; private set; } = new();

    /// <summary>The typed values, under the names that the fields of the page bind to.</summary>
    public PostDraft Draft => Form.Draft;

    /// <summary>What the page shows around the form.</summary>
    public EditView View => view;

    /// <summary>What both panes of the preview show; null before there is anything to show.</summary>
    public Preview? Preview { get; private set; }

    /// <summary>What to check before publishing; empty before the check has run.</summary>
    public IReadOnlyList<ChecklistItem> Checklist { get; private set; } = [];

    /// <summary>Two versions to choose from; null without a conflict.</summary>
    public ConflictView? Conflict { get; private set; }

    /// <summary>Nonce of this response's style elements.</summary>
    public string Nonce { get; private set; } = "";

    public PageHead Head => PageHead.ForAdmin(Conflict is null ? Heading : ConflictTexts.Of(site.UiLanguage).Heading, "/admin");

    private string Heading => View.Open is null ? Words.NewPost : Words.EditPost + (Draft.Title.Length > 0 ? "：" + Draft.Title : "");

    private EditTexts Words => EditTexts.Of(site.UiLanguage);

    /// <summary>Opens a post, or a new one.</summary>
    public async Task<IActionResult> OnGetAsync(
        [FromRoute] int? id,
        [FromQuery] string? language,
        [FromQuery] int? translationOf,
        [FromQuery] string? template,
        CancellationToken cancellationToken
    )
    {
        var open = id is { } known ? await posts.FindAsync(known, User.Actor, cancellationToken) : null;
        if (id is not null && open is null)
        {
            return NotFound();
        }

        var draft = open is null
            ? template == AboutPage.Template
                ? AboutPage.New(language, site.Settings)
                : await view.FromTemplateAsync(template, User, cancellationToken)
                    ?? await view.NewAsync(language, translationOf, User, cancellationToken)
            : await drafts.OfAsync(open, cancellationToken);
        var counterpart = open is null ? null : await view.CounterpartAsync(open.Post, cancellationToken);
        Form = new EditForm
        {
            Draft = open is null ? draft : draft with { TranslationOf = draft.TranslationOf ?? counterpart },
            Seen = open is null ? null : EditVersion.Of(open.Post, open.Edit, counterpart),
            Base = draft.Markdown,
            DraftKey = Guid.NewGuid().ToString("N"),
        };
        Preview = open is { Edit: null } ? PreviewRenderer.Of(open.Post, clock.GetUtcNow()) : null;
        return await ShowAsync(open, cancellationToken);
    }

    private async Task<IActionResult> PreviewPageAsync(int? id, CancellationToken cancellationToken)
    {
        if (turns.Refuse(User.AccountId) is { } wait)
        {
            var seconds = Response.SetRetryAfter(wait);
            return await RefuseAsync(id, "", Words.PreviewsTooFast(seconds), cancellationToken, StatusCodes.Status429TooManyRequests);
        }

        var open = id is { } known ? await posts.FindAsync(known, User.Actor, cancellationToken) : null;
        if (id is not null && open is null)
        {
            return NotFound();
        }

        var made = await previews.MakeAsync(Draft, open?.Post, cancellationToken);
        Preview = made.Preview;
        Checklist = await ChecklistAsync(made.Preview, open?.Post, cancellationToken);
        return made.Refusal is { } refusal
            ? await RefuseAsync(id, "Markdown", Words.Refusal(refusal), cancellationToken)
            : await ShowAsync(open, cancellationToken);
    }

    private async Task<IReadOnlyList<ChecklistItem>> ChecklistAsync(Preview? preview, Post? post, CancellationToken cancellationToken) =>
        preview?.Rendered is { } rendered
            ? await checklist.OfAsync(Draft, post, rendered, preview.Card.Address, User, cancellationToken)
            : [];

    private async Task<IActionResult> RefuseAsync(
        int? id,
        string field,
        string words,
        CancellationToken cancellationToken,
        int status = StatusCodes.Status422UnprocessableEntity
    )
    {
        ModelState.AddModelError(field, words);
        return await ShowAgainAsync(id, status, cancellationToken);
    }

    /// <summary>The page with everything as it was typed.</summary>
    private async Task<IActionResult> ShowAgainAsync(int? id, int status, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var open = id is { } known ? await posts.FindAsync(known, User.Actor, cancellationToken) : null;
        if (id is not null && open is null)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        return await ShowAsync(open, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(OpenPost? open, CancellationToken cancellationToken)
    {
        await view.FillAsync(open, Form, User, cancellationToken);
        Nonce = SecurityHeaders.MakeEditor(HttpContext);
        SecurityHeaders.AllowFrames(HttpContext, site.PlayerHosts, alsoOwn: true); // what the preview will show, and what draws
        return Page();
    }
}

/// <summary>The actions of the editor's buttons.</summary>
public enum EditAction
{
    /// <summary>Stores the text in a draft; for a live post, as a pending edit.</summary>
    Save,

    /// <summary>Publishes it, now or at the typed time.</summary>
    Publish,

    /// <summary>Publishes it at the typed time.</summary>
    Schedule,

    /// <summary>Makes it a draft again, whether it was public or in the trash.</summary>
    Unpublish,

    Trash,

    /// <summary>Renders the preview; writes nothing.</summary>
    Preview,
}

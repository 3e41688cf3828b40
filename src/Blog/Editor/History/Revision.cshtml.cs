using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Editor.Diff;
using Blog.Rendering.Text;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Blog.Editor.History;

/// <summary>Compares one version of a post with another, and can restore it.</summary>
[Authorize(Policy = Access.Author)]
public sealed class RevisionModel(
    OpenPosts posts,
    RevisionList revisionList,
    RevisionLookup revisionLookup,
    PostWriter writer,
    BlogDb db,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    private const int MostChoices = 100;

    public PageHead Head => PageHead.ForAdmin(Words.Heading + site.Texts.Colon + Version.Name, "/admin");

    /// <summary>The post and its pending edit.</summary>
    public OpenPost Open { get; private set; } = null!;

    /// <summary>The version that this page is about.</summary>
    public TextVersion Version { get; private set; } = null!;

    /// <summary>The older of the two; null where there is nothing to compare with.</summary>
    public TextVersion? Older { get; private set; }

    public TextVersion? Newer { get; private set; }

    /// <summary>What changed from the older to the newer.</summary>
    public TextComparison? Comparison { get; private set; }

    /// <summary>The change of the title; empty where it is the same.</summary>
    public IReadOnlyList<ComparedLine> TitleLines { get; private set; } = [];

    /// <summary>How much was added and removed.</summary>
    public string SizeText { get; private set; } = "";

    /// <summary>What it can be compared with.</summary>
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    /// <summary>The state of the post that this page was made from.</summary>
    public string Stamp => Open.Stamp.ToString();

    /// <summary>Whether it can be restored.</summary>
    public bool CanRestore => Version.Key != RevisionLookup.Typed && Open.Post.State != PostState.Trash && !IsThere;

    /// <summary>What restoring it would do, or why it cannot be restored.</summary>
    public string? RestoreText =>
        Version.Key == RevisionLookup.Typed ? null
        : Open.Post.State == PostState.Trash ? Words.RestoreTrash
        : IsThere ? Words.AlreadyThere
        : Open.Post.IsPublic(clock.GetUtcNow()) ? Words.RestoreLive
        : Open.Post.State == PostState.Published ? Words.RestoreScheduled
        : Words.RestoreDraft;

    public string Here => site.Local(HistoryModel.PathOf(Open.Post.Id)) + "/" + Version.Key;

    /// <summary>The chosen comparison, as a further part of a query.</summary>
    public string WithQuery { get; private set; } = "";

    private bool IsThere =>
        Version.Markdown == (Open.Edit?.Draft.Markdown ?? TextLimits.Normalize(Open.Post.Markdown))
        && Version.Title == (Open.Edit?.Title ?? Open.Post.Title);

    private HistoryTexts Words => HistoryTexts.Of(site.UiLanguage);

    /// <summary>A title, or a placeholder for none.</summary>
    public string TitleOf(TextVersion textVersion) =>
        textVersion.Title.Length > 0 ? textVersion.Title : EditTexts.Of(site.UiLanguage).Untitled;

    public async Task<IActionResult> OnGetAsync(
        [FromRoute] int id,
        [FromRoute] string revision,
        [FromQuery] string? with,
        CancellationToken cancellationToken
    ) => await FindAsync(id, revision, with, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRestoreAsync(
        [FromRoute] int id,
        [FromRoute] string revision,
        [FromQuery] string? with,
        [FromForm] string? stamp,
        CancellationToken cancellationToken
    )
    {
        if (!await FindAsync(id, revision, with, cancellationToken))
        {
            return NotFound();
        }

        if (!CanRestore)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, RestoreText ?? Words.AlreadyThere);
        }

        RestoreOutcome done;
        try
        {
            done = await writer.RestoreAsync(id, Version.Title, Version.Markdown, EditVersion.Parse(stamp), User.Actor, cancellationToken);
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            return Refuse(StatusCodes.Status507InsufficientStorage, Words.DiskFull);
        }

        if (done == RestoreOutcome.Stale)
        {
            db.ChangeTracker.Clear();
            return await FindAsync(id, revision, RevisionLookup.Now, cancellationToken)
                ? Refuse(StatusCodes.Status409Conflict, Words.Stale)
                : NotFound();
        }

        TempData["done"] = done switch
        {
            RestoreOutcome.Draft => Words.DoneDraft,
            RestoreOutcome.Scheduled => Words.DoneScheduled,
            RestoreOutcome.Live => Words.DoneLive,
            _ => Words.DoneUnsaved,
        };
        return Redirect(site.Local(EditorPaths.OfPost(id)));
    }

    private PageResult Refuse(int status, string words)
    {
        ModelState.AddModelError("", words);
        Response.StatusCode = status;
        return Page();
    }

    private async Task<bool> FindAsync(int id, string name, string? with, CancellationToken cancellationToken)
    {
        if (
            await posts.FindAsync(id, User.Actor, cancellationToken) is not { } open
            || name == RevisionLookup.Now
            || await revisionLookup.FindAsync(open, name, cancellationToken) is not { } textVersion
        )
        {
            return false;
        }

        (Open, Version) = (open, textVersion);
        var marks = await revisionList.MarksAsync(id, cancellationToken);
        var before =
            textVersion.Key == RevisionLookup.Typed ? RevisionLookup.Now
            : RevisionList.Predecessors(marks).TryGetValue(int.Parse(textVersion.Key, CultureInfo.InvariantCulture), out var earlier)
                ? earlier.ToString(CultureInfo.InvariantCulture)
            : null;
        var other = string.IsNullOrEmpty(with) || with == "before" ? null : await revisionLookup.FindAsync(open, with, cancellationToken);
        var chosen = other is null ? "before" : other.Key;
        other ??= await revisionLookup.FindAsync(open, before, cancellationToken);
        WithQuery = chosen == "before" ? "" : "&with=" + chosen;
        Choices =
        [
            .. Others(open, marks, before is not null)
                .Where(choice => choice.Value != textVersion.Key)
                .Select(choice => new SelectListItem(choice.Text, choice.Value, choice.Value == chosen)),
        ];
        Compare(other);
        return true;
    }

    private IEnumerable<(string Value, string Text)> Others(OpenPost open, IReadOnlyList<RevisionInfo> marks, bool hasBefore)
    {
        if (Version.Key != RevisionLookup.Typed && hasBefore)
        {
            yield return ("before", Words.Before);
        }

        yield return (RevisionLookup.Now, revisionLookup.NameOfNow(open.Post));
        if (open.Edit is not null)
        {
            yield return (RevisionLookup.Typed, revisionLookup.NameOfTyped(open.Post));
        }

        foreach (var mark in marks.Take(MostChoices))
        {
            yield return (mark.Id.ToString(CultureInfo.InvariantCulture), revisionLookup.NameOf(mark.Kind, mark.At));
        }
    }

    private void Compare(TextVersion? other)
    {
        if (other is null)
        {
            return;
        }

        (Older, Newer) = other.At > Version.At ? (Version, other) : (other, Version);
        Comparison = TextComparison.Of(Older.Markdown, Newer.Markdown);
        TitleLines =
            Older.Title == Newer.Title
                ? []
                : [.. TextComparison.Of(Older.Title, Newer.Title, context: 0).Hunks.SelectMany(hunk => hunk.Lines)];
        var size = ChangeSize.Of(Comparison);
        SizeText =
            Comparison.IsSame && TitleLines.Count == 0 ? Words.Same
            : size == default ? Words.NoChange
            : Words.Change(size.Came, size.Went);
    }
}

using Blog.Data.Posts.Drafts;
using Blog.Editor.Conflicts;
using Blog.Editor.Diff;
using Blog.Rendering.Text;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Editor.Editing;

/// <content>Two versions of one post, and which parts of them were chosen.</content>
public sealed partial class EditModel
{
    /// <summary>Compares what was typed with what is stored, on request; nothing is written.</summary>
    public async Task<IActionResult> OnPostCompareAsync([FromRoute] int? id, CancellationToken cancellationToken)
    {
        Form = EditForm.Of(Request.Form);
        id ??= await posts.FindByDraftKeyAsync(Form.DraftKey, User.Actor, cancellationToken);
        if (id is not { } known || await posts.FindAsync(known, User.Actor, cancellationToken) is not { } open)
        {
            return NotFound();
        }

        Conflict = await conflictFinder.ViewAsync(open, Form with { Seen = null, DraftKey = null }, null, cancellationToken) with
        {
            IsAsked = true,
            Mine = Form,
        };
        return ShowConflict(StatusCodes.Status200OK);
    }

    private async Task<IActionResult> ShowConflictAsync(OpenPost open, CancellationToken cancellationToken)
    {
        Conflict = await conflictFinder.ViewAsync(open, Form, null, cancellationToken);
        return ShowConflict(StatusCodes.Status409Conflict);
    }

    private PageResult ShowConflict(int status)
    {
        Response.StatusCode = status;
        return Page();
    }

    private async Task<IActionResult> ResolveAsync(int? id, CancellationToken cancellationToken)
    {
        var (how, words) = (Request.Form["Resolve"].FirstOrDefault(), ConflictTexts.Of(site.UiLanguage));
        if (id is not { } known || await posts.FindAsync(known, User.Actor, cancellationToken) is not { } open)
        {
            return NotFound();
        }

        switch (how)
        {
            case "theirs":
                TempData["done"] = words.TookTheirs;
                return Redirect(site.Local(EditorPaths.OfPost(known)));
            case "copy":
                return await CopyAsync(words);
            case "mine":
                return await SaveAsync(id, cancellationToken);
            default:
                return await MergeAsync(open, how == "show", cancellationToken);
        }
    }

    /// <summary>Saves the text in the box with the chosen fields; shows the page again if the stored version changed since.</summary>
    private async Task<IActionResult> MergeAsync(OpenPost open, bool onlyShow, CancellationToken cancellationToken)
    {
        var conflict = await conflictFinder.ViewAsync(open, Form, Request.Form, cancellationToken);
        var typed = TextLimits.Normalize(Request.Form["Result"].FirstOrDefault() ?? "");
        MergeSide[] before =
        [
            .. (Request.Form["Applied"].FirstOrDefault() ?? "").Select(c => c == 't' ? MergeSide.Theirs : MergeSide.Mine),
        ];
        var (isEdited, isChosen) = (typed != conflict.Merge.Resolve(before), !before.SequenceEqual(conflict.Choices));
        conflict = conflict with
        {
            BothChanged = !onlyShow && isEdited && isChosen,
            Result = onlyShow || !isEdited ? conflict.Result : typed,
        };
        if (onlyShow || conflict.BothChanged || !open.MayBecome(Form))
        {
            Conflict = conflict;
            return ShowConflict(StatusCodes.Status409Conflict);
        }

        Form = Form with { Draft = conflict.Merged() };
        return Form.FindTooLong() is { } tooLong
            ? await RefuseAsync(open.Post.Id, tooLong.Field, Words.TooLong(tooLong.Limit), cancellationToken)
            : await SaveAsync(open.Post.Id, cancellationToken);
    }

    private async Task<IActionResult> CopyAsync(ConflictTexts words)
    {
        var copy = Form with
        {
            Draft = Form.Draft with { Address = "", TranslationOf = null },
            Seen = null,
            DraftKey = Guid.NewGuid().ToString("N"),
        };
        var saved = await writer.AutosaveAsync(null, copy, User.Actor);
        TempData["done"] = words.SavedAsNew;
        return Redirect(site.Local(EditorPaths.OfPost(saved!.Open.Post.Id)));
    }
}

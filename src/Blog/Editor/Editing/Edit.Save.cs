using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Site;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Mvc;

namespace Blog.Editor.Editing;

/// <content>Saving: autosave and the buttons, in place for the script and with a new page without it.</content>
public sealed partial class EditModel
{
    /// <summary>Performs the action of the pressed button.</summary>
    public async Task<IActionResult> OnPostAsync([FromRoute] int? id, CancellationToken cancellationToken)
    {
        Form = EditForm.Of(Request.Form);
        id ??= await posts.FindByDraftKeyAsync(Form.DraftKey, User.Actor, cancellationToken);
        try
        {
            if (Form.FindTooLong() is { } tooLong)
            {
                return await RefuseAsync(id, tooLong.Field, Words.TooLong(tooLong.Limit), cancellationToken);
            }

            if (Request.Form.ContainsKey("Resolve"))
            {
                return await ResolveAsync(id, cancellationToken);
            }

            return Enum.TryParse<EditAction>(Request.Form["Do"].FirstOrDefault(), ignoreCase: true, out var act) && Enum.IsDefined(act)
                ? await ActAsync(id, act, cancellationToken)
                : await RefuseAsync(id, "", Words.UnknownAct, cancellationToken);
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            db.ChangeTracker.Clear();
            return await RefuseAsync(id, "", Words.DiskFull, CancellationToken.None, StatusCodes.Status507InsufficientStorage);
        }
    }

    private async Task<IActionResult> ActAsync(int? id, EditAction act, CancellationToken cancellationToken)
    {
        if (act == EditAction.Preview)
        {
            return await PreviewPageAsync(id, cancellationToken);
        }

        return id is null && act is (EditAction.Unpublish or EditAction.Trash)
            ? Redirect(site.Local("/admin"))
            : await AnswerAsync(id, act, await DoAsync(id, act, cancellationToken), cancellationToken);
    }

    private Task<DraftSaved> DoAsync(int? id, EditAction act, CancellationToken cancellationToken) =>
        act switch
        {
            EditAction.Trash => writer.DiscardAsync(id!.Value, Form, User.Actor),
            EditAction.Unpublish => writer.UnpublishAsync(id!.Value, Form, User.Actor),
            _ => writer.SaveAsync(
                id,
                Form,
                act switch
                {
                    EditAction.Publish => SaveMode.Publish,
                    EditAction.Schedule => SaveMode.Schedule,
                    _ => SaveMode.Save,
                },
                User.Actor,
                cancellationToken
            ),
        };

    private async Task<IActionResult> SaveAsync(int? id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, EditAction.Save, await DoAsync(id, EditAction.Save, cancellationToken), cancellationToken);

    private async Task<IActionResult> AnswerAsync(int? id, EditAction act, DraftSaved done, CancellationToken cancellationToken)
    {
        if (done.IsMissing)
        {
            return NotFound();
        }

        if (done.Conflict is { } open)
        {
            return await ShowConflictAsync(open, cancellationToken);
        }

        foreach (var error in done.Errors)
        {
            ModelState.AddModelError(error.Field, error.In(Words));
        }

        if (done.Post is not { } post)
        {
            return await ShowAgainAsync(id, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        }

        TempData["done"] = await SayAsync(act, done);
        return Redirect(site.Local(act == EditAction.Trash ? "/admin" : EditorPaths.OfPost(post.Id)));
    }

    /// <summary>The confirmation, and what the checklist still names.</summary>
    private async Task<string> SayAsync(EditAction act, DraftSaved done)
    {
        var remaining =
            act is EditAction.Publish or EditAction.Schedule && done.Rendered is { } rendered
                ? checklist.Remaining(
                    await checklist.OfAsync(Draft, done.Post!, rendered, done.Post!.Address, User, CancellationToken.None)
                )
                : null;
        return remaining is null ? view.Say(act, done) : view.Say(act, done) + " " + remaining;
    }

    /// <summary>Saves everything in the form, valid or not; with an action, does what the button of that name does.</summary>
    public async Task<IActionResult> OnPostSaveAsync([FromRoute] int? id, CancellationToken cancellationToken)
    {
        Form = EditForm.Of(Request.Form);
        if (Form.FindTooLong() is { } tooLong)
        {
            return ErrorsAnswer([new FieldMessage(tooLong.Field, Named(tooLong))]);
        }

        if (id is null && Form.DraftKey is null)
        {
            // A retry would create another draft each time.
            return ErrorsAnswer([new FieldMessage("", Words.UnknownAct)]);
        }

        try
        {
            return !Request.Form.TryGetValue("Do", out var name) ? await AutosaveAsync(id)
                : Enum.TryParse<EditAction>(name, ignoreCase: true, out var act) && Enum.IsDefined(act) && act != EditAction.Preview
                    ? await ActInPlaceAsync(id, act, cancellationToken)
                : ErrorsAnswer([new FieldMessage("", Words.UnknownAct)]);
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            db.ChangeTracker.Clear();
            return JsonAnswer(StatusCodes.Status507InsufficientStorage, new { error = Words.DiskFull });
        }
    }

    private async Task<IActionResult> AutosaveAsync(int? id)
    {
        var saved = await writer.AutosaveAsync(id, Form, User.Actor);
        return saved is null ? JsonAnswer(StatusCodes.Status403Forbidden, new { error = Words.NotYours })
            : saved.IsConflict ? await ConflictAsync(saved.Open)
            : JsonAnswer(
                StatusCodes.Status200OK,
                new
                {
                    id = saved.Open.Post.Id,
                    stamp = saved.Stamp.ToString(),
                    at = saved.At,
                    url = HrefOf(saved.Open.Post),
                    status = view.StatusOf(saved.Open),
                    later = saved.LaterSequence,
                }
            );
    }

    private async Task<IActionResult> ActInPlaceAsync(int? id, EditAction act, CancellationToken cancellationToken)
    {
        id ??= await posts.FindByDraftKeyAsync(Form.DraftKey, User.Actor, cancellationToken);
        if (id is null && act is (EditAction.Unpublish or EditAction.Trash))
        {
            return JsonAnswer(StatusCodes.Status403Forbidden, new { error = Words.NotYours });
        }

        var done = await DoAsync(id, act, cancellationToken);
        return done switch
        {
            { IsMissing: true } => JsonAnswer(StatusCodes.Status403Forbidden, new { error = Words.NotYours }),
            { Conflict: { } open } => await ConflictAsync(open),
            { Post: null } => ErrorsAnswer([.. done.Errors.Select(error => new FieldMessage(error.Field, error.In(Words)))]),
            _ => await DoneAsync(act, done, cancellationToken),
        };
    }
}

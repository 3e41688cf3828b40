using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Editor.Conflicts;
using Blog.Site;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Mvc;

namespace Blog.Editor.Editing;

/// <content>Saving while the page stays open: autosave, and the buttons of the header.</content>
public sealed partial class EditModel
{
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
            return
                !Request.Form.TryGetValue("Do", out var name) ? await AutosaveAsync(id)
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

    /// <summary>What the open page needs to show the post as it is now, without being loaded again.</summary>
    private async Task<IActionResult> DoneAsync(EditAction act, DraftSaved done, CancellationToken cancellationToken)
    {
        var said = await SayAsync(act, done);
        if (act == EditAction.Trash)
        {
            TempData["done"] = said;
            return JsonAnswer(StatusCodes.Status200OK, new { leave = site.Local("/admin") });
        }

        db.ChangeTracker.Clear();
        if (await posts.FindAsync(done.Post!.Id, User.Actor, cancellationToken) is not { } open)
        {
            return JsonAnswer(StatusCodes.Status403Forbidden, new { error = Words.NotYours });
        }

        var counterpart = await view.CounterpartAsync(open.Post, cancellationToken);
        var draft = await drafts.OfAsync(open, cancellationToken);
        Form = Form with { Draft = draft with { TranslationOf = draft.TranslationOf ?? counterpart } };
        await view.FillAsync(open, Form, User, cancellationToken);
        return JsonAnswer(
            StatusCodes.Status200OK,
            new
            {
                id = open.Post.Id,
                stamp = EditVersion.Of(open.Post, open.Edit, counterpart).ToString(),
                at = open.Edit?.UpdatedAt ?? clock.GetUtcNow(),
                url = HrefOf(open.Post),
                status = view.StatusOf(open),
                later = done.LaterSequence,
                done = said,
                live = view.LiveHref,
                fields = PostDraft.Fields.ToDictionary(field => field.Name, field => Sent(field.Get(Form.Draft))),
                address = new { placeholder = open.Post.Address.Value, hint = view.AddressHint },
                heading = Head.Title,
                parts = await partialRenderer.RenderAsync(PageContext, "/Editor/Editing/_Actions.cshtml", this)
                    + await partialRenderer.RenderAsync(PageContext, "/Editor/Editing/_Metadata.cshtml", this),
            }
        );
    }

    private static string Sent(object? value) =>
        value switch
        {
            null or false => "",
            true => "true",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private JsonResult ErrorsAnswer(IReadOnlyList<FieldMessage> errors) =>
        JsonAnswer(StatusCodes.Status422UnprocessableEntity, new { error = errors[0].Message, field = errors[0].Field, errors });

    private string Named(TooLong tooLong) => Words.FieldName(tooLong.Field) + site.Texts.Colon + Words.TooLong(tooLong.Limit);

    private string HrefOf(Post post) => site.Local(EditorPaths.OfPost(post.Id));

    private async Task<IActionResult> ConflictAsync(OpenPost open)
    {
        var (who, at) = await conflictFinder.TheirsAsync(open, Form, CancellationToken.None) is var theirs
            ? (theirs.Who ?? Words.SomebodyUnknown, theirs.At)
            : default;
        return JsonAnswer(
            StatusCodes.Status409Conflict,
            new
            {
                who,
                at,
                url = HrefOf(open.Post),
                error = Words.SomebodyKept(who, site.Moment(at, clock.GetUtcNow())),
            }
        );
    }

    /// <summary>What is wrong in a field; the field's name is empty for the form as a whole.</summary>
    private sealed record FieldMessage(string Field, string Message);
}

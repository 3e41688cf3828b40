using System.Diagnostics.CodeAnalysis;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Editor.Conflicts;
using Blog.Site;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Blog.Editor.Editing;

/// <content>The handlers that the client script calls while the page stays open.</content>
public sealed partial class EditModel
{
    /// <summary>Renders the preview; stores nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync([FromRoute] int? id, CancellationToken cancellationToken)
    {
        if (turns.Refuse(User.AccountId) is { } wait)
        {
            return JsonAnswer(StatusCodes.Status429TooManyRequests, new { error = Words.PreviewsTooFast(Response.SetRetryAfter(wait)) });
        }

        Form = EditForm.Of(Request.Form);
        var open = id is { } known ? await posts.FindAsync(known, User.Actor, cancellationToken) : null;
        if (id is not null && open is null)
        {
            return JsonAnswer(StatusCodes.Status403Forbidden, new { error = Words.NotYours });
        }

        if (await turns.RunAsync(User.AccountId, token => previews.MakeAsync(Draft, open?.Post, token), cancellationToken) is not { } made)
        {
            return JsonAnswer(StatusCodes.Status409Conflict, new { error = Words.PreviewOvertaken });
        }

        if (made.Preview is not { } preview)
        {
            return JsonAnswer(
                StatusCodes.Status422UnprocessableEntity,
                new { error = Words.Refusal(made.Refusal!), line = made.Refusal!.Line }
            );
        }

        return JsonAnswer(
            StatusCodes.Status200OK,
            new
            {
                body = await partialRenderer.RenderAsync(PageContext, "/Editor/Previews/_Body.cshtml", preview),
                card = await partialRenderer.RenderAsync(PageContext, "/Site/Layout/_Card.cshtml", preview.Card),
                words = preview.Words,
                minutes = preview.Minutes,
                count = view.CountOf(preview),
                problems = preview.Problems,
                checklist = (await ChecklistAsync(preview, open?.Post, cancellationToken)).Select(item => new
                {
                    kind = item.Name,
                    words = item.Words,
                    href = item.Href,
                }),
                hasFormulas = preview.HasFormulas,
            }
        );
    }

    /// <summary>Returns the address the post would get, and whether the typed one is free.</summary>
    public async Task<IActionResult> OnPostCheckAsync(
        [FromRoute] int? id,
        [FromServices] PostPlanner planner,
        [FromServices] RedirectClaims redirects,
        CancellationToken cancellationToken
    )
    {
        Form = EditForm.Of(Request.Form);
        var open = id is { } known ? await posts.FindAsync(known, User.Actor, cancellationToken) : null;
        if (id is not null && open is null)
        {
            return JsonAnswer(StatusCodes.Status403Forbidden, new { error = Words.NotYours });
        }

        var self = open?.Post.Id ?? await posts.FindByDraftKeyAsync(Form.DraftKey, User.Actor, cancellationToken);
        var suggestion = await planner.FreeAsync(
            planner.Suggest(TextLengths.Cut(Draft.Title, TextLengths.Title), Draft.Language, site.Settings),
            self,
            site.Settings,
            cancellationToken
        );
        var typed = string.IsNullOrWhiteSpace(Draft.Address) ? suggestion : Draft.Address;
        if (
            PostAddress.TryCreate(typed, site.Settings.EditionCodes, out var address, mayBeReserved: open?.Post.Holds(typed) == true) is
            { } addressError
        )
        {
            return JsonAnswer(
                StatusCodes.Status200OK,
                new
                {
                    suggestion,
                    address = typed,
                    taken = false,
                    message = Words.InvalidAddress(addressError),
                    valid = false,
                }
            );
        }

        var taken = await planner.IsTakenAsync(address, self, cancellationToken);
        var redirect = taken ? null : await redirects.FindAsync(address, self, User.Actor, cancellationToken);
        var asks = redirect is { IsHeld: false };
        return JsonAnswer(
            StatusCodes.Status200OK,
            new
            {
                suggestion,
                address = address.Value,
                taken,
                message = taken ? Words.AddressTaken(address.Value)
                : asks ? redirect!.In(Words)
                : Words.AddressFree(address.Value),
                valid = !taken,
                takeOver = asks ? Words.TakeOver : null,
            }
        );
    }

    /// <summary>A fresh antiforgery token, for a page whose session ended and was renewed while it was open.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "A handler must be an instance method.")]
    public IActionResult OnGetToken([FromServices] IAntiforgery antiforgery) =>
        new JsonResult(new { token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });

    /// <summary>Whether the post is no longer as this page knows it: the repository, an import, or another window changed it.</summary>
    public async Task<IActionResult> OnGetChangedAsync(
        [FromRoute] int? id,
        string? stamp,
        string? draftKey,
        CancellationToken cancellationToken
    )
    {
        Form = new EditForm { Seen = EditVersion.Parse(stamp), DraftKey = draftKey };
        if (
            id is not { } known
            || await posts.FindAsync(known, User.Actor, cancellationToken) is not { } open
            || open.IsContinuedBy(open.Recognize(Form))
        )
        {
            return new JsonResult(new { });
        }

        var theirs = await conflictFinder.TheirsAsync(open, Form, cancellationToken);
        return new JsonResult(new { changed = Words.ChangedElsewhere(NameOf(theirs), site.Moment(theirs.At, clock.GetUtcNow())) });
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

    private static JsonResult ErrorsAnswer(IReadOnlyList<FieldMessage> errors) =>
        JsonAnswer(
            StatusCodes.Status422UnprocessableEntity,
            new
            {
                error = errors[0].Message,
                field = errors[0].Field,
                errors,
            }
        );

    private string Named(TooLong tooLong) => Words.FieldName(tooLong.Field) + site.Texts.Colon + Words.TooLong(tooLong.Limit);

    private string NameOf(TheirVersion theirs) => theirs.IsImport ? Words.SomebodyImported : theirs.Who ?? Words.SomebodyUnknown;

    private string HrefOf(Post post) => site.Local(EditorPaths.OfPost(post.Id));

    private async Task<IActionResult> ConflictAsync(OpenPost open)
    {
        var (who, at) = await conflictFinder.TheirsAsync(open, Form, CancellationToken.None) is var theirs
            ? (NameOf(theirs), theirs.At)
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

    private static JsonResult JsonAnswer(int status, object body) => new(body) { StatusCode = status };
}

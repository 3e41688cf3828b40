using System.Diagnostics.CodeAnalysis;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Site;
using Blog.Site.RateLimiting;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Blog.Editor.Editing;

/// <content>The handlers that the client script calls while the page stays open.</content>
public sealed partial class EditModel
{
    /// <summary>Saves everything in the form, valid or not.</summary>
    public async Task<IActionResult> OnPostSaveAsync([FromRoute] int? id)
    {
        Form = EditForm.Of(Request.Form);
        if (Form.FindTooLong() is { } tooLong)
        {
            return JsonAnswer(StatusCodes.Status422UnprocessableEntity, new { error = Named(tooLong), field = tooLong.Field });
        }

        if (id is null && Form.DraftKey is null)
        {
            // A retry would create another draft each time.
            return JsonAnswer(StatusCodes.Status422UnprocessableEntity, new { error = Words.UnknownAct });
        }

        try
        {
            var saved = await writer.AutosaveAsync(id, Form, User.Actor);
            return saved is null ? JsonAnswer(StatusCodes.Status403Forbidden, new { error = Words.NotYours })
                : saved.IsConflict ? await ConflictAsync(saved)
                : JsonAnswer(
                    StatusCodes.Status200OK,
                    new
                    {
                        id = saved.Open.Post.Id,
                        stamp = saved.Stamp.ToString(),
                        at = saved.At,
                        url = HrefOf(saved),
                        status = view.StatusOf(saved.Open),
                    }
                );
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            return JsonAnswer(StatusCodes.Status507InsufficientStorage, new { error = Words.DiskFull });
        }
    }

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

    private static JsonResult JsonAnswer(int status, object body) => new(body) { StatusCode = status };

    private string Named(TooLong tooLong) => Words.FieldName(tooLong.Field) + site.Texts.Colon + Words.TooLong(tooLong.Limit);

    private string HrefOf(Autosaved saved) => site.Local(EditorPaths.OfPost(saved.Open.Post.Id));

    private async Task<IActionResult> ConflictAsync(Autosaved saved)
    {
        var (who, at) = await conflictFinder.TheirsAsync(saved.Open, Form, CancellationToken.None) is var theirs
            ? (theirs.Who ?? Words.SomebodyUnknown, theirs.At)
            : default;
        return JsonAnswer(
            StatusCodes.Status409Conflict,
            new
            {
                who,
                at,
                url = HrefOf(saved),
                error = Words.SomebodyKept(who, site.Moment(at, clock.GetUtcNow())),
            }
        );
    }
}

using Blog.Comments.Notices;
using Blog.Data.Comments;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Comments.Moderation;

/// <summary>
/// Where the link of a notice leads: one comment, and the buttons that decide on it. Whoever has the link may, without signing in, as long
/// as the comment is as it was when the notice was sent. Opening it changes nothing, since mail programs and chats open links themselves.
/// </summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(4 * 1024)]
public sealed class ByLinkModel(ModerationLinks links, CommentList list, CommentWriter writer, CommentRenderer renderer, SiteContext site)
    : PageModel,
        IPage
{
    public PageHead Head =>
        new()
        {
            Title = Words.ByLinkHeading,
            Description = "",
            NoIndex = true,
        };

    /// <summary>The comment; null where nothing can be decided.</summary>
    public QueuedComment? Row { get; private set; }

    public RenderedHtml Html { get; private set; } = RenderedHtml.Empty;

    /// <summary>What there is to say instead of a comment.</summary>
    public string Said { get; private set; } = "";

    private ModerationTexts Words => ModerationTexts.Of(site.Settings.Main.Tag);

    public async Task<IActionResult> OnGetAsync([FromRoute] string token, CancellationToken cancellationToken)
    {
        await FindAsync(token, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string token, [FromForm] string? act, CancellationToken cancellationToken)
    {
        await FindAsync(token, cancellationToken);
        if (Row is not { } row)
        {
            return Page();
        }

        var seen = new Dictionary<int, int> { [row.Comment.Id] = row.Comment.Version };
        var changed = act switch
        {
            Decisions.Approve => await writer.ApproveAsync(seen.Keys, seen, cancellationToken),
            Decisions.Delete => await writer.DeleteAsync(seen.Keys, seen, cancellationToken),
            Decisions.Spam => await writer.MarkSpamAsync(seen.Keys, seen, cancellationToken),
            _ => null,
        };
        if (changed is null)
        {
            return Page(); // a form that nobody was given
        }

        (Row, Said) = (
            null,
            changed.Count == 0 ? Words.LinkUsed
            : act == Decisions.Approve ? Words.LinkApproved
            : act == Decisions.Delete ? Words.LinkDeleted
            : Words.LinkSpam
        );
        return Page();
    }

    private async Task FindAsync(string token, CancellationToken cancellationToken)
    {
        SecurityHeaders.MakePrivate(HttpContext);
        if (links.Read(token) is not { } link)
        {
            (Said, Response.StatusCode) = (Words.LinkGone, StatusCodes.Status410Gone);
            return;
        }

        Row = await list.FindAsync(link.CommentId, cancellationToken);
        if (Row?.Comment.Version != link.Version)
        {
            (Row, Said) = (null, Words.LinkUsed);
            return;
        }

        Html = Row.Comment.Html ?? renderer.RenderPlainly(Row.Comment.Text, Row.Comment.Language ?? Row.PostLanguage).Html;
    }
}

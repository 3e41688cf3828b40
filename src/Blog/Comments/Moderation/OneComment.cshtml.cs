using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Security;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Moderation;

/// <summary>One comment: to answer, edit and decide on it, and what is stored of its writer.</summary>
[Authorize(Policy = Access.Author)]
public sealed class OneCommentModel(
    CommentList list,
    CommentWriter writer,
    CommentPeopleWriter people,
    CommentRenderer renderer,
    BlogDb db,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.By(Row.Comment.Name ?? Words.Nameless), ModerationPaths.Queue);

    public QueuedComment Row { get; private set; } = null!;

    public Comment Comment => Row.Comment;

    /// <summary>As readers see it, or would.</summary>
    public RenderedHtml Html { get; private set; } = RenderedHtml.Empty;

    /// <summary>How many comments its writer has, this one among them.</summary>
    public int OfWriter { get; private set; }

    public EditInput Input { get; private set; } = new();

    public string ReplyText { get; private set; } = "";

    /// <summary>The network that can be blocked; null where none is known.</summary>
    public string? Network => ClientNetwork.OfText(Comment.Ip);

    private ModerationTexts Words => ModerationTexts.Of(site.UiLanguage);

    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Input = new EditInput { Name = Comment.Name, Text = Comment.Text };
        return Page();
    }

    /// <summary>Changes name and text; who sees it stays as it is.</summary>
    public async Task<IActionResult> OnPostEditAsync([FromRoute] int id, [FromForm] EditInput input, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Input = input;
        var content = new CommentContent { Name = input.Name, Text = input.Text ?? "" };
        if (content.Text.Length == 0)
        {
            ModelState.AddModelError("Text", Words.TextMissing);
        }
        else if (input.Text!.Length > TextLengths.Comment)
        {
            ModelState.AddModelError("Text", Words.TooLong(TextLengths.Comment));
        }
        else if (renderer.RenderPlainly(content.Text, Row.PostLanguage).IsTooComplex)
        {
            ModelState.AddModelError("Text", Words.TooComplex);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await writer.EditAsync(id, content.Name, content.Text, Comment.State, Comment.Reason, cancellationToken);
        return Done(Words.Saved, id);
    }

    /// <summary>Publishes an answer; what waits is approved with it.</summary>
    public async Task<IActionResult> OnPostReplyAsync([FromRoute] int id, [FromForm] string? reply, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        (ReplyText, Input) = (reply ?? "", new EditInput { Name = Comment.Name, Text = Comment.Text });
        var me = User.AuthorId;
        var name = await db.Authors.Where(author => author.Id == me).Select(author => author.Name).SingleAsync(cancellationToken);
        var content = new CommentContent { Name = name, Text = ReplyText };
        if (content.Text.Length == 0)
        {
            ModelState.AddModelError("Reply", Words.ReplyMissing);
        }
        else if (ReplyText.Length > TextLengths.Comment)
        {
            ModelState.AddModelError("Reply", Words.TooLong(TextLengths.Comment));
        }
        else if (renderer.RenderPlainly(content.Text, Row.PostLanguage).IsTooComplex)
        {
            ModelState.AddModelError("Reply", Words.TooComplex);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await writer.ApproveAsync([id], seen: null, cancellationToken);
        var sent = new SentComment(Comment.PostId!.Value, id, content, Row.PostLanguage, TokenHash: null, User.AuthorId);
        await writer.SubmitAsync(sent, CommentState.Approved, reason: null, cancellationToken);
        return Done(Words.Replied, id);
    }

    /// <summary>Blocks the network that it was sent from. For owners.</summary>
    public async Task<IActionResult> OnPostBlockAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (!User.IsOwner || !await FindAsync(id, cancellationToken) || Network is not { } network)
        {
            return NotFound();
        }

        var isNew = await people.BlockAsync(CommentBlockKind.Network, network, cancellationToken);
        return Done(isNew ? Words.Blocked : Words.BlockedAlready, id);
    }

    /// <summary>Removes all comments of its writer for good. For owners.</summary>
    public async Task<IActionResult> OnPostEraseAsync([FromRoute] int id, [FromForm] bool sure, CancellationToken cancellationToken)
    {
        if (!User.IsOwner || !await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!sure)
        {
            TempData["refused"] = Words.NotSure;
            return Redirect(site.Local(ModerationPaths.OfComment(id)));
        }

        TempData["done"] = Words.Erased(await people.EraseWriterAsync(id, cancellationToken));
        return Redirect(site.Local(ModerationPaths.Queue));
    }

    private RedirectResult Done(string said, int id)
    {
        TempData["done"] = said;
        return Redirect(site.Local(ModerationPaths.OfComment(id)));
    }

    private async Task<bool> FindAsync(int id, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(id, User.Actor, cancellationToken) is not { } row)
        {
            return false;
        }

        Row = row;
        Html = row.Comment.Html ?? renderer.RenderPlainly(row.Comment.Text, row.Comment.Language ?? row.PostLanguage).Html;
        OfWriter = (await people.OfSameWriterAsync(id, cancellationToken)).Count;
        return true;
    }

    public sealed class EditInput
    {
        [StringLength(TextLengths.Name)]
        public string? Name { get; set; }

        public string? Text { get; set; }
    }
}

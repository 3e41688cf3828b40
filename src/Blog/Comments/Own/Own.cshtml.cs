using Blog.Comments.Sending;
using Blog.Comments.Spam;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Own;

/// <summary>
/// The page of a comment's writer, at an address that only they have: what became of it, a change within some minutes, deletion at any
/// time. The address is what a form needs, so there is no token beside it.
/// </summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(64 * 1024)]
public sealed class OwnModel(
    BlogDb db,
    OwnComments comments,
    CommentWriter writer,
    CommentRenderer renderer,
    SpamFilter filter,
    OwnCookie cookie,
    SiteContext site
) : PageModel, IPage
{
    private const int MostAnswers = 50;

    public PageHead Head =>
        new()
        {
            Title = Words.OwnHeading,
            Description = CommentTexts.Of(Post.Language).OnPost(Post.Title),
            Language = Post.Language,
            NoIndex = true,
        };

    public Comment Comment { get; private set; } = null!;

    public Post Post { get; private set; } = null!;

    public string Token { get; private set; } = "";

    public RenderedHtml Html { get; private set; } = RenderedHtml.Empty;

    public bool IsShown => Comment.State == CommentState.Approved;

    /// <summary>Until when it can be changed; null if no more.</summary>
    public DateTimeOffset? EditableUntil { get; private set; }

    /// <summary>What readers see of the answers to it, newest first.</summary>
    public IReadOnlyList<(int Id, string? Name, DateTimeOffset At)> Answers { get; private set; } = [];

    /// <summary>Why a change was refused; null if none was.</summary>
    public string? Fault { get; private set; }

    /// <summary>The text of a change that was refused.</summary>
    public string? Typed { get; private set; }

    private CommentTexts Words => CommentTexts.Of(Post.Language);

    /// <summary>An instant in the site's time zone.</summary>
    public string Time(DateTimeOffset at) => CommentTime.Of(at, site);

    public async Task<IActionResult> OnGetAsync([FromRoute] string token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) ? await ShowAsync(cancellationToken) : NotFound();

    public async Task<IActionResult> OnPostEditAsync(
        [FromRoute] string token,
        [FromForm] string? name,
        [FromForm] string? text,
        CancellationToken cancellationToken
    )
    {
        if (!await FindAsync(token, cancellationToken))
        {
            return NotFound();
        }

        var input = new CommentInput { Name = name ?? "", Text = (text ?? "").ReplaceLineEndings("\n") };
        var content = input.ToContent(null, asksWebsite: false) with { Email = Comment.Email, Website = Comment.Website };
        var rendered = renderer.RenderPlainly(content.Text, Post.Language);
        Fault =
            comments.EditableUntil(Comment) is null ? Words.EditOver
            : input.Faults(content, Words, isReader: true, asksWebsite: false) is [var (_, message), ..] ? message
            : rendered.IsTooComplex ? Words.TooComplex
            : null;
        if (Fault is not null)
        {
            (Typed, Response.StatusCode) = (input.Text, StatusCodes.Status422UnprocessableEntity);
            return await ShowAsync(cancellationToken);
        }

        var verdict = await filter.JudgeAsync(Post.Language, content, rendered, fillsTrap: false, isEdited: true, cancellationToken);
        await writer.EditAsync(Comment.Id, content.Name, content.Text, StateOf(verdict), ReasonOf(verdict), cancellationToken);
        return SeeOther(CommentAddresses.Own(token));
    }

    public async Task<IActionResult> OnPostDeleteAsync([FromRoute] string token, CancellationToken cancellationToken)
    {
        if (!await FindAsync(token, cancellationToken))
        {
            return NotFound();
        }

        await writer.EraseAsync([Comment.Id], cancellationToken);
        cookie.Remove(HttpContext, token);
        return SeeOther(Post.Address.Href);
    }

    /// <summary>What was taken for spam stays so, whatever it says now.</summary>
    private CommentState StateOf(Verdict verdict) => Comment.State == CommentState.Spam ? CommentState.Spam : verdict.State;

    private CommentReason? ReasonOf(Verdict verdict) =>
        Comment.State == CommentState.Spam ? Comment.Reason
        : IsShown && verdict.Reason == CommentReason.Unknown ? CommentReason.Edited
        : verdict.Reason;

    private async Task<bool> FindAsync(string token, CancellationToken cancellationToken)
    {
        SecurityHeaders.MakePrivate(HttpContext);
        SecurityHeaders.HideAddress(HttpContext, hasForms: true);
        if (!site.Settings.Comments.AreShown || await comments.FindAsync(token, cancellationToken) is not (var comment, var post))
        {
            return false;
        }

        (Comment, Post, Token) = (comment, post, token);
        return true;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Html = (IsShown ? Comment.Html : null) ?? renderer.RenderPlainly(Comment.Text, Post.Language).Html;
        EditableUntil = comments.EditableUntil(Comment);
        var rows = await db
            .Comments.AsNoTracking()
            .Where(answer => answer.ParentId == Comment.Id && answer.State == CommentState.Approved)
            .OrderByDescending(answer => answer.CreatedAt)
            .Take(MostAnswers)
            .Select(answer => new
            {
                answer.Id,
                answer.Name,
                answer.CreatedAt,
            })
            .ToListAsync(cancellationToken);
        Answers = [.. rows.Select(row => (row.Id, row.Name, row.CreatedAt))];
        return Page();
    }

    private StatusCodeResult SeeOther(string path)
    {
        Response.Headers.Location = site.Local(path);
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}

using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Sending;

/// <summary>
/// Takes comments, and shows the form by itself: for an answer, a preview, and whenever something has to be done before a comment is taken,
/// with all that was typed. No token: the form is on pages that everybody gets, so where a request comes from is what protects it
/// (<see cref="CrossSiteGuard"/>).
/// </summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(64 * 1024)]
public sealed class WriteModel(
    BlogDb db,
    CommentRenderer renderer,
    CommentSender sender,
    FormStamps stamps,
    OwnCookie cookie,
    SlidingWindowLimiter limiter,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    private static readonly RateLimit Looks = new("previews of comments", permits: 30, TimeSpan.FromMinutes(1));

    public PageHead Head =>
        new()
        {
            Title = Heading,
            Description = CommentTexts.Of(Post.Language).OnPost(Post.Title),
            Language = Post.Language,
            NoIndex = true,
        };

    public CommentedPost Post { get; private set; } = null!;

    public string Heading => Answered is { } answered ? Words.AnswerTo(answered.Name ?? Words.Nameless) : Words.Write;

    /// <summary>The comment that is answered; null for none.</summary>
    public (string? Name, RenderedHtml Html)? Answered { get; private set; }

    /// <summary>The form; null where the post takes no comments.</summary>
    public CommentForm? Form { get; private set; }

    /// <summary>What was typed for a post that takes no comments any more; empty for nothing.</summary>
    public string Kept { get; private set; } = "";

    private CommentTexts Words => CommentTexts.Of(Post.Language);

    private bool IsOpen => Post.CommentsOpen && site.Settings.Comments.IsOpen(Post.PublishedAt, clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync([FromRoute] int post, [FromQuery] string? answer, CancellationToken cancellationToken)
    {
        SecurityHeaders.MakePrivate(HttpContext);
        if (!await FindAsync(post, cancellationToken))
        {
            return NotFound();
        }

        int? parent = int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        return await ShowAsync(new CommentInput { Answer = parent }, new SendOutcome(), preview: null, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] int post, CancellationToken cancellationToken)
    {
        SecurityHeaders.MakePrivate(HttpContext);
        OtherThreads.GoFirst();
        if (!await FindAsync(post, cancellationToken) || !Request.HasFormContentType)
        {
            return NotFound();
        }

        OtherThreads.GoFirst();
        if (await ReadAsync(cancellationToken) is not { } input)
        {
            return BadRequest();
        }

        if (!IsOpen)
        {
            (Kept, Response.StatusCode) = (input.Text, StatusCodes.Status403Forbidden);
            return Page();
        }

        if (input.IsPreview)
        {
            return await PreviewAsync(input, cancellationToken);
        }

        OtherThreads.GoFirst();
        var outcome = await sender.SendAsync(HttpContext, Post, input, cancellationToken);
        if (outcome.Comment is not { } comment)
        {
            Response.StatusCode = outcome.Status;
            return await ShowAsync(input with { Sum = null }, outcome, preview: null, cancellationToken);
        }

        if (outcome.Token is not { } token)
        {
            return SeeOther(CommentAddresses.Place(comment.Id));
        }

        OtherThreads.GoFirst();
        cookie.Add(HttpContext, token);
        return SeeOther(CommentAddresses.Own(token));
    }

    /// <summary>The form; null if it has more fields, or longer ones, than any form of ours.</summary>
    private async Task<CommentInput?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return CommentInput.Of(await Request.ReadFormAsync(cancellationToken));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async Task<IActionResult> PreviewAsync(CommentInput input, CancellationToken cancellationToken)
    {
        var content = input.ToContent(null, site.Settings.Comments.AsksWebsite);
        var faults = input.Faults(content, Words, isReader: false, asksWebsite: false);
        if (limiter.TryAcquire(Looks, ClientAddress.Partition(HttpContext.Connection.RemoteIpAddress)).RetryAfter is { } wait)
        {
            Response.SetRetryAfter(wait);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            faults = [("", Words.TooMany(1))];
        }

        var preview = faults.Count > 0 ? null : renderer.RenderPlainly(content.Text, Post.Language);
        if (preview is { IsTooComplex: true })
        {
            faults = [("text", Words.TooComplex)];
        }

        return await ShowAsync(input, new SendOutcome { Faults = faults }, preview?.Html, cancellationToken);
    }

    private async Task<bool> FindAsync(int id, CancellationToken cancellationToken)
    {
        if (
            !site.Settings.Comments.AreShown
            || StaticCopy.Is(HttpContext)
            || await db
                .Posts.Published(clock.GetUtcNow())
                .Where(post => post.Id == id)
                .Select(post => new CommentedPost(post.Id, post.Title, post.Language, post.Address, post.CommentsOpen, post.PublishedAt))
                .SingleOrDefaultAsync(cancellationToken)
                is not { } post
        )
        {
            return false;
        }

        Post = post;
        return true;
    }

    private async Task<IActionResult> ShowAsync(
        CommentInput input,
        SendOutcome outcome,
        RenderedHtml? preview,
        CancellationToken cancellationToken
    )
    {
        if (!IsOpen)
        {
            return Page();
        }

        var answered = await AnsweredAsync(input.Answer, cancellationToken);
        Answered = answered is null ? null : (answered.Name, answered.Html ?? renderer.RenderPlainly(answered.Text, Post.Language).Html);
        Form = new CommentForm
        {
            PostId = Post.Id,
            Language = Post.Language,
            Stamp =
                input.Stamp is { } earlier && await stamps.CheckAsync(earlier, Post.Id, cancellationToken) != StampState.Stale
                    ? earlier // whoever was too fast need not begin anew
                    : await stamps.ForFormAsync(Post.Id, cancellationToken),
            Input = input with { Answer = answered is null ? null : input.Answer },
            Faults = outcome.Faults,
            Question = outcome.Question,
            Preview = preview,
            IsByAuthor = User.IsSignedIn,
            AsksWebsite = site.Settings.Comments.AsksWebsite,
        };
        return Page();
    }

    private Task<Answerable?> AnsweredAsync(int? id, CancellationToken cancellationToken) =>
        db
            .Comments.AsNoTracking()
            .Where(comment => comment.Id == id && comment.PostId == Post.Id && comment.State == CommentState.Approved)
            .Select(comment => new Answerable(comment.Name, comment.Html, comment.Text))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>With the status for "look there" after a form (RFC 9110, section 15.4.4).</summary>
    private StatusCodeResult SeeOther(string path)
    {
        Response.Headers.Location = site.Local(path);
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private sealed record Answerable(string? Name, RenderedHtml? Html, string Text);
}

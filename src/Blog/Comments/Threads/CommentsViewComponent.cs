using Blog.Comments.Sending;
using Blog.Data.Posts;
using Blog.Site;
using Blog.Site.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewComponents;

namespace Blog.Comments.Threads;

/// <summary>The comments below a post: the page of the post names this component and knows nothing else of it.</summary>
public sealed class CommentsViewComponent(ThreadReader threads, FormStamps stamps, SiteContext site, TimeProvider clock) : ViewComponent
{
    /// <summary>Shows the first page of a post's comments, and the form.</summary>
    public async Task<IViewComponentResult> InvokeAsync(Post post)
    {
        if (!site.Settings.Comments.AreShown)
        {
            return new ContentViewComponentResult("");
        }

        var cancellationToken = HttpContext.RequestAborted;
        var thread = await threads.ReadAsync(post, 1, cancellationToken);
        var isOpen = post.CommentsOpen && site.Settings.Comments.IsOpen(post.PublishedAt, clock.GetUtcNow());
        if (!isOpen && thread.Items.Count == 0)
        {
            return new ContentViewComponentResult("");
        }

        var isStatic = StaticCopy.Is(HttpContext);
        return View(
            "/Comments/Threads/_Comments.cshtml",
            new CommentSection
            {
                Thread = thread,
                IsOpen = isOpen,
                Form = isOpen && !isStatic ? await FormAsync(post, cancellationToken) : null,
            }
        );
    }

    private async Task<CommentForm> FormAsync(Post post, CancellationToken cancellationToken) =>
        new()
        {
            PostId = post.Id,
            Language = post.Language,
            Stamp = await stamps.ForPageAsync(post.Id, cancellationToken),
            IsByAuthor = UserClaimsPrincipal.IsSignedIn,
            AsksWebsite = site.Settings.Comments.AsksWebsite,
        };
}

/// <summary>The comments below a post.</summary>
public sealed record CommentSection
{
    public required CommentThread Thread { get; init; }

    /// <summary>Whether the post takes comments.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The form; null where it cannot be sent.</summary>
    public required CommentForm? Form { get; init; }
}

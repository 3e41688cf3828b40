using Blog.Caching;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Threads;

/// <summary>The comments of a post that do not fit below it.</summary>
[PublicPage(IsOfPost = true)]
public sealed class FurtherModel(BlogDb db, ThreadReader threads, SiteContext site, TimeProvider clock) : PageModel, IPage
{
    public PageHead Head =>
        new()
        {
            Title = CommentTexts.Of(Post.Language).OnPost(Post.Title) + " · " + site.In(Post.Language).Texts.PageNumber(Thread.Current),
            Description = CommentTexts.Of(Post.Language).OnPost(Post.Title),
            Language = Post.Language,
            NoIndex = true,
        };

    public Post Post { get; private set; } = null!;

    public CommentThread Thread { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] int post, [FromRoute] int number, CancellationToken cancellationToken)
    {
        if (
            !site.Settings.Comments.AreShown
            || await db.Posts.AsNoTracking().Published(clock.GetUtcNow()).SingleOrDefaultAsync(one => one.Id == post, cancellationToken)
                is not { } found
        )
        {
            return NotFound();
        }

        (Post, Thread) = (found, await threads.ReadAsync(found, number, cancellationToken));
        CacheTags.AddPost(HttpContext, found.Id);
        return Thread.Current == number ? Page() : NotFound();
    }
}

using Blog.Authoring.Editing;
using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring;

/// <summary>What there is, the last changed first: an author's own posts, an owner's everything.</summary>
[Authorize(Policy = Access.Author)]
public sealed class PostsModel(BlogDb db, SiteContext site, TimeProvider clock) : PageModel
{
    /// <summary>The posts.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    private EditTexts Words => EditTexts.Of(site.DeskTag);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        (site.Title, site.Section) = (site.Desk.Posts, "/admin");
        var (now, mine, all) = (clock.GetUtcNow(), User.AuthorId, User.IsOwner);
        var rows = await db.Posts.Where(post => post.State != PostState.Trash && (all || post.AuthorId == mine)).OrderByDescending(post => post.PublishedAt ?? post.CreatedAt).Take(100)
            .Select(post => new { post.Id, post.Title, Typed = db.PendingEdits.Where(edit => edit.PostId == post.Id).Select(edit => edit.Title).FirstOrDefault(), post.Language, post.State, post.PublishedAt, post.CreatedAt, post.WordCount }).ToListAsync(cancellationToken);
        Rows = [.. rows.Select(post => new Row(
            (post.State == PostState.Draft ? post.Typed ?? post.Title : post.Title) is { Length: > 0 } title ? title : Words.Untitled,
            post.Language,
            site.Local(EditView.PathOf(post.Id)),
            post.State != PostState.Published ? "draft" : post.PublishedAt > now ? "due" : "live",
            post.WordCount,
            post.PublishedAt ?? post.CreatedAt))];
    }

    /// <summary>An instant as the desk writes it.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>One post.</summary>
    public sealed record Row(string Title, string Language, string Href, string StateClass, int WordCount, DateTimeOffset At);
}

using Blog.Caching;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Data.Search;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Posts;

/// <summary>A post or page at its own address; any other spelling redirects there permanently.</summary>
[PublicPage(IsOfPost = true)]
public sealed class PostModel(BlogDb db, AddressLookup addresses, RelatedPosts related, ListedPosts posts, SiteContext site)
    : PageModel,
        IPage
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(365);

    public PageHead Head => PostHead.Of(Post, Article.Around, site);

    /// <summary>The post, with author, category and tags.</summary>
    public Post Post { get; private set; } = null!;

    /// <summary>The post with everything that the page shows.</summary>
    public PostArticle Article { get; private set; } = null!;

    /// <summary>
    /// The editor of the post, for a signed-in person who may write it; null for readers, and so on every page that is kept.
    /// </summary>
    public string? EditHref =>
        User.IsSignedIn && (User.IsOwner || User.AuthorId == Post.AuthorId)
            ? site.Local(string.Create(CultureInfo.InvariantCulture, $"/admin/posts/{Post.Id}"))
            : null;

    /// <summary>Looks up the request's path as received: the route value would have lost a trailing slash.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var now = posts.Now;
        var match = await addresses.FindAsync(Request.Path.Value ?? "/", now, cancellationToken);
        if (match.RedirectTo is { } elsewhere)
        {
            return this.Moved(site.Local(elsewhere) + Request.QueryString);
        }

        if (match.PostId is not { } id)
        {
            return NotFound();
        }

        Post = await posts
            .Published.Include(post => post.Author)
            .Include(post => post.Category)
            .Include(post => post.Tags)
            .SingleAsync(post => post.Id == id, cancellationToken);
        var around = await PostSurroundingsQuery.FindAsync(db, related, Post, posts, site, cancellationToken);
        Article = PostArticle.Of(Post, now) with
        {
            Around = around,
            AuthorName = Post.Author!.Name,
            AuthorPicture = Post.Author.Picture,
            Href = Post.Address.Href,
            IsOld = site.Settings.AgeNotice && !Post.Evergreen && Post.Kind == PostKind.Post && now - Post.UpdatedAt > Old,
        };
        Article = Article.WithPlayers(site, HttpContext);
        CacheTags.AddPost(HttpContext, id);
        return Page();
    }
}

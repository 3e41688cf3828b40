using Blog.Caching;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Search;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading;

/// <summary>A post or page at its own address, whatever its form; any other spelling is sent there for good.</summary>
[OutputCache(PolicyName = PublicPagePolicy.Name)]
public sealed class PostModel(BlogDb db, AddressBook addresses, RelatedPosts related, SiteContext site, TimeProvider clock) : PageModel
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(365);

    /// <summary>The post, with author, category and tags.</summary>
    public Post Post { get; private set; } = null!;

    /// <summary>What stands around it.</summary>
    public PostSurroundings Around { get; private set; } = new();

    /// <summary>All of it, as the page shows it.</summary>
    public PostArticle Article { get; private set; } = null!;

    /// <summary>Looks the request's path up as it came: the route's own value would have lost a final slash.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var match = await addresses.FindAsync(Request.Path.Value ?? "/", now, cancellationToken);
        if (match.RedirectTo is { } elsewhere)
        {
            return this.Moved(site.Local(elsewhere) + Request.QueryString);
        }

        if (match.PostId is not { } id)
        {
            return NotFound();
        }

        Post = await db.Posts.AsNoTracking().Published(now).Include(post => post.Author).Include(post => post.Category).Include(post => post.Tags).SingleAsync(post => post.Id == id, cancellationToken);
        Around = await PostSurroundings.FindAsync(db, related, Post, site, now, cancellationToken);
        Article = Around.Dress(PostArticle.Of(Post, now)) with
        {
            AuthorName = Post.Author!.Name,
            Href = Post.Address.Href,
            IsOld = site.Settings.AgeNotice && !Post.Evergreen && Post.Kind == PostKind.Post && now - Post.UpdatedAt > Old,
        };
        Frame();
        return Page();
    }

    private void Frame()
    {
        site.Speak(Post.Language);
        site.Title = Post.Title;
        site.Description = Post.Description ?? Excerpt(Post.PlainText);
        site.Canonical = Post.Address.Href;
        site.Section = Post.Kind == PostKind.Page ? Post.Address.Value : null;
        site.NoIndex = Post.Hidden;
        site.HasFormulas = Post.BodyHtml.HasFormulas;
        site.Share = Around.Image;
        site.Article = Post.Kind == PostKind.Post ? new ArticleFacts(Post.PublishedAt!.Value, Post.UpdatedAt, [.. Post.Tags.OrderBy(tag => tag.Id).Select(tag => tag.Name)]) : null;
        site.Data = Post.Hidden ? null : PostData.Of(Post, Around, site);
        if (Around.Translations.Count > 0)
        {
            site.Alternates = [(site.Language, Post.Address.Href), .. Around.Translations.Select(row => (site.Settings.LanguageOf(row.Language), row.Address.Href))];
            site.AlternateDefault = site.Alternates.FirstOrDefault(one => one.Language == site.Settings.Main, site.Alternates[0]).Path;
        }
    }

    /// <summary>The first words, on one line, for search engines.</summary>
    private static string Excerpt(string text)
    {
        const int Length = 150;
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= Length ? line : line[..(char.IsHighSurrogate(line[Length - 1]) ? Length - 1 : Length)].TrimEnd() + "…";
    }
}

using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading;

/// <summary>A post or page at its own address, whatever its form; any other spelling is sent there for good.</summary>
[OutputCache(PolicyName = PublicPagePolicy.Name)]
public sealed class PostModel(BlogDb db, AddressBook addresses, SiteContext site, TimeProvider clock) : PageModel
{
    /// <summary>The post, with category and tags.</summary>
    public Post Post { get; private set; } = null!;

    /// <summary>The same text in other languages.</summary>
    public IReadOnlyList<PostRow> Translations { get; private set; } = [];

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

        Post = await db.Posts.AsNoTracking().Published(now).Include(post => post.Category).Include(post => post.Tags).SingleAsync(post => post.Id == id, cancellationToken);
        await FindNeighboursAsync(now, cancellationToken);
        Frame();
        return Page();
    }

    private async Task FindNeighboursAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (group, language, at) = (Post.TranslationGroup, Post.Language, Post.PublishedAt!.Value);
        if (group is not null)
        {
            Translations = await PostRow.Of(db.Posts.Published(now).Where(post => !post.Hidden && post.TranslationGroup == group && post.Language != language).OrderBy(post => post.Language)).ToListAsync(cancellationToken);
        }

        Article = PostArticle.Of(Post, at) with { Translations = Translations };
        if (Post.Kind == PostKind.Post && !Post.Hidden)
        {
            var listed = db.Posts.Published(now).Listed().In(language);
            Article = Article with
            {
                Previous = await PostRow.Of(listed.Before(at, Post.Id)).FirstOrDefaultAsync(cancellationToken),
                Next = await PostRow.Of(listed.After(at, Post.Id)).FirstOrDefaultAsync(cancellationToken),
            };
        }
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
        if (Translations.Count > 0)
        {
            site.Alternates = [(site.Settings.LanguageOf(Post.Language), Post.Address.Href), .. Translations.Select(row => (site.Settings.LanguageOf(row.Language), row.Address.Href))];
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

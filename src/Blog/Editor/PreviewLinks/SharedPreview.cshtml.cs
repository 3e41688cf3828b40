using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Editor.Previews;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.PreviewLinks;

/// <summary>
/// An unpublished post, for anyone with a link to it: the public layout, renderer and stylesheet, with a notice above. Unknown, expired and
/// revoked links all give the same 404 page.
/// </summary>
public sealed class SharedPreviewModel(
    PreviewLinkStore links,
    SlidingWindowLimiter limiter,
    PreviewCache cache,
    PreviewRenderer previews,
    BlogDb db,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    /// <summary>For each client address: a token cannot be guessed, but attempts must not put load on the blog either.</summary>
    public static readonly RateLimit WrongLinks = new("wrong preview links", permits: 30, TimeSpan.FromMinutes(10));

    public PageHead Head =>
        new()
        {
            Title = PostTitle,
            Description = "",
            Language = Language,
            NoIndex = true,
            HasFormulas = Article?.Body.HasFormulas == true,
        };

    /// <summary>BCP 47 tag of the page's language: that of the post, where the site has it.</summary>
    public string Language { get; private set; } = "";

    /// <summary>The post as readers will see it; null where its text exceeds a limit.</summary>
    public PostArticle? Article { get; private set; }

    public string PostTitle { get; private set; } = "";

    /// <summary>When the link expires, in the site's zone.</summary>
    public string Until { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync([FromRoute] string token, CancellationToken cancellationToken)
    {
        var guess = limiter.TryAcquire(WrongLinks, ClientAddress.Partition(HttpContext.Connection.RemoteIpAddress));
        if (guess.RetryAfter is { } wait)
        {
            Response.SetRetryAfter(wait);
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (await links.FindAsync(token, cancellationToken) is not { } open)
        {
            return NotFound();
        }

        guess.GiveBack();

        if (open.Edit is null && open.Post.IsPublic(clock.GetUtcNow()))
        {
            return Redirect(site.Local(open.Post.Address.Href)); // a temporary redirect: the next edit appears behind the same link
        }

        await FillAsync(open, cancellationToken);
        return Page();
    }

    private async Task FillAsync(OpenedPreview open, CancellationToken cancellationToken)
    {
        var (post, edit) = (open.Post, open.Edit);
        Article = edit is null ? PostArticle.Of(post, clock.GetUtcNow()) : await OfAsync(post, edit, cancellationToken);
        Language = site.Settings.LanguageOf(edit?.Draft.Language ?? post.Language).Tag;
        PostTitle = edit?.Title.Trim() ?? post.Title;
        PostTitle = PostTitle.Length > 0 ? PostTitle : EditTexts.Of(Language).Untitled;
        Article = Article is null
            ? null
            : Article with
            {
                Title = PostTitle,
                Language = Language,
                Around = new PostSurroundings { Translations = await TranslationsAsync(post, Language, cancellationToken) },
            };
        Article = Article?.WithPlayers(site, HttpContext);
        var local = TimeZoneInfo.ConvertTime(open.Until, site.Settings.Zone);
        Until = $"{local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} ({ZonedTime.Offset(local.Offset)})";
    }

    /// <summary>The unsaved text, rendered as saving would.</summary>
    private async Task<PostArticle?> OfAsync(Post post, PendingEdit edit, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{edit.Version}.{edit.StartedAt.ToUnixTimeMilliseconds()}.{post.Version}");
        var made = await cache.GetAsync(
            post.Id,
            name,
            () => previews.MakeAsync(edit.Draft, post, CancellationToken.None),
            cancellationToken
        );
        return made.Preview is not { } preview
            ? null
            : new PostArticle
            {
                Title = preview.Title,
                Language = preview.Language,
                IsPost = edit.Draft.Kind == PostKind.Post,
                PublishedAt = preview.Card.PublishedAt,
                UpdatedAt =
                    post.State != PostState.Published ? preview.Card.PublishedAt
                    : edit.Draft.MinorEdit ? post.UpdatedAt
                    : edit.UpdatedAt,
                CategoryName = preview.Card.CategoryName,
                CategoryPath = string.IsNullOrEmpty(preview.Card.CategoryPath) ? null : preview.Card.CategoryPath,
                Words = preview.Words,
                Minutes = preview.Minutes,
                Contents = preview.Contents,
                Body = preview.Body,
                Tags =
                [
                    .. DraftLoader
                        .ReadTags(edit.Draft.Tags, post)
                        .Distinct(StringComparer.Ordinal)
                        .Select(tag => (tag, Slug.From(tag, "tag").Value)),
                ],
            };
    }

    private async Task<IReadOnlyList<PostRow>> TranslationsAsync(Post post, string language, CancellationToken cancellationToken)
    {
        var group = post.TranslationGroup;
        return group is null
            ? []
            : await PostRow
                .Of(
                    db.Posts.Published(clock.GetUtcNow())
                        .Where(other => !other.Hidden && other.TranslationGroup == group && other.Language != language)
                        .OrderBy(other => other.Language)
                )
                .ToListAsync(cancellationToken);
    }
}

using System.Security.Claims;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media.Library;
using Blog.Data.Posts;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Media;

/// <summary>Where images are used: in texts and covers, saved or in pending edits; in settings and as pictures of authors.</summary>
public sealed class MediaUsage(BlogDb db, SitePictures pictures, SiteContext site, TimeProvider clock)
{
    /// <summary>Where one image is used, as far as the person may know.</summary>
    public async Task<UsesOfOne> OfAsync(string id, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var typed = await db.PendingEdits.AsNoTracking().Select(edit => new { edit.PostId, edit.Draft }).ToListAsync(cancellationToken);
        var inEdits = typed
            .Where(edit =>
                edit.Draft.Markdown.Contains(id, StringComparison.Ordinal) || edit.Draft.Cover.Contains(id, StringComparison.Ordinal)
            )
            .Select(edit => edit.PostId)
            .ToList();
        var posts = await db
            .Posts.Where(post => post.Markdown.Contains(id) || (post.Cover != null && post.Cover.Contains(id)) || inEdits.Contains(post.Id))
            .OrderByDescending(post => post.UpdatedAt)
            .ThenByDescending(post => post.Id)
            .Select(post => new Found(
                post.Id,
                post.Title,
                post.Language,
                post.Address,
                post.State,
                post.PublishedAt,
                post.AuthorId,
                post.Markdown.Contains(id),
                post.Cover != null && post.Cover.Contains(id)
            ))
            .ToListAsync(cancellationToken);
        var (now, mine, all) = (clock.GetUtcNow(), person.AuthorId, person.IsOwner);
        var known = posts.Where(post => all || post.AuthorId == mine || (IsPublic(post, now) && (post.InText || post.InCover))).ToList();
        var places = (await pictures.AllAsync(cancellationToken)).Where(use => use.MediaId == id).ToList();
        return new UsesOfOne(
            [
                .. known.Select(post => new Use(
                    post.Title,
                    post.Language,
                    site.Local(
                        all || post.AuthorId == mine
                            ? string.Create(CultureInfo.InvariantCulture, $"/admin/posts/{post.Id}")
                            : post.Address.Href
                    ),
                    StateOf(post, now),
                    post.InCover,
                    !post.InText && !post.InCover
                )),
            ],
            posts.Count - known.Count,
            places,
            all || (posts.All(post => post.AuthorId == mine) && places.All(use => use.AuthorId == mine))
        );
    }

    private static bool IsPublic(Found post, DateTimeOffset now) => post.State == PostState.Published && post.PublishedAt <= now;

    private static string StateOf(Found post, DateTimeOffset now) =>
        post.State switch
        {
            PostState.Published => IsPublic(post, now) ? "live" : "due",
            PostState.Trash => "trash",
            _ => "draft",
        };

    private sealed record Found(
        int Id,
        string Title,
        string Language,
        PostAddress Address,
        PostState State,
        DateTimeOffset? PublishedAt,
        int AuthorId,
        bool InText,
        bool InCover
    );
}

/// <param name="Known">The posts that the person may see.</param>
/// <param name="Others">The number of other posts.</param>
/// <param name="Places">Its uses outside posts.</param>
/// <param name="MayChange">Whether the person may replace or delete the image: an owner, or nobody else uses it.</param>
public sealed record UsesOfOne(IReadOnlyList<Use> Known, int Others, IReadOnlyList<SitePicture> Places, bool MayChange)
{
    public bool Any => Known.Count + Others + Places.Count > 0;
}

/// <summary>A post that uses an image.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Href">Its editor; for another author's post, the post itself.</param>
/// <param name="State"><c>live</c>, <c>due</c>, <c>draft</c> or <c>trash</c>.</param>
/// <param name="AsCover">Whether it is the cover.</param>
/// <param name="OnlyTyped">Whether only the pending edit uses it.</param>
public sealed record Use(string Title, string Language, string Href, string State, bool AsCover, bool OnlyTyped);

using Blog.Data;
using Blog.Data.Editing;
using Blog.Rendering;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.Editing;

/// <summary>Writes a stored post as its author would type it.</summary>
public sealed class StoredWriting(BlogDb db, CategoryNames categories, Translations translations, PostPlanner planner, SiteContext site, TimeProvider clock)
{
    /// <summary>What stands in the form of a post without pending edit.</summary>
    /// <param name="post">With its tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Writing> OfAsync(Post post, CancellationToken cancellationToken) => new()
    {
        Title = post.Title,
        Markdown = TextLimits.Normalize(post.Markdown),
        Language = post.Language,
        Kind = post.Kind,
        Address = await FollowsTitleAsync(post, cancellationToken) ? "" : post.Address.Value,
        Category = await categories.DisplayAsync(post.CategoryId, cancellationToken),
        Tags = TagsOf(post),
        Description = TextLimits.Normalize(post.Description ?? ""),
        Cover = post.Cover ?? "",
        Series = post.Series ?? "",
        PublishAt = PublishAtOf(post),
        TranslationOf = await translations.CounterpartAsync(post, cancellationToken),
        Pinned = post.Pinned,
        Hidden = post.Hidden,
        CommentsOpen = post.CommentsOpen,
        Evergreen = post.Evergreen,
    };

    /// <summary>Its tags, as typed.</summary>
    public static string TagsOf(Post post) => string.Join("，", post.Tags.OrderBy(tag => tag.Id).Select(tag => tag.Name));

    /// <summary>Its time, as typed.</summary>
    public string PublishAtOf(Post post) => post.PublishedAt is { } at ? ZonedTime.Format(at, site.Settings.Zone) : "";

    /// <summary>Whether the address of a post is still the program's own proposal: it then follows the title, as long as no reader knows it.</summary>
    public async Task<bool> FollowsTitleAsync(Post post, CancellationToken cancellationToken) =>
        post.State != PostState.Published
        && !(post.PublishedAt <= clock.GetUtcNow())
        && PostPlanner.IsNumbered(post.Address.Value, planner.Suggest(post.Title, post.Language, site.Settings))
        && !await WasPublicAsync(post, cancellationToken);

    /// <summary>Whether readers have ever seen it, as its history tells.</summary>
    public Task<bool> WasPublicAsync(Post post, CancellationToken cancellationToken) =>
        db.Revisions.AnyAsync(revision => revision.PostId == post.Id && revision.Kind == RevisionKind.Publish, cancellationToken);
}

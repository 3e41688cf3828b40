using Blog.Data.Settings;
using Blog.Rendering.Text;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>Converts a stored post to the form its author would type it in.</summary>
public sealed class DraftLoader(BlogDb db, CategoryNames categories, Translations translations, PostPlanner planner, TimeProvider clock)
{
    /// <summary>The content of a post's form: its pending edit if there is one, otherwise the post itself.</summary>
    public async Task<PostDraft> OfAsync(OpenPost open, CancellationToken cancellationToken) =>
        open.Edit?.Draft ?? await OfAsync(open.Post, cancellationToken);

    /// <summary>The content of the form of a post without a pending edit.</summary>
    /// <param name="post">The post, with its tags loaded.</param>
    public async Task<PostDraft> OfAsync(Post post, CancellationToken cancellationToken)
    {
        var settings = await SettingsAsync(cancellationToken);
        return new PostDraft(post.ToContent())
        {
            Markdown = TextLimits.Normalize(post.Markdown),
            Description = TextLimits.Normalize(post.Description ?? ""),
            Address = await FollowsTitleAsync(post, settings, cancellationToken) ? "" : post.Address.Value,
            Category = await categories.DisplayAsync(post.CategoryId, cancellationToken),
            Tags = TagsOf(post),
            PublishAt = PublishAtOf(post, settings),
            TranslationOf = await translations.CounterpartAsync(post, cancellationToken),
        };
    }

    public static string TagsOf(Post post) => string.Join("，", post.Tags.OrderBy(tag => tag.Id).Select(tag => tag.Name));

    /// <summary>The typed tag names. An unchanged list stands for the post's current tags, since a tag name may contain a comma.</summary>
    public static IReadOnlyList<string> ReadTags(string typed, Post? post) =>
        post is not null && string.Equals(typed, TagsOf(post), StringComparison.Ordinal)
            ? [.. post.Tags.OrderBy(tag => tag.Id).Select(tag => tag.Name)]
            : PostDraft.SplitTags(typed);

    public static string PublishAtOf(Post post, SiteSettings settings) =>
        post.PublishedAt is { } at ? ZonedTime.Format(at, settings.Zone) : "";

    /// <summary>
    /// Whether the post's address is still the generated one; it then follows the title until the post is first published.
    /// </summary>
    public async Task<bool> FollowsTitleAsync(Post post, CancellationToken cancellationToken) =>
        await FollowsTitleAsync(post, await SettingsAsync(cancellationToken), cancellationToken);

    /// <summary>Whether the post has ever been public, according to its revisions.</summary>
    public Task<bool> WasPublicAsync(Post post, CancellationToken cancellationToken) =>
        db.Revisions.AnyAsync(revision => revision.PostId == post.Id && revision.Kind == RevisionKind.Publish, cancellationToken);

    private Task<SiteSettings> SettingsAsync(CancellationToken cancellationToken) =>
        db.Settings.AsNoTracking().SingleAsync(cancellationToken);

    private async Task<bool> FollowsTitleAsync(Post post, SiteSettings settings, CancellationToken cancellationToken) =>
        post.State != PostState.Published
        && !(post.PublishedAt <= clock.GetUtcNow())
        && PostPlanner.IsNumbered(post.Address.Value, planner.Suggest(post.Title, post.Language, settings))
        && !await WasPublicAsync(post, cancellationToken)
        && !await FollowsOriginalAsync(post, settings, cancellationToken);

    /// <summary>Whether a translation has the address of its original, which it keeps when its title is translated.</summary>
    private async Task<bool> FollowsOriginalAsync(Post post, SiteSettings settings, CancellationToken cancellationToken)
    {
        var (group, id) = (post.TranslationGroup, post.Id);
        return group is not null
            && (
                await db
                    .Posts.Where(other => other.TranslationGroup == group && other.Id < id)
                    .Select(other => other.Address)
                    .ToListAsync(cancellationToken)
            ).Exists(original =>
                PostPlanner.IsNumbered(post.Address.Value, PostPlanner.SuggestTranslation(original, post.Language, settings))
            );
    }
}

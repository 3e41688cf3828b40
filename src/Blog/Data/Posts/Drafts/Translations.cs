using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>Finds and links posts and their translations, which share a translation group.</summary>
public sealed class Translations(BlogDb db, OpenPosts posts)
{
    private const int Proposals = 200;

    /// <summary>Id of the translation that the editor shows for a post; null if it has none.</summary>
    public async Task<int?> CounterpartAsync(Post post, CancellationToken cancellationToken)
    {
        var (group, language, id) = (post.TranslationGroup, post.Language, post.Id);
        return group is null
            ? null
            : await db
                .Posts.Where(other => other.TranslationGroup == group && other.Language != language && other.Id != id)
                .OrderBy(other => other.Id)
                .Select(other => (int?)other.Id)
                .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Posts in other languages without a translation into this one, newest first, preceded by the current choice.</summary>
    public async Task<IReadOnlyList<Choice>> ChoicesAsync(
        Actor actor,
        string language,
        int? chosen,
        int? self,
        CancellationToken cancellationToken
    ) =>
        await posts
            .Of(actor)
            .Where(post =>
                post.Id == chosen
                || (
                    post.Language != language
                    && post.Id != self
                    && post.State != PostState.Trash
                    && (
                        post.TranslationGroup == null
                        || !db.Posts.Any(other =>
                            other.TranslationGroup == post.TranslationGroup && other.Language == language && other.Id != self
                        )
                    )
                )
            )
            .OrderByDescending(post => post.Id == chosen)
            .ThenByDescending(post => post.PublishedAt ?? post.CreatedAt)
            .Take(Proposals)
            .Select(post => new Choice(post.Id, post.Title, post.Language))
            .ToListAsync(cancellationToken);

    /// <summary>Finds the translation group for linking a post to a counterpart.</summary>
    /// <param name="actor">Who is linking.</param>
    /// <param name="counterpartId">Row id of the counterpart.</param>
    /// <param name="language">Language of the post.</param>
    /// <param name="self">Row id of the post; null if it is new.</param>
    /// <returns>The group, a new one if the counterpart has none yet; null if the two cannot be translations of each other.</returns>
    public async Task<string?> GroupAsync(Actor actor, int counterpartId, string language, int? self, CancellationToken cancellationToken)
    {
        var other = await posts
            .Of(actor)
            .Where(post => post.Id == counterpartId && post.Id != self)
            .Select(post => new { post.Language, post.TranslationGroup })
            .FirstOrDefaultAsync(cancellationToken);
        if (other is null || other.Language == language)
        {
            return null;
        }

        return other.TranslationGroup is not { } group ? Guid.NewGuid().ToString("N")
            : await db.Posts.AnyAsync(
                post => post.TranslationGroup == group && post.Language == language && post.Id != self,
                cancellationToken
            )
                ? null
            : group;
    }

    /// <summary>A possible counterpart.</summary>
    public sealed record Choice(int Id, string Title, string Language);
}

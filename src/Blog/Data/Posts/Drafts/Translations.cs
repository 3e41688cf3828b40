using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>Posts and their counterparts in other languages, which share a group.</summary>
public sealed class Translations(BlogDb db, OpenPosts posts)
{
    private const int Proposals = 200;

    /// <summary>The counterpart that the editor shows for a post; null where it has none.</summary>
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

    /// <summary>Posts of other languages that have none in this one, the newest first, and the one that is chosen already.</summary>
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

    /// <summary>What a post must share with its wished counterpart.</summary>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="wished">The counterpart.</param>
    /// <param name="language">Language of the post.</param>
    /// <param name="self">The post; null where it is new.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The group, made up where the counterpart has none yet; null where the two cannot be a pair.</returns>
    public async Task<string?> GroupAsync(Actor actor, int wished, string language, int? self, CancellationToken cancellationToken)
    {
        var other = await posts
            .Of(actor)
            .Where(post => post.Id == wished && post.Id != self)
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

    /// <summary>A post that could be the counterpart.</summary>
    public sealed record Choice(int Id, string Title, string Language);
}

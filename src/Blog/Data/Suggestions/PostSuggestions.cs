using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Rendering.FromHtml.Inlines;
using Blog.Rendering.Text;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Suggestions;

/// <summary>Posts of the blog to link to: those that an author may edit, and all that are public.</summary>
public sealed class PostSuggestions(BlogDb db, PinyinNames pinyin, TimeProvider clock)
{
    private const int Shown = 12;

    /// <summary>So many of the newest are looked through.</summary>
    private const int Most = 20_000;

    /// <summary>The posts whose title or address fits, best first, then the newest.</summary>
    /// <param name="typed">Words of the title, also in pinyin, or a part of the address; empty for the newest.</param>
    /// <param name="self">Row id of the post that is being written, which does not link to itself; null for none.</param>
    public async Task<IReadOnlyList<PostSuggestion>> FindAsync(string typed, Actor actor, int? self, CancellationToken cancellationToken)
    {
        var (now, mine, all) = (clock.GetUtcNow(), actor.AuthorId, actor.IsOwner);
        var rows = await db
            .Posts.AsNoTracking()
            .InTrash(false)
            .Where(post =>
                post.Id != self
                && (all || post.AuthorId == mine || (post.State == PostState.Published && post.PublishedAt <= now && !post.Hidden))
            )
            .OrderByDescending(post => post.UpdatedAt)
            .ThenByDescending(post => post.Id)
            .Take(Most)
            .Select(post => new Row(
                post.Title,
                post.Address,
                post.State == PostState.Published && post.PublishedAt <= now,
                post.State == PostState.Published
            ))
            .ToListAsync(cancellationToken);
        if (typed.Length > 0 && NameMatch.IsSpelling(typed))
        {
            pinyin.Spell(rows.Select(row => row.Title));
        }

        return
        [
            .. rows.Select(row => (Row: row, Rank: RankOf(typed, row)))
                .Where(found => found.Rank is not null)
                .OrderBy(found => found.Rank) // stable: the newest first
                .Take(Shown)
                .Select(found => Suggestion(found.Row)),
        ];
    }

    private int? RankOf(string typed, Row row)
    {
        var byTitle = typed.StartsWith('/') ? null : NameMatch.Rank(typed, row.Title, pinyin.WordsOf(row.Title));
        var inAddress = typed.Length > 1 && row.Address.Value.Contains(typed, StringComparison.OrdinalIgnoreCase);
        return byTitle ?? (inAddress || typed == "/" ? 5 : null);
    }

    private static PostSuggestion Suggestion(Row row)
    {
        var path = row
            .Address.Value.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("?", "%3F", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal);
        var href = MarkdownAddress.Of(path) ?? row.Address.Href;
        return new PostSuggestion(row.Title, row.Address.Value, href, MarkdownLabel.Escape(row.Title))
        {
            IsPublic = row.IsPublic,
            IsScheduled = row.IsPublished && !row.IsPublic,
        };
    }

    private sealed record Row(string Title, PostAddress Address, bool IsPublic, bool IsPublished);
}

/// <summary>A post to link to.</summary>
/// <param name="Address">Its decoded path.</param>
/// <param name="Href">The same as a link in Markdown writes it.</param>
/// <param name="Label">The title as a link in Markdown writes it.</param>
public sealed record PostSuggestion(string Title, string Address, string Href, string Label)
{
    /// <summary>Readers find it now.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Readers will find it at a time that is set; a draft if it is neither this nor public.</summary>
    public bool IsScheduled { get; init; }
}

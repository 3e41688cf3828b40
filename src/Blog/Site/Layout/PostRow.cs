using Blog.Data.Addresses;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site.Layout;

/// <summary>A post in a plain list: day and title.</summary>
public sealed record PostRow(string Title, string Language, PostAddress Address, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>BCP 47 tag of the text where it is more exact than the language (<c>zh-TW</c>); otherwise null.</summary>
    public string? LanguageVariant { get; init; }

    /// <summary>Null for a post without translation.</summary>
    public string? TranslationGroup { get; init; }

    /// <summary>The same post in other languages, where the list mixes languages and shows it once.</summary>
    public IReadOnlyList<TranslationLink> Translations { get; init; } = [];

    /// <summary>Projects posts to rows, in their order.</summary>
    public static IQueryable<PostRow> Of(IQueryable<Post> posts) =>
        posts.Select(post => new PostRow(post.Title, post.Language, post.Address, post.PublishedAt!.Value, post.UpdatedAt)
        {
            LanguageVariant = post.LanguageVariant,
            TranslationGroup = post.TranslationGroup,
        });

    /// <summary>The number of rows on one page of a list.</summary>
    public const int PerPage = 100;

    /// <summary>One page of rows, with links to translations where the list mixes languages.</summary>
    /// <param name="posts">In the order of the list.</param>
    /// <param name="published">Posts that are public now: the translations of the listed ones are among them.</param>
    /// <param name="page">One-based.</param>
    public static async Task<List<PostRow>> PageAsync(
        IQueryable<Post> posts,
        IQueryable<Post> published,
        int page,
        SiteContext site,
        CancellationToken cancellationToken
    )
    {
        var rows = await Of(posts.OnPage(site, page, PerPage)).ToListAsync(cancellationToken);
        if (site.ListedLanguage is not null)
        {
            return rows;
        }

        var translations = await TranslationLink.ByGroupAsync(published, rows.Select(row => row.TranslationGroup), cancellationToken);
        return rows.ConvertAll(row => row with { Translations = TranslationLink.Others(translations, row.TranslationGroup, row.Language) });
    }
}

using Blog.Data.Addresses;
using Blog.Data.Posts;

namespace Blog.Site.Layout;

/// <summary>A post in a plain list: day and title.</summary>
public sealed record PostRow(string Title, string Language, PostAddress Address, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt)
{
    public int Id { get; init; }

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
            Id = post.Id,
            LanguageVariant = post.LanguageVariant,
            TranslationGroup = post.TranslationGroup,
        });

    /// <summary>The number of rows on one page of a list.</summary>
    public const int PerPage = 100;
}

using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site.Layout;

/// <summary>A post as listed on the home page and shown in the editor's preview of it.</summary>
public sealed record PostSummary(
    string Title,
    string Language,
    PostAddress Address,
    DateTimeOffset PublishedAt,
    bool Pinned,
    string? CategoryName,
    string? CategoryPath,
    int ReadingMinutes,
    RenderedHtml Summary
)
{
    /// <summary>0 for a preview.</summary>
    public int Id { get; init; }

    /// <summary>BCP 47 tag of the text where it is more exact than the language (<c>zh-TW</c>); otherwise null.</summary>
    public string? LanguageVariant { get; init; }

    /// <summary>Null for a post without translation.</summary>
    public string? TranslationGroup { get; init; }

    /// <summary>The same post in other languages, where the list mixes languages and shows it once.</summary>
    public IReadOnlyList<TranslationLink> Translations { get; init; } = [];

    /// <summary>The summaries of posts.</summary>
    public static Task<List<PostSummary>> ReadAsync(IQueryable<Post> posts, CancellationToken cancellationToken) =>
        posts
            .Select(post => new PostSummary(
                post.Title,
                post.Language,
                post.Address,
                post.PublishedAt!.Value,
                post.Pinned,
                post.Category!.Name,
                post.Category.Path,
                post.ReadingMinutes,
                post.SummaryHtml
            )
            {
                Id = post.Id,
                LanguageVariant = post.LanguageVariant,
                TranslationGroup = post.TranslationGroup,
            })
            .ToListAsync(cancellationToken);
}

using Blog.Data;
using Blog.Data.Posts;
using Blog.Site;
using Blog.Site.Discovery;
using Blog.Site.Layout;

namespace Blog.Reading.Posts;

/// <summary>The head of a post's page, in the post's language.</summary>
internal static class PostHead
{
    public static PageHead Of(Post post, PostSurroundings around, SiteContext request)
    {
        var site = request.In(post.Language);
        var description = post.Description ?? Excerpt(post.PlainText);
        return new PageHead
        {
            Title = post.Title,
            Description = description,
            Language = post.Language,
            Canonical = post.Address.Href,
            Section = post.Kind == PostKind.Page ? post.Address.Value : null,
            NoIndex = post.Hidden,
            HasFormulas = post.BodyHtml.HasFormulas,
            OpensWithFormula = post.BodyHtml.OpensWithFormula,
            Image = around.Image,
            Article =
                post.Kind == PostKind.Post
                    ? new ArticleMetadata(
                        post.PublishedAt!.Value,
                        post.UpdatedAt,
                        [.. post.Tags.OrderBy(tag => tag.Id).Select(tag => tag.Name)]
                    )
                    : null,
            Data = post.Hidden ? null : PostStructuredData.Of(post, description, around, site),
            Alternates = AlternatesOf(post, around, site),
        };
    }

    private static PageAlternates? AlternatesOf(Post post, PostSurroundings around, SiteContext site)
    {
        if (around.Translations.Count == 0)
        {
            return null;
        }

        var pages = around
            .Translations.Select(row => (Language: site.Settings.LanguageOf(row.Language), Path: row.Address.Href))
            .Prepend((Language: site.Language, Path: post.Address.Href))
            .ToList();
        return new PageAlternates(pages, pages.Find(page => page.Language == site.Settings.Main).Path ?? post.Address.Href);
    }

    /// <summary>The beginning of the text, on one line, for search engines.</summary>
    private static string Excerpt(string text) => TextLengths.Shorten(text.ReplaceLineEndings(" ").Trim(), 150);
}

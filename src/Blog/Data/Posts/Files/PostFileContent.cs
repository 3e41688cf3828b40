namespace Blog.Data.Posts.Files;

/// <summary>What a post and its file have in common: its content in the terms of each.</summary>
public static class PostFileContent
{
    /// <summary>The content of a file, without text and cover, which depend on where its images are.</summary>
    /// <param name="language">The site's tag for its language.</param>
    /// <param name="variant">The tag that the file gives, where it says more than <paramref name="language"/>; empty otherwise.</param>
    public static PostContent ToContent(this PostFile file, string language, string variant) =>
        new()
        {
            Kind = file.IsPage ? PostKind.Page : PostKind.Post,
            Language = language,
            LanguageVariant = variant,
            Title = file.Title,
            Markdown = "",
            Description = file.Description ?? "",
            Cover = "",
            Pinned = file.IsPinned,
            Hidden = file.IsHidden,
            CommentsOpen = file.CommentsOpen,
            Evergreen = file.IsEvergreen,
            Series = file.Series ?? "",
            SeriesOrder = file.SeriesOrder,
        };

    /// <summary>The file of a post, without what is not its content: names, addresses and times.</summary>
    public static PostFile ToFile(this PostContent content) =>
        new()
        {
            Title = content.Title,
            Markdown = content.Markdown,
            BodyLine = 1,
            Language = content.LanguageVariant.Length > 0 ? content.LanguageVariant : content.Language,
            NamesLanguage = true,
            IsPage = content.Kind == PostKind.Page,
            Name = "",
            Description = NullIfEmpty(content.Description),
            Cover = NullIfEmpty(content.Cover),
            IsPinned = content.Pinned,
            IsHidden = content.Hidden,
            CommentsOpen = content.CommentsOpen,
            IsEvergreen = content.Evergreen,
            Series = NullIfEmpty(content.Series),
            SeriesOrder = content.SeriesOrder,
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

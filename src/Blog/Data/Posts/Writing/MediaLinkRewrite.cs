using Blog.Data.Media;
using Blog.Rendering;
using Blog.Rendering.Text;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Replaces the address of one of the blog's images in texts, but only as the target of an image or a link, so that prose and code stay
/// unchanged.
/// </summary>
/// <param name="OldId">Id of the image to replace.</param>
/// <param name="NewPath">Path of the new image.</param>
public sealed record MediaLinkRewrite(string OldId, string NewPath)
{
    /// <summary>The text with the new address; unchanged if it does not use the image or exceeds the renderer's limits.</summary>
    public string In(string markdown) =>
        markdown.Contains(OldId, StringComparison.Ordinal) && TextLimits.Check(TextLimits.Normalize(markdown)) is null
            ? MarkdownLinks.Rewrite(markdown, MarkdownLinks.Find(markdown), link => Of(link.Url))
            : markdown;

    /// <summary>The content with the new address.</summary>
    public PostContent In(PostContent content) =>
        content with
        {
            Markdown = In(content.Markdown),
            Cover = Of(content.Cover) ?? content.Cover,
        };

    /// <summary>The draft with the new address.</summary>
    public PostDraft In(PostDraft draft) => (PostDraft)In((PostContent)draft);

    /// <summary>The new path if the address is one of the replaced image; otherwise null.</summary>
    private string? Of(string? address) =>
        MediaFile.PathPattern().Match(address ?? "") is { Success: true, Index: 0 } match
        && string.Equals(match.Groups["id"].Value, OldId, StringComparison.Ordinal)
            ? NewPath
            : null;
}

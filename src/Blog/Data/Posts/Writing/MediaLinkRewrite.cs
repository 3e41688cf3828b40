using Blog.Data.Media;
using Blog.Rendering;
using Blog.Rendering.Text;

namespace Blog.Data.Posts.Writing;

/// <summary>Another address in the place of an own image's, in texts: only where it is the target of an image or a link, so that words and code stay to the letter.</summary>
/// <param name="OldId">The image that goes.</param>
/// <param name="NewPath">Path of the image that comes.</param>
public sealed record MediaLinkRewrite(string OldId, string NewPath)
{
    /// <summary>The text with the other address; as it was where it does not name the image, or breaks the renderer's limits.</summary>
    public string In(string markdown) =>
        markdown.Contains(OldId, StringComparison.Ordinal) && TextLimits.Check(TextLimits.Normalize(markdown)) is null
            ? MarkdownLinks.Rewrite(markdown, MarkdownLinks.Find(markdown), link => Of(link.Url))
            : markdown;

    /// <summary>What is said of a post, with the other address.</summary>
    public PostContent In(PostContent content) =>
        content with
        {
            Markdown = In(content.Markdown),
            Cover = Of(content.Cover) ?? content.Cover,
        };

    /// <summary>What is being typed, with the other address.</summary>
    public PostDraft In(PostDraft draft) => (PostDraft)In((PostContent)draft);

    /// <summary>Where an address of the image leads now; null where it is another's.</summary>
    private string? Of(string? address) =>
        MediaFile.PathPattern().Match(address ?? "") is { Success: true, Index: 0 } match
        && string.Equals(match.Groups["id"].Value, OldId, StringComparison.Ordinal)
            ? NewPath
            : null;
}

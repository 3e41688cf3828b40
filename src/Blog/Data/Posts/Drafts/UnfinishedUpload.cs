using System.Text.RegularExpressions;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Rendering.Text;

namespace Blog.Data.Posts.Drafts;

/// <summary>
/// The mark that the editor of earlier versions put into the text while an image was uploading: <c>![Uploading](uploading-1)</c>. Where the
/// upload failed it stayed, and readers would see a broken image.
/// </summary>
public static partial class UnfinishedUpload
{
    /// <summary>Finds the first mark that would be shown as an image; in code it is text like any other.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="rendered">What it became.</param>
    /// <returns>Its one-based line; 0 if it is not tied to a line; null if there is none.</returns>
    public static int? FindLine(string markdown, RenderedPost rendered)
    {
        if (!rendered.Images.Select(image => image.Source).Concat(rendered.OtherMedia).Any(IsMark))
        {
            return null;
        }

        var text = TextLimits.Normalize(markdown);
        return MarkdownLinks.Find(text).FirstOrDefault(link => link.IsImage && IsMark(link.Url)) is { } found
            ? text.AsSpan(0, found.Start).Count('\n') + 1
            : 0;
    }

    private static bool IsMark(string address) => Mark().IsMatch(address);

    [GeneratedRegex(@"^\s*uploading-[0-9]+\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}

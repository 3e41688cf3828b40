using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>The images that a gallery encloses.</summary>
internal static partial class ImageGroup
{
    /// <summary>A gallery of what a tag encloses: each image is a block of its own, and text between images stays.</summary>
    public static TagPiece Of(string body)
    {
        var blocks = new List<string>();
        foreach (var line in body.Split('\n'))
        {
            var at = 0;
            foreach (Match image in Image().Matches(line))
            {
                Add(line[at..image.Index]);
                blocks.Add(image.Value);
                at = image.Index + image.Length;
            }

            Add(line[at..]);
        }

        return TagPiece.Block(TagMarkdown.Gallery(blocks));

        void Add(string text)
        {
            var words = text.Trim();
            if (
                words.Length == 0
                || words is "-" or "*" or "|"
                || words.StartsWith("<!--", StringComparison.Ordinal)
                || Wrapper().IsMatch(words)
            )
            {
                return;
            }

            blocks.Add(PlainAddress().IsMatch(words) ? TagMarkdown.Image(words) : words);
        }
    }

    [GeneratedRegex(
        """\[!\[[^\]\n]*\]\([^)\n]*\)\]\([^)\n]*\)|!\[[^\]\n]*\]\([^)\n]*\)|<img\b[^>\n]*>""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Image();

    [GeneratedRegex(
        @"^</?(div|p|center|figure|span|a)\b[^>]*>$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Wrapper();

    [GeneratedRegex(
        @"^[^\s\[\]()<>|]+\.(png|jpe?g|gif|webp|avif|svg)(\?[^\s]*)?$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex PlainAddress();
}

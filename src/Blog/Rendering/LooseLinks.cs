using System.Net;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering;

/// <summary>
/// Finds what its author meant as a link or image and Markdown takes for text: targets with blanks (<c>![x](my pic.png)</c>), which many
/// editors write, and sizes (<c>![x](a.png =200x)</c>).
/// </summary>
internal static partial class LooseLinks
{
    /// <summary>Finds them, in order.</summary>
    /// <param name="document">The parsed text, with precise places.</param>
    public static IEnumerable<MarkdownLink> Find(string markdown, MarkdownDocument document)
    {
        if (!markdown.Contains("](", StringComparison.Ordinal))
        {
            yield break;
        }

        var taken = Taken(markdown, document);
        foreach (Match match in Link().Matches(markdown))
        {
            var isEscaped = match.Index > 0 && markdown[match.Index - 1] == '\\';
            var target = match.Groups["target"];
            if (isEscaped || taken[match.Index] || Target().Match(target.Value) is not { Success: true } parts)
            {
                continue;
            }

            var (address, title) = (parts.Groups["address"].Value, parts.Groups["title"]);
            yield return new MarkdownLink(
                WebUtility.HtmlDecode(address.Trim('<', '>')),
                target.Index,
                target.Length,
                match.Value[0] == '!',
                match.Groups["label"].Value,
                InHtml: false
            )
            {
                Written = address,
                IsLoose = true,
                After = title.Success ? " " + title.Value : "",
            };
        }
    }

    /// <summary>The characters that code, formulas, HTML and links are made of; the words of a link are free.</summary>
    private static bool[] Taken(string markdown, MarkdownDocument document)
    {
        var taken = new bool[markdown.Length];
        void Take(int start, int end)
        {
            for (var i = Math.Max(start, 0); i <= end && i < taken.Length; i++)
            {
                taken[i] = true;
            }
        }

        foreach (var item in document.Descendants())
        {
            switch (item)
            {
                case LinkInline link:
                    Take(link.Span.Start, link.FirstChild is { } first ? first.Span.Start - 1 : link.Span.End);
                    Take(link.LastChild is { } last ? last.Span.End + 1 : link.Span.Start, link.Span.End);
                    break;
                case CodeInline or HtmlInline or AutolinkInline or Markdig.Extensions.Mathematics.MathInline:
                case CodeBlock or HtmlBlock or LinkReferenceDefinition:
                    Take(item.Span.Start, item.Span.End);
                    break;
            }
        }

        return taken;
    }

    [GeneratedRegex(
        @"!?\[(?<label>[^\[\]\n]*)\]\((?<target>([^()\n]|\([^()\n]*\))+)\)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Link();

    [GeneratedRegex(
        """^\s*(?<address>\S.*?)(\s+=[0-9]*%?x[0-9]*%?)?(\s+(?<title>"[^"]*"|'[^']*'))?(\s+=[0-9]*%?x[0-9]*%?)?\s*$""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Target();
}

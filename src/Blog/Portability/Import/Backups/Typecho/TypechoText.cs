using System.Text.RegularExpressions;
using Blog.Portability.Import.Backups.WordPress;
using Blog.Rendering.FromHtml;

namespace Blog.Portability.Import.Backups.Typecho;

/// <summary>Turns the texts of Typecho into Markdown.</summary>
internal static partial class TypechoText
{
    private const string MarkdownMark = "<!--markdown-->";

    /// <summary>Markdown as it is; anything else is HTML whose line breaks are meant (var/Utils/AutoP.php).</summary>
    public static HtmlConversion ToMarkdown(string text)
    {
        var isMarkdown = text.StartsWith(MarkdownMark, StringComparison.Ordinal);
        var body = isMarkdown ? text[MarkdownMark.Length..] : text;
        if (isMarkdown)
        {
            return new HtmlConversion(More().Replace(RawHtml().Replace(body.ReplaceLineEndings("\n"), ""), "<!-- more -->", 1), null);
        }

        var parts = More().Split(body, 2).Select(part => HtmlToMarkdown.Convert(Autop.Convert(part.ReplaceLineEndings("\n")))).ToList();
        return new HtmlConversion(
            string.Join("\n\n<!-- more -->\n\n", parts.Select(part => part.Markdown)),
            parts.Select(part => part.Refusal).FirstOrDefault(refusal => refusal is not null)
        );
    }

    [GeneratedRegex(@"<!--\s*more\s*-->", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex More();

    /// <summary>The marks around HTML that is meant as it is; this blog takes it without.</summary>
    [GeneratedRegex(@"^!!![ \t]*$", RegexOptions.Multiline, 1_000)]
    private static partial Regex RawHtml();
}

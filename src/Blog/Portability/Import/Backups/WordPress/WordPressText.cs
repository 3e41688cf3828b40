using System.Net;
using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>The text of a post in Markdown.</summary>
/// <param name="Pages">Number of pages that it had.</param>
/// <param name="Unknown">Names of shortcodes of which only the text was kept.</param>
internal sealed record WordPressBody(string Markdown, int Pages, IReadOnlyList<string> Unknown, IReadOnlyList<string> Warnings);

/// <summary>Turns the texts of WordPress into Markdown.</summary>
internal static partial class WordPressText
{
    public static WordPressBody Convert(string content, WxrItem item, WordPressIndex index)
    {
        return new WordPressBody(content, 1, [], []);
    }

    /// <summary>A title is HTML: marks in it leave their words.</summary>
    public static string TitleOf(string written) => PlainOf(written);

    /// <summary>The words of a short HTML text.</summary>
    public static string PlainOf(string html) => WebUtility.HtmlDecode(Tags().Replace(html, "")).Trim();

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>|<!--.*?-->", RegexOptions.None, matchTimeoutMilliseconds: 500)]
    private static partial Regex Tags();
}

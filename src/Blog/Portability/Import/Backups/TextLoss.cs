using System.Net;
using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups;

/// <summary>
/// Tells of a text that may have lost a part on its way here. An author of hundreds of posts would notice too late what no rule foresaw.
/// </summary>
internal static partial class TextLoss
{
    private const double MostKept = 0.9;

    /// <summary>Whether much fewer letters came out than went in.</summary>
    /// <param name="original">HTML, with shortcodes or not.</param>
    public static bool IsLikely(string original, string markdown)
    {
        var words = WebUtility.HtmlDecode(Tags().Replace(ShortcodeMarks().Replace(Code().Replace(original, ""), ""), ""));
        return words.Count(char.IsLetterOrDigit) * MostKept > markdown.Count(char.IsLetterOrDigit);
    }

    [GeneratedRegex(
        "<script[ >].*?</script|<style[ >].*?</style",
        RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Code();

    [GeneratedRegex("</?[A-Za-z][^<>]*>|<!--.*?-->", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\[/?[A-Za-z][^\[\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex ShortcodeMarks();
}

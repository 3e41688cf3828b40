using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>Escapes what Markdown would take for a mark, so that a text stays the text it is.</summary>
internal static partial class TextEscape
{
    private const string Strict = "`*_[]~=$^<>|{}!&#\\:@+";

    /// <summary>Appends words to a text that ends as it stands.</summary>
    /// <param name="after">The sign that follows the words; a blank for none.</param>
    /// <param name="isStrict">Escapes whatever might be a mark in any place.</param>
    public static void Append(StringBuilder text, string words, char after, bool isStrict)
    {
        var isLineStart = text.Length == 0 || text[^1] == '\n';
        var start = isLineStart ? LineStart(words) : 0;
        if (start > 0)
        {
            AppendPlain(text, words, 0, start - 1, after, isStrict);
            text.Append(words[start - 1] is '[' ? "&#91;" : "\\" + words[start - 1]);
        }

        AppendPlain(text, words, start, words.Length, after, isStrict);
    }

    /// <summary>Words within the brackets of an image.</summary>
    public static string Alternative(string words)
    {
        var text = new StringBuilder("x"); // not at the start of a line
        AppendPlain(text, words.ReplaceLineEndings(" "), 0, words.ReplaceLineEndings(" ").Length, ']', isStrict: true);
        return text.ToString(1, text.Length - 1);
    }

    /// <summary>Words between the quotes of a caption.</summary>
    public static string Caption(string words) =>
        Entity()
            .Replace(words, "&amp;${rest}")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Words in HTML.</summary>
    public static string Html(string words) =>
        words
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static void AppendPlain(StringBuilder text, string words, int from, int to, char after, bool isStrict)
    {
        for (var at = from; at < to; at++)
        {
            var (c, next) = (words[at], at + 1 < words.Length ? words[at + 1] : after);
            var before =
                at > 0 ? words[at - 1]
                : text.Length > 0 ? text[^1]
                : ' ';
            text.Append(
                c switch
                {
                    '\\' when isStrict || next is '(' or ')' or '[' or ']' => "&#92;",
                    '\\' when next == '\n' || char.IsAsciiLetterOrDigit(next) is false => "\\\\",
                    '[' or ']' when isStrict => c == '[' ? "&#91;" : "&#93;",
                    '[' when next == '^' => "&#91;",
                    ']' when next == '(' => "&#93;",
                    '&' when isStrict || MayBeEntity(words, at) => "&amp;",
                    '<' when isStrict || char.IsAsciiLetter(next) || next is '/' or '!' or '?' => "&lt;",
                    '*' or '`' => "\\" + c,
                    '_' when isStrict || !(IsWord(before) && IsWord(next)) => "\\_",
                    '~' when before == '~' || next == '~' => "\\~",
                    '!' when next == '[' => "\\!",
                    _ when isStrict && Strict.Contains(c, StringComparison.Ordinal) => "\\" + c,
                    _ => c.ToString(),
                }
            );
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static bool MayBeEntity(string words, int at) =>
        words.IndexOf(';', at) is >= 0 and var end && end - at <= 33 && Entity().IsMatch(words[at..(end + 1)]);

    /// <summary>One more than the index of the sign that makes something of a line; 0 if nothing does.</summary>
    private static int LineStart(string words)
    {
        var found = Starts().Match(words);
        return found.Success ? found.Groups["sign"].Index + 1 : 0;
    }

    [GeneratedRegex(
        @"^\s*([0-9]{1,9}(?<sign>[.)])(\s|$)|(?<sign>[#>|])|(?<sign>[-+])(\s|$|[-+])|(?<sign>=)=*\s*$|(?<sign>[:~])([:~]|\s)|"
            + @"(?<sign>\$)\$|(?<sign>\[)([ xX]\]|!|[^\]]*\]:))",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Starts();

    [GeneratedRegex("&(?<rest>#?[A-Za-z0-9]{1,31};)", RegexOptions.NonBacktracking)]
    private static partial Regex Entity();
}

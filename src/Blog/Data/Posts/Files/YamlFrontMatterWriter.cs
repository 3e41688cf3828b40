using System.Text;
using System.Text.RegularExpressions;
using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>
/// Writes YAML front matter field by field. YamlDotNet's emitter is not used because it folds long lines, escapes emoji and leaves words
/// such as <c>yes</c> unquoted, depending on its version, whereas this output must never change. The output is read back by YamlDotNet's
/// parser.
/// </summary>
internal sealed partial class YamlFrontMatterWriter
{
    /// <summary>Words that some YAML parsers read as a boolean or null.</summary>
    private static readonly HashSet<string> TypedWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "y",
        "n",
        "yes",
        "no",
        "true",
        "false",
        "on",
        "off",
        "null",
    };

    private readonly StringBuilder _text = new();

    /// <summary>Writes a text, quoted if it would otherwise be read as another type; writes nothing if it is null or empty.</summary>
    public void Text(string key, string? value) => Plain(key, string.IsNullOrEmpty(value) ? null : Quote(value));

    /// <summary>Writes a value that needs no quotes; writes nothing if it is null.</summary>
    public void Plain(string key, string? value)
    {
        if (value is not null)
        {
            _text.Append(key).Append(": ").Append(value).Append('\n');
        }
    }

    /// <summary>Writes a flag if it is true, otherwise nothing.</summary>
    public void Flag(string key, bool value) => Plain(key, value ? "true" : null);

    /// <summary>Writes a list, one item per line; writes nothing if it is empty.</summary>
    public void List(string key, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        _text.Append(key).Append(":\n");
        foreach (var item in items)
        {
            _text.Append("  - ").Append(Quote(item)).Append('\n');
        }
    }

    /// <summary>Writes a category path.</summary>
    /// <param name="key">The field.</param>
    /// <param name="path">From the top level down.</param>
    /// <param name="isFlat">False for a nested list: some tools read a flat list as a path, others as several categories.</param>
    public void Path(string key, IReadOnlyList<string> path, bool isFlat)
    {
        if (isFlat || path.Count < 2)
        {
            List(key, path);
            return;
        }

        _text.Append(key).Append(":\n  - [").AppendJoin(", ", path.Select(Quote)).Append("]\n");
    }

    /// <summary>Writes a field of any form.</summary>
    public void Value(string key, FrontMatterValue value)
    {
        _text.Append(Quote(key)).Append(':');
        Below(value, 1);
    }

    public override string ToString() => _text.ToString();

    /// <summary>
    /// Writes what follows a colon or a hyphen. Nested items start on a new line, since the reader rejects lines with too many indicators.
    /// </summary>
    private void Below(FrontMatterValue value, int depth)
    {
        switch (value)
        {
            case FrontMatterValue.List { Items.Count: > 0 } list:
                _text.Append('\n');
                foreach (var item in list.Items)
                {
                    _text.Append(' ', depth * 2).Append('-');
                    Below(item, depth + 1);
                }

                break;
            case FrontMatterValue.Map { Fields.Count: > 0 } map:
                _text.Append('\n');
                foreach (var (key, inner) in map.Fields)
                {
                    _text.Append(' ', depth * 2).Append(Quote(key)).Append(':');
                    Below(inner, depth + 1);
                }

                break;
            default:
                _text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    /// <summary>Numbers, dates and booleans of foreign fields keep their type for the tool they were written for.</summary>
    private static string Scalar(FrontMatterValue value) =>
        value switch
        {
            FrontMatterValue.Text { Value: var words } => TypedScalar().IsMatch(words) ? words : Quote(words),
            FrontMatterValue.List => "[]",
            _ => "{}",
        };

    private static string Quote(string value) => IsPlain(value) ? value : DoubleQuote(value);

    /// <summary>
    /// Whether every YAML parser reads the unquoted text as this exact string, including in a flow sequence; false if in doubt.
    /// </summary>
    private static bool IsPlain(string value)
    {
        if (value.Length == 0 || value[^1] == ' ' || TypedWords.Contains(value) || Numeric().IsMatch(value))
        {
            return false;
        }

        var before = default(Rune?);
        foreach (var rune in value.EnumerateRunes())
        {
            var isWord = Rune.IsLetterOrDigit(rune) || rune.Value is '/' or '_';
            if (!isWord && (before is not { } last || !IsPlainAfter(last, rune)))
            {
                return false;
            }

            before = rune;
        }

        return true;
    }

    private static bool IsPlainAfter(Rune last, Rune rune) =>
        rune.IsAscii
            ? rune.Value is ' ' or '-' or '.' or '(' or ')' or '+' or '=' or '\'' or '?' or '!' or '&' or '%' or '@'
                || (rune.Value is '#' && last.Value is not ' ')
            : rune.Value is not 0xFFFD && !IsUnseen(Rune.GetUnicodeCategory(rune));

    private static bool IsUnseen(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string DoubleQuote(string value)
    {
        var quoted = new StringBuilder(value.Length + 8).Append('"');
        var bracketsStay = AreBalanced(value);
        foreach (var c in value)
        {
            quoted.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => @"\\",
                    '\n' => @"\n",
                    '\r' => @"\r",
                    '\t' => @"\t",
                    '[' or '{' when !bracketsStay => string.Create(CultureInfo.InvariantCulture, $@"\x{(int)c:X2}"),
                    _ when MustEscape(c) => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)c:X4}"),
                    _ => c.ToString(),
                }
            );
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Characters that are invisible, reverse the text direction or count as a line break.</summary>
    private static bool MustEscape(char c) =>
        char.IsControl(c)
        || c
            is '\u00A0'
                or '\u2028'
                or '\u2029'
                or '\uFEFF'
                or '\uFFFE'
                or '\uFFFF'
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2066' and <= '\u2069');

    /// <summary>The reader counts brackets without regard to quotes: unbalanced and deeply nested ones must be escaped.</summary>
    private static bool AreBalanced(string value)
    {
        const int Deepest = 4;
        var depth = 0;
        foreach (var c in value)
        {
            depth +=
                c is '[' or '{' ? 1
                : c is ']' or '}' ? -1
                : 0;
            if (depth is < 0 or > Deepest)
            {
                return false;
            }
        }

        return depth == 0;
    }

    // 12, 0x1F, 1e5, 12:30, 2020-01-02T03:04:05Z
    [GeneratedRegex(@"^[0-9][0-9A-FXOa-fxoTZ_.:+-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Numeric();

    [GeneratedRegex(
        @"^(true|false|[+-]?[0-9]+(\.[0-9]+)?|"
            + @"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?( ?([+-][0-9]{2}:?[0-9]{2}|Z))?)?)\z",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TypedScalar();
}

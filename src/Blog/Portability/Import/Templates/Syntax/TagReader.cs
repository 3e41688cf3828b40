using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Reads single tags at given places of a text. Every search goes forward only, so that reading all tags stays linear.</summary>
internal sealed partial class TagReader(string text, TagSyntax syntax)
{
    /// <summary>Maximum length of one tag in characters; longer ones are text.</summary>
    private const int MaxLength = 4_000;

    private readonly Dictionary<string, int> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (List<Match> Closings, int Next)> _closings = new(StringComparer.Ordinal);

    /// <summary>How many characters were searched.</summary>
    public long Work { get; private set; }

    /// <summary>The tag that begins at an opening brace; null if there is none.</summary>
    public TagToken? Read(int at) =>
        syntax switch
        {
            TagSyntax.Percent when Follows(at, "{%") => ReadPercent(at),
            TagSyntax.Shortcode when Follows(at, "{{<") => ReadShortcode(at, ">}}"),
            TagSyntax.Shortcode when Follows(at, "{{%") => ReadShortcode(at, "%}}"),
            _ => null,
        };

    /// <summary>The tag that closes another whose inside is not read; null if there is none.</summary>
    public TagToken? FindClosing(TagToken open)
    {
        if (!_closings.TryGetValue(open.Name, out var known))
        {
            var name = Regex.Escape(open.Name);
            var pattern = syntax == TagSyntax.Percent ? @$"\{{%[-+]?\s*end{name}\s*[-+]?%\}}" : @$"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}";
            var options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
            known = (new Regex(pattern, options).Matches(text).ToList(), 0);
        }

        while (known.Next < known.Closings.Count && known.Closings[known.Next].Index < open.End)
        {
            known.Next++;
        }

        _closings[open.Name] = known;
        if (known.Next == known.Closings.Count)
        {
            return null;
        }

        var closing = known.Closings[known.Next];
        return new TagToken(closing.Index, closing.Index + closing.Length, open.Name, "", TagRole.Close);
    }

    /// <summary>The next place of a mark at or behind an offset; -1 if there is none. Offsets must not go back.</summary>
    public int Find(string mark, int from)
    {
        if (_found.TryGetValue(mark, out var known) && (known < 0 || known >= from))
        {
            return known;
        }

        var at = from >= text.Length ? -1 : text.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase);
        Work += (at < 0 ? text.Length : at) - from;
        _found[mark] = at;
        return at;
    }

    private bool Follows(int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;

    /// <summary>Whether another tag begins before this one ends: then this is none.</summary>
    private bool Opens(int from, int end, string mark) => text.AsSpan(from, end - from).Contains(mark, StringComparison.Ordinal);

    private TagToken? ReadPercent(int at)
    {
        var end = Find("%}", at + 2);
        if (
            end < 0
            || end - at > MaxLength
            || Opens(at + 2, end, "{%")
            || TagName().Match(text[(at + 2)..end]) is not { Success: true } tag
        )
        {
            return null;
        }

        var (name, arguments) = (tag.Groups["name"].Value.ToLowerInvariant(), tag.Groups["rest"].Value.Trim());
        var closes = name.Length > 3 && name.StartsWith("end", StringComparison.Ordinal);
        return new TagToken(at, end + 2, closes ? name[3..] : name, arguments, closes ? TagRole.Close : TagRole.Open);
    }

    private TagToken? ReadShortcode(int at, string ends)
    {
        var inner = at + 3;
        if (Follows(inner, "/*"))
        {
            var stop = Find("*/" + ends, inner + 2);
            return stop < 0 || stop - at > MaxLength
                ? null
                : new TagToken(at, stop + 5, "", text[at..inner] + text[(inner + 2)..stop] + ends, TagRole.Escaped);
        }

        var end = Find(ends, inner);
        if (
            end < 0
            || end - at > MaxLength
            || Opens(inner, end, "{{<")
            || Opens(inner, end, "{{%")
            || ShortcodeName().Match(text[inner..end]) is not { Success: true } tag
        )
        {
            return null;
        }

        var arguments = tag.Groups["rest"].Value.Trim();
        var role =
            tag.Groups["slash"].Length > 0 ? TagRole.Close
            : arguments.EndsWith('/') && (arguments.Length == 1 || char.IsWhiteSpace(arguments[^2]) || arguments[^2] is '"') ? TagRole.Alone
            : TagRole.Open;
        return new TagToken(
            at,
            end + 3,
            tag.Groups["name"].Value.ToLowerInvariant(),
            role == TagRole.Alone ? arguments[..^1].Trim() : arguments,
            role
        );
    }

    [GeneratedRegex(
        @"^[-+]?\s*(?<name>[A-Za-z_][A-Za-z0-9_-]*?)(?<rest>[^A-Za-z0-9_-](?:.|\n)*?)?[-+]?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex TagName();

    [GeneratedRegex(
        @"^\s*(?<slash>/\s*)?(?<name>[A-Za-z0-9_][A-Za-z0-9_./-]*?)(?<rest>[\s""'`](?:.|\n)*|/)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex ShortcodeName();
}

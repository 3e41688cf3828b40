using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Rendering.FrontMatters;

/// <summary>The position of the front matter in a file. Lines are zero-based, ends exclusive.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="FirstLine">First line of the front matter itself.</param>
/// <param name="EndLine">The line after its last.</param>
/// <param name="BodyLine">First line of the body.</param>
/// <param name="Braces">False for JSON in the <c>;;;</c> form, which has no braces of its own.</param>
internal sealed partial record FrontMatterBoundaries(FrontMatterFormat Format, int FirstLine, int EndLine, int BodyLine, bool Braces = true)
{
    /// <summary>Fields that distinguish front matter without an opening line from prose above a heading's underline.</summary>
    private static readonly HashSet<string> UsualKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "title",
        "date",
        "tags",
        "tag",
        "categories",
        "category",
        "layout",
        "permalink",
        "description",
        "updated",
        "lang",
        "slug",
        "draft",
        "published",
        "author",
        "comments",
        "toc",
        "mathjax",
        "id",
        "abbrlink",
        "\"title\"",
        "\"date\"",
    };

    /// <summary>Finds the front matter.</summary>
    /// <returns>Why the file cannot be read; null if it can, with or without front matter.</returns>
    public static FrontMatterError? Find(SourceLines lines, out FrontMatterBoundaries? cut)
    {
        cut = null;
        if (lines.Count == 0)
        {
            return null;
        }

        var first = lines[0].TrimEnd();
        if (Ruler(first) is { } sign)
        {
            return Between(lines, sign, first.Length, out cut);
        }

        if (OpensJson(lines))
        {
            return Braced(lines, out cut);
        }

        cut = ClosedOnly(lines);
        return null;
    }

    private static char? Ruler(ReadOnlySpan<char> line) =>
        line.Length >= 3 && line[0] is '-' or '+' or ';' && !line.ContainsAnyExcept(line[0]) ? line[0] : null;

    private static FrontMatterFormat FormatOf(char sign) =>
        sign switch
        {
            '+' => FrontMatterFormat.Toml,
            ';' => FrontMatterFormat.Json,
            _ => FrontMatterFormat.Yaml,
        };

    private static FrontMatterError? Between(SourceLines lines, char sign, int length, out FrontMatterBoundaries? cut)
    {
        var budget = FrontMatter.MaxBytes;
        for (var i = 1; i < lines.Count && !IsFence(lines[i]) && budget >= 0; i++)
        {
            var line = lines[i].TrimEnd();
            var closes = Ruler(line) == sign && line.Length >= length;
            if (closes || (sign == '-' && line is "..."))
            {
                cut = new FrontMatterBoundaries(FormatOf(sign), 1, i, i + 1, Braces: false);
                return null;
            }

            budget -= Encoding.UTF8.GetByteCount(lines[i]) + 1;
        }

        // A rule on the first line of plain text is just a rule.
        cut = null;
        var opened = sign is '+' ? TomlKey().IsMatch(lines[1 % lines.Count]) : Key().IsMatch(lines[1 % lines.Count]);
        return !opened || lines.Count == 1 ? null
            : budget < 0 ? new FrontMatterError("the front matter is longer than 16 KB, or is never closed", 1)
            : new FrontMatterError("the front matter that opens on the first line is never closed", 1);
    }

    private static bool OpensJson(SourceLines lines)
    {
        if (!lines[0].StartsWith('{'))
        {
            return false;
        }

        var rest = lines[0].AsSpan(1).Trim();
        for (var i = 1; rest.IsEmpty && i < lines.Count; i++)
        {
            rest = lines[i].AsSpan().Trim();
        }

        return rest is ['"' or '}', ..];
    }

    private static FrontMatterError? Braced(SourceLines lines, out FrontMatterBoundaries? cut)
    {
        cut = null;
        var (depth, inText, escaped, budget) = (0, false, false, FrontMatter.MaxBytes);
        for (var i = 0; i < lines.Count && budget >= 0; i++)
        {
            budget -= Encoding.UTF8.GetByteCount(lines[i]) + 1;
            foreach (var c in lines[i])
            {
                (inText, escaped) = escaped
                    ? (inText, false)
                    : c switch
                    {
                        '\\' when inText => (true, true),
                        '"' => (!inText, false),
                        _ => (inText, false),
                    };
                depth += inText
                    ? 0
                    : c switch
                    {
                        '{' => 1,
                        '}' => -1,
                        _ => 0,
                    };
            }

            if (depth == 0)
            {
                cut = new FrontMatterBoundaries(FrontMatterFormat.Json, 0, i + 1, i + 1);
                return null;
            }
        }

        return new FrontMatterError("the JSON front matter is longer than 16 KB, or is never closed", 1);
    }

    /// <summary>Hexo treats everything above the first rule as front matter; here only if every line looks like a field.</summary>
    private static FrontMatterBoundaries? ClosedOnly(SourceLines lines)
    {
        var (usual, budget) = (false, FrontMatter.MaxBytes);
        for (var i = 0; i < lines.Count && budget >= 0; i++)
        {
            var line = lines[i].TrimEnd();
            if (Ruler(line) is '-' or ';')
            {
                return usual ? new FrontMatterBoundaries(FormatOf(line[0]), 0, i, i + 1, Braces: false) : null;
            }

            if (Key().Match(line) is { Success: true } key)
            {
                usual |= UsualKeys.Contains(key.Groups["key"].Value.Trim());
            }
            else if (i == 0 || !(line.Length == 0 || line[0] is ' ' or '\t' or '#' or '-' or ']' or '}'))
            {
                return null;
            }

            budget -= Encoding.UTF8.GetByteCount(lines[i]) + 1;
        }

        return null;
    }

    private static bool IsFence(string line) =>
        line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<key>""?[\p{L}_][\p{L}\p{N}_. -]{0,60}""?)\s*[:：]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    internal static partial Regex Key();

    [GeneratedRegex(@"^\s*(\[|[\w""'.-]+\s*=)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TomlKey();
}

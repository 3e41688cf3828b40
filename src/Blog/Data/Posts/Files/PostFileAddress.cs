using System.Text.RegularExpressions;
using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>Old addresses as given in front matter: relative, root-relative, absolute, percent-encoded, with placeholders.</summary>
internal static partial class PostFileAddress
{
    private const int MaxLength = 400;

    /// <summary>Converts an address to the stored form: decoded, with a leading slash, otherwise unchanged.</summary>
    /// <param name="words">As written.</param>
    /// <returns>Exactly one of the two: the path, or why it is invalid.</returns>
    public static (string? Path, string? Error) Read(string words)
    {
        var text = words.Trim();
        if (AbsoluteUrl().IsMatch(text))
        {
            if (!Uri.TryCreate(text.StartsWith("//", StringComparison.Ordinal) ? "https:" + text : text, UriKind.Absolute, out var url))
            {
                return (null, "is not a valid address");
            }

            text = url.AbsolutePath;
        }

        text = Uri.UnescapeDataString(text);
        text = text.StartsWith('/') ? text : "/" + text;
        var segments = text[1..].Split('/');
        return text.Length > MaxLength ? (null, $"is longer than {MaxLength} characters")
            : text.Any(c => char.IsControl(c) || c is '\\' or '\uFFFD') ? (null, "contains invalid characters")
            : segments.Any(segment => segment is "." or "..") || segments.SkipLast(1).Any(segment => segment.Length == 0)
                ? (null, "has empty or dot segments")
            : text == "/" ? (null, "is the address of the home page")
            : (text, null);
    }

    /// <summary>
    /// Formats an address so that reading it gives the same path: readable, encoded only where it would be misinterpreted.
    /// </summary>
    public static string Write(string path)
    {
        var words = path.Replace("%", "%25", StringComparison.Ordinal);
        words = Placeholder().Replace(words, match => "%3A" + match.Value[1..]);
        return words.Length > 0 && char.IsWhiteSpace(words[^1]) ? words[..^1] + Uri.EscapeDataString(words[^1..]) : words;
    }

    /// <summary>Fills in <c>:year</c> and the like, which Hexo and Jekyll allow in a post's own permalink too.</summary>
    /// <returns>Null if a placeholder cannot be resolved.</returns>
    public static string? Expand(string pattern, string name, IEnumerable<string> category, DateTimeOffset? date)
    {
        if (pattern.Length > 2 * MaxLength || !Placeholder().IsMatch(pattern))
        {
            return pattern;
        }

        var unknown = false;
        var path = Placeholder()
            .Replace(
                pattern,
                match =>
                {
                    string? Day(string format) => date?.ToString(format, CultureInfo.InvariantCulture);
                    var value = match.Value switch
                    {
                        ":year" => Day("yyyy"),
                        ":short_year" => Day("yy"),
                        ":month" => Day("MM"),
                        ":i_month" => Day("%M"),
                        ":day" => Day("dd"),
                        ":i_day" => Day("%d"),
                        ":hour" => Day("HH"),
                        ":minute" => Day("mm"),
                        ":second" => Day("ss"),
                        ":title" or ":slug" or ":name" or ":post_title" or ":filename" => name,
                        ":category" or ":categories" => string.Join('/', category),
                        ":output_ext" => ".html",
                        _ => null,
                    };
                    unknown |= value is null;
                    return value ?? "";
                }
            );
        return unknown ? null : path.Replace("//", "/", StringComparison.Ordinal);
    }

    /// <summary>The address requested by a file; null to generate one.</summary>
    public static string? Of(
        PostFilePath file,
        PostFileFields fields,
        string name,
        IReadOnlyList<string> category,
        DateTimeOffset? date,
        List<string> warnings
    )
    {
        var words = fields.Words("permalink", "url");
        if (words is null)
        {
            return file.IsHexoPage ? HexoPageAddress(file) : null;
        }

        var written = Expand(words, name, category, date);
        var (path, error) = written is null ? (null, "contains an unknown placeholder") : Read(written);
        if (error is not null)
        {
            warnings.Add($"address '{words}' {error}: an address is generated instead");
        }

        return path;
    }

    /// <summary>Hexo serves <c>source/about/index.md</c> as <c>/about/</c> and <c>source/x.md</c> as <c>/x.html</c>.</summary>
    private static string? HexoPageAddress(PostFilePath file)
    {
        var below = file.AssetFolder[(file.AssetFolder.IndexOf("source/", StringComparison.Ordinal) + "source/".Length)..];
        return below is "index" ? null : "/" + (file.IsBundle ? below[..^"index".Length] : below + ".html");
    }

    /// <summary>The old addresses listed in a file.</summary>
    public static IReadOnlyList<string> AliasesOf(PostFileFields fields, List<string> warnings)
    {
        var aliases = new List<string>();
        foreach (var value in new[] { fields.Value("aliases"), fields.Value("alias"), fields.Value("redirect_from") })
        {
            foreach (var words in (
                    value is FrontMatterValue.List list ? list.Items
                    : value is null ? []
                    : [value]
                ).Select(PostFileFields.Flat).Where(words => words.Length > 0))
            {
                var (path, error) = Read(words);
                if (error is not null)
                {
                    warnings.Add($"old address '{words}' {error}: left out");
                }
                else
                {
                    aliases.Add(path!);
                }
            }
        }

        return [.. aliases.Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex("^(https?:)?//[^/]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AbsoluteUrl();

    [GeneratedRegex("(?<=^|[/_.-]):[a-z_]+|:output_ext", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Placeholder();
}

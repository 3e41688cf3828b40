using System.Text.RegularExpressions;

namespace Blog.Portability.Import;

/// <summary>Old addresses as heads give them: relative, root-relative, absolute, percent-encoded, with placeholders.</summary>
internal static partial class SourceAddress
{
    private const int MaxLength = 400;

    /// <summary>Brings an address into the stored form: decoded, with a first slash, otherwise to the letter.</summary>
    /// <param name="words">As written.</param>
    /// <returns>Exactly one of the two: the path, or why there is none.</returns>
    public static (string? Path, string? Fault) Read(string words)
    {
        var text = words.Trim();
        if (AbsoluteUrl().IsMatch(text))
        {
            if (!Uri.TryCreate(text.StartsWith("//", StringComparison.Ordinal) ? "https:" + text : text, UriKind.Absolute, out var url))
            {
                return (null, "is no address");
            }

            text = url.AbsolutePath;
        }

        text = Uri.UnescapeDataString(text);
        text = text.StartsWith('/') ? text : "/" + text;
        var segments = text[1..].Split('/');
        return text.Length > MaxLength ? (null, $"is longer than {MaxLength} characters")
            : text.Any(c => char.IsControl(c) || c is '\\' or '\uFFFD') ? (null, "holds characters that no address has")
            : segments.Any(segment => segment is "." or "..") || segments.SkipLast(1).Any(segment => segment.Length == 0) ? (null, "has empty or dot segments")
            : text == "/" ? (null, "is the home page's")
            : (text, null);
    }

    /// <summary>Fills in <c>:year</c> and the like, which Hexo and Jekyll allow in a post's own permalink too.</summary>
    /// <returns>Null where something in it cannot be known here.</returns>
    public static string? Expand(string pattern, string name, IEnumerable<string> category, DateTimeOffset? date)
    {
        if (!Placeholder().IsMatch(pattern))
        {
            return pattern;
        }

        var unknown = false;
        var path = Placeholder().Replace(pattern, match =>
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
        });
        return unknown ? null : path.Replace("//", "/", StringComparison.Ordinal);
    }

    [GeneratedRegex("^(https?:)?//[^/]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AbsoluteUrl();

    [GeneratedRegex("(?<=^|[/_.-]):[a-z_]+|:output_ext", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Placeholder();
}

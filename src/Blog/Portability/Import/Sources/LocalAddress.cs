using System.Text.RegularExpressions;
using Blog.Data.Media;

namespace Blog.Portability.Import.Sources;

/// <summary>Addresses in posts that mean a file or a page of the same site.</summary>
public static partial class LocalAddress
{
    private const int MaxLength = 1_000;

    /// <summary>The decoded path of a local address; null if it is external, invalid, or an image that this blog has already.</summary>
    public static string? PathOf(string url)
    {
        var text = url.Trim();
        return IsLocal(text) ? Decoded(Cut(text)) : null;
    }

    /// <summary>
    /// The decoded paths that a local address may mean, the likeliest first: a sign in a file's name may be written as it is, encoded once
    /// or twice, or with backslashes.
    /// </summary>
    /// <param name="url">Without the escapes of Markdown or HTML.</param>
    /// <param name="written">As it stands in the text.</param>
    /// <returns>Empty if the address is not local.</returns>
    public static IReadOnlyList<string> PathsOf(string url, string written)
    {
        var (text, raw) = (url.Trim(), written.Trim());
        if (!IsLocal(text))
        {
            return [];
        }

        var once = Decoded(Cut(text));
        var paths = new[]
        {
            once,
            Slashed(Cut(text)), // the name itself holds "%20"
            Decoded(text), // or "#" or "?"
            Decoded(once),
            once?.Replace('+', ' '),
            IsLocal(raw) ? Decoded(Cut(raw)) : null, // "images\_a.png" is no escape
            IsLocal(raw) ? Decoded(raw) : null,
        };
        return [.. paths.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Where the fragment of an address begins, with its sign; empty if there is none.</summary>
    public static string FragmentOf(string url)
    {
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 || hash == url.Length - 1 ? "" : url[hash..];
    }

    /// <summary>An address up to its fragment.</summary>
    public static string WithoutFragment(string url) => url.IndexOf('#', StringComparison.Ordinal) is > 0 and var hash ? url[..hash] : url;

    /// <summary>Whether an address names a file on somebody's computer: <c>C:\a.png</c>, <c>file:///home/me/a.png</c>.</summary>
    public static bool IsOnAComputer(string url) => Computer().IsMatch(url.Trim());

    /// <summary>The rest of an absolute address behind one of some hosts, from its slash; null for any other address.</summary>
    /// <param name="hosts">Without port, in their ASCII form.</param>
    public static string? BehindHost(string url, IReadOnlyCollection<string> hosts)
    {
        var text = url.Trim();
        var absolute = text.StartsWith("//", StringComparison.Ordinal) ? "https:" + text : text;
        if (
            hosts.Count == 0
            || !absolute.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            || !Uri.TryCreate(absolute, UriKind.Absolute, out var whole)
            || !hosts.Contains(whole.IdnHost, StringComparer.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        // As written: parsing would decode and encode.
        var start = absolute.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = absolute.AsSpan(start).IndexOfAny('/', '?', '#');
        return end < 0 ? "/"
            : absolute[start + end] == '/' ? absolute[(start + end)..]
            : "/" + absolute[(start + end)..];
    }

    /// <summary>A relative path resolved against the page at an address, as browsers do it; a rooted path as it is.</summary>
    /// <param name="page">Decoded, with a slash at its start.</param>
    /// <param name="path">Decoded.</param>
    public static string Resolve(string page, string path)
    {
        var kept = new List<string>(path.StartsWith('/') ? [] : page[..page.LastIndexOf('/')].Split('/').Skip(1));
        foreach (var segment in path.Split('/').SkipWhile(segment => segment.Length == 0))
        {
            if (segment == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not (".." or "."))
            {
                kept.Add(segment);
            }
        }

        return "/" + string.Join('/', kept);
    }

    private static bool IsLocal(string text) =>
        text.Length is > 0 and <= MaxLength
        && !text.StartsWith("//", StringComparison.Ordinal)
        && text[0] is not ('#' or '?')
        && !(text.StartsWith("/media/", StringComparison.Ordinal) && MediaFile.IdIn(text) is not null)
        // http:, data:, javascript: and the like
        && !(text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && !text.AsSpan(0, colon).ContainsAny('/', '.'));

    private static string Cut(string text)
    {
        var end = text.IndexOfAny(['?', '#']);
        return end < 0 ? text : text[..end];
    }

    private static string? Decoded(string? text) => text is null ? null : Slashed(Uri.UnescapeDataString(text));

    private static string? Slashed(string text)
    {
        var path = text.Replace('\\', '/');
        return path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) ? null : path;
    }

    [GeneratedRegex(@"^(file:|[A-Za-z]:[\\/]|\\\\)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Computer();
}

using System.Buffers;
using System.Text;

namespace Blog.Rendering.Html;

/// <summary>Which addresses are allowed in a post, and how they are printed.</summary>
internal static class UrlPolicy
{
    private static readonly SearchValues<char> Illegal = SearchValues.Create(" \"<>\\^`{|}%[]");

    /// <summary>True for http, https, mailto (links only), relative and fragment addresses.</summary>
    public static bool IsAllowed(string address, bool media)
    {
        var bare = Strip(address);
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        var stop = bare.AsSpan().IndexOfAny("/?#\\");
        if (colon < 0 || (stop >= 0 && stop < colon))
        {
            return true;
        }

        return bare[..colon].ToLowerInvariant() switch
        {
            "http" or "https" => true,
            "mailto" => !media,
            _ => false,
        };
    }

    /// <summary>True if the address names a host, and so leaves the blog.</summary>
    public static bool IsRemote(string address) =>
        address.StartsWith("//", StringComparison.Ordinal)
        || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>A relative address as the page of a post resolves it, from the root; any other as it is.</summary>
    /// <param name="post">The post's address, from the root.</param>
    public static string Resolve(string address, string post)
    {
        var bare = Strip(address);
        var end = bare.AsSpan().IndexOfAny("?#");
        var path = end < 0 ? bare : bare[..end];
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        if (path is ['/' or '\\', ..] || (colon >= 0 && !path.AsSpan(0, colon).Contains('/')))
        {
            return address;
        }

        var rest = end < 0 ? "" : bare[end..];
        if (path.Length == 0)
        {
            return post + rest;
        }

        var kept = new List<string>(post[..(post.LastIndexOf('/') + 1)].Split('/')[..^1]);
        var segments = path.Replace('\\', '/').Split('/');
        foreach (var segment in segments)
        {
            if (segment == ".." && kept.Count > 1)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                kept.Add(segment);
            }
        }

        if (segments[^1] is "." or "..")
        {
            kept.Add(""); // a folder
        }

        return string.Join('/', kept) + rest;
    }

    /// <summary>The address for the page: with the base path, without characters that are invalid in an address.</summary>
    public static string Print(string address, string basePath)
    {
        var trimmed = Strip(address);
        var rooted = trimmed.StartsWith('/') && !trimmed.StartsWith("//", StringComparison.Ordinal) ? basePath + trimmed : trimmed;
        return Encode(rooted.Replace('\\', '/'));
    }

    /// <summary>The same for resources that a page loads: never over plain http, which the page's policy would block.</summary>
    public static string PrintMedia(string address, string basePath)
    {
        var printed = Print(address, basePath);
        if (printed.StartsWith("//", StringComparison.Ordinal))
        {
            return "https:" + printed;
        }

        return printed.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? string.Concat("https://", printed.AsSpan(7)) : printed;
    }

    /// <summary>The host of a frame, for its label; null if the source is not a remote address.</summary>
    public static string? HostOf(string address)
    {
        var bare = Strip(address);
        var absolute = bare.StartsWith("//", StringComparison.Ordinal) ? "https:" + bare : bare;
        return Uri.TryCreate(absolute, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0
            ? uri.IdnHost
            : null;
    }

    // Browsers drop tabs and line breaks anywhere in an address, and spaces and control characters at its ends.
    private static string Strip(string address)
    {
        var kept = new StringBuilder(address.Length);
        foreach (var c in address)
        {
            if (!char.IsControl(c) && c is not ('\u2028' or '\u2029' or '\u200B' or '\uFEFF'))
            {
                kept.Append(c);
            }
        }

        return kept.ToString().Trim();
    }

    private static string Encode(string address)
    {
        if (!address.AsSpan().ContainsAny(Illegal))
        {
            return address;
        }

        var printed = new StringBuilder(address.Length + 16);
        var fragment = false;
        for (var i = 0; i < address.Length; i++)
        {
            var c = address[i];
            var second = c == '#' && fragment;
            fragment |= c == '#';
            var whole = c == '%' && i + 2 < address.Length && char.IsAsciiHexDigit(address[i + 1]) && char.IsAsciiHexDigit(address[i + 2]);
            if (second || (Illegal.Contains(c) && !whole))
            {
                printed.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                printed.Append(c);
            }
        }

        return printed.ToString();
    }
}

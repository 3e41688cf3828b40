using Blog.Data.Addresses;

namespace Blog.Data.Redirects;

/// <summary>Parses a former address as typed or pasted.</summary>
public static class OldPathParser
{
    internal const string Tags = "/tags/";
    internal const string Categories = "/categories/";

    /// <summary>Parses it.</summary>
    /// <param name="written">A path or an absolute URL, percent-encoded or not, with or without query.</param>
    /// <param name="editionCodes">The site's edition codes: a tag's page has one redirect for all editions.</param>
    /// <param name="path">The decoded path.</param>
    /// <returns>Why a redirect is not possible there; null if it is.</returns>
    public static RedirectError? TryRead(string? written, IReadOnlyCollection<string> editionCodes, out string path)
    {
        path = Decode((written ?? "").Trim());
        if (path.Length == 0)
        {
            return RedirectError.Missing;
        }

        path = path.StartsWith('/') ? path : "/" + path;
        if (path == "/")
        {
            return RedirectError.Reserved; // the home page
        }

        if (FindShared(path, editionCodes) is { } shared)
        {
            path = shared;
            return path.Length > TextLengths.Path ? RedirectError.TooLong : null;
        }

        var error = PostAddress.TryCreate(path, editionCodes, out var address);
        path = error is null ? address.Value : path;
        return error switch
        {
            null => null,
            AddressError.TooLong => RedirectError.TooLong,
            AddressError.Reserved => RedirectError.Reserved,
            _ => RedirectError.Malformed,
        };
    }

    /// <summary>The decoded path of an address, without query and fragment.</summary>
    public static string Decode(string text)
    {
        // On Unix, /x is also an absolute file URI.
        var isWhole =
            Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
        var path = isWhole ? uri!.AbsolutePath : text.Split('?', '#')[0];
        var decoded = Uri.UnescapeDataString(path);
        return decoded.Contains('\uFFFD', StringComparison.Ordinal) ? path : decoded;
    }

    /// <summary>The path under which a redirect at it is looked up: that of a tag or category in the one spelling of its address.</summary>
    public static string Canonical(string path, IReadOnlyCollection<string> editionCodes) => FindShared(path, editionCodes) ?? path;

    /// <summary>Whether a path is the current or a possible address of a tag or category.</summary>
    internal static bool IsOfTaxonomy(string path, IReadOnlyCollection<string> editionCodes)
    {
        var shared = FindShared(path, editionCodes);
        return shared is not null && path.EndsWith(PostAddress.KeyOf(shared), StringComparison.Ordinal);
    }

    /// <summary>The canonical address of a tag or category, without edition; null if it is not one.</summary>
    private static string? FindShared(string path, IReadOnlyCollection<string> editionCodes)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var own = segments.Length > 0 && editionCodes.Contains(segments[0], StringComparer.OrdinalIgnoreCase) ? segments[1..] : segments;
        return own switch
        {
            ["tags", var name] when Slug.HasWords(name) => Tags + Slug.From(name, "tag").Value,
            ["categories", _, ..] when own.Skip(1).All(Slug.HasWords) => Categories
                + string.Join('/', own.Skip(1).Select(name => Slug.From(name, "category").Value)),
            _ => null,
        };
    }
}

namespace Blog.Data.Settings;

/// <summary>One link of the navigation.</summary>
/// <param name="Path">A decoded path on this site, relative to the base path (<c>/about</c>), or an absolute <c>https</c> URL.</param>
public sealed record NavigationLink(string Text, string Path)
{
    private const string Elsewhere = "https://";

    /// <summary>Whether it leads to another site.</summary>
    public bool LeadsElsewhere => Path.StartsWith(Elsewhere, StringComparison.Ordinal);

    /// <summary>Parses an address as typed or pasted.</summary>
    /// <param name="written">A path on this site, percent-encoded or not, or an absolute URL.</param>
    /// <param name="home">The public address of this site: URLs below it become paths on this site.</param>
    /// <returns>The address in the form of <see cref="Path"/>; null if invalid.</returns>
    public static string? Read(string written, Uri home)
    {
        var text = written.Trim();
        if (text.Length is 0 or > TextLengths.Line || text.Any(c => char.IsControl(c) || c == '\\'))
        {
            return null;
        }

        if (text[0] == '/')
        {
            return ReadPath(text);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0 || url.UserInfo.Length > 0)
        {
            return null;
        }

        return Below(home, url) is { } path ? ReadPath(path)
            : url.Scheme == Uri.UriSchemeHttps && url.AbsoluteUri.Length <= TextLengths.Line ? url.AbsoluteUri
            : null;
    }

    private static string? Below(Uri home, Uri url)
    {
        var root = home.AbsolutePath.TrimEnd('/') + "/";
        var isHere = Uri.Compare(home, url, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
        return isHere && (url.AbsolutePath + "/").StartsWith(root, StringComparison.Ordinal)
            ? "/" + (url.PathAndQuery + url.Fragment)[Math.Min(root.Length, url.PathAndQuery.Length)..]
            : null;
    }

    /// <summary>Parses a path on this site, percent-encoded or not; null if invalid.</summary>
    /// <remarks>Decoded, since it is encoded on output; never <c>//host</c>, which browsers read as another site.</remarks>
    public static string? ReadPath(string text)
    {
        var path = Uri.UnescapeDataString(text);
        var segments = path.TrimStart('/').Length == path.Length - 1 ? path[1..].Split('/') : [];
        var isPath =
            path.Length <= TextLengths.Path
            && segments.Length > 0
            && !path.Any(c => char.IsControl(c) || c is '\\' or '?' or '#' or '\uFFFD')
            && !segments.SkipLast(1).Any(segment => segment.Length == 0)
            && !segments.Any(segment => segment is "." or "..");
        return isPath ? path : null;
    }
}

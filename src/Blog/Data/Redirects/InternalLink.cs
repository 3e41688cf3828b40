using Blog.Data.Addresses;

namespace Blog.Data.Redirects;

/// <summary>Resolves links in posts to paths within this blog.</summary>
public static class InternalLink
{
    /// <summary>The decoded path of a link target, relative to the base path; null if it is not on this blog.</summary>
    /// <param name="target">As written in the text.</param>
    /// <param name="from">The address of the post that contains it, to resolve relative targets.</param>
    /// <param name="authority">Host and, if not the scheme's default, port of the public address.</param>
    /// <param name="basePath">Path of the public address without a trailing slash; empty at the root of a host.</param>
    public static string? PathOf(string target, PostAddress from, string authority, string basePath)
    {
        target = target.Trim();
        if (target.Length == 0 || target[0] is '#' or '?')
        {
            return null;
        }

        if (target[0] == '/' && !target.StartsWith("//", StringComparison.Ordinal))
        {
            return OldPathParser.Decode(target); // the renderer adds the base path
        }

        var here = new Uri($"http://{authority}{basePath}{from.Href}"); // both schemes work, by a redirect
        if (
            !Uri.TryCreate(here, target, out var to)
            || (to.Scheme != Uri.UriSchemeHttp && to.Scheme != Uri.UriSchemeHttps)
            || !string.Equals(to.Authority, authority, StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var path = Uri.UnescapeDataString(to.AbsolutePath);
        if (basePath.Length == 0)
        {
            return path;
        }

        if (path == basePath)
        {
            return "/";
        }

        return path.StartsWith(basePath + "/", StringComparison.Ordinal) ? path[basePath.Length..] : null; // else another site on the host
    }

    /// <summary>The segments of a path, without the code of an edition where the rest is a page of that edition.</summary>
    public static string[] SegmentsOf(string path, IReadOnlyCollection<string> editionCodes)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isEdition = segments.Length > 0 && editionCodes.Contains(segments[0], StringComparer.Ordinal);
        return isEdition && (segments.Length == 1 || ReservedSegments.All.Contains(segments[1])) ? segments[1..] : segments;
    }
}

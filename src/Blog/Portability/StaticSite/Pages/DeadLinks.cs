using Blog.Site;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>Links of the written pages that lead to nothing of the site.</summary>
internal sealed class DeadLinks(SiteOptions options)
{
    private readonly Dictionary<string, string> _linked = new(StringComparer.Ordinal);

    /// <summary>Takes note of the links of a page.</summary>
    /// <param name="path">Decoded path of the page, without the base path.</param>
    /// <param name="links">As written.</param>
    public void Note(string path, IEnumerable<string> links)
    {
        var page = new Uri(options.Absolute(Data.Addresses.PostAddress.Encode(path)));
        foreach (var link in links)
        {
            if (TargetOf(page, link) is { } target)
            {
                _linked.TryAdd(target, path);
            }
        }
    }

    /// <summary>One line for each address that nothing answers at, with a page that links to it.</summary>
    /// <param name="answers">Whether something is at a decoded path, which has no base path.</param>
    public IReadOnlyList<string> Find(Func<string, bool> answers) =>
        [
            .. _linked
                .Where(link => !answers(link.Key))
                .OrderBy(link => link.Key, StringComparer.Ordinal)
                .Select(link => $"{link.Key} (linked by {link.Value})"),
        ];

    /// <summary>The decoded path that a link on the home page means; null for links elsewhere.</summary>
    public string? PathOf(string link) => TargetOf(new Uri(options.Absolute("/")), link);

    /// <summary>The path that a link of this site means; null for links elsewhere.</summary>
    private string? TargetOf(Uri page, string link)
    {
        if (
            link.StartsWith('#')
            || !Uri.TryCreate(page, link, out var target)
            || (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
            || !string.Equals(target.Authority, options.PublicUrl.Authority, StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var path = Uri.UnescapeDataString(target.AbsolutePath);
        var root = Uri.UnescapeDataString(options.BasePath);
        return root.Length == 0 ? path
            : path == root ? "/"
            : path.StartsWith(root + "/", StringComparison.Ordinal) ? path[root.Length..]
            : null; // another site on the same host
    }
}

using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Links;

/// <summary>Tells what an address in a post means.</summary>
/// <param name="finder">Finds files.</param>
/// <param name="hosts">The hosts of the old site; an address with one of them is local.</param>
/// <param name="root">The path under which the old site was published; another on the same host is another site. Empty for none.</param>
public sealed class LinkResolver(SourceFinder finder, IReadOnlyCollection<string> hosts, string root)
{
    /// <summary>What an image means: a file, or nothing here.</summary>
    /// <param name="url">Without the escapes of Markdown or HTML.</param>
    /// <param name="written">As it stands in the text.</param>
    public LinkTarget ImageOf(LinkPlace from, string url, string written)
    {
        if (Behind(ref url, ref written, out var isBesideRoot) is { } elsewhere)
        {
            return elsewhere;
        }

        var paths = LocalAddress.PathsOf(url, written);
        return paths.Count == 0 ? LinkTarget.Outside
            : finder.Find(from, paths) is { } file ? new LinkTarget { File = file }
            : isBesideRoot ? LinkTarget.Outside
            : new LinkTarget { Lost = SitePath(from, paths[0]) };
    }

    /// <summary>What a link means: a post, a file, or an address to which nothing is known to answer.</summary>
    /// <param name="url">Without the escapes of Markdown or HTML.</param>
    /// <param name="written">As it stands in the text.</param>
    /// <param name="posts">The imported posts.</param>
    public LinkTarget LinkOf(LinkPlace from, string url, string written, LinkedPosts posts)
    {
        if (Behind(ref url, ref written, out var isBesideRoot) is { } elsewhere)
        {
            return elsewhere;
        }

        var paths = LocalAddress.PathsOf(url, written);
        if (paths.Count == 0)
        {
            return LinkTarget.Outside;
        }

        var fragment = LocalAddress.FragmentOf(url);
        if (posts.Find(from, paths) is { } post)
        {
            return new LinkTarget { Post = post, Fragment = fragment };
        }

        if (
            paths[0].Trim('/').Length > 0
            && finder.Find(from, [.. paths, .. paths.Where(path => path.EndsWith('/')).Select(path => path + "index.html")]) is { } file
        )
        {
            return file.Path is not null && posts.OfFile(file.Path) is { } same
                ? new LinkTarget { Post = same, Fragment = fragment }
                : new LinkTarget { File = file };
        }

        var lost = SitePath(from, paths[0]);
        return isBesideRoot
            ? LinkTarget.Outside
            : new LinkTarget
            {
                Lost = lost,
                Likely = paths[0].StartsWith('/') ? posts.FindByName(lost) : null,
                Fragment = fragment,
            };
    }

    /// <summary>Leaves the old site's host out of an address; the answer where nothing else is to be found out.</summary>
    /// <param name="isBesideRoot">Whether it has that host and not the site's root: it may be another site.</param>
    private LinkTarget? Behind(ref string url, ref string written, out bool isBesideRoot)
    {
        isBesideRoot = false;
        if (LocalAddress.IsOnAComputer(url))
        {
            return LinkTarget.OnAComputer;
        }

        if (LocalAddress.BehindHost(url, hosts) is { } rest)
        {
            (url, written) = (rest, LocalAddress.BehindHost(written, hosts) ?? rest);
            isBesideRoot =
                root.Length > 0 && LocalAddress.PathOf(url) is { } path && !(path + "/").StartsWith(root + "/", StringComparison.Ordinal);
        }

        return null;
    }

    private static string SitePath(LinkPlace from, string path) =>
        LocalAddress.Resolve(from.Addresses.Count > 0 ? from.Addresses[0] : "/" + from.File.Path, path);
}

/// <summary>What an address means; at most one of post, file and lost is set.</summary>
public sealed record LinkTarget
{
    /// <summary>Another site, a part of the same page, mail, or an image that is here already.</summary>
    public static readonly LinkTarget Outside = new();

    /// <summary>A file on somebody's computer, which no reader ever saw.</summary>
    public static readonly LinkTarget OnAComputer = new() { IsOnAComputer = true };

    /// <summary>True for <see cref="OnAComputer"/>.</summary>
    public bool IsOnAComputer { get; private init; }

    /// <summary>The file of an imported post.</summary>
    public string? Post { get; init; }

    /// <summary>The fragment of the link, with its sign; may be empty.</summary>
    public string Fragment { get; init; } = "";

    public FoundFile? File { get; init; }

    /// <summary>The path on the old site to which no post and no file answers.</summary>
    public string? Lost { get; init; }

    /// <summary>The file of the only post of that name, where nothing answers.</summary>
    public string? Likely { get; init; }
}

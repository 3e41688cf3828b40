namespace Blog.Portability.Import.Sources;

/// <summary>
/// Finds the files that posts refer to, in every way in which generators and editors write it. Only files below the imported folder and the
/// site's public folders are found, never through symbolic links, so that a link in a post cannot make the import read anything else
/// (security.md B4, B5).
/// </summary>
/// <param name="root">The path under which the old site was published; empty for the root of its host.</param>
public sealed class SourceFinder(SourceFolder folder, string root)
{
    private readonly FileNames _names = new();
    private readonly Dictionary<string, LinkPlace> _byAddress = new(StringComparer.Ordinal);

    /// <summary>Makes the files beside a post known by the post's old addresses.</summary>
    public void Add(LinkPlace post)
    {
        foreach (var address in post.Addresses)
        {
            _byAddress.TryAdd(address.TrimEnd('/'), post);
        }
    }

    /// <summary>Finds the file that a post refers to.</summary>
    /// <param name="paths">The decoded paths that the address may mean, the likeliest first.</param>
    public FoundFile? Find(LinkPlace post, IReadOnlyList<string> paths)
    {
        // Not a list: most files are at the first place.
        var candidates = paths
            .SelectMany(path => Candidates(post, path))
            .Select(Path.GetFullPath)
            .Distinct(StringComparer.Ordinal)
            .Select(path => (Path: path, Root: folder.Allowed(path)))
            .Where(candidate => candidate.Root is not null);
        foreach (var (path, allowed) in candidates)
        {
            if (HoldsBytes(new FileInfo(path)))
            {
                var isBehindLink = SourceFolder.IsBehindLink(path, allowed!);
                if (!isBehindLink && IsTemplate(path))
                {
                    continue;
                }

                return isBehindLink ? new FoundFile(null, null) : new FoundFile(path, folder.WebPath(path));
            }
        }

        foreach (var (path, allowed) in candidates)
        {
            var found = _names.Find(allowed!, path).Where(file => !IsTemplate(file)).ToList();
            if (found.Count > 0)
            {
                return found.Count == 1
                    ? new FoundFile(found[0], folder.WebPath(found[0]))
                    : new FoundFile(null, null) { Others = [.. found.Select(folder.NameOf)] };
            }
        }

        return null;
    }

    private IEnumerable<string> Candidates(LinkPlace post, string path)
    {
        var (own, name) = (Path.GetDirectoryName(folder.PathOf(post.File.Path))!, path.TrimStart('/'));
        if (path.StartsWith('/'))
        {
            if (post.ImageRoot is { } imageRoot)
            {
                yield return Path.Combine(own, imageRoot, name);
            }

            foreach (var file in AtAddress(path))
            {
                yield return file;
            }

            yield return Path.Combine(folder.Root, name);
            yield break;
        }

        yield return Path.Combine(own, name);
        yield return Path.Combine(folder.PathOf(post.File.AssetFolder), name);
        if (post.Resources.TryGetValue(path, out var resource))
        {
            yield return Path.Combine(own, resource);
        }

        foreach (var file in post.Addresses.SelectMany(address => AtAddress(LocalAddress.Resolve(address, name))))
        {
            yield return file;
        }

        foreach (var webRoot in folder.WebRoots)
        {
            yield return Path.Combine(webRoot, name);
        }
    }

    /// <summary>The files that the old site may have served at an address.</summary>
    private IEnumerable<string> AtAddress(string address)
    {
        var isBelowRoot = root.Length > 0 && address.StartsWith(root + "/", StringComparison.OrdinalIgnoreCase);
        foreach (var path in isBelowRoot ? new[] { address[root.Length..], address } : [address])
        {
            foreach (var webRoot in folder.WebRoots)
            {
                yield return Path.Combine(webRoot, path.TrimStart('/'));
            }

            foreach (var file in folder.MountedAt(path))
            {
                yield return file;
            }

            for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
            {
                if (_byAddress.TryGetValue(path[..end], out var post))
                {
                    var rest = path[(end + 1)..];
                    yield return Path.Combine(folder.PathOf(post.File.AssetFolder), rest);
                    yield return Path.Combine(Path.GetDirectoryName(folder.PathOf(post.File.Path))!, rest);
                }
            }
        }
    }

    /// <summary>Also false for pipes and devices: they have no length, and reading one might never end.</summary>
    private static bool HoldsBytes(FileInfo file) => file is { Exists: true, Length: > 0 };

    /// <summary>Whether a page is made from the file, which is no page itself: HTML with a front matter (Jekyll).</summary>
    private static bool IsTemplate(string path)
    {
        if (!path.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]
            is [(byte)'-', (byte)'-', (byte)'-', (byte)'\n' or (byte)'\r'];
    }
}

/// <summary>A file that a post refers to.</summary>
/// <param name="Path">Its path; null if it is behind a symbolic link and not read, or if several files fit.</param>
/// <param name="OldAddress">Its address on the old site; null if it depends on the post.</param>
public sealed record FoundFile(string? Path, string? OldAddress)
{
    /// <summary>The files that fit equally well, relative to the site; empty unless there are several.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}

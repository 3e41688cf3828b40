using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts.Files;
using Blog.Data.Redirects;
using Blog.Images;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Imports the images of posts into the media store, each once per run.</summary>
/// <param name="site">The site that was made of the folder; null for none.</param>
internal sealed partial class ImportedImages(SourceFolder folder, OldSite? site)
{
    private readonly string _root = site?.Root ?? "";
    private readonly Dictionary<string, (string? Path, ImageInfo? Size, string? Refusal, string? Id)> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImageResult> _encoded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>Finds the file of an image; null if the address is external or already one of this blog.</summary>
    public (FoundFile? File, string? Warning)? Find(PostFilePath post, string url)
    {
        if (PathOf(url) is not { } path)
        {
            return null;
        }

        var isBelowRoot = _root.Length > 0 && path.StartsWith(_root + "/", StringComparison.Ordinal);
        return ((isBelowRoot ? folder.Find(post, path[_root.Length..]) : null) ?? folder.Find(post, path)) switch
        {
            null => (null, $"image {url} was not found or is empty"),
            { Path: null } => (null, $"image {url} is behind a symbolic link, which is not followed"),
            { } found => (found, null),
        };
    }

    /// <summary>The decoded path of an address on the old site; null if it is external or invalid.</summary>
    public string? PathOf(string url)
    {
        if (LocalPath(url) is { } local)
        {
            return local;
        }

        var text = url.Trim();
        var whole = text.StartsWith("//", StringComparison.Ordinal) ? "https:" + text : text;
        return
            site?.Host is { } host
            && text.Length <= 1_000
            && whole.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(whole, UriKind.Absolute, out var address)
            && string.Equals(address.IdnHost, host, StringComparison.OrdinalIgnoreCase)
            && (address.AbsolutePath + "/").StartsWith(PostAddress.Encode(_root) + "/", StringComparison.Ordinal)
            ? LocalPath(address.AbsolutePath)
            : null;
    }

    /// <summary>Hash of a file's bytes, so that a changed image counts as a change of its post.</summary>
    public string HashOf(string path)
    {
        if (!_hashes.TryGetValue(path, out var hash))
        {
            try
            {
                using var stream = File.OpenRead(path);
                hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            }
            catch (Exception unreadable) when (ImportWriter.IsOfOneFile(unreadable))
            {
                hash = "unreadable";
            }

            _hashes[path] = hash;
        }

        return hash;
    }

    /// <summary>Reads, sanitizes and stores an image.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="alt">Alternative text.</param>
    /// <param name="store">The media store; null in a dry run.</param>
    public async Task<(string? Path, ImageInfo? Size, string? Refusal)> StoreAsync(
        FoundFile file,
        string alt,
        MediaStore? store,
        CancellationToken cancellationToken
    )
    {
        var path = file.Path!;
        if (!_known.TryGetValue(path, out var stored))
        {
            stored = await ReadAsync(path, alt, store, cancellationToken);
            _known[path] = stored;
        }

        return (stored.Path, stored.Size, stored.Refusal);
    }

    /// <summary>Adds redirects from old addresses to stored images.</summary>
    public async Task RedirectAsync(
        BlogDb db,
        IEnumerable<(FoundFile File, string OldPath)> olds,
        int? runId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        olds = olds.SelectMany(old => _root.Length == 0 ? [old] : new[] { old, (old.File, OldPath: _root + old.OldPath) });
        foreach (var (file, oldPath) in olds.DistinctBy(old => PostAddress.KeyOf(old.OldPath)))
        {
            var (key, id) = (PostAddress.KeyOf(oldPath), _known[file.Path!].Id);
            if (
                id is null
                || IsOutOfReach(key)
                || oldPath.Length > TextLengths.Path
                || db.Redirects.Local.Any(redirect => redirect.PathKey == key)
                || await db.Redirects.AnyAsync(redirect => redirect.PathKey == key, cancellationToken)
            )
            {
                continue;
            }

            var media =
                db.Media.Local.FirstOrDefault(row => row.Id == id) ?? await db.Media.FirstAsync(row => row.Id == id, cancellationToken);
            db.Redirects.Add(Redirect.To(media, oldPath, now).Of(runId));
        }
    }

    /// <summary>
    /// Redirects do not work below protected segments, except in the two file folders, where they apply if no file has that name.
    /// </summary>
    private static bool IsOutOfReach(string key) =>
        key[1..].Split('/')[0] is var first && first is not ("media" or "assets") && ReservedSegments.IsProtected(first);

    /// <summary>Forgets images whose rows were not saved, so that the next post that uses them stores them again.</summary>
    public void Forget(IEnumerable<FoundFile> files)
    {
        foreach (var file in files)
        {
            _known.Remove(file.Path!);
        }
    }

    /// <summary>Encodes images concurrently in advance, so that storing them one by one does not wait.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="withVariants">False in a dry run, which stores nothing.</param>
    public async Task PrepareAsync(IEnumerable<FoundFile> files, bool withVariants, CancellationToken cancellationToken)
    {
        var paths = files
            .Select(file => file.Path!)
            .Where(path => !_known.ContainsKey(path) && !_encoded.ContainsKey(path))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (
            var (path, result) in paths.Zip(await Task.WhenAll(paths.Select(path => EncodeAsync(path, withVariants, cancellationToken))))
        )
        {
            _encoded[path] = result;
        }
    }

    private static async Task<ImageResult> EncodeAsync(string path, bool withVariants, CancellationToken cancellationToken)
    {
        try
        {
            return ImageFile.FindSizeError(new FileInfo(path).Length)
                ?? await MediaStore.EncodeThrottle.RunAsync(
                    async () =>
                    {
                        var result = await ImageFile.ReadAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
                        return withVariants && result.Content is { } content
                            ? result with
                            {
                                Content = await ImageVariants.MakeAsync(content, cancellationToken),
                            }
                            : result;
                    },
                    cancellationToken
                );
        }
        catch (Exception unreadable) when (ImportWriter.IsOfOneFile(unreadable))
        {
            return new ImageResult(null, "cannot be read: " + unreadable.Message);
        }
    }

    private async Task<(string? Path, ImageInfo? Size, string? Refusal, string? Id)> ReadAsync(
        string path,
        string alt,
        MediaStore? store,
        CancellationToken cancellationToken
    )
    {
        var result = _encoded.Remove(path, out var prepared) ? prepared : await EncodeAsync(path, store is not null, cancellationToken);
        if (result.Content is not { } content)
        {
            return (null, null, result.Refusal, null);
        }

        if (store is null)
        {
            var size = content is { Width: { } width, Height: { } height } ? new ImageInfo(width, height) : null;
            return ("/media/dry-run/" + Slug.From(Path.GetFileNameWithoutExtension(path), "image") + content.Extension, size, null, null);
        }

        var media = await store.AddAsync(content, Path.GetFileName(path), alt, cancellationToken);
        return (media.Path, media.ToFacts(), null, media.Id);
    }

    /// <summary>The decoded path of a local address; null if it is external or invalid.</summary>
    public static string? LocalPath(string url)
    {
        var text = url.Trim();
        if (
            text.Length == 0
            || text.StartsWith("//", StringComparison.Ordinal)
            || text.StartsWith('#')
            || (text.StartsWith("/media/", StringComparison.Ordinal) && MediaFile.IdIn(text) is not null) // this blog's own
            || text.Length > 1_000
            || text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && !text.AsSpan(0, colon).ContainsAny('/', '.')
        )
        {
            return null; // http:, data:, javascript: and the like
        }

        var end = text.IndexOfAny(['?', '#']);
        var path = Uri.UnescapeDataString(end < 0 ? text : text[..end]).Replace('\\', '/');
        return path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) ? null : path;
    }

    /// <summary>The name that an image of this address gets here, without extension.</summary>
    public static string NameOf(string url) => Slug.From(Path.GetFileNameWithoutExtension(LocalPath(url) ?? url), "image").Value;

    /// <summary>A text with the names of the blog's own images instead of their addresses.</summary>
    public static string NamesInsteadOfAddresses(string markdown) => OwnImage().Replace(markdown, match => match.Groups["name"].Value);

    [GeneratedRegex(
        @"/media/[0-9a-f]{32}/(?<name>[^/.\s)""'<>]+)\.[A-Za-z0-9]+",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OwnImage();
}

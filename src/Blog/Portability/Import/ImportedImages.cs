using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts.Writing;
using Blog.Data.Redirects;
using Blog.Data.Settings;
using Blog.Images;
using Blog.Images.Attachments;
using Blog.Portability.Import.Sources;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Imports the images of posts into the media store, each once per run.</summary>
internal sealed partial class ImportedImages
{
    private readonly Dictionary<string, (string? Path, ImageInfo? Size, string? Refusal, string? Id)> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImageResult> _encoded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttachmentContent> _attached = new(StringComparer.Ordinal);
    private SiteAttachments? _allowed;
    private HashSet<string>? _stored;

    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

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
            catch (Exception unreadable) when (PostWriter.IsOfOne(unreadable))
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
        var wanted = olds.Select(old => (Key: PostAddress.KeyOf(old.OldPath), old.OldPath, _known[old.File.Path!].Id))
            .Where(old => old.Id is not null && !IsOutOfReach(old.Key) && old.OldPath.Length <= TextLengths.Path)
            .DistinctBy(old => old.Key)
            .ToList();
        var taken = await RedirectKeys.TakenAsync(db, wanted.Select(old => old.Key), cancellationToken);
        var rows = db.Media.Local.ToDictionary(row => row.Id, StringComparer.Ordinal);
        foreach (var (_, oldPath, id) in wanted.Where(old => taken.Add(old.Key)))
        {
            if (!rows.TryGetValue(id!, out var media))
            {
                rows[id!] = media = await db.Media.FirstAsync(row => row.Id == id, cancellationToken);
            }

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
    /// <param name="store">The media store; null in a dry run.</param>
    public async Task PrepareAsync(BlogDb db, IEnumerable<FoundFile> files, MediaStore? store, CancellationToken cancellationToken)
    {
        _allowed ??= (await db.Settings.AsNoTracking().SingleAsync(cancellationToken)).Attachments;
        var withVariants = store is not null;
        var paths = files
            .Select(file => file.Path!)
            .Where(path => !_attached.ContainsKey(path) && !_known.ContainsKey(path) && !_encoded.ContainsKey(path))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (paths.Count == 0)
        {
            return;
        }

        foreach (var path in paths)
        {
            await AttachAsync(path, store, cancellationToken);
        }

        paths.RemoveAll(_attached.ContainsKey);
        _stored ??= (await db.Media.Select(file => file.Id).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        foreach (
            var (path, result) in paths.Zip(await Task.WhenAll(paths.Select(path => EncodeAsync(path, withVariants, cancellationToken))))
        )
        {
            _encoded[path] = result;
        }
    }

    /// <summary>Copies an attachment ahead of the write, so that no other write waits for it. Anything else is up to the decoder.</summary>
    private async Task AttachAsync(string path, MediaStore? store, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (
                file.Length <= _allowed!.MaxBytes
                && (await AttachmentFile.ReadAsync(file, cancellationToken)).Type is { } type
                && _allowed.Allows(type.Group)
            )
            {
                _attached[path] = store is null
                    ? new AttachmentContent("dry-run", type, file.Length)
                    : await store.KeepAsync(file, type, cancellationToken);
            }
        }
        catch (Exception unreadable) when (PostWriter.IsOfOne(unreadable))
        {
            // The decoder of images says why.
        }
    }

    private async Task<ImageResult> EncodeAsync(string path, bool withVariants, CancellationToken cancellationToken)
    {
        try
        {
            return ImageFile.FindSizeError(new FileInfo(path).Length)
                ?? await MediaStore.EncodeThrottle.RunAsync(
                    async () =>
                    {
                        var result = await ImageFile.ReadAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
                        return withVariants && result.Content is { } content && _stored?.Contains(MediaStore.IdOf(content)) != true
                            ? result with
                            {
                                Content = await ImageVariants.MakeAsync(content, cancellationToken),
                            }
                            : result;
                    },
                    cancellationToken
                );
        }
        catch (Exception unreadable) when (PostWriter.IsOfOne(unreadable))
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
        if (_attached.TryGetValue(path, out var attached))
        {
            return await ReadAsync(path, attached, alt, store, cancellationToken);
        }

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

    private static async Task<(string? Path, ImageInfo? Size, string? Refusal, string? Id)> ReadAsync(
        string path,
        AttachmentContent attached,
        string alt,
        MediaStore? store,
        CancellationToken cancellationToken
    )
    {
        var name = Path.GetFileName(path);
        if (store is null)
        {
            return ("/media/dry-run/" + NameOf(path) + attached.Type.Extension, null, null, null);
        }

        var media = await store.AddAttachmentAsync(attached, name, alt, cancellationToken);
        return (media.Path, null, null, media.Id);
    }

    /// <summary>The name that an image gets here, without extension.</summary>
    /// <param name="path">Of its file.</param>
    public static string NameOf(string path) => Slug.From(Path.GetFileNameWithoutExtension(path), "image").Value;

    /// <summary>A text with the names of the blog's own images instead of their addresses.</summary>
    public static string NamesInsteadOfAddresses(string markdown) =>
        OwnImage().Replace(markdown, match => Uri.UnescapeDataString(match.Groups["name"].Value));

    [GeneratedRegex(
        @"/media/[0-9a-f]{32}/(?<name>[^/.\s)""'<>]+)\.[A-Za-z0-9]+",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OwnImage();
}

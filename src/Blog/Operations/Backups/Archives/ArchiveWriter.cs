using System.IO.Compression;
using Blog.Storage.DataDirectory;

namespace Blog.Operations.Backups.Archives;

/// <summary>Packs a copy of the database, the images that its rows name, and the keys into one archive.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="progress">Receives each step.</param>
internal sealed class ArchiveWriter(DataFolder folder, IProgress<string>? progress)
{
    private readonly List<BackupEntry> _files = [];
    private readonly List<string> _notes = [];

    /// <summary>Writes the archive.</summary>
    /// <param name="copy">The copy of the database.</param>
    /// <param name="target">The path to write to.</param>
    /// <param name="at">As of when.</param>
    /// <param name="isLastTry">Whether an image that was deleted meanwhile is noted as missing; otherwise it fails the attempt.</param>
    /// <exception cref="ImageGoneException">An image was deleted since the copy was taken: take another copy.</exception>
    /// <exception cref="BackupException">The database is damaged.</exception>
    public BackupManifest Write(string copy, Stream target, DateTimeOffset at, bool isLastTry, CancellationToken cancellationToken)
    {
        using var database = DatabaseInspection.OpenToAsk(copy);
        if (DatabaseInspection.DamageOf(database) is [var damage, ..])
        {
            throw new BackupException($"the database is damaged ({damage}): run check, and restore an older backup")
            {
                Kind = BackupError.Damaged,
            };
        }

        if (DatabaseInspection.IsBeingUpgraded(database))
        {
            throw new BackupException(
                "the database is being upgraded, or an upgrade was interrupted: start the program, which completes or reverts it, "
                    + "then back up"
            );
        }

        var schema = DatabaseInspection.SchemaOf(database) ?? throw new BackupException($"{folder.Database} is not the database of a blog");
        _notes.AddRange(DatabaseInspection.BrokenReferencesOf(database));
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        progress?.Report("copying the database into the archive");
        Add(zip, copy, BackupManifest.Database, CompressionLevel.Optimal, at, cancellationToken);
        AddImages(zip, DatabaseInspection.ImagesOf(database), at, isLastTry, cancellationToken);
        var keys = Directory.Exists(folder.Keys) ? Directory.GetFiles(folder.Keys, "*.xml") : [];
        if (keys.Length == 0 && DatabaseInspection.CountsOf(database).GetValueOrDefault("Accounts") > 0)
        {
            _notes.Add("keys/ contains no key: sessions and authenticators of accounts are lost");
        }

        foreach (var key in keys.Order(StringComparer.Ordinal))
        {
            Add(zip, key, "keys/" + Path.GetFileName(key), CompressionLevel.Fastest, at, cancellationToken);
        }

        var manifest = new BackupManifest(
            BackupManifest.PresentFormat,
            BackupManifest.ProgramVersion,
            schema,
            at,
            DatabaseInspection.CountsOf(database),
            _files,
            _notes
        );
        using var last = Entry(zip, BackupManifest.Name, CompressionLevel.Optimal, at).Open();
        last.Write(manifest.ToJson());
        return manifest;
    }

    private void AddImages(
        ZipArchive zip,
        IReadOnlyList<StoredImage> images,
        DateTimeOffset at,
        bool isLastTry,
        CancellationToken cancellationToken
    )
    {
        var step = Math.Max(1, images.Count / 10);
        for (var i = 0; i < images.Count; i++)
        {
            var image = images[i];
            if (i > 0 && i % step == 0)
            {
                progress?.Report(string.Create(CultureInfo.InvariantCulture, $"images: {i} of {images.Count}"));
            }

            if (Add(zip, PathOf(image.Path), image.Path, CompressionOf(image.Path), at, cancellationToken) is not { } added)
            {
                NoteMissing(image, isLastTry);
            }
            else if (!added.Sha256.StartsWith(image.Id, StringComparison.Ordinal))
            {
                _notes.Add($"{image.Path} differs from what was stored");
            }

            foreach (var variant in image.Variants)
            {
                // A missing one can be generated again.
                Add(zip, PathOf(variant), variant, CompressionLevel.NoCompression, at, cancellationToken);
            }
        }
    }

    private void NoteMissing(StoredImage image, bool isLastTry)
    {
        using var live = DatabaseInspection.OpenToAsk(folder.Database);
        if (!isLastTry && !DatabaseInspection.HasImage(live, image.Id))
        {
            throw new ImageGoneException();
        }

        _notes.Add($"{image.Path} is missing: its row has no file");
    }

    /// <summary>Adds a file; null where it does not exist.</summary>
    private BackupEntry? Add(
        ZipArchive zip,
        string path,
        string name,
        CompressionLevel level,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null } || !BackupManifest.Allows(name))
            {
                return null;
            }

            using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = Entry(zip, name, level, at).Open();
            var (bytes, hash) = HashingCopy.Run(from, to, long.MaxValue - 1, cancellationToken);
            var entry = new BackupEntry(name, bytes, hash);
            _files.Add(entry);
            return entry;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null; // deleted between listing and opening, or not readable: one image must not prevent the backup of all others
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name, CompressionLevel level, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = at.UtcDateTime.Year is >= 1980 and < 2108 ? at : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        entry.ExternalAttributes = 0x8180 << 16; // a regular file, readable and writable by its owner only
        return entry;
    }

    private string PathOf(string path) => Path.Combine(folder.Root, path);

    /// <summary>Drawings are text; everything else is compressed already.</summary>
    private static CompressionLevel CompressionOf(string path) =>
        Path.GetExtension(path) == ".svg" ? CompressionLevel.Optimal : CompressionLevel.NoCompression;
}

/// <summary>An image was deleted while the backup was made.</summary>
internal sealed class ImageGoneException : Exception { }

using System.IO.Compression;
using System.Text.Json;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Operations.Backups.Archives;

/// <summary>
/// Reads an archive and trusts nothing in it: only names that a backup has, each once, no links, no more bytes than announced, each file
/// with its hash, and a database that is sound and holds what the manifest counts.
/// </summary>
public sealed class ArchiveReader : IDisposable
{
    /// <summary>Small files may have any compression ratio: empty tables are nothing but zeros.</summary>
    private const long SmallBytes = 64 << 20;
    private const int MostRatio = 100;
    private readonly FileStream? _own;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private ArchiveReader(FileStream? own, ZipArchive zip, Dictionary<string, ZipArchiveEntry> entries, BackupManifest manifest) =>
        (_own, _zip, _entries, Manifest) = (own, zip, entries, manifest);

    /// <summary>The manifest of the archive; its files are exactly those.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Unpacked size of all files in bytes.</summary>
    public long UnpackedBytes => Manifest.Files.Sum(entry => entry.Bytes);

    /// <summary>Opens an archive and checks its directory; the content is not read yet.</summary>
    /// <exception cref="BackupException">It is not a backup, or not one that this program may read.</exception>
    public static ArchiveReader Open(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Open(file, isOwn: true);
        }
        catch (Exception e) when (e is not BackupException)
        {
            file?.Dispose();
            throw new BackupException(
                e is FileNotFoundException or DirectoryNotFoundException ? $"{path} does not exist" : $"{path} cannot be read: {e.Message}",
                e
            );
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Checks the directory of an archive that is already open, and stays open.</summary>
    /// <exception cref="BackupException">It is not a backup, or not one that this program may read.</exception>
    internal static ArchiveReader Open(FileStream file) => Open(file, isOwn: false);

    private static ArchiveReader Open(FileStream file, bool isOwn)
    {
        try
        {
            ZipDirectory.Require(file);
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var listed = ArchiveList.EntriesOf(archive);
            return new ArchiveReader(isOwn ? file : null, archive, listed, ArchiveList.ManifestOf(listed));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new BackupException($"the archive is damaged or truncated: {e.Message}", e);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new BackupException("this is not a backup of this program: its manifest cannot be read", e);
        }
    }

    /// <summary>Reads all of it, and leaves nothing behind.</summary>
    /// <param name="temporary">A folder with room for the database.</param>
    /// <exception cref="BackupException">It is not intact.</exception>
    public void Verify(string temporary, CancellationToken cancellationToken)
    {
        var database = Path.Combine(temporary, "verify-" + Path.GetRandomFileName());
        try
        {
            foreach (var entry in Manifest.Files)
            {
                using var to = entry.Path == BackupManifest.Database ? PrivateFile.Create(database) : Stream.Null;
                Copy(entry, to, cancellationToken);
            }

            RequireSound(database);
        }
        finally
        {
            DeleteDatabase(database);
        }
    }

    /// <summary>Unpacks all of it into an empty folder, then checks its consistency.</summary>
    /// <exception cref="BackupException">It is not intact.</exception>
    public void Unpack(string into, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var step = Math.Max(1, Manifest.Files.Count / 10);
        for (var i = 0; i < Manifest.Files.Count; i++)
        {
            var entry = Manifest.Files[i];
            if (i > 0 && i % step == 0)
            {
                progress?.Report(string.Create(CultureInfo.InvariantCulture, $"files: {i} of {Manifest.Files.Count}"));
            }

            var path = Path.Combine(into, entry.Path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var to = PrivateFile.Create(path);
            Copy(entry, to, cancellationToken);
            to.Flush(flushToDisk: OperatingSystem.IsWindows()); // elsewhere all of it at once, afterwards
        }

        progress?.Report("checking the database");
        var database = Path.Combine(into, BackupManifest.Database);
        RequireSound(database);
        DeleteSidecars(database);
    }

    public void Dispose()
    {
        _zip.Dispose();
        _own?.Dispose();
    }

    private void Copy(BackupEntry entry, Stream to, CancellationToken cancellationToken)
    {
        var stored = _entries[entry.Path];
        if (entry.Bytes > SmallBytes && entry.Bytes / MostRatio > stored.CompressedLength)
        {
            throw new BackupException(
                $"{entry.Path} unpacks to more than {MostRatio} times its size: " + "this is not a backup, but a zip bomb"
            );
        }

        try
        {
            using var from = stored.Open();
            if (HashingCopy.Run(from, to, entry.Bytes, cancellationToken) != (entry.Bytes, entry.Sha256))
            {
                throw new BackupException($"{entry.Path} in the archive is damaged: it does not match the manifest");
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new BackupException($"{entry.Path} in the archive is damaged: {e.Message}", e);
        }
    }

    private void RequireSound(string database)
    {
        try
        {
            using var connection = DatabaseInspection.OpenToAsk(database);
            if (DatabaseInspection.DamageOf(connection) is [var damage, ..])
            {
                throw new BackupException($"the database in the archive is damaged: {damage}");
            }

            if (
                DatabaseInspection.BrokenReferencesOf(connection).Except(Manifest.Notes, StringComparer.Ordinal).FirstOrDefault() is
                { } broken
            )
            {
                throw new BackupException($"the database in the archive is inconsistent: {broken}");
            }

            if (
                DatabaseInspection.SchemaOf(connection) != Manifest.Schema
                || !DatabaseInspection
                    .CountsOf(connection)
                    .OrderBy(count => count.Key, StringComparer.Ordinal)
                    .SequenceEqual(Manifest.Counts.OrderBy(count => count.Key, StringComparer.Ordinal))
            )
            {
                throw new BackupException("the database in the archive does not match the counts in the manifest");
            }

            var lost = DatabaseInspection.ImagesOf(connection).Count(image => !_entries.ContainsKey(image.Path));
            if (lost > Manifest.Notes.Count)
            {
                throw new BackupException(
                    string.Create(CultureInfo.InvariantCulture, $"the archive lacks the files of {lost} images that its database names")
                );
            }
        }
        catch (Exception e)
            when (e is SqliteException or InvalidDataException or JsonException or InvalidCastException or InvalidOperationException)
        {
            throw new BackupException($"the database in the archive is damaged: {e.Message}", e);
        }
    }

    private static void DeleteDatabase(string path)
    {
        File.Delete(path);
        DeleteSidecars(path);
    }

    private static void DeleteSidecars(string path)
    {
        foreach (var suffix in new[] { "-wal", "-shm", "-journal" })
        {
            File.Delete(path + suffix);
        }
    }
}

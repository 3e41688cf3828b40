using System.Security.Cryptography;
using Blog.Operations.Backups.Catalog;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;

namespace Blog.Operations.Backups.Offsite;

/// <summary>
/// Encrypted copies of backups on another machine. One is uploaded, read back, decrypted and compared with the archive; only then is its
/// companion written, without which it counts for nothing, and only then are old ones deleted.
/// </summary>
public sealed class OffsiteBackups(OffsiteOptions options, BackupOptions backups, DataFolder folder, FreeSpace free, TimeProvider clock)
{
    /// <summary>What an upload leaves free on the disk: below it, the blog could not be written to.</summary>
    private const long Reserve = 200 << 20;

    /// <summary>The backups that count, newest first.</summary>
    /// <exception cref="OffsiteException">The place cannot be read.</exception>
    public async Task<IReadOnlyList<OffsiteItem>> ListAsync(CancellationToken cancellationToken)
    {
        using var files = Open();
        return (await files.ListAsync(cancellationToken)).Counting;
    }

    /// <summary>Uploads an archive, and reads it back; where it is there already, it is only read back.</summary>
    /// <param name="path">Of the archive; its name must be a backup's.</param>
    /// <param name="progress">Receives each step.</param>
    /// <returns>The new one, and how many there are.</returns>
    /// <exception cref="OffsiteException">It could not be uploaded, or what came back differs; then it does not count.</exception>
    public async Task<(OffsiteItem Item, int Kept)> UploadAsync(
        string path,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        using var files = Open();
        var name = Path.GetFileName(path) + OffsiteItem.Ending;
        var plain = await HashAsync(path, cancellationToken);
        var (there, _) = await files.ListAsync(cancellationToken);
        if (there.FirstOrDefault(item => item.Name == name) is { } present && await IsSameAsync(files, present, plain, cancellationToken))
        {
            return (present, there.Count);
        }

        using var scratch = new ScratchFile(folder);
        progress?.Report("encrypting");
        var encrypted = await Task.Run(() => Encrypt(path, scratch.Stream, cancellationToken), cancellationToken);
        var item = OffsiteItem.Of(name, scratch.Stream.Length) ?? throw new OffsiteException($"{path} has no name of a backup");
        progress?.Report($"uploading {ByteSize.Say(item.Bytes)}");
        await files.PutAsync(item, scratch.Stream, cancellationToken);
        progress?.Report("reading it back");
        await VerifyAsync(files, item, plain, encrypted, cancellationToken);
        await files.MarkAsync(item, encrypted, cancellationToken);
        return (item, await files.PruneAsync(item, backups.Kept, clock.GetUtcNow(), cancellationToken));
    }

    /// <summary>Fetches and decrypts one.</summary>
    /// <param name="item">One of <see cref="ListAsync"/>.</param>
    /// <param name="to">Where the archive is written: a new, private file. It must not be used before this returns.</param>
    /// <exception cref="OffsiteException">Damaged, encrypted with another passphrase, or not reachable.</exception>
    public async Task FetchAsync(OffsiteItem item, string to, CancellationToken cancellationToken)
    {
        Require(Path.GetDirectoryName(to)!, item.Bytes);
        using var files = Open();
        var wanted = await files.HashOfAsync(item, cancellationToken);
        using var download = await files.DownloadAsync(item, cancellationToken);
        await using var archive = PrivateFile.Create(to);
        await Task.Run(() => Decrypt(item, download, archive, wanted, cancellationToken), cancellationToken);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var archive = OpenArchive(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(archive, cancellationToken));
    }

    /// <summary>The retention rule may delete it meanwhile.</summary>
    private static FileStream OpenArchive(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>Returns the SHA-256 of what was written.</summary>
    private string Encrypt(string path, FileStream to, CancellationToken cancellationToken)
    {
        using var from = OpenArchive(path);
        Require(folder.Temporary, from.Length);
        PassphraseEncryption.Encrypt(
            from,
            to,
            options.Passphrase,
            options.Hashing,
            Path.GetFileName(path),
            clock.GetUtcNow(),
            cancellationToken
        );
        to.Flush();
        to.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(to));
    }

    /// <summary>Everything is read back: a hash that the other machine computes would only say what it remembers.</summary>
    private async Task VerifyAsync(
        OffsiteFiles files,
        OffsiteItem item,
        string plain,
        string encrypted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await CompareAsync(files, item, plain, encrypted, cancellationToken);
        }
        catch (OffsiteException e)
        {
            await files.TryDeleteAsync(item.Name, cancellationToken);
            throw new OffsiteException($"what came back differs from what was uploaded: {e.Message}", e);
        }
    }

    /// <summary>Whether a backup that is there opens and is that archive.</summary>
    private async Task<bool> IsSameAsync(OffsiteFiles files, OffsiteItem item, string plain, CancellationToken cancellationToken)
    {
        try
        {
            await CompareAsync(files, item, plain, await files.HashOfAsync(item, cancellationToken), cancellationToken);
            return true;
        }
        catch (OffsiteException)
        {
            return false; // it is uploaded again, which says what is wrong
        }
    }

    private async Task CompareAsync(
        OffsiteFiles files,
        OffsiteItem item,
        string plain,
        string encrypted,
        CancellationToken cancellationToken
    )
    {
        using var download = await files.DownloadAsync(item, cancellationToken);
        using var hash = SHA256.Create();
        await using var archive = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        await Task.Run(() => Decrypt(item, download, archive, encrypted, cancellationToken), cancellationToken);
        await archive.FlushFinalBlockAsync(cancellationToken);
        if (Convert.ToHexStringLower(hash.Hash!) != plain)
        {
            throw new OffsiteException($"{item.Name} does not decrypt to the archive that was uploaded");
        }
    }

    private void Decrypt(OffsiteItem item, Download download, Stream to, string wanted, CancellationToken cancellationToken)
    {
        try
        {
            PassphraseEncryption.Decrypt(download, to, options.Passphrase, item.Name, cancellationToken);
        }
        catch (OffsiteException)
        {
            CheckHash(item, download, wanted); // damage explains more than what it does to the decryption
            throw;
        }

        CheckHash(item, download, wanted);
    }

    private static void CheckHash(OffsiteItem item, Download download, string wanted)
    {
        var came = download.Finish();
        if (came != (item.Bytes, wanted))
        {
            throw new OffsiteException(
                string.Create(CultureInfo.InvariantCulture, $"{item.Name} is damaged: {came.Bytes} of {item.Bytes} bytes came")
                    + (came.Bytes == item.Bytes ? ", and their hash is another" : "")
            );
        }
    }

    private void Require(string where, long needed)
    {
        if (free(where) is var there && there < needed + Reserve)
        {
            throw new OffsiteException(
                $"it needs {ByteSize.Say(needed + Reserve)} free in {where}, available are {ByteSize.Say(Math.Max(0, there))}"
            );
        }
    }

    private OffsiteFiles Open() =>
        new(
            options.IsOn
                ? options.Open()
                : throw new OffsiteException("no place for off-machine backups is set: see Blog__Offsite__… in docs/operations.md")
        );
}

using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Offsite;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;

namespace Blog.Operations.Backups;

/// <summary>
/// The archive that a restore was told of: a file, or an off-machine backup, which is fetched, decrypted and deleted again.
/// </summary>
internal sealed class FetchedArchive : IDisposable
{
    /// <summary>How an off-machine backup is named: followed by its name, or by <c>latest</c>.</summary>
    public const string Scheme = "offsite:";

    private const string Latest = "latest";

    private readonly ScratchFolder? _scratch;

    private FetchedArchive(string path, ScratchFolder? scratch) => (Path, _scratch) = (path, scratch);

    /// <summary>Of the archive.</summary>
    public string Path { get; }

    /// <summary>Finds or fetches it.</summary>
    /// <param name="folder">The data folder that will be restored into: the archive is put into its temporary folder.</param>
    /// <exception cref="BackupException">There is none of that name, or it cannot be decrypted; nothing is left of it.</exception>
    public static async Task<FetchedArchive> OpenAsync(
        string named,
        DataFolder folder,
        OffsiteBackups offsite,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        if (!named.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return new FetchedArchive(named, null);
        }

        try
        {
            var wanted = named[Scheme.Length..];
            var items = await offsite.ListAsync(cancellationToken);
            var item =
                items.FirstOrDefault(item => wanted == Latest || item.Name == wanted || item.Archive == wanted)
                ?? throw new BackupException(
                    items.Count == 0
                        ? "there is no off-machine backup"
                        : $"there is no off-machine backup {wanted}: the newest is {items[0].Name}, and offsite list names all"
                );
            progress?.Report($"fetching {item.Name} ({ByteSize.Say(item.Bytes)})");
            return await FetchAsync(item, folder, offsite, cancellationToken);
        }
        catch (OffsiteException e)
        {
            throw new BackupException(e.Message, e);
        }
    }

    public void Dispose() => _scratch?.Dispose();

    private static async Task<FetchedArchive> FetchAsync(
        OffsiteItem item,
        DataFolder folder,
        OffsiteBackups offsite,
        CancellationToken cancellationToken
    )
    {
        ScratchFolder.Sweep(folder);
        var scratch = new ScratchFolder(folder);
        try
        {
            var path = System.IO.Path.Combine(scratch.Path, item.Archive);
            await offsite.FetchAsync(item, path, cancellationToken);
            return new FetchedArchive(path, scratch);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }
}

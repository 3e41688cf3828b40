using System.Text;
using Blog.Operations.Backups.Catalog;

namespace Blog.Operations.Backups.Offsite;

/// <summary>The files of backups in a store, and which of them count.</summary>
internal sealed class OffsiteFiles(IOffsiteStore store) : IDisposable
{
    private const int LongestHash = 200; // bytes of a companion

    /// <summary>The backups that count, newest first, and what is left of others.</summary>
    public async Task<(IReadOnlyList<OffsiteItem> Counting, IReadOnlyList<OffsiteItem> Halves)> ListAsync(
        CancellationToken cancellationToken
    )
    {
        var files = await store.ListAsync(cancellationToken);
        var names = files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        var byCompanion = files
            .Select(file => OffsiteItem.Of(file.Name, file.Bytes))
            .OfType<OffsiteItem>()
            .OrderByDescending(item => item.MadeAt)
            .ThenByDescending(item => item.Name, StringComparer.Ordinal)
            .ToLookup(item => names.Contains(item.HashName));
        return ([.. byCompanion[true]], [.. byCompanion[false]]);
    }

    /// <summary>Uploads one. It does not count yet.</summary>
    public async Task PutAsync(OffsiteItem item, Stream content, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(item.HashName, cancellationToken); // of an earlier one of that name
        await store.PutAsync(item.Name, content, cancellationToken);
    }

    /// <summary>Lets an uploaded one count.</summary>
    /// <param name="sha256">Of its bytes.</param>
    public async Task MarkAsync(OffsiteItem item, string sha256, CancellationToken cancellationToken)
    {
        using var line = new MemoryStream(Encoding.ASCII.GetBytes($"{sha256}  {item.Name}\n"));
        await store.PutAsync(item.HashName, line, cancellationToken);
        if (await HashOfAsync(item, cancellationToken) != sha256)
        {
            await TryDeleteAsync(item.HashName, cancellationToken);
            throw new OffsiteException($"{item.HashName} came back damaged");
        }
    }

    /// <summary>The SHA-256 that its companion tells.</summary>
    public async Task<string> HashOfAsync(OffsiteItem item, CancellationToken cancellationToken)
    {
        using var download = await DownloadAsync(item.HashName, LongestHash, cancellationToken);
        var buffer = new byte[LongestHash];
        var line = Encoding.ASCII.GetString(buffer, 0, download.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        return line.Split(' ') is [{ Length: 64 } hash, ..] && hash.All(char.IsAsciiHexDigitLower)
            ? hash
            : throw new OffsiteException($"{item.HashName} is damaged");
    }

    public Task<Download> DownloadAsync(OffsiteItem item, CancellationToken cancellationToken) =>
        DownloadAsync(item.Name, item.Bytes, cancellationToken);

    /// <summary>Deletes what the retention rule no longer includes, and what failed uploads left; other files are never touched.</summary>
    /// <param name="made">The newest, which was just read back.</param>
    /// <returns>How many are left.</returns>
    public async Task<int> PruneAsync(OffsiteItem made, Retention rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (counting, halves) = await ListAsync(cancellationToken);
        var retained = rule.Choose(counting.Where(item => item.MadeAt <= now).Select(item => item.MadeAt));
        var gone = counting
            .Where(item => item != made && retained.TryGetValue(item.MadeAt, out var reason) && reason == KeptFor.Nothing)
            .ToList();
        foreach (var item in gone)
        {
            await store.DeleteAsync(item.HashName, cancellationToken); // first: half of a backup must not count
            await store.DeleteAsync(item.Name, cancellationToken);
        }

        foreach (var half in halves.Where(half => half.MadeAt < made.MadeAt))
        {
            await store.DeleteAsync(half.Name, cancellationToken);
        }

        return counting.Count - gone.Count;
    }

    /// <summary>Deletes what does not count: if that fails, the next upload deletes it.</summary>
    public async Task TryDeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await store.DeleteAsync(name, cancellationToken);
        }
        catch (OffsiteException)
        {
            // The failure before it is what is reported.
        }
    }

    public void Dispose() => store.Dispose();

    private async Task<Download> DownloadAsync(string name, long most, CancellationToken cancellationToken) =>
        await store.OpenAsync(name, cancellationToken) is { } stream
            ? new Download(stream, most, cancellationToken)
            : throw new OffsiteException($"{name} is not there");
}

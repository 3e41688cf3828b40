using System.Security.Cryptography;
using Blog.Portability.Output;
using Blog.Portability.StaticSite.Files;
using Blog.Site.Outbound;

namespace Blog.Portability.StaticSite.Publishing;

/// <summary>
/// A static site in a bucket. The list of what was written lies in the bucket too, so that it is true wherever the blog is restored. What
/// is about to be written is noted there before, so that a killed run leaves nothing that nobody knows.
/// </summary>
internal sealed class BucketTarget : ISiteTarget
{
    /// <summary>Uploads at a time.</summary>
    private const int Parallel = 8;

    /// <summary>Waiting uploads, in number and bytes.</summary>
    private const int BatchSize = 64,
        BatchBytes = 16 << 20;

    private const string Journal = SiteFolder.List + ".writing";
    private const string ListType = "application/jsonl";
    private const string NotKept = "no-store";

    private readonly S3Bucket _bucket;
    private readonly Dictionary<string, OutputFile> _before;
    private readonly SortedDictionary<string, OutputFile> _now = new(StringComparer.Ordinal);
    private readonly List<Upload> _waiting = [];
    private readonly List<OutputFile> _noted = [];
    private long _waitingBytes;

    private BucketTarget(S3Bucket bucket, Dictionary<string, OutputFile> before) => (_bucket, _before) = (bucket, before);

    public int Written { get; private set; }

    public int Removed { get; private set; }

    /// <summary>Reads what an earlier run wrote.</summary>
    /// <exception cref="OutputException">Its list is damaged.</exception>
    public static async Task<BucketTarget> OpenAsync(S3Bucket bucket, CancellationToken cancellationToken)
    {
        var before = OutputList.Parse(SiteFolder.List, await bucket.GetAsync(SiteFolder.List, cancellationToken));
        foreach (var path in OutputList.Parse(Journal, await bucket.GetAsync(Journal, cancellationToken)).Keys)
        {
            before.TryAdd(path, new OutputFile(path, "", -1)); // of a killed run: written or not, it is ours
        }

        return new BucketTarget(bucket, before);
    }

    public string? InputsOf(string path) => _before.GetValueOrDefault(path)?.Inputs;

    public string? NoteOf(string path) => _before.GetValueOrDefault(path)?.Note;

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) =>
        _before.TryGetValue(path, out var file)
        && await _bucket.GetAsync(path, cancellationToken) is { } bytes
        && string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256, StringComparison.Ordinal)
            ? bytes
            : null;

    public bool TryKeep(StaticFile file, string inputs)
    {
        if (!_before.TryGetValue(file.Path, out var known) || !string.Equals(known.Inputs, inputs, StringComparison.Ordinal))
        {
            return false;
        }

        _now.Add(file.Path, known);
        return true;
    }

    public async Task WriteAsync(
        StaticFile file,
        ReadOnlyMemory<byte> bytes,
        string? inputs,
        string? note,
        CancellationToken cancellationToken
    )
    {
        var written = new OutputFile(file.Path, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), bytes.Length)
        {
            Inputs = inputs,
            Note = note,
        };
        _now.Add(file.Path, written);
        if (!string.Equals(_before.GetValueOrDefault(file.Path)?.Sha256, written.Sha256, StringComparison.Ordinal))
        {
            await AddAsync(new Upload(written, file, bytes.ToArray(), null), cancellationToken);
        }
    }

    public async Task CopyAsync(StaticFile file, string source, CancellationToken cancellationToken)
    {
        var length = new FileInfo(source).Length;
        if (_before.TryGetValue(file.Path, out var known) && known.Length == length)
        {
            _now.Add(file.Path, known);
            return;
        }

        await using var stream = File.OpenRead(source);
        var written = new OutputFile(file.Path, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)), length);
        _now.Add(file.Path, written);
        await AddAsync(new Upload(written, file, null, source), cancellationToken);
    }

    /// <summary>Uploads what waits, deletes what is not wanted any more, and writes the list.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        var vanished = _before.Keys.Where(path => !_now.ContainsKey(path)).ToList();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            vanished,
            Limit(cancellationToken),
            async (path, token) => await _bucket.DeleteAsync(path, token)
        );
        Removed = vanished.Count;
        if (Written + Removed > 0 || _noted.Count > 0 || !_before.Values.SequenceEqual(_before.Keys.Select(path => _now[path])))
        {
            await PutAsync(SiteFolder.List, OutputList.Bytes(_now.Values).ToArray(), cancellationToken);
            await _bucket.DeleteAsync(Journal, cancellationToken);
        }
    }

    private async Task AddAsync(Upload upload, CancellationToken cancellationToken)
    {
        _waiting.Add(upload);
        _waitingBytes += upload.Bytes?.Length ?? 0;
        if (_waiting.Count >= BatchSize || _waitingBytes >= BatchBytes)
        {
            await FlushAsync(cancellationToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var unknown = _waiting.Select(upload => upload.Entry).Where(entry => !_before.ContainsKey(entry.Path)).ToList();
        if (unknown.Count > 0)
        {
            _noted.AddRange(unknown.Select(entry => new OutputFile(entry.Path, "", -1)));
            await PutAsync(Journal, OutputList.Bytes(_noted).ToArray(), cancellationToken);
        }

        await System.Threading.Tasks.Parallel.ForEachAsync(_waiting, Limit(cancellationToken), UploadAsync);
        Written += _waiting.Count;
        _waiting.Clear();
        _waitingBytes = 0;
    }

    private async ValueTask UploadAsync(Upload upload, CancellationToken cancellationToken)
    {
        await using Stream content = upload.Source is { } source ? File.OpenRead(source) : new MemoryStream(upload.Bytes!);
        var cacheControl = upload.File.OwnHeaders.GetValueOrDefault("Cache-Control") ?? upload.File.Kind.CacheControl;
        await _bucket.PutAsync(upload.File.Path, content, upload.File.ContentType, cacheControl, cancellationToken);
    }

    private async Task PutAsync(string key, byte[] bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes);
        await _bucket.PutAsync(key, content, ListType, NotKept, cancellationToken);
    }

    private static ParallelOptions Limit(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };

    /// <summary>Something to upload: bytes, or a file.</summary>
    private sealed record Upload(OutputFile Entry, StaticFile File, byte[]? Bytes, string? Source);
}

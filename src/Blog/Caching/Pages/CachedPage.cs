using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Blog.Caching.Pages;

/// <summary>A page as readers get it: the headers, and the body in each coding that was asked for.</summary>
internal sealed class CachedPage
{
    private readonly Lock _turn = new();
    private CachedBody? _gzip;
    private CachedBody? _brotli;
    private long _used;
    private int _readers;

    /// <param name="key">Base path and path, decoded.</param>
    /// <param name="target">The request target that is this page and nothing else; null if there is none.</param>
    /// <param name="headers">All headers but those of a coding.</param>
    /// <param name="body">Without coding.</param>
    public CachedPage(string key, string? target, IEnumerable<KeyValuePair<string, StringValues>> headers, CachedBody body)
    {
        (Key, Target, Headers, Plain) = (key, target, [.. headers], body);
        Links = LocalLinks.In(body.Bytes);
        Tag = body.Tag;
    }

    public string Key { get; }

    public string? Target { get; }

    public KeyValuePair<string, StringValues>[] Headers { get; }

    /// <summary>Value of <c>Last-Modified</c>; null for none.</summary>
    public DateTimeOffset? LastModified { get; init; }

    public CachedBody Plain { get; }

    /// <summary>Start of every entity tag of this content, without the closing quotation mark.</summary>
    public string Tag { get; }

    /// <summary>See <see cref="PublicPageAttribute.IsOfPost"/>.</summary>
    public bool IsOfPost { get; init; }

    /// <summary>What made it.</summary>
    public Endpoint? Endpoint { get; init; }

    /// <summary>When it is made again even if nothing changed.</summary>
    public DateTimeOffset Expires { get; init; }

    /// <summary>Hashes of the addresses of this site that the page links to, in order.</summary>
    public int[] Links { get; }

    /// <summary>Something on it changed. It may still be sent while the new page is made.</summary>
    public bool IsStale { get; set; }

    /// <summary>Number of readers who got it, and half of those who got it as it was before.</summary>
    public int Readers => ReadBefore + Volatile.Read(ref _readers);

    /// <summary>What counts of the page as it was before.</summary>
    public int ReadBefore { get; set; }

    /// <summary>When it was last read, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Bytes of all codings, and a guess at the rest.</summary>
    public int Size => Plain.Bytes.Length + (_gzip?.Bytes.Length ?? 0) + (_brotli?.Bytes.Length ?? 0) + (Links.Length * 4) + 2_000;

    /// <summary><see cref="Size"/> as the store has counted it.</summary>
    public int Counted { get; set; }

    public bool IsFresh(DateTimeOffset now) => !IsStale && now < Expires;

    public void Note()
    {
        Volatile.Write(ref _used, Environment.TickCount64);
        Interlocked.Increment(ref _readers);
    }

    /// <summary>The body in a coding; made quickly where it does not exist yet.</summary>
    /// <param name="coding">One of <see cref="ContentCoding"/>.</param>
    /// <param name="isNew">Whether it was made now.</param>
    public CachedBody In(string coding, out bool isNew)
    {
        isNew = false;
        if (coding.Length == 0)
        {
            return Plain;
        }

        if ((coding == ContentCoding.Brotli ? Volatile.Read(ref _brotli) : Volatile.Read(ref _gzip)) is { } known)
        {
            return known;
        }

        lock (_turn)
        {
            ref var place = ref (coding == ContentCoding.Brotli ? ref _brotli : ref _gzip);
            isNew = place is null;
            return place ??= Compression.Quickly(Plain, coding);
        }
    }

    /// <summary>Takes over a body that was compressed for the first reader.</summary>
    public void Adopt(CachedBody body)
    {
        lock (_turn)
        {
            (body.Coding == ContentCoding.Brotli ? ref _brotli : ref _gzip) ??= body;
        }
    }

    /// <summary>Replaces a quick compression by the best one.</summary>
    public void CompressBest(string coding)
    {
        var best = Compression.Best(Plain, coding);
        lock (_turn)
        {
            (coding == ContentCoding.Brotli ? ref _brotli : ref _gzip) = best;
        }
    }
}

/// <summary>A body in one coding.</summary>
/// <param name="Bytes">As sent.</param>
/// <param name="Coding">One of <see cref="ContentCoding"/>.</param>
/// <param name="Tag">The start of its entity tag: other bytes have another.</param>
/// <param name="ETag">Strong, since it stands for exactly these bytes.</param>
internal sealed record CachedBody(byte[] Bytes, string Coding, string Tag, string ETag)
{
    public static CachedBody Of(byte[] bytes)
    {
        var tag = "\"" + Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
        return new CachedBody(bytes, ContentCoding.Identity, tag, tag + "\"");
    }

    /// <param name="ending">Tells this coding of the content from others.</param>
    public CachedBody Coded(byte[] bytes, string coding, string ending) => new(bytes, coding, Tag, $"{Tag}-{ending}\"");
}

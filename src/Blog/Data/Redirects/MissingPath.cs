using Blog.Data.Addresses;

namespace Blog.Data.Redirects;

/// <summary>A path that readers requested and that was not found, so that a redirect may be needed.</summary>
public sealed class MissingPath
{
    private MissingPath() { }

    /// <summary>Creates an entry for a requested path.</summary>
    public MissingPath(string path, DateTimeOffset now)
    {
        Path = path;
        PathKey = PostAddress.KeyOf(path);
        FirstAt = now;
        LastAt = now;
    }

    public int Id { get; private set; }

    /// <summary>The decoded path as first requested.</summary>
    public string Path { get; private set; } = "";

    /// <summary><see cref="PostAddress.KeyOf"/> of the path; unique.</summary>
    public string PathKey { get; private set; } = "";

    /// <summary>Number of requests.</summary>
    public int Count { get; private set; }

    /// <summary>The last referrer, without its query; null if browsers sent none.</summary>
    public string? Referrer { get; private set; }

    /// <summary>When it was first requested.</summary>
    public DateTimeOffset FirstAt { get; private set; }

    /// <summary>When it was last requested.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Whether the owner has dismissed it.</summary>
    public bool IsIgnored { get; private set; }

    /// <summary>Adds requests.</summary>
    public void AskedFor(int times, string? referrer, DateTimeOffset now)
    {
        Count += times;
        Referrer = referrer ?? Referrer;
        LastAt = now;
    }

    /// <summary>Dismisses it.</summary>
    public void Ignore() => IsIgnored = true;
}

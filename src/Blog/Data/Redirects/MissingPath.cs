using Blog.Data.Addresses;

namespace Blog.Data.Redirects;

/// <summary>An address that readers asked for and that leads nowhere: a redirect may be due.</summary>
public sealed class MissingPath
{
    private MissingPath() { }

    /// <summary>A path that was asked for.</summary>
    public MissingPath(string path, DateTimeOffset now)
    {
        Path = path;
        PathKey = PostAddress.KeyOf(path);
        FirstAt = now;
        LastAt = now;
    }

    public int Id { get; private set; }

    /// <summary>The decoded path as it was asked for first.</summary>
    public string Path { get; private set; } = "";

    /// <summary><see cref="PostAddress.KeyOf"/> of the path; unique.</summary>
    public string PathKey { get; private set; } = "";

    /// <summary>How often it was asked for.</summary>
    public int Count { get; private set; }

    /// <summary>Where readers came from: the last referring address, without its query; null where browsers said none.</summary>
    public string? Referrer { get; private set; }

    /// <summary>When it was first asked for.</summary>
    public DateTimeOffset FirstAt { get; private set; }

    /// <summary>When it was last asked for.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>The owner wants to hear no more of it.</summary>
    public bool IsIgnored { get; private set; }

    /// <summary>Counts readers who asked for it.</summary>
    public void AskedFor(int times, string? referrer, DateTimeOffset now)
    {
        Count += times;
        Referrer = referrer ?? Referrer;
        LastAt = now;
    }

    /// <summary>Speaks of it no more.</summary>
    public void Ignore() => IsIgnored = true;
}

namespace Blog.Data.Settings;

/// <summary>The friends page.</summary>
public sealed record SiteFriends
{
    /// <summary>First segment of its address, such as <c>friends</c>; null for no such page.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the page is at a decoded path, which is without an edition's code.</summary>
    public bool IsAt(string path) => Path is not null && path.Length == Path.Length + 1 && path.EndsWith(Path, StringComparison.Ordinal);

    /// <summary>Whether the addresses of friends are looked at now and then.</summary>
    public bool Checks { get; init; } = true;
}

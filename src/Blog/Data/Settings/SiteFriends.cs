namespace Blog.Data.Settings;

/// <summary>The friends page.</summary>
public sealed record SiteFriends
{
    /// <summary>First segment of its address, such as <c>friends</c>; null for no such page.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the addresses of friends are looked at now and then.</summary>
    public bool Checks { get; init; } = true;
}

namespace Blog.Data.Settings;

/// <summary>Which search engines are told of new addresses. All are off until the owner turns them on.</summary>
public sealed record SiteAnnouncing
{
    /// <summary>Whether IndexNow is told.</summary>
    public bool IndexNow { get; init; }

    /// <summary>The key that proves to IndexNow that the site sent it; public by design. Null until IndexNow was first turned on.</summary>
    public string? IndexNowKey { get; init; }
}

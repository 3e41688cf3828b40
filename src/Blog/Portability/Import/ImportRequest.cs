namespace Blog.Portability.Import;

/// <summary>What to import.</summary>
/// <param name="Path">An existing folder.</param>
public sealed record ImportRequest(string Path)
{
    /// <summary>Reports what would happen, and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Time zone of dates without one; null to use the folder's configuration, then the site's settings.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>BCP 47 tag of posts that name no language; null to detect it.</summary>
    public string? Language { get; init; }

    /// <summary>Marks imported posts as samples.</summary>
    public bool AsSamples { get; init; }
}

/// <summary>Progress of an import.</summary>
/// <param name="Done">Number of finished files.</param>
/// <param name="Total">Number of files.</param>
public sealed record ImportProgress(int Done, int Total);

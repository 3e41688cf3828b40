namespace Blog.Data.Settings;

/// <summary>Which files other than images may be uploaded, and how large they may be.</summary>
public sealed record SiteAttachments
{
    /// <summary>The most that <see cref="MaxMegabytes"/> can be.</summary>
    public const int MostMegabytes = 4096;

    public bool Documents { get; init; } = true;

    public bool Archives { get; init; } = true;

    public bool Audio { get; init; } = true;

    public bool Video { get; init; } = true;

    /// <summary>Of one file, in MiB.</summary>
    public int MaxMegabytes { get; init; } = 100;
}

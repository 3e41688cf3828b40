using System.Text.Json;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;

namespace Blog.Portability.Uploads;

/// <summary>How an owner wants something imported.</summary>
public sealed record ImportOptions
{
    /// <summary>Name of the folder in <c>imports/</c>; null for an uploaded archive.</summary>
    public string? Folder { get; init; }

    /// <summary>The program it was made for; null to find out.</summary>
    public SiteGenerator? Tool { get; init; }

    /// <summary>IANA name of the time zone of dates without one; null for the source's own.</summary>
    public string? Zone { get; init; }

    /// <summary>BCP 47 tag of posts that name no language; null to detect it.</summary>
    public string? Language { get; init; }

    /// <summary>Also writes over posts that were edited here.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Takes the settings of the old site on a blog without posts of its own.</summary>
    public bool TakeSettings { get; init; }

    /// <summary>Gives posts addresses of this blog's own pattern; their old ones redirect.</summary>
    public bool NewAddresses { get; init; }

    /// <summary>Fetches the images that posts load from other hosts.</summary>
    public bool BringImagesHome { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    public static ImportOptions FromJson(string json) => JsonSerializer.Deserialize<ImportOptions>(json, ReportJson.Options)!;

    /// <summary>The request for a run.</summary>
    /// <param name="path">The folder to import.</param>
    public ImportRequest ToRequest(string path, int runId, bool dryRun) =>
        new(path)
        {
            RunId = runId,
            DryRun = dryRun,
            Tool = Tool,
            Zone = Zone is not null && PostFileDate.TryZone(Zone, out var zone) ? zone : null,
            Language = Language,
            Overwrite = Overwrite,
            TakeSettings = TakeSettings,
            NewAddresses = NewAddresses,
            BringImagesHome = BringImagesHome,
        };
}

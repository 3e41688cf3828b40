using System.Text.Json;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;
using Blog.Portability.Import.Comments.Systems;

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

    /// <summary>What comments it holds; null for posts.</summary>
    public CommentOptions? Comments { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    public static ImportOptions FromJson(string json) => JsonSerializer.Deserialize<ImportOptions>(json, ReportJson.Options)!;

    /// <summary>The request for a run of comments.</summary>
    /// <param name="path">The uploaded file.</param>
    /// <param name="source">As people know it.</param>
    public CommentImportRequest ToRequest(CommentOptions comments, string path, string source, int runId, bool dryRun) =>
        new([path])
        {
            RunId = runId,
            DryRun = dryRun,
            System = comments.System,
            Site = comments.Site,
            Zone = Zone is not null && PostFileDate.TryZone(Zone, out var zone) ? zone : null,
            Source = source,
        };

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

/// <summary>What comments an uploaded file holds.</summary>
/// <param name="System">Null to find out.</param>
/// <param name="Site">The only site to import of; null for all.</param>
public sealed record CommentOptions(CommentSystem? System, string? Site);

using Blog.Data.Posts.Files;

namespace Blog.Portability.Import;

/// <summary>What to import.</summary>
/// <param name="Path">An existing folder.</param>
public sealed record ImportRequest(string Path)
{
    /// <summary>The program that the folder was made for, <see cref="SiteGenerator.Unknown"/> for none; null to find out.</summary>
    public SiteGenerator? Tool { get; init; }

    /// <summary>Reports what would happen, and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Time zone of dates without one; null to use the folder's configuration, then the site's settings.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>BCP 47 tag of posts that name no language; null to detect it.</summary>
    public string? Language { get; init; }

    /// <summary>Also writes over posts that were edited here since an earlier import.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Row id of the run that was prepared for it; null to begin one.</summary>
    public int? RunId { get; init; }

    /// <summary>Takes the settings of the old site on a blog without posts of its own; otherwise they are only reported.</summary>
    public bool TakeSettings { get; init; }

    /// <summary>Gives posts addresses of this blog's own pattern; their old ones redirect.</summary>
    public bool NewAddresses { get; init; }

    /// <summary>Fetches the images that posts load from other hosts.</summary>
    public bool BringImagesHome { get; init; }

    /// <summary>The repository that the folder is a copy of; null if it is none.</summary>
    public RepositoryFiles? Repository { get; init; }

    /// <summary>Marks imported posts as samples.</summary>
    public bool AsSamples { get; init; }
}

/// <summary>Progress of an import.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Number of files that this stage has finished.</param>
/// <param name="Total">Number of files; 0 while they are being looked for.</param>
public sealed record ImportProgress(ImportStage Stage, int Done, int Total);

/// <summary>A stage of an import.</summary>
public enum ImportStage
{
    Looking,

    Reading,

    /// <summary>Images of other hosts; counted in images, not in files.</summary>
    Fetching,

    Writing,

    /// <summary>Taking an import back.</summary>
    Undoing,

    Done,
}

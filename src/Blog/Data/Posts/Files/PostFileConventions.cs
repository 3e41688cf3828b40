namespace Blog.Data.Posts.Files;

/// <summary>Settings that apply to all files of an import.</summary>
/// <param name="Zone">Time zone of dates without one.</param>
/// <param name="Tool">The generator that the whole folder was made for.</param>
public sealed record PostFileConventions(TimeZoneInfo Zone, SiteGenerator Tool = SiteGenerator.Unknown)
{
    /// <summary>The time of the import, which decides what has expired and what is not yet public; null to decide nothing.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Refuses front matter that is not valid instead of reading it field by field: half an edit must not change a post.</summary>
    public bool IsStrict { get; init; }

    /// <summary>BCP 47 tag of files that name no language; null to detect it.</summary>
    public string? Language { get; init; }

    /// <summary>BCP 47 tag of the site the files come from, for a text whose words do not tell; null if it is unknown.</summary>
    public string? SiteLanguage { get; init; }
}

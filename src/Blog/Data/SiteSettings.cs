namespace Blog.Data;

/// <summary>What the owner decides about the whole site: one row.</summary>
public sealed class SiteSettings
{
    /// <summary>The one row's id.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; private set; } = OnlyId;

    /// <summary>The site's languages, the main one first.</summary>
    public IReadOnlyList<SiteLanguage> Languages { get; set; } =
    [
        new("zh", "zh-CN", "博客", ""),
        new("en", "en", "Blog", ""),
    ];

    /// <summary>What <c>/</c> lists.</summary>
    public HomeScope HomeScope { get; set; } = HomeScope.All;

    /// <summary>Summaries on one page.</summary>
    public int PostsPerPage { get; set; } = 8;

    /// <summary>IANA name of the zone that readers see times in.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The one hue, in degrees of oklch.</summary>
    public int Hue { get; set; } = 150;

    /// <summary>SPDX-like name of the licence of the texts (<c>CC BY-NC-SA 4.0</c>); null for none.</summary>
    public string? LicenceName { get; set; }

    /// <summary>Where the licence can be read.</summary>
    public string? LicenceUrl { get; set; }

    /// <summary>Whether images of other hosts are shown; decides <c>img-src</c>.</summary>
    public bool RemoteImages { get; set; } = true;

    /// <summary>Optimistic version.</summary>
    public int Version { get; set; }

    /// <summary>The language of <c>/</c>.</summary>
    public SiteLanguage Main => Languages[0];

    /// <summary>Every edition's code.</summary>
    public IReadOnlyCollection<string> EditionCodes => [.. Languages.Select(language => language.Code)];

    /// <summary>The site language that a BCP 47 tag or a code means; the main one where it means none.</summary>
    public SiteLanguage LanguageOf(string? tag) => Find(tag) ?? Main;

    /// <summary>The site language that a BCP 47 tag or a code means (<c>en-US</c> means <c>en</c>); null where it means none.</summary>
    public SiteLanguage? Find(string? tag) =>
        Languages.FirstOrDefault(language => string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase) || string.Equals(language.Code, tag, StringComparison.OrdinalIgnoreCase))
        ?? Languages.FirstOrDefault(language => tag is not null && string.Equals(language.Tag.Split('-')[0], tag.Split('-', '_')[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>The zone object of <see cref="TimeZone"/>; UTC where this machine does not know the name.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}

/// <summary>One language of the site, with its own words.</summary>
/// <param name="Code">Edition code, a path segment: <c>zh</c>.</param>
/// <param name="Tag">BCP 47 tag: <c>zh-CN</c>.</param>
/// <param name="Title">The site's name.</param>
/// <param name="Tagline">The line below it; empty for none.</param>
public sealed record SiteLanguage(string Code, string Tag, string Title, string Tagline)
{
    /// <summary>Links that follow the system's own in the navigation.</summary>
    public IReadOnlyList<NavigationLink> Navigation { get; init; } = [];

    /// <summary>A line of the footer, plain text; empty for none.</summary>
    public string Footer { get; init; } = "";

    /// <summary>What the site is about, for search engines; empty for none.</summary>
    public string Description { get; init; } = "";
}

/// <summary>One link of the navigation.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Path">An address of this site.</param>
public sealed record NavigationLink(string Text, string Path);

/// <summary>What the home page lists.</summary>
public enum HomeScope
{
    /// <summary>Posts of all languages.</summary>
    All,

    /// <summary>Posts of the main language.</summary>
    MainLanguage,
}

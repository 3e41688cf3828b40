namespace Blog.Data.Settings;

/// <summary>What the owner decides about the whole site: one row.</summary>
public sealed class SiteSettings
{
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; private set; } = OnlyId;

    /// <summary>The site's languages, the main one first.</summary>
    public IReadOnlyList<SiteLanguage> Languages { get; private set; } = [new("zh", "zh-CN", "博客", ""), new("en", "en", "Blog", "")];

    /// <summary>What <c>/</c> lists.</summary>
    public HomeScope HomeScope { get; private set; } = HomeScope.All;

    public int PostsPerPage { get; private set; } = 8;

    /// <summary>IANA name of the zone that readers see times in.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The one hue, in degrees of oklch.</summary>
    public int Hue { get; private set; } = 150;

    /// <summary>SPDX-like name of the licence of the texts (<c>CC BY-NC-SA 4.0</c>); null for none.</summary>
    public string? LicenceName { get; private set; }

    /// <summary>Where the licence can be read; null for nowhere.</summary>
    public string? LicenceUrl { get; private set; }

    /// <summary>Whether images of other hosts are shown; decides <c>img-src</c>.</summary>
    public bool RemoteImages { get; private set; } = true;

    /// <summary>Whether a post that has not changed for over a year says so; a post may except itself.</summary>
    public bool AgeNotice { get; private set; } = true;

    /// <summary>Number of the registration that sites in mainland China show in their footer; null for none.</summary>
    public string? IcpNumber { get; private set; }

    /// <summary>How the site is followed and found.</summary>
    public SiteDiscovery Discovery { get; private set; } = new();

    /// <summary>Optimistic version: each revision raises it.</summary>
    public int Version { get; private set; }

    /// <summary>All that the owner chose, to revise by <c>Revise(Choices with { … })</c>.</summary>
    public SiteChoices Choices =>
        new(Languages, HomeScope, PostsPerPage, TimeZone, Hue, LicenceName, LicenceUrl, RemoteImages)
        {
            AgeNotice = AgeNotice,
            IcpNumber = IcpNumber,
            Discovery = Discovery,
        };

    /// <summary>The language of <c>/</c>.</summary>
    public SiteLanguage Main => Languages[0];

    public IReadOnlyCollection<string> EditionCodes => [.. Languages.Select(language => language.Code)];

    /// <summary>The site language that a BCP 47 tag or a code means; the main one where it means none.</summary>
    public SiteLanguage LanguageOf(string? tag) => Find(tag) ?? Main;

    /// <summary>The site language that a BCP 47 tag or a code means (<c>en-US</c> means <c>en</c>); null where it means none.</summary>
    public SiteLanguage? Find(string? tag) =>
        Languages.FirstOrDefault(language =>
            string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase)
            || string.Equals(language.Code, tag, StringComparison.OrdinalIgnoreCase)
        )
        ?? Languages.FirstOrDefault(language =>
            tag is not null && string.Equals(language.Tag.Split('-')[0], tag.Split('-', '_')[0], StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The zone object of <see cref="TimeZone"/>; UTC where this machine does not know the name.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Puts other choices in force.</summary>
    /// <exception cref="ArgumentException">No site can be like that.</exception>
    public void Revise(SiteChoices choices)
    {
        if (choices.FaultName is { } wrong)
        {
            throw new ArgumentException($"No site can be like that: {wrong}.", nameof(choices));
        }

        (Languages, HomeScope, PostsPerPage, TimeZone) = (choices.Languages, choices.HomeScope, choices.PostsPerPage, choices.TimeZone);
        (Hue, LicenceName, LicenceUrl, RemoteImages) = (choices.Hue, choices.LicenceName, choices.LicenceUrl, choices.RemoteImages);
        (AgeNotice, IcpNumber, Discovery) = (choices.AgeNotice, choices.IcpNumber, choices.Discovery);
        Version++;
    }
}

/// <summary>What the owner decides about the whole site, at one time.</summary>
/// <param name="Languages">The site's languages, the main one first; at least one, each with a title.</param>
/// <param name="HomeScope">What <c>/</c> lists.</param>
/// <param name="PostsPerPage">Summaries on one page.</param>
/// <param name="TimeZone">IANA name of the zone that readers see times in.</param>
/// <param name="Hue">The one hue, in degrees of oklch.</param>
/// <param name="LicenceName">Name of the licence of the texts; null for none.</param>
/// <param name="LicenceUrl">Where the licence can be read; null for nowhere.</param>
/// <param name="RemoteImages">Whether images of other hosts are shown.</param>
public sealed record SiteChoices(
    IReadOnlyList<SiteLanguage> Languages,
    HomeScope HomeScope,
    int PostsPerPage,
    string TimeZone,
    int Hue,
    string? LicenceName,
    string? LicenceUrl,
    bool RemoteImages
)
{
    /// <summary>Whether a post that has not changed for over a year says so.</summary>
    public bool AgeNotice { get; init; } = true;

    /// <summary>Number of the registration that sites in mainland China show; null for none.</summary>
    public string? IcpNumber { get; init; }

    /// <summary>How the site is followed and found.</summary>
    public SiteDiscovery Discovery { get; init; } = new();

    /// <summary>Most summaries on one page: more would be neither fast nor read.</summary>
    public const int MaxPostsPerPage = 50;

    /// <summary>The full circle, in degrees.</summary>
    public const int MaxHue = 360;

    /// <summary>Name of the first choice that cannot be; null where all can.</summary>
    public string? FaultName =>
        Languages.Count == 0
        || Languages.Any(l => l.Title.Length == 0)
        || Languages.DistinctBy(l => l.Code, StringComparer.OrdinalIgnoreCase).Count() < Languages.Count
            ? nameof(Languages)
        : PostsPerPage is < 1 or > MaxPostsPerPage ? nameof(PostsPerPage)
        : Hue is < 0 or > MaxHue ? nameof(Hue)
        : TimeZone.Length is 0 or > TextLengths.Name ? nameof(TimeZone)
        : LicenceUrl is not null && LicenceName is null ? nameof(LicenceName)
        : null;
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

/// <summary>What the home page lists.</summary>
public enum HomeScope
{
    All,

    /// <summary>Posts of the main language.</summary>
    MainLanguage,
}

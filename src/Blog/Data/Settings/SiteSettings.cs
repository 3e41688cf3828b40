using Blog.Data.Addresses;

namespace Blog.Data.Settings;

/// <summary>The site's settings, stored as a single row.</summary>
public sealed class SiteSettings
{
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; private set; } = OnlyId;

    /// <summary>The languages of a new blog.</summary>
    public static IReadOnlyList<SiteLanguage> InitialLanguages { get; } =
    [new("zh", "zh-CN", DefaultTitleOf("zh-CN"), ""), new("en", "en", DefaultTitleOf("en"), "")];

    /// <summary>The site's languages, the main one first.</summary>
    public IReadOnlyList<SiteLanguage> Languages { get; private set; } = InitialLanguages;

    /// <summary>The title of a blog that nobody has named.</summary>
    public static string DefaultTitleOf(string tag) => tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "博客" : "Blog";

    /// <summary>What <c>/</c> lists.</summary>
    public HomeScope HomeScope { get; private set; } = HomeScope.All;

    /// <summary>Summaries on one page of a new blog.</summary>
    public const int InitialPostsPerPage = 8;

    public int PostsPerPage { get; private set; } = InitialPostsPerPage;

    /// <summary>IANA name of the time zone in which times are shown; <see cref="NoTimeZone"/> until somebody chooses one.</summary>
    public string TimeZone { get; private set; } = NoTimeZone;

    /// <summary>Stored while nobody has chosen a time zone, and shown as UTC. Whoever chooses UTC has <c>Etc/UTC</c>.</summary>
    public const string NoTimeZone = "UTC";

    /// <summary>Whether somebody has chosen the time zone.</summary>
    public bool HasTimeZone => TimeZone != NoTimeZone;

    /// <summary>What is stored for a zone that somebody chooses.</summary>
    public static string ChosenTimeZone(string name) => name == NoTimeZone ? "Etc/UTC" : name;

    /// <summary>The name as people write it.</summary>
    public static string TimeZoneLabel(string name) => name == "Etc/UTC" ? "UTC" : name;

    /// <summary>The theme hue in degrees (OKLCH).</summary>
    public int Hue { get; private set; } = 150;

    /// <summary>SPDX-like name of the licence of the texts (<c>CC BY-NC-SA 4.0</c>); null for none.</summary>
    public string? LicenceName { get; private set; }

    /// <summary>URL of the licence; null for none.</summary>
    public string? LicenceUrl { get; private set; }

    /// <summary>Whether images of other hosts are shown; decides <c>img-src</c>.</summary>
    public bool RemoteImages { get; private set; } = true;

    /// <summary>Whether posts not updated for over a year show a notice; a post can opt out.</summary>
    public bool AgeNotice { get; private set; }

    /// <summary>The registration number (ICP) that sites in mainland China show in their footer; null for none.</summary>
    public string? IcpNumber { get; private set; }

    /// <summary>Settings for feeds, search engines and link previews.</summary>
    public SiteDiscovery Discovery { get; private set; } = new();

    /// <summary>Settings for how posts and lists are shown.</summary>
    public SiteDisplay Display { get; private set; } = SiteDisplay.OfNewBlog;

    /// <summary>What shows whose site it is.</summary>
    public SiteIdentity Identity { get; private set; } = new();

    /// <summary>Which search engines are told of new addresses.</summary>
    public SiteAnnouncing Announcing { get; private set; } = new();

    /// <summary>Which files other than images may be uploaded.</summary>
    public SiteAttachments Attachments { get; private set; } = new();

    /// <summary>Where the friends page is, if there is one.</summary>
    public SiteFriends Friends { get; private set; } = new();

    /// <summary>What people who sign in need, and where weaknesses are reported.</summary>
    public SiteSecurity Security { get; private set; } = new();

    /// <summary>Comments of readers.</summary>
    public SiteComments Comments { get; private set; } = SiteComments.OfNewBlog;

    /// <summary>Optimistic concurrency version, incremented by every change.</summary>
    public int Version { get; private set; }

    /// <summary>All editable settings; change them with <c>Revise(Choices with { … })</c>.</summary>
    public SiteChoices Choices =>
        new(Languages, HomeScope, PostsPerPage, TimeZone, Hue, LicenceName, LicenceUrl, RemoteImages)
        {
            AgeNotice = AgeNotice,
            IcpNumber = IcpNumber,
            Discovery = Discovery,
            Display = Display,
            Identity = Identity,
            Announcing = Announcing,
            Attachments = Attachments,
            Friends = Friends,
            Security = Security,
            Comments = Comments,
        };

    /// <summary>The language of <c>/</c>.</summary>
    public SiteLanguage Main => Languages[0];

    public IReadOnlyCollection<string> EditionCodes => [.. Languages.Select(language => language.Code)];

    /// <summary>The site language for a BCP 47 tag or a code; the main language if there is no match.</summary>
    public SiteLanguage LanguageOf(string? tag) => Find(tag) ?? Main;

    /// <summary>The site language for a BCP 47 tag or a code (<c>en-US</c> matches <c>en</c>); null if there is no match.</summary>
    public SiteLanguage? Find(string? tag) =>
        Languages.FirstOrDefault(language =>
            string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase)
            || string.Equals(language.Code, tag, StringComparison.OrdinalIgnoreCase)
        )
        ?? Languages.FirstOrDefault(language =>
            tag is not null && string.Equals(language.Tag.Split('-')[0], tag.Split('-', '_')[0], StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The usual path of the page about the site in a language.</summary>
    public string AboutPathOf(SiteLanguage language) => language == Main ? "/about" : $"/{language.Code}/about";

    /// <summary>The zone for <see cref="TimeZone"/>; UTC if this machine does not know the name.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Replaces the settings.</summary>
    /// <exception cref="ArgumentException">The choices are invalid.</exception>
    public void Revise(SiteChoices choices)
    {
        if (choices.InvalidName is { } wrong)
        {
            throw new ArgumentException($"Invalid site setting: {wrong}.", nameof(choices));
        }

        (Languages, HomeScope, PostsPerPage, TimeZone) = (choices.Languages, choices.HomeScope, choices.PostsPerPage, choices.TimeZone);
        (Hue, LicenceName, LicenceUrl, RemoteImages) = (choices.Hue, choices.LicenceName, choices.LicenceUrl, choices.RemoteImages);
        (AgeNotice, IcpNumber, Discovery) = (choices.AgeNotice, choices.IcpNumber, choices.Discovery);
        (Display, Identity, Announcing) = (choices.Display, choices.Identity, choices.Announcing);
        (Attachments, Friends, Security, Comments) = (choices.Attachments, choices.Friends, choices.Security, choices.Comments);
        Version++;
    }
}

/// <summary>The editable settings of the site.</summary>
/// <param name="Languages">The site's languages, the main one first; at least one, each with a title.</param>
/// <param name="HomeScope">What <c>/</c> lists.</param>
/// <param name="PostsPerPage">Summaries on one page.</param>
/// <param name="TimeZone">IANA name of the time zone in which times are shown.</param>
/// <param name="Hue">The theme hue in degrees (OKLCH).</param>
/// <param name="LicenceName">Name of the licence of the texts; null for none.</param>
/// <param name="LicenceUrl">URL of the licence; null for none.</param>
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
    /// <summary>Whether posts not updated for over a year show a notice.</summary>
    public bool AgeNotice { get; init; }

    /// <summary>The registration number (ICP) that sites in mainland China show; null for none.</summary>
    public string? IcpNumber { get; init; }

    /// <summary>Settings for feeds, search engines and link previews.</summary>
    public SiteDiscovery Discovery { get; init; } = new();

    /// <summary>Settings for how posts and lists are shown.</summary>
    public SiteDisplay Display { get; init; } = new();

    /// <summary>What shows whose site it is.</summary>
    public SiteIdentity Identity { get; init; } = new();

    /// <summary>Which search engines are told of new addresses.</summary>
    public SiteAnnouncing Announcing { get; init; } = new();

    /// <summary>Which files other than images may be uploaded.</summary>
    public SiteAttachments Attachments { get; init; } = new();

    /// <summary>Where the friends page is, if there is one.</summary>
    public SiteFriends Friends { get; init; } = new();

    /// <summary>What people who sign in need, and where weaknesses are reported.</summary>
    public SiteSecurity Security { get; init; } = new();

    /// <summary>Comments of readers.</summary>
    public SiteComments Comments { get; init; } = new();

    /// <summary>Maximum number of summaries per page.</summary>
    public const int MaxPostsPerPage = 50;

    /// <summary>The full circle, in degrees.</summary>
    public const int MaxHue = 360;

    /// <summary>Name of the first invalid setting; null if all are valid.</summary>
    public string? InvalidName =>
        Languages.Count == 0
        || Languages.Any(l => l.Title.Length == 0)
        || Languages.DistinctBy(l => l.Code, StringComparer.OrdinalIgnoreCase).Count() < Languages.Count
            ? nameof(Languages)
        : PostsPerPage is < 1 or > MaxPostsPerPage ? nameof(PostsPerPage)
        : Hue is < 0 or > MaxHue ? nameof(Hue)
        : Display.FoldAbove is < 0 or > SiteDisplay.MaxFoldAbove ? nameof(Display)
        : Display.PlayerHosts.Count > PlayerHost.Max || Display.PlayerHosts.Any(host => !PlayerHost.IsValid(host)) ? nameof(Display)
        : Attachments.MaxMegabytes is < 1 or > SiteAttachments.MostMegabytes ? nameof(Attachments)
        : Friends.Path is { } friends && (!Slug.TryParse(friends, out _) || ReservedSegments.Holds(friends)) ? nameof(Friends)
        : !Security.IsValid ? nameof(Security)
        : Comments is { CloseAfterDays: < 0 or > SiteComments.MostDays } ? nameof(Comments)
        : TimeZone.Length is 0 or > TextLengths.Name ? nameof(TimeZone)
        : LicenceUrl is not null && LicenceName is null ? nameof(LicenceName)
        : null;
}

/// <summary>A language of the site, with its texts.</summary>
/// <param name="Code">Edition code, a path segment: <c>zh</c>.</param>
/// <param name="Tag">BCP 47 tag: <c>zh-CN</c>.</param>
/// <param name="Title">The site's name.</param>
/// <param name="Tagline">The line below it; empty for none.</param>
public sealed record SiteLanguage(string Code, string Tag, string Title, string Tagline)
{
    /// <summary>Custom links after the built-in ones in the navigation.</summary>
    public IReadOnlyList<NavigationLink> Navigation { get; init; } = [];

    /// <summary>Footer line, plain text; empty for none.</summary>
    public string Footer { get; init; } = "";

    /// <summary>Links in the footer, such as accounts on other sites.</summary>
    public IReadOnlyList<NavigationLink> FooterLinks { get; init; } = [];

    /// <summary>Alternative text of the picture in the footer; empty if its caption says it all.</summary>
    public string FooterPictureAlt { get; init; } = "";

    /// <summary>The line below that picture; empty for none.</summary>
    public string FooterPictureCaption { get; init; } = "";

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

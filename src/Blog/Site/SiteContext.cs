using Blog.Data;
using Blog.Data.Settings;
using Blog.Site.Layout;
using Blog.Site.Localization;

namespace Blog.Site;

/// <summary>
/// What a request knows of the site: settings, edition, languages and words, addresses, calendar. Only the middleware that begins a request
/// writes it; what a page says of itself is its <see cref="PageHead"/>.
/// </summary>
public sealed class SiteContext(SiteOptions options, Assets assets)
{
    private SiteSettings? _settings;
    private SiteLanguage? _language;

    public SiteSettings Settings =>
        _settings ?? throw new InvalidOperationException("The edition middleware has not run for this request.");

    /// <summary>Whether images of other hosts are shown; true before the settings are known, as is their default.</summary>
    public bool ShowsRemoteImages => _settings?.RemoteImages ?? true;

    /// <summary>The edition that the address names; null for <c>/</c> and for posts, whose address is their own.</summary>
    public SiteLanguage? Edition { get; private set; }

    /// <summary>The language of the edition, else the main one; see <see cref="In"/> for a page in another.</summary>
    public SiteLanguage Language => _language ?? Settings.Main;

    /// <summary>The words of that language.</summary>
    public ReaderTexts Texts => ReaderTexts.Of(Language.Tag);

    /// <summary>BCP 47 tag of the language of the author's half, which need not be one of the site's; empty outside of it.</summary>
    public string UiLanguage { get; private set; } = "";

    /// <summary>The words of the author's half.</summary>
    public AdminTexts AdminTexts => AdminTexts.Of(UiLanguage);

    /// <summary>Scripts, styles and pictures of the layout.</summary>
    public Assets Assets => assets;

    /// <summary>One sentence about the site; empty where there is none.</summary>
    public string Description => Language.Description.Length > 0 ? Language.Description : Language.Tagline;

    /// <summary>Filter for lists: a language where the edition or the owner's scope names one, else null.</summary>
    public string? ListedLanguage => Edition?.Tag ?? (Settings.HomeScope == HomeScope.MainLanguage ? Settings.Main.Tag : null);

    /// <summary>The same request for a page in another language, as a post's may be: its words, and links to that language's edition.</summary>
    /// <param name="tag">BCP 47 tag; null for the request's own language.</param>
    public SiteContext In(string? tag) =>
        tag is null || tag == Language.Tag
            ? this
            : new SiteContext(options, assets)
            {
                _settings = Settings,
                _language = Settings.LanguageOf(tag),
                Edition = Edition,
                UiLanguage = UiLanguage,
            };

    /// <summary>A path of the site as a page links it: base path, then the edition's code.</summary>
    /// <param name="path">A system path such as <c>/tags</c>; <c>/</c> is the edition's home.</param>
    public string Href(string path) => Local(EditionPath(path));

    /// <summary>A path that needs no edition (a post's address, an asset), below the base path.</summary>
    public string Local(string path) => options.BasePath + path;

    /// <summary>A path of this site as an absolute address.</summary>
    public string Absolute(string path) => options.Absolute(path);

    /// <summary>A system path within the edition of <see cref="Language"/>, without base path.</summary>
    public string EditionPath(string path) => EditionPath(path, Edition ?? (Language == Settings.Main ? null : Language));

    /// <summary>A system path within an edition; null for the one at the root.</summary>
    public static string EditionPath(string path, SiteLanguage? edition) =>
        edition is null ? path
        : path == "/" ? "/" + edition.Code
        : "/" + edition.Code + path;

    /// <summary>Home of the edition of a language, without base path.</summary>
    public string HomeOf(SiteLanguage other) => EditionPath("/", other == Settings.Main ? null : other);

    /// <summary>
    /// Home of a language's own edition: the root where it lists but the main language, else an address of its own, since the root lists all.
    /// </summary>
    public SiteLanguage? EditionOf(SiteLanguage other) =>
        other == Settings.Main && Settings.HomeScope == HomeScope.MainLanguage ? null : other;

    /// <summary>The instant at which a day begins in the readers' calendar.</summary>
    public DateTimeOffset Start(DateOnly day) => ZonedTime.Place(day.ToDateTime(TimeOnly.MinValue), Settings.Zone);

    /// <summary>An instant's day in the readers' calendar.</summary>
    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Settings.Zone).DateTime);

    /// <summary>An instant as the desk writes it, in the site's zone.</summary>
    public string Moment(DateTimeOffset at, DateTimeOffset now) =>
        AdminTexts.Moment(TimeZoneInfo.ConvertTime(at, Settings.Zone), TimeZoneInfo.ConvertTime(now, Settings.Zone));

    /// <summary>Begins a request, or begins it again for its error page.</summary>
    internal void Enter(SiteSettings present, SiteLanguage? edition) => (_settings, Edition, _language) = (present, edition, edition);

    /// <summary>Chooses the language of the author's half.</summary>
    internal void EnterAdmin(string tag) => UiLanguage = tag;
}

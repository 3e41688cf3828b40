using Blog.Data;
using Blog.Data.Settings;
using Blog.Site.Localization;

namespace Blog.Site;

/// <summary>
/// What a request knows about the site: settings, edition, languages and texts, addresses, calendar. Only the middleware that starts a
/// request writes it; what a page says about itself is its <see cref="Layout.PageHead"/>.
/// </summary>
public sealed class SiteContext(SiteOptions options, Assets assets)
{
    private SiteSettings? _settings;
    private SiteLanguage? _language;

    public SiteSettings Settings =>
        _settings ?? throw new InvalidOperationException("The edition middleware has not run for this request.");

    /// <summary>Whether the middleware that loads the settings has run.</summary>
    public bool HasSettings => _settings is not null;

    /// <summary>Whether images from other hosts are shown; true until the settings are loaded, which is also their default.</summary>
    public bool ShowsRemoteImages => _settings?.RemoteImages ?? true;

    /// <summary>
    /// The hosts whose players are shown. Never the site's own, whatever was saved when it had another address: a frame of this origin
    /// could leave its sandbox.
    /// </summary>
    public IReadOnlyList<string> PlayerHosts => [.. Settings.Display.PlayerHosts.Where(host => host != options.PublicUrl.IdnHost)];

    /// <summary>Whether players are loaded only after a click.</summary>
    public bool PlayersAfterClick => Settings.Display.PlayersAfterClick;

    /// <summary>The edition named in the address; null for <c>/</c> and for posts, which have addresses of their own.</summary>
    public SiteLanguage? Edition { get; private set; }

    /// <summary>The language of the edition, otherwise the main one; see <see cref="In"/> for a page in another language.</summary>
    public SiteLanguage Language => _language ?? Settings.Main;

    /// <summary>The reader texts in that language.</summary>
    public ReaderTexts Texts => ReaderTexts.Of(Language.Tag);

    /// <summary>BCP 47 tag of the admin's language, which need not be one of the site's; empty outside the admin.</summary>
    public string UiLanguage { get; private set; } = "";

    /// <summary>The admin texts.</summary>
    public AdminTexts AdminTexts => AdminTexts.Of(UiLanguage);

    /// <summary>Scripts, stylesheets and images of the layout.</summary>
    public Assets Assets => assets;

    /// <summary>One sentence about the site.</summary>
    public string Description =>
        Language.Description.Length > 0 ? Language.Description
        : Language.Tagline.Length > 0 ? Language.Tagline
        : Texts.SiteDescription(Language.Title);

    /// <summary>Language filter for lists: set when the edition or the owner's home scope names one, otherwise null.</summary>
    public string? ListedLanguage => Edition?.Tag ?? (Settings.HomeScope == HomeScope.MainLanguage ? Settings.Main.Tag : null);

    /// <summary>
    /// The same request for a page in another language, such as a post's: its texts, and links to that language's edition.
    /// </summary>
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

    /// <summary>A path of the site as pages link to it: base path, then the edition's code.</summary>
    /// <param name="path">A system path such as <c>/tags</c>; <c>/</c> is the edition's home page.</param>
    public string Href(string path) => Local(EditionPath(path));

    /// <summary>A path that needs no edition (a post, an asset), with the base path.</summary>
    public string Local(string path) => options.BasePath + path;

    /// <summary>Turns a path of this site into an absolute address.</summary>
    public string Absolute(string path) => options.Absolute(path);

    /// <summary>A system path within the edition of <see cref="Language"/>, without the base path.</summary>
    public string EditionPath(string path) => EditionPath(path, Edition ?? (Language == Settings.Main ? null : Language));

    /// <summary>A system path within an edition; null for the edition at the root.</summary>
    public static string EditionPath(string path, SiteLanguage? edition) =>
        edition is null ? path
        : path == "/" ? "/" + edition.Code
        : "/" + edition.Code + path;

    /// <summary>Home page of a language's edition, without the base path.</summary>
    public string HomeOf(SiteLanguage other) => EditionPath("/", other == Settings.Main ? null : other);

    /// <summary>
    /// Home page of a language's own edition: the root if it lists only the main language; otherwise a separate address, since the root
    /// then lists all languages.
    /// </summary>
    public SiteLanguage? EditionOf(SiteLanguage other) =>
        other == Settings.Main && Settings.HomeScope == HomeScope.MainLanguage ? null : other;

    /// <summary>The instant at which a day begins in the site's time zone.</summary>
    public DateTimeOffset Start(DateOnly day) => ZonedTime.Place(day.ToDateTime(TimeOnly.MinValue), Settings.Zone);

    /// <summary>The day of an instant in the site's time zone.</summary>
    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Settings.Zone).DateTime);

    /// <summary>Formats an instant as the admin shows it, in the site's time zone.</summary>
    public string Moment(DateTimeOffset at, DateTimeOffset now) =>
        AdminTexts.Moment(TimeZoneInfo.ConvertTime(at, Settings.Zone), TimeZoneInfo.ConvertTime(now, Settings.Zone));

    /// <summary>Initializes the context for a request, or again for its error page.</summary>
    internal void Enter(SiteSettings present, SiteLanguage? edition) => (_settings, Edition, _language) = (present, edition, edition);

    /// <summary>Sets the language of the admin.</summary>
    internal void EnterAdmin(string tag) => UiLanguage = tag;
}

using System.Text.Json.Nodes;
using Blog.Data;

namespace Blog.Site;

/// <summary>What one page and the frame around it know of each other: language, words, addresses, title.</summary>
public sealed class SiteContext(SiteOptions options, Assets assets)
{
    private SiteSettings? settings;
    private SiteLanguage? language;

    /// <summary>The owner's settings.</summary>
    public SiteSettings Settings => settings ?? throw new InvalidOperationException("The edition middleware has not run for this request.");

    /// <summary>Whether images of other hosts are shown; true before the settings are known, as is their default.</summary>
    public bool ShowsRemoteImages => settings?.RemoteImages ?? true;

    /// <summary>The edition that the address names; null for <c>/</c> and for posts, whose address is their own.</summary>
    public SiteLanguage? Edition { get; private set; }

    /// <summary>The language that the page speaks.</summary>
    public SiteLanguage Language => language ?? Settings.Main;

    /// <summary>The words of that language.</summary>
    public ReaderTexts Texts => ReaderTexts.Of(Language.Tag);

    /// <summary>BCP 47 tag of the language of the author's half, which need not be one of the site's.</summary>
    public string DeskTag { get; set; } = "";

    /// <summary>The words of the author's half.</summary>
    public DeskTexts Desk => DeskTexts.Of(DeskTag);

    /// <summary>The page's own title, plain; null on the home page.</summary>
    public string? Title { get; set; }

    /// <summary>One sentence about the page; null for the site's own.</summary>
    public string? Description { get; set; }

    /// <summary>One sentence about the page, or about the site; empty where there is none.</summary>
    public string SaidOfIt => Description ?? (Language.Description.Length > 0 ? Language.Description : Language.Tagline);

    /// <summary>The page's path without base path, percent-encoded: its canonical address.</summary>
    public string? Canonical { get; set; }

    /// <summary>True on the home page, where the site's name is the first heading.</summary>
    public bool IsHome { get; set; }

    /// <summary>True where search engines shall leave the page out.</summary>
    public bool NoIndex { get; set; }

    /// <summary>True where the page holds a formula: it then loads the math font and its stylesheet.</summary>
    public bool HasFormulas { get; set; }

    /// <summary>The image that other sites show of the page; null for the site's own.</summary>
    public ShareImage? Share { get; set; }

    /// <summary>That image, or the site's, or the program's.</summary>
    public ShareImage Shared => Share ?? (Settings.Discovery is { ShareImage: { } own } site
        ? new ShareImage(own, site.ShareImageWidth, site.ShareImageHeight, "")
        : new ShareImage(assets.Href("share.png")[options.BasePath.Length..], 1200, 630, ""));

    /// <summary>What the head says of a post; null on other pages.</summary>
    public ArticleFacts? Article { get; set; }

    /// <summary>What search engines read; null for nothing.</summary>
    public StructuredData? Data { get; set; }

    /// <summary>System path of the feeds of this very list, percent-encoded; null where only the site has one.</summary>
    public string? FeedPath { get; set; }

    /// <summary>A comfort that this page has beside those of every page: the name of its script; null for none.</summary>
    public string? Script { get; set; }

    /// <summary>The same page in other languages: BCP 47 tag and path.</summary>
    public IReadOnlyList<(SiteLanguage Language, string Path)> Alternates { get; set; } = [];

    /// <summary>Whose path in <see cref="Alternates"/> is for readers of any other language; null where the page is not in several.</summary>
    public string? AlternateDefault { get; set; }

    /// <summary>The navigation entry that is current: a path as <see cref="Href"/> takes it.</summary>
    public string? Section { get; set; }

    /// <summary>Scripts, styles and pictures of the frame.</summary>
    public Assets Assets => assets;

    /// <summary>Begins a request.</summary>
    public void Enter(SiteSettings present, SiteLanguage? edition)
    {
        settings = present;
        Edition = edition;
        language = edition ?? present.Main;
    }

    /// <summary>Lets the frame speak the language of a post.</summary>
    /// <param name="tag">BCP 47 tag.</param>
    public void Speak(string tag) => language = Settings.LanguageOf(tag);

    /// <summary>Filter for lists: a language where the edition or the owner's scope names one, else null.</summary>
    public string? ListedLanguage => Edition?.Tag ?? (Settings.HomeScope == HomeScope.MainLanguage ? Settings.Main.Tag : null);

    /// <summary>A path of the site as a page links it: base path, then the edition's code.</summary>
    /// <param name="path">A system path such as <c>/tags</c>; <c>/</c> is the edition's home.</param>
    public string Href(string path) => Local(EditionPath(path));

    /// <summary>A path that needs no edition (a post's address, an asset), below the base path.</summary>
    public string Local(string path) => options.BasePath + path;

    /// <summary>A path of this site as an absolute address.</summary>
    public string Absolute(string path) => options.Absolute(path);

    /// <summary>A system path within the edition that the frame speaks, without base path.</summary>
    public string EditionPath(string path) => EditionPath(path, Edition ?? (Language == Settings.Main ? null : Language));

    /// <summary>A system path within an edition; null for the one at the root.</summary>
    public static string EditionPath(string path, SiteLanguage? edition) =>
        edition is null ? path : path == "/" ? "/" + edition.Code : "/" + edition.Code + path;

    /// <summary>Home of the edition of a language, without base path.</summary>
    public string HomeOf(SiteLanguage other) => EditionPath("/", other == Settings.Main ? null : other);

    /// <summary>
    /// Home of a language's own edition: the root where it lists but the main language, else an address of its own, since the root lists all.
    /// </summary>
    public SiteLanguage? EditionOf(SiteLanguage other) => other == Settings.Main && Settings.HomeScope == HomeScope.MainLanguage ? null : other;

    /// <summary>Names the same list in every edition.</summary>
    /// <param name="path">System path.</param>
    /// <param name="languages">BCP 47 tags of the editions that have it; null for all.</param>
    public void AlternateInEveryEdition(string path, IReadOnlyCollection<string>? languages = null)
    {
        var having = Settings.Languages.Where(language => languages is null || languages.Contains(language.Tag)).ToList();
        if (having.Count > 1)
        {
            Alternates = [.. having.Select(language => (language, EditionPath(path, EditionOf(language))))];
            AlternateDefault = path;   // the root's own list
        }
    }

    /// <summary>Frames a list: title, address and the same list elsewhere.</summary>
    /// <param name="path">System path of page 1, percent-encoded.</param>
    /// <param name="pager">The numbered pages.</param>
    /// <param name="title">Title of page 1.</param>
    /// <param name="description">One sentence about it.</param>
    /// <param name="section">The navigation entry.</param>
    /// <param name="languages">BCP 47 tags of the editions that have it.</param>
    public void ShowList(string path, Pager pager, string title, string description, string section, IReadOnlyCollection<string> languages)
    {
        var number = pager.Current;
        Title = OfEdition(number == 1 ? title : title + " · " + Texts.PageNumber(number));
        Description = SaidOfEdition(number == 1 ? description : description + Texts.Space + Texts.PageNumber(number));
        Section = section;
        Canonical = EditionPath(number == 1 ? path : path + "/page/" + number.ToString(CultureInfo.InvariantCulture));
        Data = new StructuredData([new JsonObject { ["@type"] = "CollectionPage", ["name"] = Title, ["url"] = Absolute(Canonical), ["inLanguage"] = Language.Tag, ["isPartOf"] = SiteData() }]);
        if (number == 1)
        {
            AlternateInEveryEdition(path, languages);
        }
    }

    /// <summary>The site as search engines read it (schema.org: <c>WebSite</c>).</summary>
    public JsonObject SiteData() => new() { ["@type"] = "WebSite", ["name"] = Language.Title, ["url"] = Absolute(EditionPath("/")), ["description"] = Language.Tagline, ["inLanguage"] = Language.Tag };

    /// <summary>A title; in the main language's own edition, beside the root that lists all languages, it names the language too.</summary>
    public string OfEdition(string title) => Edition == Settings.Main ? title + " · " + Texts.LanguageName : title;

    /// <summary>The same for a description.</summary>
    public string SaidOfEdition(string description) => Edition == Settings.Main ? description + Texts.Space + Texts.OnlyThisLanguage : description;

    /// <summary>The instant at which a day begins in the readers' calendar.</summary>
    public DateTimeOffset Start(DateOnly day) => ZonedTime.Place(day.ToDateTime(TimeOnly.MinValue), Settings.Zone);

    /// <summary>Where the switch to another language leads: the same page there, or, where there is none, that edition's home.</summary>
    public (string Path, bool IsSamePage) SwitchTo(SiteLanguage other) =>
        Alternates.Any(one => one.Language == other)
            ? (other == Settings.Main && AlternateDefault is { } root ? root : Alternates.First(one => one.Language == other).Path, true)
            : (HomeOf(other), IsHome);

    /// <summary>An instant's day in the readers' calendar.</summary>
    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Settings.Zone).DateTime);

    /// <summary>An instant as the desk writes it, in the site's zone.</summary>
    public string Moment(DateTimeOffset at, DateTimeOffset now) => Desk.Moment(TimeZoneInfo.ConvertTime(at, Settings.Zone), TimeZoneInfo.ConvertTime(now, Settings.Zone));
}

using Blog.Site.Discovery;

namespace Blog.Site.Layout;

/// <summary>What a page tells the layout about itself: created by the page, read by the layouts and their partials.</summary>
public sealed record PageHead
{
    /// <summary>The page's own title, plain text; null on the home page.</summary>
    public string? Title { get; init; }

    /// <summary>One sentence about the page; null for the site's own, empty for none.</summary>
    public string? Description { get; init; }

    /// <summary>BCP 47 tag of the layout's language; null for the request's.</summary>
    public string? Language { get; init; }

    /// <summary>The page's path without the base path, percent-encoded: its canonical address.</summary>
    public string? Canonical { get; init; }

    /// <summary>True on the home page, where the site's name is the first heading.</summary>
    public bool IsHome { get; init; }

    /// <summary>True if search engines should not index the page.</summary>
    public bool NoIndex { get; init; }

    /// <summary>True if the page contains a formula: it then loads the math font and its stylesheet.</summary>
    public bool HasFormulas { get; init; }

    /// <summary>True if a formula is on the first screen: its font is then asked for at once instead of after the stylesheets.</summary>
    public bool OpensWithFormula { get; init; }

    /// <summary>The preview image of the page on other sites; null for the site's own.</summary>
    public ShareImage? Image { get; init; }

    /// <summary>OpenGraph metadata of a post; null on other pages.</summary>
    public ArticleMetadata? Article { get; init; }

    /// <summary>Structured data for search engines; null for none.</summary>
    public StructuredData? Data { get; init; }

    /// <summary>System path of the feeds of this list, percent-encoded; null if only the site has feeds.</summary>
    public string? FeedPath { get; init; }

    /// <summary>Name of the page's own script, in addition to the common ones; null for none.</summary>
    public string? Script { get; init; }

    /// <summary>The same page in other languages; null if there are none.</summary>
    public PageAlternates? Alternates { get; init; }

    /// <summary>Targets of the language switch that search engines need not know of; null for <see cref="Alternates"/>.</summary>
    public PageAlternates? Switch { get; init; }

    /// <summary>The current navigation entry: a path as <see cref="SiteContext.Href"/> takes it; null for none.</summary>
    public string? Section { get; init; }

    /// <summary>The head of the page that a layout encloses.</summary>
    /// <exception cref="InvalidOperationException">The page has none.</exception>
    public static PageHead Of(object? model) =>
        (model as IPage)?.Head
        ?? throw new InvalidOperationException(
            $"{model?.GetType().FullName ?? "A page without model"} has a layout but no head: it must implement {nameof(IPage)}."
        );

    /// <summary>The head of an admin page.</summary>
    /// <param name="section">Path of its entry in the navigation.</param>
    public static PageHead ForAdmin(string title, string section) =>
        new()
        {
            Title = title,
            Section = section,
            NoIndex = true,
        };

    /// <summary>The head of a private page outside the navigation, such as sign-in.</summary>
    public static PageHead ForSignIn(string title) => new() { Title = title, NoIndex = true };

    /// <summary>The head of the home page of the request's edition.</summary>
    /// <param name="number">One-based page number.</param>
    public static PageHead ForHome(SiteContext site, int number)
    {
        var isFirst = number == 1;
        return new PageHead
        {
            IsHome = true,
            Section = "/",
            Title =
                !isFirst ? TitleInEdition(site, site.Texts.PageNumber(number))
                : site.Edition == site.Settings.Main ? site.Texts.LanguageName
                : null,
            Description = DescriptionInEdition(site, Numbered(site, site.Description, number)),
            Data = new StructuredData([StructuredData.WebSite(site)]),
            Canonical = site.EditionPath(Pager.PathOf("/", number)),
            Alternates = isFirst ? PageAlternates.InEveryEdition(site, "/") : null,
        };
    }

    /// <summary>The head of a list of posts, tags or categories.</summary>
    /// <param name="path">System path of page 1, percent-encoded.</param>
    /// <param name="number">One-based page number.</param>
    /// <param name="section">The navigation entry.</param>
    /// <param name="title">Title of page 1.</param>
    /// <param name="languages">BCP 47 tags of the editions that have the list; null for all.</param>
    public static PageHead ForList(
        SiteContext site,
        string path,
        int number,
        string section,
        string title,
        string description,
        IReadOnlyCollection<string>? languages = null
    )
    {
        var full = TitleInEdition(site, number == 1 ? title : title + " · " + site.Texts.PageNumber(number));
        var canonical = site.EditionPath(Pager.PathOf(path, number));
        return new PageHead
        {
            Title = full,
            Description = DescriptionInEdition(site, Numbered(site, description, number)),
            Section = section,
            Canonical = canonical,
            Data = new StructuredData([StructuredData.CollectionPage(site, full, canonical)]),
            Alternates = number == 1 ? PageAlternates.InEveryEdition(site, path, languages) : null,
        };
    }

    /// <summary>
    /// A description; the main language's own edition, next to a root that lists all languages, names its language in it.
    /// </summary>
    public static string DescriptionInEdition(SiteContext site, string description) =>
        site.Edition == site.Settings.Main ? description + site.Texts.Space + site.Texts.OnlyThisLanguage : description;

    /// <summary>The same for a title.</summary>
    public static string TitleInEdition(SiteContext site, string title) =>
        site.Edition == site.Settings.Main ? title + " · " + site.Texts.LanguageName : title;

    private static string Numbered(SiteContext site, string description, int number) =>
        number == 1 ? description : description + site.Texts.Space + site.Texts.PageNumber(number);
}

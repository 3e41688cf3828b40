using Blog.Caching;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Settings;
using Blog.Reading.Lists;
using Blog.Site;
using Blog.Site.Feeds;
using Blog.Site.Layout;
using Blog.Site.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Feeds;

[PublicPage]
public sealed class FeedsModel(BlogDb db, ListedPosts posts, SiteContext site) : PageModel, IPage
{
    public PageHead Head =>
        new()
        {
            Title = PageHead.TitleInEdition(site, Words.Title),
            Description = PageHead.DescriptionInEdition(site, Words.Description),
            Section = "/feeds",
            Canonical = site.EditionPath("/feeds"),
        };

    public FeedTexts Words => FeedTexts.Of(site.Language.Tag);

    /// <summary>Feeds of the whole site, of categories and of tags; no group is empty.</summary>
    public IReadOnlyList<Group> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var all = await posts.AllAsync(cancellationToken);
        var used = all.CountByTag(posts.Now, site.ListedLanguage);
        var tags = (await db.Tags.AsNoTracking().ToListAsync(cancellationToken)).FindAll(tag => used.ContainsKey(tag.Id));
        var categories = await CategoryTree.ReadAsync(db, cancellationToken);
        var filed = all.CountByCategory(posts.Now, site.ListedLanguage, categories.ChainOf);
        var order = StringComparer.Create(CultureInfo.GetCultureInfo(site.Language.Tag), ignoreCase: true);
        Groups =
        [
            .. new Group[]
            {
                new(Words.WholeSite, WholeSite()),
                new(
                    Words.ByCategory,
                    [
                        .. categories
                            .All.Where(node => filed.ContainsKey(node.Id))
                            .Select(node => RowOf(categories, node))
                            .OrderBy(row => row.Name, order),
                    ]
                ),
                new(
                    Words.ByTag,
                    [
                        .. tags.OrderBy(tag => tag.Name, order)
                            .Select(tag =>
                                RowOf(tag.Name, site.Href("/tags/" + Uri.EscapeDataString(tag.Slug.Value)), site.Texts.TaggedWith(tag.Name))
                            ),
                    ]
                ),
            }.Where(group => group.Rows.Count > 0),
        ];
    }

    private static Row RowOf(string name, string page, string label, string? language = null) =>
        new(name, page, label, language, [.. FeedFormat.All.Select(format => (format.Name, page.TrimEnd('/') + "/" + format.File))]);

    /// <summary>The root's feed, then that of each language with its own.</summary>
    private List<Row> WholeSite()
    {
        var settings = site.Settings;
        var isAll = settings.HomeScope == HomeScope.All && settings.Languages.Count > 1;
        var editions = settings
            .Languages.Where(language => language != settings.Main || isAll)
            .Select(language => Whole(language, SiteContext.EditionPath("/", language)));
        return [isAll ? RowOf(Words.AllLanguages, site.Local("/"), Words.AllLanguages) : Whole(settings.Main, "/"), .. editions];
    }

    private Row Whole(SiteLanguage language, string path)
    {
        var name = ReaderTexts.Of(language.Tag).LanguageName;
        return RowOf(name, site.Local(path), name, language == site.Language ? null : language.Tag);
    }

    private Row RowOf(CategoryTree categories, CategoryTree.Node node)
    {
        var name = categories.NamesOf(node);
        return RowOf(name, site.Href("/categories" + PostAddress.Encode("/" + node.Path)), site.Texts.FiledIn(name));
    }

    public sealed record Group(string Heading, IReadOnlyList<Row> Rows);

    /// <summary>One feed in its formats.</summary>
    /// <param name="Page">The page that lists the same posts.</param>
    /// <param name="Label">Distinguishes it from a feed of another kind with the same name.</param>
    /// <param name="Language">BCP 47 tag of the name, if it differs from the page's.</param>
    /// <param name="Formats">Name and address of each format.</param>
    public sealed record Row(string Name, string Page, string Label, string? Language, IReadOnlyList<(string Name, string Href)> Formats);
}

using Blog.Caching;
using Blog.Data;
using Blog.Data.Search;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Reading.Search;

/// <summary>
/// Search results for readers, at an address that can be shared. Not cached: its keys are what visitors type, and enough different queries
/// would evict every other page.
/// </summary>
[Compressed]
public sealed class SearchModel(BlogDb db, PostSearch search, SlidingWindowLimiter limiter, SiteContext site, TimeProvider clock)
    : PageModel,
        IPage
{
    /// <summary>For each client address: the search is not cached, so no single client may keep it busy.</summary>
    public static readonly RateLimit PerClient = new("searches", permits: 30, TimeSpan.FromMinutes(1));

    private const int PerPage = 10;

    public PageHead Head =>
        new()
        {
            Title = PageHead.TitleInEdition(site, IsSearchable ? Query.Text + " · " + site.Texts.Search : site.Texts.Search),
            Description = PageHead.DescriptionInEdition(site, site.Texts.SearchDescription),
            Canonical = IsSearchable ? Asked(Pager.Current) : site.EditionPath("/search"),
            Section = "/search",
            NoIndex = true,
            Script = IsStatic ? "site-search.js" : "search.js",
            Switch = PageAlternates.InEveryEdition(site, "/search" + (IsSearchable ? Q(Query.Text) : "")),
        };

    /// <summary>Whether the page becomes a file, where a script finds instead of the program.</summary>
    public bool IsStatic => StaticCopy.Is(HttpContext);

    public SearchQuery Query { get; private set; } = SearchQuery.Read(null);

    /// <summary>The results; null without a query.</summary>
    public SearchPage? Found { get; private set; }

    public Pager Pager { get; private set; } = new(1, 1, "/search");

    /// <summary>A message for the reader; empty if there are results.</summary>
    public string Notice =>
        Query.IsEmpty ? site.Texts.SearchHelp
        : Query.IsTooLong ? site.Texts.SearchTooLong(SearchQuery.MaxLength)
        : Query.OnlyExcludes ? site.Texts.SearchOnlyExcludes
        : Found is null ? site.Texts.SearchNoWords
        : Found.Total == 0 ? site.Texts.SearchFoundNothing(Query.Text)
        : Found.IsClosest ? site.Texts.SearchClosest(Found.Total)
        : site.Texts.SearchCount(Found.Total);

    /// <summary>The address of the search that was probably meant.</summary>
    public string? MeantHref => Found?.Meant is { } meant ? site.Href("/search") + Q(meant) : null;

    /// <summary>Whether the other editions may have what this one lacks.</summary>
    public bool AdvisesElsewhere => Found is { Total: 0 } or { IsClosest: true };

    /// <summary>The same search in the editions of other languages.</summary>
    public IEnumerable<(string Tag, string Href)> Elsewhere =>
        site
            .Settings.Languages.Where(language => site.ListedLanguage is not null && language.Tag != site.ListedLanguage)
            .Select(language => (language.Tag, site.Local(SiteContext.EditionPath("/search", language)) + Q(Query.Text)));

    private bool IsSearchable => !Query.IsEmpty && !Query.IsTooLong;

    /// <summary>
    /// Searches. A page beyond the end shows the last one: results change, and a shared address should still show something.
    /// </summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (
            Request.Query.ContainsKey("q")
            && limiter.TryAcquire(PerClient, ClientAddress.Partition(HttpContext.Connection.RemoteIpAddress)).RetryAfter is { } wait
        )
        {
            Response.SetRetryAfter(wait);
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        Query = SearchQuery.Read(Request.Query["q"]);
        if (Query.CanFind)
        {
            var page = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
            var (main, now) = (site.Settings.Main.Tag, clock.GetUtcNow());
            Found = await search.FindAsync(Query, site.ListedLanguage, now, page, PerPage, cancellationToken, main);
            if (site.ListedLanguage is null)
            {
                var groups = Found.Hits.Select(hit => hit.TranslationGroup);
                _translations = await TranslationLink.ByGroupAsync(db, groups, now, cancellationToken);
            }

            Pager = new Pager(Found.Page, Pager.PagesFor(Found.Total, PerPage), site.Href("/search")) { Address = Href };
        }

        return Page();
    }

    private static string Q(string text) => "?q=" + Uri.EscapeDataString(text);

    /// <summary>A hit in other languages, where the search mixes languages and shows it once.</summary>
    public IEnumerable<TranslationLink> TranslationsOf(SearchHit hit) =>
        _translations is null ? [] : TranslationLink.Others(_translations, hit.TranslationGroup, hit.Language);

    private ILookup<string, TranslationLink>? _translations;

    private string Href(int page) => site.Local(Asked(page));

    private string Asked(int page) =>
        site.EditionPath("/search") + Q(Query.Text) + (page == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"&page={page}"));
}

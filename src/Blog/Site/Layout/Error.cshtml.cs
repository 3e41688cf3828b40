using System.Diagnostics;
using Blog.Data.Settings;
using Blog.Site.Http;
using Blog.Site.Localization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Site.Layout;

/// <summary>The error page for readers: never a stack trace, always a link to continue.</summary>
[ResponseCache(NoStore = true)]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel(SiteContext site, SiteOptions options, ListedPosts posts) : PageModel, IPage
{
    private const int Most = 3;

    private string? _language;

    public PageHead Head =>
        new()
        {
            Title = Heading,
            NoIndex = true,
            Language = _language,
        };

    public int Code { get; private set; }

    /// <summary>Request id, as in the log.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The newest posts, unless the database has failed.</summary>
    public IReadOnlyList<Row> Latest { get; private set; } = [];

    /// <summary>Whether an admin form, or access to an admin page, was refused.</summary>
    public bool IsRefused => Code is 400 or 403 && SecurityHeaders.IsPrivate(HttpContext);

    /// <summary>The error's title.</summary>
    public string Heading =>
        Code switch
        {
            400 or 403 when IsRefused => LacksRight ? site.AdminTexts.ForbiddenTitle : site.AdminTexts.FormExpiredTitle,
            404 => Words.NotFoundTitle,
            429 => Words.TooOftenTitle,
            >= 500 => Words.ErrorTitle,
            _ => Words.BadRequestTitle,
        };

    /// <summary>What it means and what to do.</summary>
    public string Explanation =>
        Code switch
        {
            400 or 403 when IsRefused => LacksRight ? site.AdminTexts.ForbiddenText : site.AdminTexts.FormExpiredText,
            404 => Words.NotFoundText,
            429 => Words.TooOftenText,
            >= 500 => Words.ErrorText,
            _ => Words.BadRequestText,
        };

    private ReaderTexts Words => site.In(_language).Texts;

    private bool LacksRight => Code == 403 && !CrossSiteGuard.Refuses(Request, options);

    /// <summary>Shows the page for the status in the route.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        // From the route itself: model binding reads the form too, and a malformed form may be the cause of the error.
        Code =
            int.TryParse(RouteData.Values["code"] as string, CultureInfo.InvariantCulture, out var code) && code is >= 400 and < 600
                ? code
                : 404;
        Response.StatusCode = Code;
        Response.Headers.Vary = "Accept-Language";
        Number = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        _language = ReadersLanguage()?.Tag;
        if (Code == 404)
        {
            await FindLatestAsync();
        }

        return Page();
    }

    /// <summary>As <see cref="OnGetAsync"/>.</summary>
    public Task<IActionResult> OnPostAsync() => OnGetAsync();

    private SiteLanguage? ReadersLanguage()
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var first = (failed?.OriginalPath ?? "").Trim('/').Split('/')[0];
        var edition = (failed?.OriginalPathBase ?? "").Split('/')[^1]; // set by the edition middleware
        return site.Settings.Languages.FirstOrDefault(l => l.Code == edition || l.Code == first)
            ?? Request
                .GetTypedHeaders()
                .AcceptLanguage.OrderByDescending(a => a.Quality ?? 1)
                .Select(a => site.Settings.Find(a.Value.Value))
                .FirstOrDefault(l => l is not null);
    }

    private async Task FindLatestAsync()
    {
        var all = await posts.AllAsync(HttpContext.RequestAborted);
        using var list = all.List(posts.Now, site.In(_language).Language.Tag, site.Settings.Main.Tag);
        Latest =
        [
            .. (await posts.RowsAsync(list.Range(0, Most), HttpContext.RequestAborted)).Select(row => new Row(
                row.Title,
                site.Local(row.Address.Href),
                row.Language,
                site.Day(row.PublishedAt)
            )),
        ];
    }

    public sealed record Row(string Title, string Href, string Language, DateOnly Day);
}

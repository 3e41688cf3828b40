using Blog.Data;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Media.Sizes;

/// <summary>The sizes of images on other hosts: how many posts lack, a button that fetches them, and what failed.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class RemoteSizesModel(BlogDb db, RemoteSizeFetch fetch, RemoteSizeWorker worker, SiteContext site) : PageModel, IPage
{
    public const int MostShown = 200;

    private const int RefreshSeconds = 3;

    public PageHead Head => PageHead.ForAdmin(Words.Title, "/admin/media");

    public RemoteSizePlan Plan { get; private set; } = null!;

    /// <summary>The run that goes on, or the last one; null before the first.</summary>
    public RemoteSizeProgress? Progress => worker.Progress;

    /// <summary>What was asked for in vain, with the newest post that shows it.</summary>
    public IReadOnlyList<FailedImage> Failed { get; private set; } = [];

    private RemoteSizeTexts Words => RemoteSizeTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Plan = await fetch.PlanAsync(cancellationToken);
        if (Progress is { IsDone: false })
        {
            Response.Headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture); // works without script
            return;
        }

        var shown = Plan.Failed.Take(MostShown).ToList();
        var posts = shown.ToDictionary(
            row => row.Address,
            row => Plan.Posts.First(post => post.Addresses.Contains(row.Address)).Id,
            StringComparer.Ordinal
        );
        var ids = posts.Values.Distinct().ToList();
        var titles = await db
            .Posts.AsNoTracking()
            .Where(post => ids.Contains(post.Id))
            .Select(post => new
            {
                post.Id,
                post.Title,
                post.Language,
            })
            .ToDictionaryAsync(post => post.Id, cancellationToken);
        Failed =
        [
            .. shown
                .Where(row => titles.ContainsKey(posts[row.Address]))
                .Select(row =>
                    titles[posts[row.Address]] is var post
                        ? new FailedImage(row.Address, row.Error!, post.Id, post.Title, post.Language)
                        : null!
                ),
        ];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var plan = await fetch.PlanAsync(cancellationToken);
        if (!worker.TryStart(plan))
        {
            TempData["refused"] = Words.AlreadyRunning;
        }

        return LocalRedirect(site.Local("/admin/media/sizes"));
    }
}

/// <summary>An image without a size.</summary>
/// <param name="Address">Its absolute URL.</param>
/// <param name="Code">Why it has none, as stored.</param>
/// <param name="PostId">The newest post that shows it.</param>
/// <param name="Title">That post's title.</param>
/// <param name="Language">BCP 47 tag of the title.</param>
public sealed record FailedImage(string Address, string Code, int PostId, string Title, string Language)
{
    /// <summary>The address shortened for display.</summary>
    public string Shown => new Data.Posts.Drafts.RemoteImage(Address, "").Shown;
}

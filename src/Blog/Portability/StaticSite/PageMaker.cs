using System.Text;
using Blog.Data.Addresses;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Pages;
using Blog.Portability.StaticSite.Pipeline;

namespace Blog.Portability.StaticSite;

/// <summary>Asks the program for the pages that have changed, keeps the others, and hands all of them to the target.</summary>
internal sealed class PageMaker(
    SitePipeline pipeline,
    SitePlan plan,
    ISiteTarget target,
    DeadLinks links,
    IProgress<StaticSiteProgress>? progress
)
{
    /// <summary>So many pages are in memory at a time.</summary>
    private const int Batch = 64;

    /// <summary>Up to so many changed pages, the posts that they name as related are asked whether they name them in turn.</summary>
    private const int Few = 200;

    private readonly List<StaticFile> _exceptions = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly HashSet<int> _related = [];
    private int _total;

    /// <summary>Files with headers of their own.</summary>
    public IReadOnlyList<StaticFile> Exceptions => _exceptions;

    /// <summary>How many pages were made.</summary>
    public int Made { get; private set; }

    /// <summary>Brings all planned pages up to date.</summary>
    public async Task RunAsync(bool all, CancellationToken cancellationToken)
    {
        var stale = plan.Jobs.Where(job => all || !IsCurrent(job.File, job.Page)).ToList();
        await MakeAsync(stale, cancellationToken);
        if (stale.Count <= Few)
        {
            await MakeAsync([.. plan.Jobs.Where(job => job.Page.PostId is { } id && _related.Contains(id))], cancellationToken);
        }

        var missing = new List<PageJob>();
        foreach (var job in plan.Jobs.Where(job => !_done.Contains(job.File.Path)))
        {
            if (!target.TryKeep(job.File, job.Page.Inputs!))
            {
                missing.Add(job);
            }
            else if (PageNote.HeadersIn(target.NoteOf(job.File.Path)) is { } own)
            {
                _exceptions.Add(job.File with { OwnHeaders = own });
            }
        }

        await MakeAsync(missing, cancellationToken);
    }

    private bool IsCurrent(StaticFile file, PlannedPage page) =>
        page.Inputs is not null && string.Equals(target.InputsOf(file.Path), page.Inputs, StringComparison.Ordinal);

    private async Task MakeAsync(List<PageJob> jobs, CancellationToken cancellationToken)
    {
        _total += jobs.Count;
        foreach (var batch in jobs.Where(job => _done.Add(job.File.Path)).Chunk(Batch))
        {
            var rendered = new RenderedPage[batch.Length];
            await Parallel.ForAsync(
                0,
                batch.Length,
                cancellationToken,
                async (i, stop) => rendered[i] = await RenderedPage.AskAsync(pipeline, batch[i].Page, stop)
            );
            for (var i = 0; i < batch.Length; i++)
            {
                await TakeAsync(batch[i].File, rendered[i], cancellationToken);
            }

            progress?.Report(new StaticSiteProgress(Made, _total));
        }
    }

    private async Task TakeAsync(StaticFile file, RenderedPage page, CancellationToken cancellationToken)
    {
        var wanted = page.Plan.Ask == WholeSitePages.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        if (page.Response.Status != wanted)
        {
            plan.Drop(file, page.Plan); // it has gone since the blog was read; the next run sees what became of it
            return;
        }

        Made++;
        links.Note(page.Plan.Path, page.Links);
        var own = FileKinds.OwnHeaders(file.Kind, page.Response);
        if (own.Count > 0)
        {
            _exceptions.Add(file with { OwnHeaders = own });
        }

        var related = page.Related.Select(PostAt).OfType<int>().ToList();
        _related.UnionWith(related);
        var inputs = page.Plan.PostId is { } id ? plan.Posts.InputsOf(plan.Site.Posts[id], related) : page.Plan.Inputs;
        var note = new PageNote
        {
            Related = related.Count > 0 ? related : null,
            Headers = own.Count > 0 ? own : null,
            Parts = page.Plan.Path == WholeSitePages.Sitemap ? PartsOf(page.Response) : null,
        };
        await target.WriteAsync(file, page.Response.Body, inputs, note.Write(), cancellationToken);
        if (page.Plan.Path == WholeSitePages.Sitemap)
        {
            await MakePartsAsync(note.Parts ?? 0, inputs, cancellationToken);
        }
    }

    private static int? PartsOf(SiteResponse sitemap)
    {
        var text = Encoding.UTF8.GetString(sitemap.Body.Span);
        return text.Contains("<sitemapindex", StringComparison.Ordinal) ? text.Split("<loc>").Length - 1 : null;
    }

    /// <summary>The files of a sitemap that has become too large for one.</summary>
    private async Task MakePartsAsync(int parts, string? inputs, CancellationToken cancellationToken)
    {
        foreach (var path in Enumerable.Range(1, parts).Select(WholeSitePages.PartOf).Where(path => !plan.Answers(path)))
        {
            var page = new PlannedPage(path, inputs);
            if (plan.Add(page) is { } file && _done.Add(file.Path))
            {
                await TakeAsync(file, await RenderedPage.AskAsync(pipeline, page, cancellationToken), cancellationToken);
            }
        }
    }

    private int? PostAt(string href) => plan.PostsByKey.TryGetValue(PostAddress.KeyOf(links.PathOf(href) ?? ""), out var id) ? id : null;
}

using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Redirects;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Media;
using Blog.Portability.StaticSite.Pages;
using Blog.Portability.StaticSite.Pipeline;
using Blog.Portability.StaticSite.Redirects;
using Blog.Portability.StaticSite.Search;
using Blog.Portability.StaticSite.Snapshot;
using Blog.Site;

namespace Blog.Portability.StaticSite;

/// <summary>
/// Makes the static site: finds out which addresses there are and what each shows, asks the program for what has changed since the
/// earlier run, and hands it to a target. The whole blog is asked for as an anonymous reader, so nothing that is not public can be in it.
/// </summary>
public sealed class StaticSiteExport(IServiceScopeFactory scopes, SitePipeline pipeline, SiteOptions options, SiteAssets assets)
{
    /// <summary>Brings a target up to date.</summary>
    /// <param name="target">What was written earlier, and where to write.</param>
    /// <param name="all">Whether to make every page again.</param>
    /// <exception cref="StaticSiteException">The program failed to answer.</exception>
    internal async Task<StaticSiteContents> RunAsync(
        ISiteTarget target,
        bool all,
        IProgress<StaticSiteProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var samples = new KindSamples(pipeline, cancellationToken); // asks on other processors meanwhile
        var site = await ActivatorUtilities.CreateInstance<SnapshotReader>(services).ReadAsync(cancellationToken);
        var paths = new FilePaths(Uri.UnescapeDataString(options.BasePath));
        await using var other = scopes.CreateAsyncScope(); // a context of its own: it reads while pages are planned and made
        var search = ActivatorUtilities.CreateInstance<SearchData>(other.ServiceProvider, site, target);
        var searching = Task.Run(
            () => search.PrepareAsync(path => paths.Of(path, isHtml: false), all, cancellationToken),
            cancellationToken
        );
        var posts = new PostPages(site);
        var ofPosts = Task.Run(
            () => posts.All(post => RelatedOf(target, paths.Of(post.Address.Value, isHtml: true))).ToList(),
            cancellationToken
        );
        var first = Task.Run(async () => await LoadCodeAsync(await ofPosts, target, paths, cancellationToken), cancellationToken);
        var images = ActivatorUtilities.CreateInstance<PublicMedia>(services);
        var media = await images.ReadAsync(site, cancellationToken);
        var drawn = await images.DiagramsAsync(site, cancellationToken);
        var own = assets.Of(site.Settings).ToList();
        var lists = Task.Run(() => ListPages.All(site).ToList(), cancellationToken); // takes as long as asking for the kinds
        samples.AskFor(posts, own, media.Values, drawn.Select(drawing => drawing.Path));
        var kinds = await FileKinds.OfAsync(samples.Answers);
        var plan = new SitePlan(site, posts, kinds, paths, target);
        await plan.AddPagesAsync(own, await ofPosts, await lists, services.GetRequiredService<PathOverrides>(), cancellationToken);
        var links = new DeadLinks(options);
        var pages = new PageMaker(pipeline, plan, target, links, progress);
        await pages.RunAsync(all, cancellationToken);
        await first;
        foreach (var (path, source) in media.Values.SelectMany(images.FilesOf))
        {
            await CopyAsync(plan, target, path, source, cancellationToken);
        }

        foreach (var (path, svg) in drawn)
        {
            if (plan.AddFile(path) is { } file)
            {
                await target.WriteAsync(file, svg, null, null, cancellationToken);
            }
        }

        var redirects = await ActivatorUtilities
            .CreateInstance<RedirectReader>(services)
            .ReadAsync(
                site,
                plan.Keys,
                media.Values.ToDictionary(file => file.Id, file => $"/media/{file.Id}/{file.Name}", StringComparer.Ordinal),
                cancellationToken
            );
        await searching;
        await search.WriteAsync(path => plan.AddFile(path), cancellationToken);
        await WriteRedirectsAsync(plan, target, redirects, media, images, cancellationToken);
        return new StaticSiteContents
        {
            Kinds = kinds,
            Exceptions = pages.Exceptions,
            Slashed =
            [
                .. site.Posts.Values.Select(post => post.Address.Value).Where(path => path.EndsWith('/')).Order(StringComparer.Ordinal),
            ],
            Redirects = redirects,
            Posts = site.Posts.Count,
            Files = plan.Files,
            Made = pages.Made,
            Warnings = plan.Warnings,
            DeadLinks = links.Find(plan.Answers),
        };
    }

    /// <summary>The posts that a page named as related at the earlier run.</summary>
    private static IReadOnlyList<int> RelatedOf(ISiteTarget target, string file) => PageNote.Read(target.NoteOf(file)).Related ?? [];

    /// <summary>
    /// Asks for one of the posts that have changed, while the other pages are still being planned: the first one takes as long as fifty
    /// others, since its code and queries are compiled for it.
    /// </summary>
    private async Task LoadCodeAsync(List<PlannedPage> posts, ISiteTarget target, FilePaths paths, CancellationToken cancellationToken)
    {
        if (posts.Find(post => target.InputsOf(paths.Of(post.Path, isHtml: true)) != post.Inputs) is { } changed)
        {
            await RenderedPage.AskAsync(pipeline, changed, cancellationToken);
        }
    }

    private static async Task CopyAsync(SitePlan plan, ISiteTarget target, string path, string? source, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            plan.Warn($"{path}: the file is missing in the blog");
        }
        else if (plan.AddFile(path) is { } file)
        {
            await target.CopyAsync(file, source, cancellationToken);
        }
    }

    /// <summary>
    /// What answers at former addresses where a server knows no redirects: a page that leads on, or the image or feed once more, since
    /// those who ask for such files read no page.
    /// </summary>
    private async Task WriteRedirectsAsync(
        SitePlan plan,
        ISiteTarget target,
        IReadOnlyList<StaticRedirect> redirects,
        IReadOnlyDictionary<string, MediaFile> media,
        PublicMedia files,
        CancellationToken cancellationToken
    )
    {
        foreach (var redirect in redirects.Where(redirect => redirect is { Parameter: null, Path.Length: > 0 }))
        {
            var isFile = SitePlan.HasFileName(redirect.Path);
            if (redirect.MediaId is { } id)
            {
                var (_, source) = files.FilesOf(media[id]).First();
                if (isFile && source is not null && plan.AddFile(redirect.Path, isReported: false) is { } copy)
                {
                    await target.CopyAsync(copy, source, cancellationToken);
                }
            }
            else if (!isFile && plan.AddFile(redirect.Path, isHtml: true, isReported: false) is { } file)
            {
                var href = PostAddress.Encode(redirect.To);
                var page = RedirectPage.Of(options.BasePath + href, options.Absolute(href));
                await target.WriteAsync(file, page, null, null, cancellationToken);
            }
            else if (isFile && Path.GetFileName(redirect.To) is "feed.xml" or "rss.xml" or "feed.json" or "sitemap.xml")
            {
                await CopyAnswerAsync(plan, target, redirect, cancellationToken);
            }
        }
    }

    private async Task CopyAnswerAsync(SitePlan plan, ISiteTarget target, StaticRedirect redirect, CancellationToken cancellationToken)
    {
        var answer = await pipeline.AskAsync(redirect.To, cancellationToken);
        if (answer.Status == StatusCodes.Status200OK && plan.AddFile(redirect.Path, isReported: false) is { } file)
        {
            await target.WriteAsync(file, answer.Body, null, null, cancellationToken);
        }
    }
}

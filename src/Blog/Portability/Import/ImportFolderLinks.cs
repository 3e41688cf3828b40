using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Data.Settings;
using Blog.Portability.Import.Kept;
using Blog.Portability.Import.Links;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Import;

/// <summary>The steps of an import that deal with links, images and other files, in their order.</summary>
internal sealed class ImportFolderLinks
{
    private readonly ImportRequest _request;
    private readonly IServiceScopeFactory _scopes;
    private readonly SourceFolder _folder;
    private readonly SiteSettings _settings;
    private readonly TimeProvider _clock;
    private readonly KeptFiles _kept;

    /// <param name="names">The Markdown files of the folder.</param>
    /// <param name="site">The site that was made of the folder; null for none.</param>
    public ImportFolderLinks(
        ImportRequest request,
        IServiceScopeFactory scopes,
        SourceFolder folder,
        PostNames names,
        OldSite? site,
        SiteSettings settings,
        TimeProvider clock
    )
    {
        (_request, _scopes, _folder, _settings, _clock) = (request, scopes, folder, settings, clock);
        using var scope = scopes.CreateScope();
        _kept = new KeptFiles(scope.ServiceProvider.GetRequiredService<DataFolder>(), folder.SiteRoot, request.DryRun || request.AsSamples);
        All = new ImportLinks(folder, names, site, _kept);
    }

    public ImportLinks All { get; }

    /// <summary>
    /// Finds the images of all posts, before it is planned which of them change; fetches those of other hosts on request.
    /// </summary>
    /// <returns>Notes for the report.</returns>
    public Task<IReadOnlyList<string>> FindImagesAsync(
        IReadOnlyList<ImportItem> items,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        All.FindImages(items);
        return new ImportRemoteImages(_request, _scopes).BringAsync(items, progress, cancellationToken);
    }

    /// <summary>Adds warnings about what leads nowhere to the entries of the posts.</summary>
    /// <param name="pages">What the other addresses of the old site lead to.</param>
    /// <returns>Notes for the report.</returns>
    public async Task<IReadOnlyList<string>> ReportAsync(
        IReadOnlyList<ImportItem> items,
        IReadOnlyList<KeptAddress> pages,
        CancellationToken cancellationToken
    )
    {
        if (_request.AsSamples)
        {
            return [];
        }

        var old = pages.Select(page => page.Old).Concat(ListsOf(items)).Select(PostAddress.KeyOf).ToHashSet(StringComparer.Ordinal);
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        await using var scope = _scopes.CreateAsyncScope();
        var paths = scope.ServiceProvider.GetRequiredService<PublicPaths>();
        await new ImportLinkReport(All, AnswersAsync).AddAsync(items);
        return [.. new[] { _kept.Summary }.OfType<string>(), .. new UnusedFiles(_folder).NotesOf(items)];

        async Task<bool> AnswersAsync(string path)
        {
            var key = PostAddress.KeyOf(path);
            if (!known.TryGetValue(key, out var answers))
            {
                answers =
                    old.Contains(key) || await paths.AnswersAsync(path, _settings.EditionCodes, _clock.GetUtcNow(), cancellationToken);
                known[key] = answers;
            }

            return answers;
        }
    }

    /// <summary>The lists that the posts are in: a dry run has none of them yet.</summary>
    private static IEnumerable<string> ListsOf(IEnumerable<ImportItem> items)
    {
        foreach (var post in items.Where(item => !item.Post.IsDraft).Select(item => item.Post))
        {
            foreach (var tag in post.Tags)
            {
                yield return "/tags/" + Slug.From(tag, "tag").Value;
            }

            var path = "/categories";
            foreach (var name in post.Category)
            {
                yield return path += "/" + Slug.From(name, "category").Value;
            }
        }
    }
}

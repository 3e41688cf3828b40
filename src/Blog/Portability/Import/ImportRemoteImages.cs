using Blog.Data;
using Blog.Data.Posts.Drafts;
using Blog.Portability.Import.Remote;
using Blog.Rendering.Html;
using Blog.Storage.DataDirectory;
using Microsoft.Extensions.Options;

namespace Blog.Portability.Import;

/// <summary>The images that posts load from other hosts: those that are here already are shown from here, others on request.</summary>
internal sealed class ImportRemoteImages(ImportRequest request, IServiceScopeFactory scopes)
{
    /// <summary>Finds, and on request fetches them, before it is planned which posts change.</summary>
    /// <returns>Notes for the report.</returns>
    public async Task<IReadOnlyList<string>> BringAsync(
        IReadOnlyList<ImportItem> items,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        RemoteHomes homes;
        Uri publicUrl;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            var data = services.GetRequiredService<IOptions<DataOptions>>().Value;
            publicUrl = new Uri($"http://{data.PublicAuthority}/");
            homes = await RemoteHomes.ReadAsync(
                services.GetRequiredService<DataFolder>(),
                services.GetRequiredService<BlogDb>(),
                cancellationToken
            );
        }

        var uses = items.SelectMany(item => Of(item, publicUrl).Select(image => (Item: item, Image: image))).ToList();
        var missing = uses.Select(use => use.Image).Where(image => homes.Find(image) is null).DistinctBy(RemoteHomes.KeyOf).ToList();
        IReadOnlyList<string> notes = [];
        if (request.BringImagesHome && request.DryRun)
        {
            notes = Planned(missing);
        }
        else if (request.BringImagesHome)
        {
            progress?.Report(new ImportProgress(ImportStage.Fetching, 0, missing.Count));
            var failed = await new RemoteImageFetch(scopes, homes).FetchAsync(
                missing,
                done => progress?.Report(new ImportProgress(ImportStage.Fetching, done, missing.Count)),
                cancellationToken
            );
            foreach (var (item, image) in uses)
            {
                if (failed.TryGetValue(RemoteHomes.KeyOf(image), out var reason))
                {
                    item.Warnings.Add($"image {image.Shown} was not fetched and stays where it is: {reason}");
                }
            }

            var here = uses.DistinctBy(use => RemoteHomes.KeyOf(use.Image)).Count() - missing.Count;
            notes =
            [
                Words(
                    $"images of other hosts: {missing.Count - failed.Count} fetched, {here} were here, {failed.Count} could not be fetched"
                ),
            ];
        }

        foreach (var (item, image) in uses)
        {
            if (homes.Find(image) is { } file)
            {
                item.Homes[image.Address] = file;
            }
        }

        return notes;
    }

    private static IReadOnlyList<string> Planned(List<RemoteImage> missing) =>
        [
            Words($"{missing.Count} images of other hosts would be fetched"),
            .. missing
                .GroupBy(RemoteImageFetch.HostOf, StringComparer.OrdinalIgnoreCase)
                .SelectMany(host =>
                    host.Select(image => "would fetch " + image.Shown)
                        .Prepend(Words($"{(host.Key.Length > 0 ? host.Key : "embedded in texts")}: {host.Count()}"))
                ),
        ];

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The images of a post that are on other hosts or embedded in the text, by address as written.</summary>
    private static IEnumerable<RemoteImage> Of(ImportItem item, Uri publicUrl) =>
        item
            .Links.Where(link => link.IsImage && !item.Images.ContainsKey(link.Url))
            .Select(link => new RemoteImage(link.Url, link.Alt))
            .Append(new RemoteImage(item.Post.Cover ?? "", ""))
            .Where(image => image.IsInText || (UrlPolicy.IsRemote(image.Address) && image.IsOnAnotherHost(publicUrl)))
            .Where(image => !item.Images.ContainsKey(image.Address))
            .DistinctBy(image => image.Address);
}

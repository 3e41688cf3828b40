using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Data.Posts.Writing;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Writes planned posts to the database, with their images.</summary>
/// <param name="isHasty"><see cref="RenderContext.IsHasty"/>.</param>
/// <param name="oldHost">The host whose addresses are those of the imported posts; null if it is unknown.</param>
internal sealed class ImportWriter(
    ImportRequest request,
    ImportedImages images,
    IReadOnlyList<ImportItem> items,
    string? oldHost,
    bool isHasty,
    TimeProvider clock
)
{
    private readonly Dictionary<string, ImportItem> _byOldAddress = items
        .Where(item => item.Address != default)
        .SelectMany(item => item.Post.Aliases.Prepend(item.Post.Address ?? item.Address.Value).Select(old => (Old: old, Item: item)))
        .GroupBy(pair => PostAddress.KeyOf(pair.Old), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First().Item, StringComparer.Ordinal);

    private readonly Dictionary<string, ImportItem> _byPath = items.ToDictionary(item => item.File.Path, StringComparer.Ordinal);

    /// <summary>Stores images and renders.</summary>
    /// <returns>What <see cref="WriteAsync"/> takes.</returns>
    public async Task<PreparedBatch> PrepareAsync(
        IServiceProvider services,
        IReadOnlyList<ImportItem> batch,
        CancellationToken cancellationToken
    )
    {
        var db = services.GetRequiredService<BlogDb>();
        var store = request.DryRun ? null : services.GetRequiredService<MediaStore>();
        await images.PrepareAsync(batch.SelectMany(item => item.Images.Values), withVariants: !request.DryRun, cancellationToken);
        var ready = new List<(ImportItem Item, PostPlan Plan)>();
        foreach (var item in batch)
        {
            try
            {
                var plan = await WithImagesAsync(item, store, cancellationToken);
                await KeepImagesAsync(item, plan, db, cancellationToken);
                ready.Add((item, plan));
            }
            catch (Exception unforeseen) when (IsOfOneFile(unforeseen))
            {
                db.ChangeTracker.Clear(); // a failed save must not affect the next one
                images.Forget(item.Images.Values);
                item.Entry = item.Refused("its images could not be saved: " + Words(unforeseen), 0);
            }
        }

        var writer = services.GetRequiredService<PostWriter>();
        return new PreparedBatch(
            [.. ready.Select(one => one.Item)],
            await writer.RenderAllAsync([.. ready.Select(one => one.Plan)], cancellationToken)
        );
    }

    /// <summary>Writes what was prepared.</summary>
    public async Task WriteAsync(IServiceProvider services, PreparedBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = await services.GetRequiredService<PostWriter>().SaveAllAsync(batch.Renderings, request.DryRun, cancellationToken);
        foreach (var ((item, rendering), outcome) in batch.Items.Zip(batch.Renderings).Zip(outcomes))
        {
            item.Entry = Tell(item, rendering.Plan, outcome);
        }
    }

    /// <summary>
    /// The outcome for a post that was edited here: the text stays. Addresses of images are left out of the comparison, since the file
    /// names them otherwise.
    /// </summary>
    public ImportEntry Leave(ImportItem item) =>
        item.Left(
            TextDifference.Find(ImportedImages.NamesInsteadOfAddresses(item.EditedText!), item.Rewrite(ImportedImages.NameOf, AddressOf))
        );

    /// <summary>False for exceptions that end the whole import.</summary>
    internal static bool IsOfOneFile(Exception e) => e is not (OperationCanceledException or OutOfMemoryException);

    /// <summary>Entity Framework's own message only refers to the inner exception.</summary>
    internal static string Words(Exception e) => e is DbUpdateException { InnerException: { } inner } ? inner.Message : e.Message;

    /// <summary>
    /// Saves its images and, unless it is a draft, redirects from their old addresses: those of a draft must not be disclosed.
    /// </summary>
    private async Task KeepImagesAsync(ImportItem item, PostPlan plan, BlogDb db, CancellationToken cancellationToken)
    {
        if (request.DryRun || item.Images.Count == 0)
        {
            return;
        }

        await db.SaveChangesAsync(cancellationToken);
        if (plan.Request.PublishAt is not null)
        {
            await images.RedirectAsync(db, item.OldImageAddresses(), plan.Request.ImportRunId, clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<PostPlan> WithImagesAsync(ImportItem item, MediaStore? store, CancellationToken cancellationToken)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var facts = new Dictionary<string, ImageInfo>(StringComparer.Ordinal);
        foreach (var (url, file) in item.Images)
        {
            var alt = item.Links.FirstOrDefault(link => string.Equals(link.Url, url, StringComparison.Ordinal))?.Alt ?? "";
            var (path, size, refusal) = await images.StoreAsync(file, alt, store, cancellationToken);
            if (path is null)
            {
                item.Warnings.Add($"image {url} was skipped: {refusal}");
                continue;
            }

            paths[url] = path;
            if (size is not null)
            {
                facts[path] = size;
            }
        }

        var plan = item.Plan!;
        var content = plan.Request.Content with
        {
            Markdown = item.Rewrite(paths.GetValueOrDefault, AddressOf),
            Cover = item.CoverAt(paths) ?? "",
        };
        return plan with
        {
            Request = plan.Request with { Content = content },
            Context = plan.Context with { Images = facts, IsHasty = isHasty },
        };
    }

    private ImportEntry Tell(ImportItem item, PostPlan plan, PostSaved outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return item.Refused(ImportErrorTexts.Of(refusal), refusal.Line);
        }

        if (outcome.Rendered is not { } rendered)
        {
            return item.Refused($"cannot be rendered ({outcome.Failure!.GetType().Name}: {outcome.Failure.Message})", 0);
        }

        item.Warnings.AddRange(
            rendered
                .Problems.Take(20)
                .Select(problem =>
                    string.Create(CultureInfo.InvariantCulture, $"line {item.LineInFile(problem.Line)}: {problem.Source}: {problem.Reason}")
                )
        );
        if (plan.Request.PublishAt > clock.GetUtcNow())
        {
            item.Warnings.Add($"its date is in the future: public from {plan.Request.PublishAt:yyyy-MM-dd HH:mm zzz} on");
        }

        return outcome.Failure is { } failure
            ? item.Refused("could not be saved: " + Words(failure), 0)
            : item.Done(item.ExistingId is null ? ImportOutcome.Created : ImportOutcome.Updated) with
            {
                PostId = outcome.Post?.Id,
            };
    }

    /// <summary>The decoded path of a link to the old site, root-relative or with its host, and the fragment; null for any other.</summary>
    private (string Path, string Fragment)? AtOldSite(string url)
    {
        if (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && ImportedImages.LocalPath(url) is { } path)
        {
            var hash = url.IndexOf('#', StringComparison.Ordinal);
            return (path, hash < 0 ? "" : url[hash..]);
        }

        return
            oldHost is not null
            && url.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(url, UriKind.Absolute, out var whole)
            && string.Equals(whole.IdnHost, oldHost, StringComparison.OrdinalIgnoreCase)
            ? (Uri.UnescapeDataString(whole.AbsolutePath), whole.Fragment)
            : null;
    }

    /// <summary>The new address of another imported file; null if the link does not refer to one.</summary>
    private string? AddressOf(PostFilePath from, string url)
    {
        if (AtOldSite(url) is { } old)
        {
            return _byOldAddress.TryGetValue(PostAddress.KeyOf(old.Path), out var meant) && meant.Address.Href + old.Fragment != url
                ? meant.Address.Href + old.Fragment
                : null;
        }

        if (ImportedImages.LocalPath(url) is not { } path || !PostFilePath.IsMarkdown(path))
        {
            return null;
        }

        var target = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", from.Folder, path))).Replace('\\', '/');
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        return _byPath.TryGetValue(target, out var item) && item.Address != default
            ? item.Address.Href + (hash < 0 ? "" : url[hash..])
            : null;
    }
}

/// <summary>Posts that are rendered and not yet written.</summary>
internal sealed record PreparedBatch(IReadOnlyList<ImportItem> Items, IReadOnlyList<PlannedRendering> Renderings);

using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Writes planned posts to the database, with their images.</summary>
/// <param name="links">What the links in the posts mean.</param>
/// <param name="isHasty"><see cref="RenderContext.IsHasty"/>.</param>
internal sealed class ImportWriter(ImportRequest request, ImportedImages images, ImportLinks links, bool isHasty, TimeProvider clock)
{
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
            catch (Exception unforeseen) when (PostWriter.IsOfOne(unforeseen))
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
    public ImportEntry Leave(ImportItem item)
    {
        var names = item.Images.ToDictionary(image => image.Key, image => ImportedImages.NameOf(image.Value.Path!), StringComparer.Ordinal);
        foreach (var (url, home) in item.Homes)
        {
            names[url] = ImportedImages.NameOf(home.Name);
        }

        var text = item.Rewrite(link => links.AddressOf(item, link, names));
        return item.Left(TextDifference.Find(ImportedImages.NamesInsteadOfAddresses(item.EditedText!), text));
    }

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
            await images.RedirectAsync(
                db,
                item.OldImageAddresses(links.Root),
                plan.Request.ImportRunId,
                clock.GetUtcNow(),
                cancellationToken
            );
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
                links.Keep(item, url, file);
                continue;
            }

            paths[url] = path;
            if (size is not null)
            {
                facts[path] = size;
            }
        }

        foreach (var (url, home) in item.Homes)
        {
            paths[url] = home.Path;
            if (home.ToFacts() is { } size)
            {
                facts[home.Path] = size;
            }
        }

        var plan = item.Plan!;
        var content = plan.Request.Content with
        {
            Markdown = item.Rewrite(link => links.AddressOf(item, link, paths)),
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
                    string.Create(CultureInfo.InvariantCulture, $"line {item.LineInFile(problem.Line)}: {ImportErrorTexts.Of(problem)}")
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
}

/// <summary>Posts that are rendered and not yet written.</summary>
internal sealed record PreparedBatch(IReadOnlyList<ImportItem> Items, IReadOnlyList<PlannedRendering> Renderings);

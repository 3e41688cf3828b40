using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Portability.Import.Sources;
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
        await images.PrepareAsync(db, batch.SelectMany(item => item.Images.Values), store, cancellationToken);
        var ids = batch.Select(item => item.ExistingId).OfType<int>().ToList();
        var existing = await db
            .Posts.AsNoTracking()
            .Where(post => ids.Contains(post.Id))
            .ToDictionaryAsync(post => post.Id, cancellationToken);
        var (ready, sizes) = (new List<(ImportItem Item, PostPlan Plan)>(), new PostImages(db));
        foreach (var item in batch)
        {
            try
            {
                var plan = await WithImagesAsync(item, sizes, store, cancellationToken);
                ready.Add((item, item.ExistingId is { } id ? plan with { Existing = existing.GetValueOrDefault(id) } : plan));
            }
            catch (Exception unforeseen) when (PostWriter.IsOfOne(unforeseen))
            {
                images.Forget(item.Images.Values);
                item.Entry = NotSaved(item, unforeseen);
            }
        }

        var writer = services.GetRequiredService<PostWriter>();
        var renderings = await writer.RenderAllAsync([.. ready.Select(one => one.Plan)], cancellationToken);
        if (store is not null)
        {
            // After the rendering, which thus does not wait until the batch before is written.
            await KeepImagesAsync(db, store, ready, cancellationToken);
        }

        var whole = ready.Zip(renderings).Where(one => one.First.Item.Entry is null).ToList();
        return new PreparedBatch([.. whole.Select(one => one.First.Item)], [.. whole.Select(one => one.Second)]);
    }

    /// <summary>Writes what was prepared.</summary>
    public async Task WriteAsync(IServiceProvider services, PreparedBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = await services.GetRequiredService<PostWriter>().SaveAllAsync(batch.Renderings, request.DryRun, cancellationToken);
        foreach (var ((item, rendering), outcome) in batch.Items.Zip(batch.Renderings).Zip(outcomes))
        {
            item.Entry = Tell(item, rendering.Plan, outcome);
            item.Plan = null;
            item.Links = item.Links.Where(link => link.IsImage).ToArray(); // the report asks for no other
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

    /// <summary>Saves the images of a batch together; if that fails, post by post.</summary>
    private async Task KeepImagesAsync(
        BlogDb db,
        MediaStore store,
        IReadOnlyList<(ImportItem Item, PostPlan Plan)> batch,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await KeepImagesAsync(db, batch, cancellationToken);
            return;
        }
        catch (Exception failure) when (PostWriter.IsOfOne(failure))
        {
            db.ChangeTracker.Clear(); // a failed save must not affect the next one
            images.Forget(batch.SelectMany(one => one.Item.Images.Values));
        }

        foreach (var one in batch)
        {
            try
            {
                foreach (var (url, file) in one.Item.Images)
                {
                    await images.StoreAsync(file, AltOf(one.Item, url), store, cancellationToken);
                }

                await KeepImagesAsync(db, [one], cancellationToken);
            }
            catch (Exception failure) when (PostWriter.IsOfOne(failure))
            {
                db.ChangeTracker.Clear();
                images.Forget(one.Item.Images.Values);
                one.Item.Entry = NotSaved(one.Item, failure);
            }
        }
    }

    /// <summary>
    /// Saves images and, except for drafts, redirects from their old addresses: those of a draft must not be disclosed.
    /// </summary>
    private async Task KeepImagesAsync(
        BlogDb db,
        IReadOnlyList<(ImportItem Item, PostPlan Plan)> batch,
        CancellationToken cancellationToken
    )
    {
        var olds = batch
            .Where(one => one.Plan.Request.PublishAt is not null)
            .SelectMany(one => one.Item.OldImageAddresses(links.Root))
            .ToList();
        if (olds.Count > 0)
        {
            await images.RedirectAsync(db, olds, batch[0].Plan.Request.ImportRunId, clock.GetUtcNow(), cancellationToken);
        }

        if (db.ChangeTracker.HasChanges())
        {
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static ImportEntry NotSaved(ImportItem item, Exception failure) =>
        item.Refused("its images could not be saved: " + Words(failure), 0);

    private static string AltOf(ImportItem item, string url) =>
        item.Links.FirstOrDefault(link => string.Equals(link.Url, url, StringComparison.Ordinal))?.Alt ?? "";

    private async Task<PostPlan> WithImagesAsync(ImportItem item, PostImages sizes, MediaStore? store, CancellationToken cancellationToken)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var facts = new Dictionary<string, ImageInfo>(StringComparer.Ordinal);
        foreach (var (url, file) in item.Images)
        {
            var (path, size, refusal) = await images.StoreAsync(file, AltOf(item, url), store, cancellationToken);
            if (path is null)
            {
                if (ImportLinks.HasImageName(url) || item.Links.Any(link => link.IsImage && link.Url == url))
                {
                    item.Warnings.Add($"image {url} was skipped: {refusal}");
                }

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
        await sizes.AddToAsync(facts, content.Markdown, cancellationToken); // of other hosts, or here already
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
                    item.HasLines
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"line {item.LineInFile(problem.Line)}: {ImportErrorTexts.Of(problem)}"
                        )
                        : ImportErrorTexts.Of(problem)
                )
        );
        if (plan.Request.PublishAt > clock.GetUtcNow())
        {
            item.Warnings.Add($"its date is in the future: public from {plan.Request.PublishAt:yyyy-MM-dd HH:mm zzz} on");
        }

        if (outcome.Failure is DbUpdateConcurrencyException && request.Repository is not null)
        {
            return item.Done(ImportOutcome.Unchanged) with { Reason = RepositoryFiles.ChangedMeanwhile };
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

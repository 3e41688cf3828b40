using Blog.Data;
using Blog.Data.Posts.Files;
using Blog.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Brings planned posts into the database, with their images.</summary>
internal sealed class ImportRun(ImportRequest request, ImportedImages images, IReadOnlyList<ImportItem> items, TimeProvider clock)
{
    private readonly Dictionary<string, ImportItem> byPath = items.ToDictionary(item => item.File.Path, StringComparer.Ordinal);

    /// <summary>Stores images, renders beside each other, and writes one by one.</summary>
    public async Task WriteAsync(IServiceProvider services, IReadOnlyList<ImportItem> batch, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var writer = services.GetRequiredService<PostWriter>();
        var store = request.DryRun ? null : services.GetRequiredService<MediaStore>();
        await images.PrepareAsync(batch.SelectMany(item => item.Images.Values), withVariants: !request.DryRun, cancellationToken);
        var rendering = new List<(ImportItem Item, PostPlan Plan, Task<RenderResult> Result)>();
        foreach (var item in batch)
        {
            try
            {
                var plan = await WithImagesAsync(item, store, cancellationToken);
                await KeepImagesAsync(item, plan, db, cancellationToken);
                rendering.Add((item, plan, writer.RenderAsync(plan, cancellationToken)));
            }
            catch (Exception unforeseen) when (IsOfOneFile(unforeseen))
            {
                db.ChangeTracker.Clear();   // what failed must not fail the next one too
                images.Forget(item.Images.Values);
                item.Entry = item.Refused("its images could not be saved: " + Words(unforeseen), 0);
            }
        }

        foreach (var (item, plan, result) in rendering)
        {
            try
            {
                item.Entry = await FinishAsync(item, plan, result, db, writer, cancellationToken);
            }
            catch (Exception unforeseen) when (IsOfOneFile(unforeseen))
            {
                db.ChangeTracker.Clear();
                item.Entry = item.Refused("could not be saved: " + Words(unforeseen), 0);
            }
        }
    }

    /// <summary>False for what ends the import as a whole.</summary>
    internal static bool IsOfOneFile(Exception e) => e is not (OperationCanceledException or OutOfMemoryException);

    /// <summary>Entity Framework's own message only says to look at the inner one.</summary>
    internal static string Words(Exception e) => e is DbUpdateException { InnerException: { } inner } ? inner.Message : e.Message;

    /// <summary>Saves its images and, where readers could know them, redirects from their old addresses: a draft's must stay unknown.</summary>
    private async Task KeepImagesAsync(ImportItem item, PostPlan plan, BlogDb db, CancellationToken cancellationToken)
    {
        if (request.DryRun || item.Images.Count == 0)
        {
            return;
        }

        await db.SaveChangesAsync(cancellationToken);
        if (plan.Request.PublishAt is not null)
        {
            await images.RedirectAsync(db, item.OldImageAddresses(), clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<PostPlan> WithImagesAsync(ImportItem item, MediaStore? store, CancellationToken cancellationToken)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var facts = new Dictionary<string, ImageFacts>(StringComparer.Ordinal);
        foreach (var (url, file) in item.Images)
        {
            var alt = item.Links.FirstOrDefault(link => string.Equals(link.Url, url, StringComparison.Ordinal))?.Alt ?? "";
            var (path, size, refusal) = await images.StoreAsync(file, alt, store, cancellationToken);
            if (path is null)
            {
                item.Warnings.Add($"image {url} is left out: {refusal}");
                continue;
            }

            paths[url] = path;
            if (size is not null)
            {
                facts[path] = size;
            }
        }

        var plan = item.Plan!;
        var text = plan.Request.Text with
        {
            Markdown = item.Rewrite(paths.GetValueOrDefault, AddressOf),
            Cover = item.CoverAt(paths),
        };
        return plan with { Request = plan.Request with { Text = text }, Context = plan.Context with { Images = facts } };
    }

    private async Task<ImportEntry> FinishAsync(ImportItem item, PostPlan plan, Task<RenderResult> rendering, BlogDb db, PostWriter writer, CancellationToken cancellationToken)
    {
        RenderResult result;
        try
        {
            result = await rendering;
        }
        catch (Exception unforeseen) when (IsOfOneFile(unforeseen))
        {
            return item.Refused($"cannot be rendered ({unforeseen.GetType().Name}: {unforeseen.Message})", 0);
        }

        if (result.Post is not { } rendered)
        {
            return item.Refused(RefusalWords.Of(result.Refusal!), result.Refusal!.Line);
        }

        item.Warnings.AddRange(rendered.Problems.Take(20).Select(problem => $"{problem.Source}: {problem.Reason}"));
        if (plan.Request.PublishAt > clock.GetUtcNow())
        {
            item.Warnings.Add($"its date is still to come: public from {plan.Request.PublishAt:yyyy-MM-dd HH:mm zzz} on");
        }

        if (request.DryRun)
        {
            return item.Done(item.ExistingId is null ? ImportOutcome.Created : ImportOutcome.Updated);
        }

        var existing = item.ExistingId is { } id ? await db.Posts.SingleAsync(post => post.Id == id, cancellationToken) : null;
        await writer.WriteAsync(plan with { Existing = existing }, rendered, cancellationToken);
        return item.Done(existing is null ? ImportOutcome.Created : ImportOutcome.Updated);
    }

    /// <summary>The new address of another file of this import; null where the link is none to one.</summary>
    private string? AddressOf(PostFilePath from, string url)
    {
        if (ImportedImages.LocalPath(url) is not { } path || path.StartsWith('/') || !PostFilePath.IsMarkdown(path))
        {
            return null;
        }

        var target = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", from.Folder, path))).Replace('\\', '/');
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        return byPath.TryGetValue(target, out var item) && item.Address != default ? item.Address.Href + (hash < 0 ? "" : url[hash..]) : null;
    }
}

using Blog.Data;
using Blog.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>The database's side of one import.</summary>
internal sealed class ImportRun(ImportRequest request, ImportedImages images, IReadOnlyList<ImportItem> items, string zone, TimeProvider clock)
{
    private readonly Dictionary<ImportItem, string> hashes = [];
    private readonly Dictionary<string, ImportItem> byPath = items.ToDictionary(item => item.File.Path, StringComparer.Ordinal);

    /// <summary>Finds what is new or changed, and where each will answer. Writes nothing.</summary>
    public async Task PlanAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var writer = services.GetRequiredService<PostWriter>();
        var known = await db.Posts.AsNoTracking().Where(post => post.ImportKey != null)
            .Select(post => new Known(post.Id, post.ImportKey!, post.ImportHash!, post.State, post.Language, post.Title, post.PublishedAt, post.Address))
            .ToDictionaryAsync(post => post.Key, StringComparer.Ordinal, cancellationToken);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            hashes[item] = item.HashWith(images, zone);
            if (Recognize(item, known) is not { } existing)
            {
                continue;
            }

            (item.ExistingId, item.Address) = (existing.Id, existing.Address);
            if (existing.State == PostState.Trash || string.Equals(existing.Hash, hashes[item], StringComparison.Ordinal))
            {
                item.Entry = item.Done(ImportOutcome.Unchanged);
                if (existing.State == PostState.Trash)
                {
                    item.Entry = item.Entry with { Reason = "lies in the trash" };
                }

                taken.Add(existing.Address.Key);
            }
        }

        // Addresses that files name go first: a file without one must not take them.
        foreach (var item in items.Where(item => item.Entry is null).OrderBy(item => item.Post.Address is null))
        {
            await PlanAsync(item, writer, db, taken, cancellationToken);
        }

        WarnOfAliases();
    }

    /// <summary>Stores images, renders beside each other, and writes one by one.</summary>
    public async Task WriteAsync(IServiceProvider services, IReadOnlyList<ImportItem> batch, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var writer = services.GetRequiredService<PostWriter>();
        var store = request.DryRun ? null : services.GetRequiredService<MediaStore>();
        await images.PrepareAsync(batch.SelectMany(item => item.Images.Values), cancellationToken);
        var rendering = new List<(ImportItem Item, PostPlan Plan, Task<RenderResult> Result)>();
        foreach (var item in batch)
        {
            var plan = await WithImagesAsync(item, store, cancellationToken);
            rendering.Add((item, plan, writer.RenderAsync(plan, cancellationToken)));
        }

        if (!request.DryRun)
        {
            await db.SaveChangesAsync(cancellationToken);
            await images.RedirectAsync(db, batch.SelectMany(item => item.OldImageAddresses()), clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        foreach (var (item, plan, result) in rendering)
        {
            item.Entry = await FinishAsync(item, plan, await result, db, writer, cancellationToken);
        }
    }

    /// <summary>
    /// A file is the post of an earlier run where path and language agree and not everything else differs: two folders may hold a <c>hello.md</c> each.
    /// </summary>
    private Known? Recognize(ImportItem item, Dictionary<string, Known> known)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (!known.TryGetValue(item.Key, out var existing))
            {
                return null;
            }

            var sameText = string.Equals(existing.Hash, hashes[item], StringComparison.Ordinal)
                || (string.Equals(existing.Language, item.Language, StringComparison.Ordinal)
                    && (string.Equals(existing.Title, item.Post.Title, StringComparison.Ordinal) || existing.PublishedAt == item.Post.Date || string.Equals(existing.Address.Value, item.Post.Address, StringComparison.Ordinal)));
            if (sameText)
            {
                return existing;
            }

            item.Key = "markdown:" + Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path))) + "/" + item.Key["markdown:".Length..];
        }

        return null;
    }

    private async Task PlanAsync(ImportItem item, PostWriter writer, BlogDb db, HashSet<string> taken, CancellationToken cancellationToken)
    {
        var existing = item.ExistingId is { } id ? await db.Posts.AsNoTracking().SingleAsync(post => post.Id == id, cancellationToken) : null;
        var wish = item.Request(item.Post.Markdown, null, hashes[item], existing, clock.GetUtcNow(), request.AsSamples);
        var plan = await writer.PlanAsync(existing, wish, taken, cancellationToken);
        if (plan.Fault is { } fault)
        {
            item.Warnings.Add($"address {plan.Wanted} {RefusalWords.Of(fault)}: it gets another");
            var slug = wish.Address is null ? wish.Slug + "-post" : wish.Slug;
            plan = await writer.PlanAsync(existing, wish with { Address = null, Slug = slug }, taken, cancellationToken);
            if (plan.Fault is not null)
            {
                plan = await writer.PlanAsync(existing, wish with { Address = null, Slug = slug + "-post" }, taken, cancellationToken);
            }
        }

        if (plan.Fault is not null)
        {
            item.Entry = item.Refused("no address can be made of its name", 0);
            return;
        }

        if (!string.Equals(plan.Address.Value, "/" + plan.Wanted.TrimStart('/'), StringComparison.Ordinal))
        {
            item.Warnings.Add($"address {plan.Wanted} is taken: it answers at {plan.Address.Value}");
        }

        if (existing is not null && await db.Revisions.Where(revision => revision.PostId == existing.Id).OrderByDescending(revision => revision.Id).Select(revision => revision.Kind).FirstOrDefaultAsync(cancellationToken) is not RevisionKind.Import)
        {
            item.Warnings.Add("was edited here since the last import; that text is kept among its revisions");
        }

        (item.Plan, item.Address) = (plan, plan.Address);
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
            Cover = item.Post.Cover is { } cover ? paths.GetValueOrDefault(cover, cover) : null,
        };
        return plan with { Request = plan.Request with { Text = text }, Context = plan.Context with { Images = facts } };
    }

    private async Task<ImportEntry> FinishAsync(ImportItem item, PostPlan plan, RenderResult result, BlogDb db, PostWriter writer, CancellationToken cancellationToken)
    {
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

        try
        {
            var existing = item.ExistingId is { } id ? await db.Posts.SingleAsync(post => post.Id == id, cancellationToken) : null;
            await writer.WriteAsync(plan with { Existing = existing }, rendered, cancellationToken);
            return item.Done(existing is null ? ImportOutcome.Created : ImportOutcome.Updated);
        }
        catch (DbUpdateException wrong)
        {
            db.ChangeTracker.Clear();   // what failed must not fail the next one too
            return item.Refused("could not be saved: " + (wrong.InnerException ?? wrong).Message, 0);
        }
    }

    /// <summary>The new address of another file of this import; null where the link is none to one.</summary>
    private string? AddressOf(SourceFile from, string url)
    {
        if (ImportedImages.LocalPath(url) is not { } path || path.StartsWith('/') || !SourceFile.IsMarkdown(path))
        {
            return null;
        }

        var target = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", from.Folder, path))).Replace('\\', '/');
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        return byPath.TryGetValue(target, out var item) && item.Address != default ? item.Address.Href + (hash < 0 ? "" : url[hash..]) : null;
    }

    private void WarnOfAliases()
    {
        var owners = items.Where(item => item.Address != default).GroupBy(item => item.Address.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var item in items)
        {
            foreach (var alias in item.Post.Aliases)
            {
                if (!owners.TryAdd(PostAddress.KeyOf(alias), item) && owners[PostAddress.KeyOf(alias)] != item)
                {
                    item.Warnings.Add($"old address {alias} belongs to {owners[PostAddress.KeyOf(alias)].File.Path}");
                }
            }
        }
    }

    private sealed record Known(int Id, string Key, string Hash, PostState State, string Language, string Title, DateTimeOffset? PublishedAt, PostAddress Address);
}

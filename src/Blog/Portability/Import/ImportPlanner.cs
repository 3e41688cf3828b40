using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Settings;
using Blog.Portability.Import.Sources;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Plans an import; writes nothing.</summary>
internal sealed class ImportPlanner(
    ImportRequest request,
    ImportedImages images,
    IReadOnlyList<ImportItem> items,
    string zone,
    int? runId,
    TimeProvider clock,
    SiteSettings settings,
    HeldAddresses? held
)
{
    private readonly Dictionary<ImportItem, string> _hashes = [];
    private readonly HashSet<string> _keys = items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
    private RepositoryPosts? _repository;

    /// <summary>Determines what is new or changed, and the addresses.</summary>
    public async Task PlanAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var planner = services.GetRequiredService<PostPlanner>();
        var known = await db
            .Posts.AsNoTracking()
            .Where(post => post.ImportKey != null)
            .Select(post => new KnownPost(
                post.Id,
                post.ImportKey!,
                post.ImportHash!,
                post.State,
                post.Language,
                post.Title,
                post.PublishedAt,
                post.Address,
                post.IsSample
            ))
            .ToDictionaryAsync(post => post.Key, StringComparer.Ordinal, cancellationToken);
        var taken = new HashSet<string>(held?.Keys ?? [], StringComparer.Ordinal);
        var recognized = new Dictionary<ImportItem, KnownPost>();
        _repository = await RepositoryPosts.ReadAsync(db, request.Repository, cancellationToken);
        foreach (var item in items)
        {
            item.IsReaddressed = held is not null;
            if (_repository?.Recognize(item) == true && !_repository.Wants(item))
            {
                item.Entry = item.Done(ImportOutcome.Unchanged);
                taken.Add(item.Address.Key);
                continue;
            }

            _hashes[item] = item.HashWith(images, zone);
            if (item.ExistingId is null && Recognize(item, known) is { } existing)
            {
                recognized[item] = existing;
            }
        }

        var renamed = new RenamedFiles(known.Values.Except(recognized.Values).Where(post => _repository?.Has(post.Id) != true));
        foreach (var item in items.Where(item => item.ExistingId is null))
        {
            if (!recognized.TryGetValue(item, out var existing) && (existing = renamed.Find(item, _hashes[item])) is null)
            {
                continue;
            }

            (item.ExistingId, item.Address) = (existing.Id, existing.Address);
            if (!recognized.ContainsKey(item))
            {
                item.Warnings.Add($"is the file that was {ImportKeys.PathOf(existing.Key)} before");
            }

            if (
                existing.State == PostState.Trash
                || (recognized.ContainsKey(item) && string.Equals(existing.Hash, _hashes[item], StringComparison.Ordinal))
            )
            {
                item.Entry = item.Done(ImportOutcome.Unchanged);
                if (existing.State == PostState.Trash)
                {
                    item.Entry = item.Entry with { Reason = "is in the trash" };
                }

                taken.Add(existing.Address.Key);
            }
        }

        // Explicit addresses go first, so that a file without one does not take them.
        foreach (var item in items.Where(item => item.Entry is null).OrderBy(item => item.Post.Address is null))
        {
            try
            {
                taken.ExceptWith(held?.Of(item) ?? []);
                await PlanAsync(item, planner, db, taken, cancellationToken);
                taken.UnionWith(held?.Of(item) ?? []);
            }
            catch (Exception unforeseen) when (PostWriter.IsOfOne(unforeseen))
            {
                db.ChangeTracker.Clear();
                item.Entry = item.Refused($"cannot be planned ({unforeseen.GetType().Name}: {ImportWriter.Words(unforeseen)})", 0);
            }
        }

        WarnOfAliases();
    }

    /// <summary>
    /// A file matches a post of an earlier run if path and language are equal and not everything else differs: two folders may each contain
    /// a <c>hello.md</c>. A different post gets the next free key.
    /// </summary>
    private KnownPost? Recognize(ImportItem item, Dictionary<string, KnownPost> known)
    {
        var path = ImportKeys.PathOf(item.Key);
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path)));
        for (var number = 1; known.TryGetValue(item.Key, out var existing); )
        {
            if (_repository?.Has(existing.Id) != true && IsSame(item, existing))
            {
                return existing;
            }

            do
            {
                item.Key = ImportKeys.Of(
                    number == 1 ? $"{folder}/{path}" : string.Create(CultureInfo.InvariantCulture, $"{folder}#{number}/{path}")
                );
                number++;
            } while (!_keys.Add(item.Key));
        }

        return null;
    }

    private bool IsSame(ImportItem item, KnownPost existing)
    {
        var isTitle = string.Equals(existing.Title, item.Post.Title, StringComparison.Ordinal);
        var isDate = existing.PublishedAt == item.Post.Date;
        return string.Equals(existing.Hash, _hashes[item], StringComparison.Ordinal)
            || (!item.Post.NamesLanguage && isTitle && isDate) // its language may be detected anew
            || (
                string.Equals(existing.Language, item.Language, StringComparison.Ordinal)
                && (isTitle || isDate || string.Equals(existing.Address.Value, item.Post.Address, StringComparison.Ordinal))
            );
    }

    private async Task PlanAsync(
        ImportItem item,
        PostPlanner planner,
        BlogDb db,
        HashSet<string> taken,
        CancellationToken cancellationToken
    )
    {
        var existing = item.ExistingId is { } id
            ? await db.Posts.AsNoTracking().SingleAsync(post => post.Id == id, cancellationToken)
            : null;
        var saveRequest = item.Request(_hashes[item], existing, clock.GetUtcNow(), request.AsSamples) with
        {
            ImportRunId = runId,
            Source = _repository?.SourceOf(item),
        };
        var plan = await planner.PlanAsync(existing, saveRequest, taken, cancellationToken, settings);
        if (plan.TooLong is { } tooLong)
        {
            item.Entry = item.Refused(ImportErrorTexts.Of(tooLong), 0);
            return;
        }

        if (plan.AddressError is { } error)
        {
            item.Warnings.Add($"address {plan.Wanted} {ImportErrorTexts.Of(error)}: another one is used");
            var slug = saveRequest.Address is null ? saveRequest.Slug + "-post" : saveRequest.Slug;
            plan = await planner.PlanAsync(existing, saveRequest with { Address = null, Slug = slug }, taken, cancellationToken, settings);
            if (plan.AddressError is not null)
            {
                var renamed = saveRequest with { Address = null, Slug = slug + "-post" };
                plan = await planner.PlanAsync(existing, renamed, taken, cancellationToken, settings);
            }
        }

        if (plan.AddressError is not null)
        {
            item.Entry = item.Refused("no address can be generated from its name", 0);
            return;
        }

        if (PostAddress.KeyOf(plan.Address.Value) != PostAddress.KeyOf("/" + plan.Wanted.TrimStart('/')))
        {
            item.Warnings.Add($"address {plan.Wanted} is taken: {plan.Address.Value} is used instead");
        }

        var isSettled = request.Repository?.Files.GetValueOrDefault(item.File.Path)?.PostId is not null; // by whoever compared them
        if (existing is not null && !isSettled && await IsEditedAsync(existing, db, cancellationToken))
        {
            if (!request.Overwrite)
            {
                taken.Remove(plan.Address.Key);
                taken.Add(existing.AddressKey);
                item.EditedText = existing.Markdown;
                return;
            }

            item.Warnings.Add("was edited here since the last import; that text is kept as a revision");
        }

        // Without the post here, whose texts would be held until all is written.
        (item.Plan, item.Address) = (plan with { Existing = null }, plan.Address);
    }

    private void WarnOfAliases()
    {
        var owners = items
            .Where(item => item.Address != default)
            .GroupBy(item => item.Address.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var item in items)
        {
            foreach (var alias in item.IsReaddressed ? item.OldAddresses : item.Post.Aliases)
            {
                if (!owners.TryAdd(PostAddress.KeyOf(alias), item) && owners[PostAddress.KeyOf(alias)] != item)
                {
                    item.Warnings.Add($"old address {alias} belongs to {owners[PostAddress.KeyOf(alias)].Name}");
                }
            }
        }
    }

    /// <summary>
    /// Whether a post was changed here since it was imported. A post that was imported before versions were recorded is known by its last
    /// revision.
    /// </summary>
    private static async Task<bool> IsEditedAsync(Post existing, BlogDb db, CancellationToken cancellationToken)
    {
        if (await db.PendingEdits.AnyAsync(edit => edit.PostId == existing.Id, cancellationToken))
        {
            return true;
        }

        var left = await db
            .ImportChanges.Where(change => change.PostId == existing.Id)
            .OrderByDescending(change => change.Id)
            .Select(change => (int?)change.Version)
            .FirstOrDefaultAsync(cancellationToken);
        return left is { } version
            ? version != existing.Version
            : await db
                .Revisions.Where(revision => revision.PostId == existing.Id)
                .OrderByDescending(revision => revision.Id)
                .Select(revision => revision.Kind)
                .FirstOrDefaultAsync(cancellationToken)
                is not RevisionKind.Import;
    }
}

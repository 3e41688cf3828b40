using Blog.Data;
using Blog.Data.Posts.Files;
using Blog.Data.Settings;
using Blog.Portability.Import.Backups;
using Blog.Portability.Import.Links;
using Blog.Portability.Import.Offers;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.OwnExports;
using Blog.Portability.Import.Sources;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Import;

/// <summary>
/// Imports a folder of Markdown files: reads all files, plans all addresses (so that links between posts can be rewritten), then stores
/// images, renders and writes post by post. A bad file does not affect the others, and a second run changes nothing.
/// </summary>
public sealed class MarkdownImport(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int BatchSize = 32;

    /// <summary>With more posts to write, the colours of code follow in the background: they take longer than all the rest.</summary>
    private const int MaxColoured = 50;

    private const string DefaultZone = "default";

    /// <summary>Runs the import. What it writes can be taken back, unless they are samples.</summary>
    /// <exception cref="IOException">The folder does not exist or cannot be read.</exception>
    public async Task<ImportReport> RunAsync(
        ImportRequest request,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (request.DryRun || request.AsSamples)
        {
            return await RunAsync(request, null, progress, cancellationToken);
        }

        var runId = await WithJournalAsync(journal => journal.BeginAsync(request, cancellationToken));
        try
        {
            var report = await RunAsync(request, runId, progress, cancellationToken);
            var isKept = await WithJournalAsync(journal => journal.EndAsync(runId, report, CancellationToken.None));
            return isKept ? report with { RunId = runId } : report;
        }
        catch (Exception e)
        {
            await WithJournalAsync(journal => journal.FailAsync(runId, e is OperationCanceledException ? "stopped" : e.Message));
            throw;
        }
    }

    private TextSpool NewSpool() => new(Temporary());

    private string Temporary()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<DataFolder>().Temporary;
    }

    private async Task<T> WithJournalAsync<T>(Func<ImportJournal, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(new ImportJournal(scope.ServiceProvider.GetRequiredService<BlogDb>(), clock));
    }

    private async Task<ImportReport> RunAsync(
        ImportRequest request,
        int? runId,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        progress?.Report(new ImportProgress(ImportStage.Looking, 0, 0));
        using var unpacked = await UnpackedSite.OpenAsync(request.Path, Temporary(), cancellationToken);
        request = unpacked is null ? request : request with { Path = unpacked.Folder };
        using var backup = await ConvertAsync(request, cancellationToken);
        var folder = backup?.Folder ?? SourceFolder.Open(request.Path, request.Tool);
        var (files, notes) = folder.Walk();
        var own = OwnExport.Of(folder);
        SettingsOffer offer;
        await using (var scope = scopes.CreateAsyncScope())
        {
            await (own?.BeginAsync(scope.ServiceProvider, request.DryRun, cancellationToken) ?? Task.CompletedTask);
            offer = await SettingsOffer.StartAsync(
                scope.ServiceProvider,
                request.AsSamples || own is not null ? null : folder,
                files.Select(file => ImportKeys.Of(folder.KeyOf(file))),
                request.TakeSettings,
                request.DryRun,
                cancellationToken
            );
        }

        var settings = offer.Settings;
        notes = [.. backup?.Notes ?? [], .. notes];
        var (zone, saidBy) = ZoneOf(request, folder, settings);
        var images = new ImportedImages();
        var site = backup?.Site ?? OldSite.Of(folder);
        var names = new PostNames(folder, files);
        var templates = new ImportTemplates(folder, names);
        var links = new ImportFolderLinks(request, scopes, folder, names, site, settings, clock);
        var entries = new Dictionary<string, ImportEntry>(StringComparer.Ordinal);
        var conventions = new PostFileConventions(zone, folder.Tool)
        {
            Now = clock.GetUtcNow(),
            Language = request.Language,
            SiteLanguage = PostFileLanguage.Normalize(folder.LanguageName),
        };
        using var texts = NewSpool();
        var reader = new ImportFileReader(folder, site, templates, settings, texts, own);
        var items = reader.ReadAll(files, conventions, entries, progress);
        if (own is null && saidBy == DefaultZone && SiteTimeZone.Of(DatesOf(items)) is { } usual)
        {
            // The other dates are of the same author: read again, so that this run and the next agree.
            (zone, saidBy) = (usual, "the offset of most dates");
            items = reader.ReadAll(files, conventions with { Zone = zone }, entries, progress);
        }

        TranslationGroups.Assign(items, isByName: own is null);
        links.All.FindOwn = own is null ? _ => null : own.FindImage;
        notes = [.. notes, .. await links.FindImagesAsync(items, progress, cancellationToken)];

        await using (var scope = scopes.CreateAsyncScope())
        {
            var lists = site is null ? [] : OldPageRedirects.PagesOf(site, items, settings, zone);
            var held = request.NewAddresses
                ? await HeldAddresses.ReadAsync(scope.ServiceProvider, items, lists.Select(page => page.Path), cancellationToken)
                : null;
            await new ImportPlanner(request, images, items, zone.Id, runId, clock, settings, held).PlanAsync(
                scope.ServiceProvider,
                cancellationToken
            );
        }

        if (!request.AsSamples && own is null && items.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var stated = saidBy == DefaultZone ? null : zone;
            if (
                await SiteTimeZone.FollowAsync(scope.ServiceProvider, stated, DatesOf(items), request.DryRun, cancellationToken) is { } note
            )
            {
                notes = [.. notes, note];
            }
        }

        if (own is null)
        {
            links.All.FindTargets(items);
        }

        var isHasty = request.DryRun || items.Count(item => item.Entry is null) > MaxColoured;
        var writer = new ImportWriter(request, images, links.All, isHasty, clock);
        foreach (var item in items.Where(item => item.EditedText is not null))
        {
            item.Entry = writer.Leave(item);
        }

        await WriteAllAsync(writer, items, entries.Count, files.Count, progress, cancellationToken);
        progress?.Report(new ImportProgress(ImportStage.Done, files.Count, files.Count));
        foreach (var item in items)
        {
            entries[item.File.Path] = item.Entry!;
        }

        CommentTotals? comments = null;
        if (own is not null)
        {
            await using var scope = scopes.CreateAsyncScope();
            var (added, known, counted) = await own.EndAsync(
                scope.ServiceProvider,
                runId,
                request.DryRun,
                clock.GetUtcNow(),
                cancellationToken
            );
            comments = added + known + counted == 0 ? null : new CommentTotals(added, known, 0) { CountedPages = counted };
            notes = [.. notes, .. own.Notes];
        }

        if (backup is not null)
        {
            (comments, var said) = await new BackupComments(scopes, clock, request, runId).TakeAsync(
                backup,
                entries,
                progress,
                cancellationToken
            );
            notes = [.. notes, .. said];
        }

        if (!request.DryRun && !request.AsSamples && items.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var waiting = ActivatorUtilities.CreateInstance<WaitingPages>(scope.ServiceProvider);
            notes = [.. notes, .. await waiting.MapAsync(site is { Root.Length: > 0 } ? [site.Root] : [], cancellationToken)];
        }

        IReadOnlyList<KeptAddress> kept = [];
        if (site is not null && !request.AsSamples)
        {
            notes = [.. notes, .. site.Config.Problems];
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            kept = await new OldPageRedirects(db, site, clock).KeepAsync(items, settings, zone, runId, request.DryRun, cancellationToken);
            var pages = await ImportedPages.ReadAsync(db, site, folder, items, kept, clock.GetUtcNow(), cancellationToken);
            notes = [.. notes, .. await offer.FinishAsync(db, pages, cancellationToken)];
        }

        notes = [.. notes, .. await links.ReportAsync(items, kept, cancellationToken)];
        return new ImportReport(
            $"{zone.Id} ({saidBy})",
            [.. files.Select(file => entries[file]), .. RefusedOf(backup), .. entries.Values.Skip(files.Count)],
            [.. notes, .. templates.Notes],
            request.DryRun
        )
        {
            Comments = comments,
            Kept = [.. items.SelectMany(KeptAddress.Of), .. kept],
        };
    }

    /// <summary>The texts of a backup; null for a folder of Markdown files.</summary>
    private async Task<ConvertedBackup?> ConvertAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tmp = scope.ServiceProvider.GetRequiredService<DataFolder>().Temporary;
        var reading = new BackupReading(tmp, request.Zone, clock.GetUtcNow());
        return await ConvertedBackup.OpenAsync(request.Path, request.Tool, reading, cancellationToken);
    }

    private static IEnumerable<ImportEntry> RefusedOf(ConvertedBackup? backup) =>
        (backup?.Refusals ?? []).Select(refusal => new ImportEntry(
            refusal.Name,
            ImportOutcome.Refused,
            null,
            refusal.Reason,
            refusal.Line
        ));

    /// <summary>Writes one batch while the next is rendered.</summary>
    private async Task WriteAllAsync(
        ImportWriter writer,
        List<ImportItem> items,
        int done,
        int total,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        done += items.Count(item => item.Entry is not null);
        var writing = Task.CompletedTask;
        try
        {
            foreach (var batch in items.Where(item => item.Entry is null).Chunk(BatchSize).ToList())
            {
                progress?.Report(new ImportProgress(ImportStage.Writing, done, total));
                await using var scope = scopes.CreateAsyncScope();
                var prepared = await writer.PrepareAsync(scope.ServiceProvider, batch, cancellationToken);
                await writing;
                writing = Task.Run(() => WriteAsync(writer, prepared, cancellationToken), CancellationToken.None); // SQLite never yields
                done += batch.Length;
            }
        }
        finally
        {
            await writing;
        }
    }

    private async Task WriteAsync(ImportWriter writer, PreparedBatch batch, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await writer.WriteAsync(scope.ServiceProvider, batch, cancellationToken);
    }

    private static (TimeZoneInfo Zone, string SaidBy) ZoneOf(ImportRequest request, SourceFolder folder, SiteSettings settings) =>
        request.Zone is not null ? (request.Zone, "--time-zone")
        : PostFileDate.TryZone(folder.ZoneName, out var configured) ? (configured, folder.Config.Name!)
        : settings.HasTimeZone ? (settings.Zone, "the site's setting")
        : (TimeZoneInfo.Utc, DefaultZone);

    private static List<DateTimeOffset> DatesOf(List<ImportItem> items) =>
        [.. items.Select(item => item.Post.Date).OfType<DateTimeOffset>()];
}

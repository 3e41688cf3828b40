using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts.Files;
using Blog.Data.Settings;
using Blog.Portability.Import.Links;
using Blog.Portability.Import.Offers;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.OwnExports;
using Blog.Portability.Import.Sources;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Import;

/// <summary>
/// Imports the texts of a folder: reads all files, plans all addresses (so that links between posts can be rewritten), then stores images,
/// renders and writes post by post.
/// </summary>
/// <param name="backup">What the folder was made of; null for a folder of Markdown files.</param>
internal sealed class FolderImport(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ImportRequest request,
    int? runId,
    ConvertedBackup? backup,
    IProgress<ImportProgress>? progress
)
{
    private const int BatchSize = 32;

    /// <summary>With more posts to write, the colours of code follow in the background: they take longer than all the rest.</summary>
    private const int MaxColoured = 50;

    private const string DefaultZone = "default";

    /// <summary>Imports them. What it needs for that is let go when it ends: of a large site it is most of the memory.</summary>
    public async Task<ImportedTexts> RunAsync(CancellationToken cancellationToken)
    {
        var folder = backup?.Folder ?? SourceFolder.Open(request.Path, request.Tool);
        var (files, notes) = folder.Walk();
        files = request.Repository is { } repository ? [.. files.Where(repository.Files.ContainsKey)] : files;
        var own = request.Repository is null ? OwnExport.Of(folder) : null; // only its posts: the rest is the blog's own business
        SettingsOffer offer;
        await using (var scope = scopes.CreateAsyncScope())
        {
            await (own?.BeginAsync(scope.ServiceProvider, request.DryRun, cancellationToken) ?? Task.CompletedTask);
            offer = await SettingsOffer.StartAsync(
                scope.ServiceProvider,
                request.AsSamples || own is not null || request.Repository is not null ? null : folder,
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
        var names = new PostNames(folder, backup is null ? files : []); // no text names the files of a backup
        var templates = new ImportTemplates(folder, names);
        var links = new ImportFolderLinks(request, scopes, folder, names, site, settings, clock);
        var entries = new Dictionary<string, ImportEntry>(StringComparer.Ordinal);
        var conventions = new PostFileConventions(zone, folder.Tool)
        {
            Now = clock.GetUtcNow(),
            Language = request.Language,
            SiteLanguage = PostFileLanguage.Normalize(folder.LanguageName),
        };
        using var texts = new TextSpool(Temporary());
        var reader = new ImportFileReader(folder, site, templates, settings, texts, own, request.Repository);
        var items = reader.ReadAll(files, conventions, entries, progress);
        if (own is null && saidBy == DefaultZone && SiteTimeZone.Of(DatesOf(items)) is { } usual)
        {
            // The other dates are of the same author: read again, so that this run and the next agree.
            (zone, saidBy) = (usual, "the offset of most dates");
            items.Clear(); // or a very large site would be in memory twice
            items = reader.ReadAll(files, conventions with { Zone = zone }, entries, progress);
        }

        TranslationGroups.Assign(items, isByName: own is null);
        links.All.FindOwn = own is null ? _ => null : own.FindImage;
        links.All.IsHere = url => request.Repository is { } here && MediaFile.IdIn(url) is { } id && here.Media.Contains(id);
        notes = [.. notes, .. await links.FindImagesAsync(items, progress, cancellationToken)];

        await using (var scope = scopes.CreateAsyncScope())
        {
            var held = request.NewAddresses
                ? await HeldAddresses.ReadAsync(
                    scope.ServiceProvider,
                    items,
                    site is null ? [] : OldPageRedirects.PagesOf(site, items, settings, zone).Select(page => page.Path),
                    cancellationToken
                )
                : null;
            await new ImportPlanner(request, images, items, zone.Id, runId, clock, settings, held).PlanAsync(
                scope.ServiceProvider,
                cancellationToken
            );
        }

        if (!request.AsSamples && own is null && request.Repository is null && items.Count > 0)
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

        await WriteAllAsync(writer, items, entries.Count, files.Count, cancellationToken);
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

        IReadOnlyList<KeptAddress> kept = [];
        IReadOnlyList<string> last = [];
        if (site is not null && !request.AsSamples)
        {
            last = [.. site.Config.Problems];
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            kept = await new OldPageRedirects(db, site, clock).KeepAsync(items, settings, zone, runId, request.DryRun, cancellationToken);
            var pages = await ImportedPages.ReadAsync(db, site, folder, items, kept, clock.GetUtcNow(), cancellationToken);
            last = [.. last, .. await offer.FinishAsync(db, pages, cancellationToken)];
        }

        last = [.. last, .. await links.ReportAsync(items, kept, cancellationToken)];
        return new ImportedTexts($"{zone.Id} ({saidBy})", files, entries)
        {
            FirstNotes = notes,
            LastNotes = [.. last, .. templates.Notes],
            Kept = [.. items.SelectMany(KeptAddress.Of), .. kept],
            Comments = comments,
            Root = site?.Root ?? "",
            HasPosts = items.Count > 0,
        };
    }

    private string Temporary()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<DataFolder>().Temporary;
    }

    /// <summary>Writes one batch while the next is rendered.</summary>
    private async Task WriteAllAsync(ImportWriter writer, List<ImportItem> items, int done, int total, CancellationToken cancellationToken)
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

/// <summary>What became of the texts of a folder.</summary>
/// <param name="Zone">The zone of dates without one, and who says so.</param>
/// <param name="Files">In order.</param>
/// <param name="Entries">By file.</param>
internal sealed record ImportedTexts(string Zone, IReadOnlyList<string> Files, Dictionary<string, ImportEntry> Entries)
{
    /// <summary>Notes on what comes before comments, in English.</summary>
    public required IReadOnlyList<string> FirstNotes { get; init; }

    /// <summary>Notes on the old site as a whole.</summary>
    public required IReadOnlyList<string> LastNotes { get; init; }

    public required IReadOnlyList<KeptAddress> Kept { get; init; }

    /// <summary>The comments of an export of this program; null for none.</summary>
    public CommentTotals? Comments { get; init; }

    /// <summary>The path under which the old site was published; empty for the root of its host.</summary>
    public required string Root { get; init; }

    /// <summary>Whether there were posts or pages, whatever became of them.</summary>
    public required bool HasPosts { get; init; }
}

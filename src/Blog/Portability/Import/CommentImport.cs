using Blog.Data;
using Blog.Data.Settings;
using Blog.Portability.Import.Comments;
using Blog.Portability.Import.Comments.Systems;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Portability.Import;

/// <summary>What comments to import.</summary>
/// <param name="Paths">Files, packed or not, or folders of them.</param>
public sealed record CommentImportRequest(IReadOnlyList<string> Paths)
{
    /// <summary>The system they are of; null to find out.</summary>
    public CommentSystem? System { get; init; }

    /// <summary>The only site to import of: its name in the system, its host or its address; null for all.</summary>
    public string? Site { get; init; }

    /// <summary>Zone of times that name none; null for the site's own.</summary>
    public TimeZoneInfo? Zone { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Row id of the run that was prepared for it; null to begin one.</summary>
    public int? RunId { get; init; }

    /// <summary>As people know it; null for the paths.</summary>
    public string? Source { get; init; }
}

/// <summary>Imports the comments and counts of comment systems. A second run adds what is new.</summary>
public sealed class CommentImport(IServiceScopeFactory scopes, TimeProvider clock, DataFolder data, IOptions<DataOptions> options)
{
    /// <summary>Runs the import. What it writes can be taken back.</summary>
    /// <exception cref="CommentFileException">The files cannot be read, or hold several sites.</exception>
    /// <exception cref="IOException">A file does not exist.</exception>
    public async Task<ImportReport> RunAsync(
        CommentImportRequest request,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        progress?.Report(new ImportProgress(ImportStage.Reading, 0, 0));
        var settings = await WithDbAsync(db => db.Settings.AsNoTracking().SingleAsync(cancellationToken));
        var zone = request.Zone ?? settings.Zone;
        var (system, bundle) = CommentReader.Read(CommentFiles.Open(request.Paths, request.Source), request.System, zone, data.Temporary);
        var chosen = CommentSites.Choose(bundle, request.Site);
        var name = system.ToString().ToLowerInvariant();
        if (request.DryRun)
        {
            return await TakeAsync(name, null);
        }

        var source = $"{name}: {request.Source ?? string.Join(", ", request.Paths.Select(Path.GetFullPath))}";
        var runId = await WithDbAsync(db => new ImportJournal(db, clock).BeginAsync(source, request.RunId, cancellationToken));
        try
        {
            var report = await TakeAsync(name, runId);
            var isKept = await WithDbAsync(db => new ImportJournal(db, clock).EndAsync(runId, report, CancellationToken.None));
            return isKept ? report with { RunId = runId } : report;
        }
        catch (Exception e)
        {
            var reason = e is OperationCanceledException ? "stopped" : e.Message;
            await WithDbAsync(db => new ImportJournal(db, clock).FailAsync(runId, reason));
            throw;
        }

        async Task<ImportReport> TakeAsync(string source, int? runId)
        {
            var intake = new CommentIntake(scopes, clock);
            var result = await intake.TakeAsync(
                new IntakeRequest(source)
                {
                    RunId = runId,
                    DryRun = request.DryRun,
                    Roots = [.. new[] { options.Value.BasePath, chosen.Root }.Where(root => root.Length > 0)],
                },
                chosen.Comments,
                chosen.Counts,
                (done, total) => progress?.Report(new ImportProgress(ImportStage.Writing, done, total)),
                cancellationToken
            );
            progress?.Report(new ImportProgress(ImportStage.Done, result.Comments, result.Comments));
            return CommentReports.Of(result, ZoneName(request, settings, bundle), NotesOf(bundle, chosen), request.DryRun);
        }
    }

    private async Task<T> WithDbAsync<T>(Func<BlogDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<BlogDb>());
    }

    private static string ZoneName(CommentImportRequest request, SiteSettings settings, SourceBundle bundle) =>
        request.Zone is { } zone ? $"{zone.Id} (--time-zone)"
        : settings.HasTimeZone || bundle.WithoutZone == 0 ? $"{settings.Zone.Id} (the site's setting)"
        : "UTC (default)";

    private static IEnumerable<string> NotesOf(SourceBundle bundle, ChosenSite chosen)
    {
        foreach (var note in bundle.Notes)
        {
            yield return note;
        }

        if (bundle.Unreadable > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{bundle.Unreadable} rows are no comment and no count: left out");
        }

        if (bundle.WithoutZone > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{bundle.WithoutZone} dates name no time zone: where they are hours off, take the import back and name it with --time-zone"
            );
        }

        if (chosen.Others > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{chosen.Others} comments and counts are of other sites: left out");
        }
    }
}

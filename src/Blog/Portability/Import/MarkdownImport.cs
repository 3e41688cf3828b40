using Blog.Data;
using Blog.Portability.Import.Backups;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Import;

/// <summary>
/// Imports a folder of Markdown files, an archive of one, or a backup of another system with its comments. A bad file does not affect the
/// others, and a second run changes nothing.
/// </summary>
public sealed class MarkdownImport(IServiceScopeFactory scopes, TimeProvider clock)
{
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
        var texts = await new FolderImport(scopes, clock, request, runId, backup, progress).RunAsync(cancellationToken);
        await Task.Yield(); // goes on from the thread pool: what has ended, with all that it held, would stay on the stack
        var (comments, said) = backup is null
            ? (texts.Comments, [])
            : await new BackupComments(scopes, clock, request, runId).TakeAsync(backup, texts.Entries, progress, cancellationToken);
        if (!request.DryRun && !request.AsSamples && texts.HasPosts)
        {
            await using var scope = scopes.CreateAsyncScope();
            var waiting = ActivatorUtilities.CreateInstance<WaitingPages>(scope.ServiceProvider);
            said = [.. said, .. await waiting.MapAsync(texts.Root.Length > 0 ? [texts.Root] : [], cancellationToken)];
        }

        return new ImportReport(
            texts.Zone,
            [.. texts.Files.Select(file => texts.Entries[file]), .. RefusedOf(backup), .. texts.Entries.Values.Skip(texts.Files.Count)],
            [.. texts.FirstNotes, .. said, .. texts.LastNotes],
            request.DryRun
        )
        {
            Comments = comments,
            Kept = texts.Kept,
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
}

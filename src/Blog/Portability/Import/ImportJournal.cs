using Blog.Data;
using Blog.Data.Posts.Imports;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Keeps the runs of the import in the database, so that each can be looked at and taken back.</summary>
internal sealed class ImportJournal(BlogDb db, TimeProvider clock)
{
    /// <summary>So many files and old addresses are looked at in the admin at most.</summary>
    internal const int MostKept = 10_000;

    /// <summary>Begins to write; goes on with a run of the same source that was interrupted.</summary>
    /// <returns>Row id of the run.</returns>
    public Task<int> BeginAsync(ImportRequest request, CancellationToken cancellationToken) =>
        BeginAsync(SourceOf(request), request.RunId, cancellationToken);

    /// <summary>The same for what is no folder of texts.</summary>
    /// <param name="from">As people know it.</param>
    /// <param name="runId">Row id of the run that was prepared for it; null to begin one.</param>
    /// <returns>Row id of the run.</returns>
    public Task<int> BeginAsync(string from, int? runId, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var source = TextLengths.Cut(from, TextLengths.Line);
                var run =
                    (
                        runId is { } id
                            ? await db.ImportRuns.SingleOrDefaultAsync(one => one.Id == id, cancellationToken)
                            : await db
                                .ImportRuns.Where(one =>
                                    one.Source == source
                                    && one.Options == null
                                    && (one.State == ImportRunState.Running || one.State == ImportRunState.Failed)
                                )
                                .OrderByDescending(one => one.Id)
                                .FirstOrDefaultAsync(cancellationToken)
                    ) ?? db.ImportRuns.Add(new ImportRun(source, null, clock.GetUtcNow())).Entity;
                var tag = await db.Tags.MaxAsync(one => (int?)one.Id, cancellationToken) ?? 0;
                var category = await db.Categories.MaxAsync(one => (int?)one.Id, cancellationToken) ?? 0;
                run.Run(tag, category, clock.GetUtcNow());
                await db.SaveChangesAsync(cancellationToken);
                return run.Id;
            },
            cancellationToken
        );

    /// <summary>Keeps the report of a finished run. A run of a command that changed nothing is forgotten.</summary>
    /// <returns>Whether the run is kept.</returns>
    public Task<bool> EndAsync(int runId, ImportReport report, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var run = await db.ImportRuns.SingleAsync(one => one.Id == runId, cancellationToken);
                var isKept =
                    run.Options is not null
                    || report.Entries.Any(entry => entry.Outcome != ImportOutcome.Unchanged)
                    || await db.ImportChanges.AnyAsync(change => change.RunId == runId, cancellationToken)
                    || await db.Redirects.AnyAsync(redirect => redirect.ImportRunId == runId, cancellationToken);
                if (isKept)
                {
                    run.Reach(ImportRunState.Done, Short(report with { RunId = runId }).ToJson(), clock.GetUtcNow());
                }
                else
                {
                    db.ImportRuns.Remove(run);
                }

                return isKept;
            },
            cancellationToken
        );

    /// <summary>Notes that a run ended early.</summary>
    /// <param name="reason">In English.</param>
    public Task<bool> FailAsync(int runId, string reason) =>
        db.WriteAsync(
            async () =>
            {
                var run = await db.ImportRuns.SingleAsync(one => one.Id == runId);
                run.Fail(TextLengths.Cut(reason, TextLengths.Path), clock.GetUtcNow());
                return true;
            },
            CancellationToken.None
        );

    /// <summary>
    /// A report that fits into a row, and that a page can read: of a very large import, what needs a look and the first of the rest. The
    /// command writes all of it.
    /// </summary>
    public static ImportReport Short(ImportReport report)
    {
        var (files, addresses) = (report.Entries.Count, report.Kept.Count);
        var notes = report.Notes.ToList();
        if (files > MostKept)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"only {MostKept} of {files} files are kept here"));
        }

        if (addresses > MostKept)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"only the first {MostKept} of {addresses} old addresses are kept here"));
        }

        var others = MostKept - report.Entries.Count(entry => entry.NeedsALook);
        return report with
        {
            Entries = [.. report.Entries.Where(entry => entry.NeedsALook || others-- > 0).Take(MostKept)],
            Kept = [.. report.Kept.Take(MostKept)],
            Notes = notes,
        };
    }

    private static string SourceOf(ImportRequest request) =>
        request.Repository is { } repository ? repository.Name
        : request.Tool is { } tool ? $"{tool.ToString().ToLowerInvariant()}: {Path.GetFullPath(request.Path)}"
        : Path.GetFullPath(request.Path);
}

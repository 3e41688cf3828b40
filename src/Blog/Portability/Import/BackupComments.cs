using Blog.Portability.Import.Comments;

namespace Blog.Portability.Import;

/// <summary>Takes in the comments and counts of a backup, once its posts are written.</summary>
internal sealed class BackupComments(IServiceScopeFactory scopes, TimeProvider clock, ImportRequest request, int? runId)
{
    /// <summary>Takes them in, and notes in the entries of posts how many there were.</summary>
    /// <param name="entries">By file; gets entries for pages that are none of these posts.</param>
    /// <returns>The totals, null if there was nothing, and notes for the report.</returns>
    public async Task<(CommentTotals? Totals, IReadOnlyList<string> Notes)> TakeAsync(
        ConvertedBackup backup,
        Dictionary<string, ImportEntry> entries,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var counts = SourceLines.Read(backup.Comments).Select(line => line.Count).OfType<SourceCount>().ToList();
        if (counts.Count == 0 && !SourceLines.Read(backup.Comments).Any())
        {
            return (null, []);
        }

        var folder = backup.Folder;
        var result = await new CommentIntake(scopes, clock).TakeAsync(
            new IntakeRequest(folder.Tool.ToString().ToLowerInvariant())
            {
                RunId = runId,
                DryRun = request.DryRun,
                Roots = backup.Site.Root is { Length: > 0 } root ? [root] : [],
                ImportKeyOf = file => ImportKeys.Of(folder.KeyOf(file)),
            },
            SourceLines.Read(backup.Comments).Select(line => line.Comment).OfType<SourceComment>(),
            counts,
            (done, total) => progress?.Report(new ImportProgress(ImportStage.Writing, done, total)),
            cancellationToken
        );
        var unmapped = 0;
        foreach (var page in result.Pages)
        {
            if (
                page.PostKey is { } file
                && entries.TryGetValue(file, out var entry)
                && (page.PostId is not null || (request.DryRun && entry.Outcome is not (ImportOutcome.Refused or ImportOutcome.Skipped)))
            )
            {
                entries[file] = entry with { Comments = page.Comments, Views = page.Reads?.Views ?? 0 };
            }
            else
            {
                unmapped += page.PostId is null ? page.Comments : 0;
                entries["comments:" + page.Address + page.PostKey] = CommentReports.EntryOf(page);
            }
        }

        return (CommentReports.TotalsOf(result) with { Unmapped = unmapped }, result.Notes);
    }
}

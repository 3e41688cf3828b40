using System.CommandLine;
using Blog.Data;
using Blog.Data.Posts.Imports;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability;

/// <summary><c>import undo [RUN]</c>: takes a whole import back; without a number it lists the imports.</summary>
internal static class ImportUndoCommand
{
    /// <summary>So many of the latest imports are listed.</summary>
    private const int Listed = 20;

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the host; null if the settings are invalid, which was reported then.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var undo = new Command(
            "undo",
            "Takes a whole import back; posts that were edited since stay and are listed. Without a number, lists the imports. "
                + "Exit code: 0 taken back, 1 some posts stay, 2 nothing could be done."
        );
        var run = new Argument<int?>("RUN")
        {
            Description = "The number that the report of the import gives.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        undo.Add(run);
        undo.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(buildHost, new CommandRun("import undo", parsed.InvocationConfiguration), parsed.GetValue(run), cancellationToken)
        );
        return undo;
    }

    private static async Task<int> RunAsync(Func<IHost?> buildHost, CommandRun command, int? run, CancellationToken cancellationToken)
    {
        using var host = buildHost();
        if (host is null)
        {
            return CommandRun.Failed;
        }

        return await command.RunAsync(
            host.Services,
            "stopped; the next undo of this import goes on",
            async () =>
            {
                if (run is not { } number)
                {
                    return await ListAsync(host.Services, command.Output, cancellationToken);
                }

                var progress = ImportProgressLine.On(command.Error);
                if (await host.Services.GetRequiredService<ImportUndo>().RunAsync(number, progress, cancellationToken) is not { } report)
                {
                    return await command.FailAsync(
                        string.Create(CultureInfo.InvariantCulture, $"there is no import {number}: 'import undo' lists them")
                    );
                }

                report.WriteTo(command.Output);
                return report.Entries.Any(entry => entry.Stays) ? 1 : 0;
            },
            cancellationToken
        );
    }

    private static async Task<int> ListAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var runs = await db
            .ImportRuns.Where(run => run.State != ImportRunState.Checking && run.State != ImportRunState.Checked)
            .OrderByDescending(run => run.Id)
            .Take(Listed)
            .Select(run => new
            {
                run.Id,
                run.StartedAt,
                run.State,
                run.Source,
                Posts = db.ImportChanges.Count(change => change.RunId == run.Id),
                Comments = db.Comments.Count(comment => comment.ImportRunId == run.Id),
            })
            .ToListAsync(cancellationToken);
        foreach (var run in runs)
        {
            var comments = run.Comments > 0 ? string.Create(CultureInfo.InvariantCulture, $"{run.Comments} comments  ") : "";
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.Id, 5}  {run.StartedAt:yyyy-MM-dd HH:mm} UTC  {run.State.ToString().ToLowerInvariant(), -7}  "
                        + $"{run.Posts, 6} posts  {comments}{ReportText.Printable(run.Source)}"
                )
            );
        }

        if (runs.Count == 0)
        {
            output.WriteLine("There are no imports.");
        }

        return 0;
    }
}

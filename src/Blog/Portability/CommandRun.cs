using System.CommandLine;
using System.Text.Json;
using Blog.Data.Startup;
using Blog.Portability.Import;
using Blog.Portability.Output;
using Blog.Portability.StaticSite.Pages;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Portability;

/// <summary>One run of a command that reads or writes the blog: what goes wrong ends in one line on the error output.</summary>
/// <param name="name">Of the command, which begins that line.</param>
internal sealed class CommandRun(string name, InvocationConfiguration terminal)
{
    /// <summary>The exit code where nothing could be done.</summary>
    public const int Failed = 2;

    public const string ExportStopped = "stopped; the next export into the same folder completes it";

    public const string ImportStopped = "stopped; everything imported so far is complete, and the next run continues from there";

    public TextWriter Output => terminal.Output;

    public TextWriter Error => terminal.Error;

    /// <summary>Opens the database and works.</summary>
    /// <param name="stopped">What the person who stops it has to know.</param>
    /// <param name="work">Returns the exit code.</param>
    /// <param name="needsBlog">Whether there must be a blog already.</param>
    public async Task<int> RunAsync(
        IServiceProvider services,
        string stopped,
        Func<Task<int>> work,
        CancellationToken cancellationToken,
        bool needsBlog = false
    )
    {
        try
        {
            if (needsBlog && services.GetRequiredService<DataFolder>() is var data && !File.Exists(data.Database))
            {
                return await FailAsync($"there is no blog in {data.Root}");
            }

            await services.GetRequiredService<DatabaseStart>().RunForCommandAsync(cancellationToken);
            return await work();
        }
        catch (OperationCanceledException)
        {
            return await FailAsync(stopped);
        }
        catch (Exception e)
            when (e
                    is OutputException
                        or StaticSiteException
                        or DatabaseStartException
                        or IOException
                        or UnauthorizedAccessException
                        or SqliteException
            )
        {
            return await FailAsync(e.Message);
        }
    }

    /// <summary>Says why nothing could be done.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> FailAsync(string reason)
    {
        await terminal.Error.WriteLineAsync($"{name}: {reason}");
        return Failed;
    }

    /// <summary>Writes the report of an export: a line with its numbers, then what is not as in the blog.</summary>
    /// <returns>The exit code.</returns>
    public int Report<T>(T report, bool asJson, string numbers, IReadOnlyList<string> warnings, IEnumerable<string> others)
    {
        if (asJson)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(report, ReportJson.Options));
        }
        else
        {
            terminal.Output.WriteLine(numbers);
            foreach (var line in warnings.Concat(others))
            {
                terminal.Output.WriteLine("  " + ReportText.Printable(line));
            }
        }

        return warnings.Count > 0 ? 1 : 0;
    }

    /// <summary>Writes the report of an import.</summary>
    /// <param name="nothing">Why there is nothing in it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ReportAsync(ImportReport report, bool asJson, string nothing)
    {
        if (asJson)
        {
            terminal.Output.WriteLine(report.ToJson());
        }
        else
        {
            report.WriteTo(terminal.Output);
        }

        return report.Entries.Count > 0 ? report.ExitCode : await FailAsync(nothing);
    }
}

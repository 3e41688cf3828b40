using System.CommandLine;
using Blog.Data.Search;
using Blog.Data.Startup;
using Blog.Operations.Checks;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Operations;

/// <summary><c>check [--repair] [--rebuild-search]</c>: whether the data of a blog is intact and consistent.</summary>
public static class CheckCommand
{
    private const int Fine = 0,
        Faulty = 1,
        Impossible = 2;

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var repair = new Option<bool>("--repair")
        {
            Description =
                "Repairs what can be regenerated: the search index, smaller copies of images, old renderings; deletes unreferenced files.",
        };
        var rebuild = new Option<bool>("--rebuild-search") { Description = "Rebuilds the search index, whatever its state." };
        var command = new Command(
            "check",
            "Checks the database, the search index, images, redirects, links and renderings, also while the program is serving. "
                + "Exit code: 0 no errors (there may be notes), 1 errors found, 2 nothing could be checked."
        )
        {
            repair,
            rebuild,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(buildHost, parsed.InvocationConfiguration, parsed.GetValue(repair), parsed.GetValue(rebuild), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        InvocationConfiguration terminal,
        bool repair,
        bool rebuild,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return Impossible;
        }

        try
        {
            var folder = host.Services.GetRequiredService<DataFolder>();
            if (!File.Exists(folder.Database))
            {
                return await FailAsync(terminal, $"there is no blog in {folder.Root}");
            }

            if (folder.FindProblem() is { } problem)
            {
                return await FailAsync(terminal, "nothing was checked, since checking writes too: " + problem);
            }

            await host.Services.GetRequiredService<DatabaseStart>().RunForCommandAsync(cancellationToken);
            await using var scope = host.Services.CreateAsyncScope();
            return await CheckAsync(scope.ServiceProvider, terminal, repair, rebuild, cancellationToken);
        }
        catch (Exception e)
            when (e is DatabaseStartException or IOException or UnauthorizedAccessException or SqliteException or OperationCanceledException
            )
        {
            return await FailAsync(terminal, e is OperationCanceledException ? "stopped" : e.Message);
        }
    }

    private static async Task<int> CheckAsync(
        IServiceProvider services,
        InvocationConfiguration terminal,
        bool repair,
        bool rebuild,
        CancellationToken cancellationToken
    )
    {
        if (rebuild)
        {
            var posts = await services.GetRequiredService<SearchIndexBuilder>().RebuildAsync(cancellationToken);
            await terminal.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"rebuilt the search index: {posts} posts"));
        }

        // Rendering comes last: new copies of an image make its posts stale.
        var isFine = true;
        foreach (
            var part in new[]
            {
                typeof(DatabaseCheck),
                typeof(SearchIndexCheck),
                typeof(RedirectCheck),
                typeof(LinkCheck),
                typeof(ImageCheck),
                typeof(RenderingCheck),
            }
        )
        {
            isFine &= await SayAsync((ICheck)ActivatorUtilities.CreateInstance(services, part), terminal, repair, cancellationToken);
        }

        await terminal.Output.WriteLineAsync(isFine ? "no errors found" : "errors found: see above");
        return isFine ? Fine : Faulty;
    }

    /// <summary>Writes what is in order to standard output, the rest to standard error.</summary>
    /// <returns>Whether the part has no errors now.</returns>
    private static async Task<bool> SayAsync(
        ICheck part,
        InvocationConfiguration terminal,
        bool repair,
        CancellationToken cancellationToken
    )
    {
        CheckResult report;
        try
        {
            report = await part.RunAsync(repair, cancellationToken);
        }
        catch (SqliteException e)
        {
            report = new CheckResult("") { Errors = { e.Message } }; // a damaged database may fail right here
        }

        foreach (var repaired in report.Repairs)
        {
            await terminal.Output.WriteLineAsync($"{part.Name}: repaired: {repaired}");
        }

        foreach (var note in report.Notes)
        {
            await terminal.Error.WriteLineAsync($"note: {part.Name}: {note}");
        }

        foreach (var error in report.Errors)
        {
            await terminal.Error.WriteLineAsync($"check: {part.Name}: {error}");
        }

        if (report.Errors.Count == 0)
        {
            await terminal.Output.WriteLineAsync($"{part.Name}: {report.Fine}");
        }

        return report.Errors.Count == 0;
    }

    private static async Task<int> FailAsync(InvocationConfiguration terminal, string reason)
    {
        await terminal.Error.WriteLineAsync("check: " + reason);
        return Impossible;
    }
}

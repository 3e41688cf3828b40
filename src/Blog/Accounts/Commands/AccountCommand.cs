using System.CommandLine;
using Blog.Data.Security;
using Blog.Data.Startup;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Commands;

/// <summary>
/// What the account commands share: a host, a database of exactly this schema, and one line of error where that is not possible.
/// </summary>
internal static class AccountCommand
{
    public const int Done = 0;

    public const int Refused = 1;

    /// <summary>Settings or database cannot be used.</summary>
    public const int Unfit = 2;

    /// <summary>Runs the work of a command, whether or not the program is serving.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    /// <param name="makesDatabase">Whether a data folder without a database gets one; otherwise that is refused.</param>
    /// <param name="terminal">Where it writes to.</param>
    /// <param name="work">The work, within a scope; it returns the exit code.</param>
    public static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        bool makesDatabase,
        InvocationConfiguration terminal,
        Func<IServiceProvider, InvocationConfiguration, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return Unfit;
        }

        try
        {
            var folder = host.Services.GetRequiredService<DataFolder>();
            if (!File.Exists(folder.Database))
            {
                if (!makesDatabase)
                {
                    return await FailAsync(terminal, $"there is no blog in {folder.Root}; set Blog__DataDirectory to its folder", Unfit);
                }

                await terminal.Error.WriteLineAsync($"creating a new blog in {folder.Root}");
            }

            await host.Services.GetRequiredService<DatabaseStart>().RunForCommandAsync(cancellationToken);
            await using var scope = host.Services.CreateAsyncScope();
            var code = await work(scope.ServiceProvider, terminal, cancellationToken);
            await host.Services.GetRequiredService<SecurityJournal>().FlushAsync(cancellationToken);
            return code;
        }
        catch (Exception e)
            when (e
                    is DatabaseStartException
                        or IOException
                        or UnauthorizedAccessException
                        or SqliteException
                        or DbUpdateException
                        or OperationCanceledException
            )
        {
            return await FailAsync(terminal, e is OperationCanceledException ? "stopped" : (e.InnerException ?? e).Message, Unfit);
        }
    }

    /// <summary>Puts into the security log what the operator did.</summary>
    public static void Note(IServiceProvider services, SecurityEventKind kind, int? accountId) =>
        services.GetRequiredService<SecurityJournal>().Add(new SecurityNote(kind, accountId, null, null, "command-line"));

    /// <summary>Writes to standard error why nothing was done.</summary>
    public static async Task<int> FailAsync(InvocationConfiguration terminal, string reason, int code = Refused)
    {
        await terminal.Error.WriteLineAsync(reason);
        return code;
    }
}

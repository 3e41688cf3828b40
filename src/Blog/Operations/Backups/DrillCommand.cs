using System.CommandLine;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Drills;

namespace Blog.Operations.Backups;

/// <summary><c>drill</c>: restores the newest backup into a scratch folder and looks at it.</summary>
public static class DrillCommand
{
    private const int Passed = 0,
        Failed = 1,
        Impossible = 2;

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var command = new Command(
            "drill",
            "Restores the newest backup into a scratch folder, checks what was restored, and deletes it: the newest off-machine backup "
                + "where there are any, else the newest of this machine. Also while the program is serving. "
                + "Exit code: 0 passed, 1 the backup cannot be restored, 2 the settings are wrong."
        );
        command.SetAction((parsed, cancellationToken) => RunAsync(buildHost, parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Func<IHost?> buildHost, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        using var host = buildHost();
        if (host is null)
        {
            return Impossible;
        }

        using var stop = new StopSignals(cancellationToken);
        try
        {
            var result = await host.Services.GetRequiredService<RestoreDrill>().RunAsync(new Steps("drill", terminal.Error), stop.Token);
            await terminal.Output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"passed: {result.Backup}, as of {result.AsOf.UtcDateTime:yyyy-MM-dd HH:mm:ss} "
                ) + string.Create(CultureInfo.InvariantCulture, $"UTC, was restored with {result.Posts} posts and {result.Images} images")
            );
            return Passed;
        }
        catch (Exception e) when (e is BackupException or OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("drill: " + (e is OperationCanceledException ? "stopped" : e.Message));
            return Failed;
        }
    }
}

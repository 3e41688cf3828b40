using System.CommandLine;
using Blog.Data;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Offsite;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Backups;

/// <summary><c>restore FILE [--force] [--to DIR]</c>: restores a blog from a backup.</summary>
public static class RestoreCommand
{
    private const int Restored = 0,
        Refused = 1,
        Impossible = 2;

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var file = new Argument<string>("FILE")
        {
            Description =
                "The archive written by the backup command; or offsite:latest or offsite:NAME for an off-machine backup, which is "
                + "fetched and decrypted first.",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Moves an existing blog aside, into a dated folder beside the new one; nothing is deleted.",
        };
        var to = new Option<string?>("--to") { Description = "A folder other than Blog__DataDirectory." };
        var command = new Command(
            "restore",
            "Restores a blog from a backup; the program must not be serving. "
                + "The archive is unpacked and checked before any existing data is touched. "
                + "Exit code: 0 restored, 1 refused and nothing changed, 2 the settings or the disk do not allow it."
        )
        {
            file,
            force,
            to,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    buildHost,
                    parsed.InvocationConfiguration,
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(to),
                    parsed.GetValue(force),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        InvocationConfiguration terminal,
        string file,
        string? to,
        bool force,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return Impossible;
        }

        using var stop = new StopSignals(cancellationToken);
        try
        {
            await using var scope = host.Services.CreateAsyncScope();
            var schemas = scope.ServiceProvider.GetRequiredService<BlogDb>().Database.GetMigrations().ToList();
            var folder = to is null ? host.Services.GetRequiredService<DataFolder>() : new DataFolder(to);
            var restore = new RestoreRun(
                folder,
                host.Services.GetRequiredService<FreeSpace>(),
                schemas,
                host.Services.GetRequiredService<TimeProvider>()
            );
            var steps = new Steps("restore", terminal.Error);
            restore.RequireTarget(force);
            using var archive = await FetchedArchive.OpenAsync(
                file,
                folder,
                host.Services.GetRequiredService<OffsiteBackups>(),
                steps,
                stop.Token
            );
            await SayAsync(terminal, restore.Run(archive.Path, force, steps, stop.Token));
            return Restored;
        }
        catch (Exception e) when (e is BackupException or DatabaseStartException or OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync(
                "restore: " + (e is OperationCanceledException ? "stopped; nothing was changed" : e.Message)
            );
            return Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            await terminal.Error.WriteLineAsync($"restore: {(StorageErrors.IsFull(e) ? "the disk is full: " : "")}{e.Message}");
            return Impossible;
        }
    }

    private static async Task SayAsync(InvocationConfiguration terminal, RestoreReport report)
    {
        foreach (var note in report.Manifest.Notes)
        {
            await terminal.Error.WriteLineAsync("restore: already the case when the backup was made: " + note);
        }

        if (report.Aside is not null)
        {
            await terminal.Output.WriteLineAsync($"the previous blog is in {report.Aside}; delete it when it is no longer needed");
        }

        if (report.IsOlder)
        {
            await terminal.Output.WriteLineAsync("the next start upgrades its database, after a snapshot");
        }

        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            // Reported rather than done: changing ownership by path as root, in a folder that another user may change meanwhile, can be
            // tricked into giving away anything.
            await terminal.Output.WriteLineAsync(
                $"the restored files belong to root, who ran this: if another user runs the blog, "
                    + $"give them to that user before it starts (chown -R USER {report.Folder})"
            );
        }

        await terminal.Output.WriteLineAsync("passwords and sessions are those of the backup; if any was stolen since, run keys revoke");
        await terminal.Output.WriteLineAsync(
            $"restored into {report.Folder}, as of {report.Manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: "
                + $"{report.Manifest.Summary}"
        );
    }
}

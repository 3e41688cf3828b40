using System.CommandLine;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;
using Blog.Storage.Telemetry;

namespace Blog.Operations.Backups;

/// <summary><c>backup FILE</c>: the whole blog in one archive, also while the program is serving.</summary>
public static class BackupCommand
{
    private const int Whole = 0,
        Incomplete = 1,
        NotMade = 2;

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var file = new Argument<string>("FILE")
        {
            Description =
                "The archive to write, such as /mnt/blog.zip; in a folder, it gets a dated name. Existing files are never overwritten.",
        };
        var command = new Command(
            "backup",
            "Backs up the whole blog into one zip archive, also while the program is serving, and verifies it. "
                + "It contains password hashes and keys: keep it private. "
                + "Exit code: 0 made and intact, 1 made, but files of the blog itself are missing, 2 not made."
        )
        {
            file,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(buildHost, parsed.InvocationConfiguration, parsed.GetRequiredValue(file), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        InvocationConfiguration terminal,
        string file,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return NotMade;
        }

        using var stop = new StopSignals(cancellationToken);
        try
        {
            var services = host.Services;
            var target = Directory.Exists(file)
                ? Path.Combine(file, BackupItem.NameOf(services.GetRequiredService<TimeProvider>().GetUtcNow(), BackupKind.Manual))
                : file;
            if (new RestoreSwap(services.GetRequiredService<DataFolder>()).IsCutOff)
            {
                throw new BackupException("a restore was interrupted: run it again, or start the program, which completes it");
            }

            var made = await services.GetRequiredService<BackupBuilder>().RunAsync(target, new Steps("backup", terminal.Error), stop.Token);
            services
                .GetRequiredService<BackupCatalog>()
                .NoteMade(made.Path, made.Manifest.CreatedAt, made.Bytes, made.Manifest.Notes.Count);
            foreach (var note in made.Manifest.Notes)
            {
                await terminal.Error.WriteLineAsync("backup: " + note);
            }

            await terminal.Output.WriteLineAsync(
                $"{made.Path} ({ByteSize.Say(made.Bytes)}) contains {made.Manifest.Summary}; "
                    + $"it was verified and is intact{(made.Manifest.Notes.Count > 0 ? ", but the blog is not: run check" : "")}"
            );
            return made.Manifest.Notes.Count > 0 ? Incomplete : Whole;
        }
        catch (Exception e) when (e is BackupException or OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync(
                "backup: " + (e is OperationCanceledException ? "stopped; nothing was written" : e.Message)
            );
            return NotMade;
        }
    }
}

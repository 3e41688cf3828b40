using System.CommandLine;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Offsite;
using Blog.Storage.Telemetry;

namespace Blog.Operations.Backups;

/// <summary><c>offsite list</c>, <c>offsite push</c>: the encrypted copies on another machine.</summary>
public static class OffsiteCommand
{
    private const int Done = 0,
        Failed = 1,
        Impossible = 2;

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var list = new Command("list", "Lists the off-machine backups that count, newest first. Restore one by restore offsite:NAME.");
        var push = new Command(
            "push",
            "Encrypts the newest backup of this machine, uploads it, reads it back, and deletes what the retention rule no longer includes."
        );
        list.SetAction((parsed, cancellationToken) => RunAsync(buildHost, parsed.InvocationConfiguration, ListAsync, cancellationToken));
        push.SetAction((parsed, cancellationToken) => RunAsync(buildHost, parsed.InvocationConfiguration, PushAsync, cancellationToken));
        return new Command(
            "offsite",
            "The encrypted copies of backups on another machine, set by Blog__Offsite__…. Exit code: 0 done, 1 failed, 2 not set up."
        )
        {
            list,
            push,
        };
    }

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        InvocationConfiguration terminal,
        Func<IServiceProvider, InvocationConfiguration, CancellationToken, Task> work,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return Impossible;
        }

        if (!host.Services.GetRequiredService<OffsiteOptions>().IsOn)
        {
            await terminal.Error.WriteLineAsync("offsite: no place is set: see Blog__Offsite__… in docs/operations.md");
            return Impossible;
        }

        using var stop = new StopSignals(cancellationToken);
        try
        {
            await work(host.Services, terminal, stop.Token);
            return Done;
        }
        catch (Exception e) when (e is OffsiteException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync(
                "offsite: " + (e is OperationCanceledException ? "stopped; what was not finished does not count" : e.Message)
            );
            return Failed;
        }
    }

    private static async Task ListAsync(IServiceProvider services, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        var items = await services.GetRequiredService<OffsiteBackups>().ListAsync(cancellationToken);
        foreach (var item in items)
        {
            await terminal.Output.WriteLineAsync(
                $"{item.Name}  {item.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC  {ByteSize.Say(item.Bytes)}"
            );
        }

        if (items.Count == 0)
        {
            await terminal.Error.WriteLineAsync("offsite: there is none yet");
        }
    }

    private static async Task PushAsync(IServiceProvider services, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        var (catalog, notes) = (services.GetRequiredService<BackupCatalog>(), services.GetRequiredService<OffsiteCatalog>());
        var newest =
            catalog.List().FirstOrDefault(item => item.Kind != BackupKind.BeforeUpgrade)
            ?? throw new OffsiteException(
                $"there is no backup in {catalog.Folder} yet: make one at /admin/backups, or let blog backup do it"
            );
        try
        {
            var (item, kept) = await services
                .GetRequiredService<OffsiteBackups>()
                .UploadAsync(Path.Combine(catalog.Folder, newest.Name), new Steps("offsite", terminal.Error), cancellationToken);
            notes.NoteMade(item, kept);
            await terminal.Output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{item.Name} ({ByteSize.Say(item.Bytes)}) was uploaded, read back and opened; "
                ) + string.Create(CultureInfo.InvariantCulture, $"{kept} are kept there")
            );
        }
        catch (OffsiteException e)
        {
            notes.NoteFailure(e.Message);
            throw;
        }
    }
}

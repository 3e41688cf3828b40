using System.CommandLine;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Replication;
using Blog.Site;
using Blog.Storage.DataDirectory;

namespace Blog.Operations.Doctor;

/// <summary><c>doctor</c>: asks the public address as a visitor would, and says what a proxy before the blog does wrong.</summary>
public static class DoctorCommand
{
    private const int Fine = 0,
        Faulty = 1,
        Impossible = 2;

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    /// <param name="addresses">Where the serving program listens, as configured for it.</param>
    public static Command Create(Func<IHost?> buildHost, Func<Uri> addresses)
    {
        var body = new Option<int>("--body")
        {
            Description = "Megabytes of the largest upload that the proxy must let through.",
            DefaultValueFactory = _ => 26,
        };
        body.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > 1024)
            {
                result.AddError("--body must be 1 to 1024");
            }
        });
        var replica = new Option<string?>("--replica")
        {
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "FILE",
            Description =
                "Looks at the replica instead: restores its newest state from Blog__Database__ReplicaUrl by Litestream into a scratch "
                + "folder, or takes a FILE that was restored already, and says how old it is.",
        };
        var command = new Command(
            "doctor",
            "Asks the public address as a visitor would, while the program is serving, and says what is wrong: name, certificate, scheme, "
                + "host, path, size of uploads, clock. Exit code: 0 nothing is wrong, 1 something is, 2 nothing could be asked."
        )
        {
            body,
            replica,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.GetResult(replica) is null
                    ? RunAsync(buildHost, addresses(), parsed.GetValue(body), parsed.InvocationConfiguration, cancellationToken)
                    : CheckReplicaAsync(buildHost, parsed.GetValue(replica), parsed.InvocationConfiguration, cancellationToken)
        );
        return command;
    }

    private static async Task<int> CheckReplicaAsync(
        Func<IHost?> buildHost,
        string? file,
        InvocationConfiguration terminal,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return Impossible;
        }

        if (file is null && host.Services.GetRequiredService<ReplicaOptions>().Address is null)
        {
            await terminal.Error.WriteLineAsync(
                "doctor: Blog__Database__ReplicaUrl is not set: it says where Litestream restores the replica from; or name a restored FILE"
            );
            return Impossible;
        }

        try
        {
            var state = await host.Services.GetRequiredService<ReplicaCheck>().RunAsync(file, cancellationToken);
            await terminal.Output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"ok: the replica was restored and is sound, with {state.Posts} posts; its newest state is "
                        + $"{state.Age.TotalSeconds:0} s old, {state.Behind.TotalSeconds:0} s behind the blog's own heartbeat"
                )
            );
            return Fine;
        }
        catch (BackupException e)
        {
            await terminal.Error.WriteLineAsync("wrong: " + e.Message);
            return Faulty;
        }
    }

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        Uri local,
        int megabytes,
        InvocationConfiguration terminal,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return Impossible;
        }

        var folder = host.Services.GetRequiredService<DataFolder>();
        if (!File.Exists(folder.Database))
        {
            await terminal.Error.WriteLineAsync($"doctor: there is no blog in {folder.Root}");
            return Impossible;
        }

        using var exam = new AddressExam(
            host.Services.GetRequiredService<SiteOptions>(),
            ActivatorUtilities.CreateInstance<DoctorPass>(host.Services),
            host.Services.GetRequiredService<TimeProvider>()
        );
        var isFine = true;
        await foreach (var finding in exam.RunAsync(local, megabytes * 1024L * 1024, cancellationToken))
        {
            isFine &= finding.IsFine;
            await (finding.IsFine ? terminal.Output : terminal.Error).WriteLineAsync((finding.IsFine ? "ok: " : "wrong: ") + finding.Says);
        }

        await terminal.Output.WriteLineAsync(isFine ? "nothing wrong found" : "something is wrong: see above");
        return isFine ? Fine : Faulty;
    }
}

using System.CommandLine;
using Blog.Data.Security;

namespace Blog.Accounts.Commands;

/// <summary><c>keys revoke</c>: for when somebody may have copied the data folder or a backup.</summary>
public static class KeysCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var revoke = new Command(
            "revoke",
            "Revokes every key and creates a new one: all sessions and open forms become invalid, "
                + "second-factor secrets are re-encrypted. Passwords, passkeys, recovery codes and authenticator apps keep working. "
                + "Exit code: 0 done, 1 done but some secrets could not be read, 2 failed: run it again."
        );
        revoke.SetAction(
            (parsed, cancellationToken) =>
                AccountCommand.RunAsync(buildHost, makesDatabase: false, parsed.InvocationConfiguration, RunAsync, cancellationToken)
        );
        return new Command("keys", "The keys that cookies, forms and secrets are encrypted with.") { revoke };
    }

    private static async Task<int> RunAsync(
        IServiceProvider services,
        InvocationConfiguration terminal,
        CancellationToken cancellationToken
    )
    {
        var report = await services.GetRequiredService<KeyRevocation>().RunAsync(cancellationToken);
        AccountCommand.Note(services, SecurityEventKind.KeysRevoked, null);
        await terminal.Output.WriteLineAsync(
            $"Revoked {report.Keys} keys and created a new one; ended {report.Sessions} sessions; "
                + $"re-encrypted {report.Secrets} second factors."
        );
        await terminal.Output.WriteLineAsync(
            "A running program uses the new key within seconds. Restart it anyway, so that none of the old keys stay in its memory."
        );
        foreach (var email in report.Unreadable)
        {
            await terminal.Error.WriteLineAsync(
                $"the second factor of {email} cannot be read, since its key is gone: run user reset-password {email} "
                    + "--remove-second-factor to restore access"
            );
        }

        return report.Unreadable.Count == 0 ? AccountCommand.Done : AccountCommand.Refused;
    }
}

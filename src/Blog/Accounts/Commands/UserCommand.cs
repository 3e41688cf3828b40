using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Management;
using Blog.Data.People;
using Blog.Data.Security;
using Blog.Site;

namespace Blog.Accounts.Commands;

/// <summary>
/// <c>user add|reset-password|list</c>: manages accounts, for the operator; there is no mail server, so links are printed.
/// </summary>
public static class UserCommand
{
    private const int MaxEmail = 200;

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the services; null where the settings are wrong, which has then been reported.</param>
    /// <param name="openInput">Opens what a password is read from; null for standard input.</param>
    public static Command Create(Func<IHost?> buildHost, Func<Stream>? openInput = null) =>
        new("user", "Manages accounts.") { Add(buildHost, openInput), ResetPassword(buildHost), List(buildHost) };

    private static Command Add(Func<IHost?> buildHost, Func<Stream>? openInput)
    {
        var email = new Argument<string>("EMAIL") { Description = "The address to sign in with." };
        var name = new Option<string?>("--name") { Description = "The name that readers see. Default: the part before the @." };
        var role = new Option<string?>("--role")
        {
            Description = "owner may do everything, author writes their own posts. Default: owner while there is none, else author.",
        };
        role.AcceptOnlyFromAmong("owner", "author");
        var fromInput = new Option<bool>("--password-stdin")
        {
            Description = "Reads the password from standard input and creates the account at once.",
        };
        var command = new Command(
            "add",
            "Invites a person: prints a one-time link for creating an account. Exit code: 0 done, 1 refused, 2 nothing could be done."
        )
        {
            email,
            name,
            role,
            fromInput,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var terminal = parsed.InvocationConfiguration;
                var person = new NewUser(
                    parsed.GetRequiredValue(email).Trim(),
                    parsed.GetValue(name)?.Trim(),
                    parsed.GetValue(role) is { } roleName ? Enum.Parse<AccountRole>(roleName, ignoreCase: true) : null
                );
                if (
                    person.Email.Length > MaxEmail
                    || person.Email.Any(char.IsControl)
                    || !new EmailAddressAttribute().IsValid(person.Email)
                )
                {
                    return await AccountCommand.FailAsync(
                        terminal,
                        $"'{Plain(person.Email)}' is not an e-mail address, such as name@example.org"
                    );
                }

                var password = parsed.GetValue(fromInput)
                    ? await UserAddition.ReadPasswordAsync(openInput, terminal, cancellationToken)
                    : null;
                return await AccountCommand.RunAsync(
                    buildHost,
                    makesDatabase: true,
                    terminal,
                    (services, to, token) => UserAddition.RunAsync(services, to, person, password, token),
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command ResetPassword(Func<IHost?> buildHost)
    {
        var email = new Argument<string>("EMAIL") { Description = "The e-mail address of the account." };
        var removeFactor = new Option<bool>("--remove-second-factor")
        {
            Description =
                "Turns the second factor off and deletes the recovery codes, for a person who lost phone and codes. "
                + "All sessions of the account end.",
        };
        var command = new Command(
            "reset-password",
            "Prints a one-time link for setting a new password, valid for an hour; the second factor stays. "
                + "Exit code: 0 done, 1 refused, 2 nothing could be done."
        )
        {
            email,
            removeFactor,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var (address, remove) = (parsed.GetRequiredValue(email).Trim(), parsed.GetValue(removeFactor));
                return AccountCommand.RunAsync(
                    buildHost,
                    makesDatabase: false,
                    parsed.InvocationConfiguration,
                    (services, terminal, token) => ResetAsync(services, terminal, address, remove, token),
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command List(Func<IHost?> buildHost)
    {
        var command = new Command("list", "Lists accounts and open invitations; times are UTC.");
        command.SetAction(
            (parsed, cancellationToken) =>
                AccountCommand.RunAsync(
                    buildHost,
                    makesDatabase: false,
                    parsed.InvocationConfiguration,
                    UserList.PrintAsync,
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> ResetAsync(
        IServiceProvider services,
        InvocationConfiguration terminal,
        string email,
        bool removeFactor,
        CancellationToken cancellationToken
    )
    {
        var accounts = services.GetRequiredService<AccountManager>();
        if (await accounts.FindAsync(email) is not { } account)
        {
            return await AccountCommand.FailAsync(terminal, $"no account has the address '{Plain(email)}'; user list shows all accounts");
        }

        if (account.DisabledAt is not null)
        {
            return await AccountCommand.FailAsync(terminal, $"{account.Email} is disabled: an owner must enable it first");
        }

        if (removeFactor)
        {
            await accounts.RemoveSecondFactorAsync(account, cancellationToken);
            AccountCommand.Note(services, SecurityEventKind.SecondFactorOff, account.Id);
        }

        var factor =
            removeFactor ? "The second factor and its recovery codes have been removed."
            : account.TwoFactorEnabled ? "The second factor stays."
            : "There is no second factor.";
        AccountCommand.Note(services, SecurityEventKind.LinkMade, account.Id);
        return await PrintLinkAsync(
            services,
            terminal,
            $"New password for {account.Email}: works once, within an hour. {factor}",
            "/account/reset?key=" + await accounts.ResetLinkAsync(account, cancellationToken)
        );
    }

    /// <summary>The link is on a line of its own, the last one, for scripts.</summary>
    internal static async Task<int> PrintLinkAsync(IServiceProvider services, InvocationConfiguration terminal, string about, string path)
    {
        await terminal.Output.WriteLineAsync(about);
        await terminal.Output.WriteLineAsync(services.GetRequiredService<SiteOptions>().Absolute(path));
        return AccountCommand.Done;
    }

    private static string Plain(string text) => string.Concat(text.Take(MaxEmail).Select(c => char.IsControl(c) ? '?' : c));
}

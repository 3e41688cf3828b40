using System.CommandLine;
using System.Text;
using Blog.Accounts.Management;
using Blog.Accounts.Passwords;
using Blog.Accounts.People;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Security;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Commands;

/// <summary><c>user add</c>: an invitation, or an account with a password from standard input.</summary>
internal static class UserAddition
{
    /// <summary>Invites the person, or creates the account at once where there is a password.</summary>
    public static async Task<int> RunAsync(
        IServiceProvider services,
        InvocationConfiguration terminal,
        NewUser person,
        string? password,
        CancellationToken cancellationToken
    )
    {
        var (db, accounts) = (services.GetRequiredService<BlogDb>(), services.GetRequiredService<AccountManager>());
        var hasOwner = await db.Users.AnyAsync(account => account.Role == AccountRole.Owner, cancellationToken);
        if (!hasOwner && person.Role == AccountRole.Author)
        {
            return await AccountCommand.FailAsync(terminal, "the first account must be an owner's: omit --role");
        }

        var role = person.Role ?? (hasOwner ? AccountRole.Author : AccountRole.Owner);
        if (password is null)
        {
            return await accounts.InviteAsync(person.Email, person.ShownName, role, cancellationToken) is { } key
                ? await UserCommand.PrintLinkAsync(
                    services,
                    terminal,
                    $"Invitation for {person.Email} as {NameOf(role)}: works once, within {OneTimeLink.InvitationLife.Days} days.",
                    "/account/invitation?key=" + key
                )
                : await AccountCommand.FailAsync(terminal, PeopleTexts.English.Refused(AccountError.EmailTaken));
        }

        var titles = (await db.Settings.AsNoTracking().SingleAsync(cancellationToken)).Languages.Select(language => language.Title);
        if (PasswordPolicy.Check(password, [person.Email, person.ShownName, .. titles]) is { } error)
        {
            return await AccountCommand.FailAsync(terminal, PasswordTexts.English.InvalidPassword(error));
        }

        if (await accounts.CreateAsync(person.Email, person.ShownName, role, password, cancellationToken) is { } refusal)
        {
            return await AccountCommand.FailAsync(terminal, PeopleTexts.English.Refused(refusal));
        }

        AccountCommand.Note(services, SecurityEventKind.AccountAdded, (await accounts.FindAsync(person.Email))?.Id);
        await terminal.Output.WriteLineAsync($"Created the account {person.Email} ({NameOf(role)}).");
        return AccountCommand.Done;
    }

    /// <summary>The first line; never trimmed, and never longer than any password may be.</summary>
    public static async Task<string> ReadPasswordAsync(
        Func<Stream>? openInput,
        InvocationConfiguration terminal,
        CancellationToken cancellationToken
    )
    {
        if (openInput is null && !Console.IsInputRedirected)
        {
            await terminal.Error.WriteLineAsync("Type the password and press Enter (it will be visible):");
        }

        var input = openInput is null ? Console.OpenStandardInput() : openInput();
        using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var letters = new char[PasswordPolicy.MaxLength * 8];
        var count = await reader.ReadBlockAsync(letters, cancellationToken);
        var text = new string(letters, 0, count);
        return text.Split('\n')[0].TrimEnd('\r');
    }

    private static string NameOf(AccountRole role) => role == AccountRole.Owner ? "owner" : "author";
}

/// <summary>Whom to add.</summary>
/// <param name="Role">Null for the default.</param>
internal sealed record NewUser(string Email, string? Name, AccountRole? Role)
{
    public string ShownName
    {
        get
        {
            var name = string.IsNullOrEmpty(Name) ? Email.Split('@')[0] : string.Concat(Name.Where(c => !char.IsControl(c)));
            return name[..Math.Min(name.Length, TextLengths.Name)];
        }
    }
}

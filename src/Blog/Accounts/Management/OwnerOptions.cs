using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Passwords;

namespace Blog.Accounts.Management;

/// <summary>The first account, from <c>Blog:Owner:…</c>: for setting up a blog without a browser.</summary>
/// <param name="Email">The address to sign in with.</param>
/// <param name="Password">The password; used only while there is no account.</param>
public sealed record OwnerOptions(string Email, string Password)
{
    /// <summary>Reads and checks the settings.</summary>
    /// <param name="error">One line naming the key and what it must be (never the password itself); null where everything is valid.</param>
    /// <returns>Null where nothing is set, or something is wrong.</returns>
    public static OwnerOptions? Read(IConfiguration configuration, out string? error)
    {
        var (email, password) = (configuration["Blog:Owner:Email"]?.Trim(), configuration["Blog:Owner:Password"]);
        error = null;
        if (string.IsNullOrEmpty(email) && string.IsNullOrEmpty(password))
        {
            return null;
        }

        if (string.IsNullOrEmpty(email) || !new EmailAddressAttribute().IsValid(email) || email.Length > 200)
        {
            error =
                $"Blog__Owner__Email is '{email}': it must be the e-mail address of the owner, such as name@example.org, "
                + "if Blog__Owner__Password is set";
        }
        else if (PasswordPolicy.Check(password, email) is { } wrong)
        {
            error =
                $"Blog__Owner__Password is {Describe(wrong)}: it must have {PasswordPolicy.MinLength} to {PasswordPolicy.MaxLength} "
                + "characters and not be a common password, if Blog__Owner__Email is set";
        }

        return error is null ? new OwnerOptions(email!, password!) : null;
    }

    private static string Describe(PasswordError error) =>
        error switch
        {
            PasswordError.TooShort => "missing or too short",
            PasswordError.TooLong => "too long",
            PasswordError.Personal => "too similar to the address",
            _ => "too common",
        };
}

using System.Text.Json.Serialization;

namespace Blog.Data.Settings;

/// <summary>What people who sign in need, and where weaknesses are reported.</summary>
public sealed record SiteSecurity
{
    /// <summary>Whether everybody needs a passkey, or an authenticator beside the password.</summary>
    public bool RequiresSecondFactor { get; init; }

    /// <summary>
    /// Where weaknesses are reported, as <c>security.txt</c> has it (RFC 9116, section 2.5.3): an address that begins with
    /// <c>mailto:</c> or <c>https:</c>; null for no such file.
    /// </summary>
    public string? Contact { get; init; }

    /// <summary>Address of the rules for reporting; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether the addresses are of these forms.</summary>
    [JsonIgnore]
    public bool IsValid =>
        (Contact is null || ReadContact(Contact) == Contact) && (Policy is null || SettingRules.ReadHttpsUrl(Policy) == Policy);

    /// <summary>Reads a contact; a bare e-mail address is one too.</summary>
    /// <returns>Null if it is neither an e-mail address nor an https address.</returns>
    public static string? ReadContact(string typed)
    {
        var bare = typed.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? typed[7..] : typed;
        return SettingRules.ReadHttpsUrl(typed)
            ?? (
                bare.Length is > 2 and <= TextLengths.Title
                && bare.Count(c => c == '@') == 1
                && bare[0] != '@'
                && bare[^1] != '@'
                && bare.All(c => char.IsAsciiLetterOrDigit(c) || "@.-_+".Contains(c, StringComparison.Ordinal))
                    ? "mailto:" + bare
                    : null
            );
    }
}

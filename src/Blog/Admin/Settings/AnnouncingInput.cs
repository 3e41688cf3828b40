using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Blog.Data.Settings;

namespace Blog.Admin.Settings;

/// <summary>Which search engines are told, as form fields. The token is written only: no page shows it again.</summary>
public sealed partial class AnnouncingInput
{
    /// <summary>Whether IndexNow is told.</summary>
    public bool IndexNow { get; set; }

    /// <summary>Baidu's token, or the address that contains it; empty to keep the present one.</summary>
    [MaxLength(300)]
    public string? BaiduToken { get; set; }

    /// <summary>Whether to remove the present token; a new one counts for more.</summary>
    public bool RemoveBaiduToken { get; set; }

    /// <summary>Whether the form changes the token.</summary>
    internal bool ChangesToken => RemoveBaiduToken || !string.IsNullOrWhiteSpace(BaiduToken);

    internal static AnnouncingInput Of(SiteAnnouncing announcing) => new() { IndexNow = announcing.IndexNow };

    /// <summary>The settings that two people may have changed differently; nobody is shown a token.</summary>
    internal static SettingsField Field(SettingsTexts words, AnnouncingTexts announcing) =>
        new(
            "Announcing.IndexNow",
            announcing.IndexNow,
            null,
            f => f.Announcing.IndexNow ? words.Yes : words.No,
            (to, from) => to.Announcing.IndexNow = from.Announcing.IndexNow
        );

    /// <summary>The token alone, even if the whole address was pasted; null if it is none.</summary>
    internal string? Token()
    {
        var typed = (BaiduToken ?? "").Trim();
        var token = typed.Contains('=', StringComparison.Ordinal) ? InAddress().Match(typed).Groups["token"].Value : typed;
        return Whole().IsMatch(token) ? token : null;
    }

    /// <summary>The settings that the form means.</summary>
    internal SiteAnnouncing Read(SiteAnnouncing present) =>
        present with
        {
            IndexNow = IndexNow,
            IndexNowKey = IndexNow ? present.IndexNowKey ?? NewKey() : present.IndexNowKey,
        };

    /// <summary>8 to 128 of a-z, A-Z, 0-9 and hyphen, says IndexNow.</summary>
    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    [GeneratedRegex("[?&]token=(?<token>[^&#]*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InAddress();

    [GeneratedRegex("^[A-Za-z0-9_-]{8,100}$", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}

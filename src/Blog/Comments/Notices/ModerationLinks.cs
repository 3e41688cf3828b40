using System.Security.Cryptography;
using Blog.Site;
using Microsoft.AspNetCore.DataProtection;

namespace Blog.Comments.Notices;

/// <summary>Signed links to the page that decides on one comment, for people who are not signed in where the notice reaches them.</summary>
public sealed class ModerationLinks(IDataProtectionProvider protection, SiteOptions site)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private const int Longest = 500;

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("Comments.Moderation").ToTimeLimitedDataProtector();

    /// <summary>The absolute address for a comment as it is now.</summary>
    /// <param name="version">A comment that changed since is not what the link was about.</param>
    public string Make(int commentId, int version) => site.Absolute(ModerationPaths.ByLink(Sign(commentId, version)));

    /// <param name="lifetime">How long it works; null for <see cref="Lifetime"/>.</param>
    public string Sign(int commentId, int version, TimeSpan? lifetime = null) =>
        Protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{commentId} {version}"), lifetime ?? Lifetime);

    /// <summary>What a link is about; null if it is forged or too old.</summary>
    public (int CommentId, int Version)? Read(string token)
    {
        try
        {
            return token.Length <= Longest && Protector.Unprotect(token).Split(' ') is [var id, var version]
                ? (int.Parse(id, CultureInfo.InvariantCulture), int.Parse(version, CultureInfo.InvariantCulture))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

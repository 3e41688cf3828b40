using Blog.Site.Layout;

namespace Blog.Site.AdminLayout;

/// <summary>A form that is returned to its sender.</summary>
/// <param name="Head">Head of the page that shows it.</param>
/// <param name="Action">The address it was submitted to.</param>
/// <param name="Fields">All fields except secrets.</param>
/// <param name="Token">The form's own token, which is valid again once the same person signs in; null for a new one.</param>
/// <param name="HadFiles">Whether it contained files, which must be chosen again.</param>
/// <param name="HadSecrets">Whether it contained secrets, which must be typed again.</param>
public sealed record RecoveredForm(
    PageHead Head,
    FormRecoveryReason Cause,
    string Action,
    IReadOnlyList<RecoveredField> Fields,
    string? Token,
    bool HadFiles,
    bool HadSecrets
) : IPage
{
    /// <summary>The text of a post, for display; null if there is none.</summary>
    public RecoveredField? Text => Fields.FirstOrDefault(f => f.Name == "Result") ?? Fields.FirstOrDefault(f => f.Name == "Markdown");
}

public sealed record RecoveredField(string Name, string Value);

/// <summary>Why a form could not be accepted.</summary>
public enum FormRecoveryReason
{
    SignedOut,

    /// <summary>Its token is missing, invalid or expired.</summary>
    Expired,

    /// <summary>The disk is full.</summary>
    DiskFull,
}

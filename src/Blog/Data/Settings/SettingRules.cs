namespace Blog.Data.Settings;

/// <summary>What settings may be, wherever they come from: the settings page, a first start, an imported site.</summary>
public static class SettingRules
{
    public const int MaxTitle = TextLengths.Name;

    public const int MaxTagline = 200;

    public const int MaxDescription = TextLengths.Path;

    public const int MaxLicenceName = TextLengths.Name;

    public const int MaxAuthorName = TextLengths.Name;

    /// <summary>Maximum number of links in one language's navigation.</summary>
    public const int MaxLinks = 12;

    public const int MaxLinkText = TextLengths.Name;

    /// <summary>A text on one line.</summary>
    public static string Line(string? written) => string.Concat((written ?? "").Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    /// <summary>An https address; null if it is none.</summary>
    public static string? ReadHttpsUrl(string written) =>
        ReadLicenceUrl(written) is { } url && url.StartsWith("https:", StringComparison.Ordinal) ? url : null;

    /// <summary>The address of a licence; null if it is none that can be linked.</summary>
    /// <param name="written">An absolute URL.</param>
    public static string? ReadLicenceUrl(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.Host.Length > 0
        && url.UserInfo.Length == 0
        && url.AbsoluteUri.Length <= TextLengths.Line
            ? url.AbsoluteUri
            : null;
}

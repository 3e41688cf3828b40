namespace Blog.Data.Settings;

/// <summary>What shows whose site it is: pictures and registration numbers.</summary>
public sealed record SiteIdentity
{
    /// <summary>Path of the logo beside the title; null for none.</summary>
    public string? Logo { get; init; }

    /// <summary>Path of the picture that browsers show in tabs; null for the built-in one.</summary>
    public string? Favicon { get; init; }

    /// <summary>Path of the picture in the footer, such as a QR code; null for none.</summary>
    public string? FooterPicture { get; init; }

    /// <summary>The registration number of the public security authority (公安备案号); null for none.</summary>
    public string? PoliceNumber { get; init; }
}

using System.Text.Json.Serialization;

namespace Blog.Data.Settings;

/// <summary>What shows whose site it is: pictures and registration numbers.</summary>
public sealed record SiteIdentity
{
    /// <summary>Path of the logo beside the title; null for none.</summary>
    public string? Logo { get; init; }

    /// <summary>Its width in pixels; null if unknown.</summary>
    public int? LogoWidth { get; init; }

    /// <summary>Its height in pixels; null if unknown.</summary>
    public int? LogoHeight { get; init; }

    /// <summary>Whether the logo contains the title, which only screen readers are told then.</summary>
    public bool LogoHoldsTitle { get; init; }

    /// <summary>Path of the picture that browsers show in tabs; null for the built-in one.</summary>
    public string? Favicon { get; init; }

    /// <summary>Path of the picture in the footer, such as a QR code; null for none.</summary>
    public string? FooterPicture { get; init; }

    /// <summary>Its width in pixels; null if unknown.</summary>
    public int? FooterPictureWidth { get; init; }

    /// <summary>Its height in pixels; null if unknown.</summary>
    public int? FooterPictureHeight { get; init; }

    /// <summary>The registration number of the public security authority (公安备案号); null for none.</summary>
    public string? PoliceNumber { get; init; }

    /// <summary>Where the registration can be looked up: the authority finds it by its digits. Null if there is no number.</summary>
    [JsonIgnore]
    public string? PoliceUrl =>
        PoliceNumber is null
            ? null
            : "https://beian.mps.gov.cn/#/query/webSearch?code=" + string.Concat(PoliceNumber.Where(char.IsAsciiDigit));
}

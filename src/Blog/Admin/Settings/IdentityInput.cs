using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Settings;
using Blog.Site.Upload;

namespace Blog.Admin.Settings;

/// <summary>Pictures and registration numbers as form fields.</summary>
public sealed class IdentityInput
{
    public PictureInput Logo { get; set; } = new();

    /// <summary>Whether the logo contains the title.</summary>
    public bool LogoHoldsTitle { get; set; }

    /// <summary>The icon in browser tabs.</summary>
    public PictureInput Favicon { get; set; } = new();

    /// <summary>The picture in the footer.</summary>
    public PictureInput Footer { get; set; } = new();

    /// <summary>Number of the registration with the public security authority.</summary>
    [MaxLength(TextLengths.Name)]
    public string? PoliceNumber { get; set; }

    internal static IdentityInput Of(SiteIdentity identity) =>
        new()
        {
            Logo = new PictureInput { Path = identity.Logo },
            LogoHoldsTitle = identity.LogoHoldsTitle,
            Favicon = new PictureInput { Path = identity.Favicon },
            Footer = new PictureInput { Path = identity.FooterPicture },
            PoliceNumber = identity.PoliceNumber,
        };

    /// <summary>The settings that two people may have changed differently.</summary>
    internal static IEnumerable<SettingsField> Fields(SettingsTexts words, IdentityTexts identity) =>
        [
            Picture("Logo", identity.Logo, f => f.Logo, (to, from) => to.Logo = from.Logo),
            new(
                "Identity.LogoHoldsTitle",
                identity.LogoHoldsTitle,
                null,
                f => f.Identity.LogoHoldsTitle ? words.Yes : words.No,
                (to, from) => to.Identity.LogoHoldsTitle = from.Identity.LogoHoldsTitle
            ),
            Picture("Favicon", identity.Favicon, f => f.Favicon, (to, from) => to.Favicon = from.Favicon),
            Picture("Footer", identity.FooterPicture, f => f.Footer, (to, from) => to.Footer = from.Footer),
            new(
                "Identity.PoliceNumber",
                identity.PoliceNumber,
                null,
                f => f.Identity.PoliceNumber ?? "",
                (to, from) => to.Identity.PoliceNumber = from.Identity.PoliceNumber
            ),
        ];

    private static SettingsField Picture(
        string key,
        string label,
        Func<IdentityInput, PictureInput> of,
        Action<IdentityInput, IdentityInput> copy
    ) => new("Identity." + key, label, null, f => of(f.Identity).Path ?? "", (to, from) => copy(to.Identity, from.Identity));
}

/// <summary>The pictures that the form means; null where there is none.</summary>
/// <param name="Share">The image at the address for sharing.</param>
internal sealed record ChosenPictures(MediaFile? Share, MediaFile? Logo, MediaFile? Favicon, MediaFile? Footer);

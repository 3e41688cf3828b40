using System.Text.RegularExpressions;
using Blog.Data.Settings;
using Blog.Site;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Blog.Admin.Settings;

/// <summary>Validates the form: either all of it is valid, or each error is added to its field.</summary>
/// <param name="input">The form; its languages are those of <paramref name="present"/>, in that order.</param>
/// <param name="present">The settings in force.</param>
/// <param name="posts">How many posts each language has, by tag.</param>
/// <param name="pictures">The pictures that the form means.</param>
/// <param name="errors">Where errors are added.</param>
/// <param name="words">The texts of the errors.</param>
/// <param name="home">Public address of the site.</param>
internal sealed partial class SettingsValidator(
    SettingsInput input,
    SiteChoices present,
    IReadOnlyDictionary<string, int> posts,
    ChosenPictures pictures,
    ModelStateDictionary errors,
    SettingsTexts words,
    Uri home
)
{
    /// <summary>The settings; null where anything is wrong.</summary>
    public SiteChoices? Read()
    {
        var languages = SettingsInput
            .Known(present)
            .Select(Language)
            .OfType<SiteLanguage>()
            .OrderByDescending(language => language.Tag == input.Main)
            .ToList();
        if (languages.Count == 0)
        {
            errors.AddModelError("Input.Languages[0].IsOn", words.NeedsLanguage);
        }
        else if (input.Main is not null && languages[0].Tag != input.Main)
        {
            errors.AddModelError("Input.Main", words.MainIsOff);
        }

        var isUnset = Line(input.TimeZone).Length == 0 && present.TimeZone == SiteSettings.NoTimeZone;
        var zone = isUnset ? present.TimeZone : SiteSettings.ChosenTimeZone(Line(input.TimeZone));
        if (!TimeZones.Knows(zone))
        {
            errors.AddModelError("Input.TimeZone", words.UnknownTimeZone);
        }

        var (licence, url) = Licence();
        var discovery = Discovery();
        var identity = Identity();
        var players = PlayerHosts();
        var security = input.Security.Read(errors, words.Security);
        if (!string.IsNullOrWhiteSpace(input.Announcing.BaiduToken) && input.Announcing.Token() is null)
        {
            errors.AddModelError("Input.Announcing.BaiduToken", words.Announcing.BadToken);
        }

        return errors.IsValid
            ? new SiteChoices(
                languages,
                input.HomeScope,
                input.PostsPerPage!.Value,
                zone,
                input.Hue!.Value,
                licence,
                url,
                input.RemoteImages
            )
            {
                AgeNotice = input.AgeNotice,
                IcpNumber = OrNull(Line(input.IcpNumber)),
                Discovery = discovery,
                Display = new SiteDisplay
                {
                    FoldAbove = input.FoldAbove!.Value,
                    ListStyle = input.ListStyle,
                    PlayerHosts = players,
                    PlayersAfterClick = input.PlayersAfterClick,
                    Notations = input.Notations.Read(),
                },
                Identity = identity,
                Announcing = input.Announcing.Read(present.Announcing),
                Attachments = input.Attachments.Read(),
                Friends = present.Friends,
                Security = security,
                Comments = input.Comments.Read(present.Comments),
            }
            : null;
    }

    private static string Line(string? typed) => SettingRules.Line(typed);

    private static string? OrNull(string line) => line.Length == 0 ? null : line;

    [GeneratedRegex(
        """content\s*=\s*["']?(?<code>[^"'\s/>]+)""",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Content();

    [GeneratedRegex("^[A-Za-z0-9._=-]{4,100}$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    /// <summary>Six digits of the district and eight of the site, once.</summary>
    [GeneratedRegex("^[^0-9]*[0-9]{14}[^0-9]*$", RegexOptions.NonBacktracking)]
    private static partial Regex PoliceNumber();

    private SiteDiscovery Discovery()
    {
        var image = pictures.Share;
        if (Line(input.ShareImage).Length > 0 && image is null)
        {
            errors.AddModelError("Input.ShareImage", words.BadShareImage);
        }

        return present.Discovery with
        {
            FeedContent = input.FeedContent,
            PublishesMarkdown = input.PublishesMarkdown,
            ShareImage = image?.Path,
            ShareImageWidth = image?.Width,
            ShareImageHeight = image?.Height,
            GoogleCode = CodeIn(input.GoogleCode, "Input.GoogleCode"),
            BingCode = CodeIn(input.BingCode, "Input.BingCode"),
            BaiduCode = CodeIn(input.BaiduCode, "Input.BaiduCode"),
        };
    }

    private SiteIdentity Identity()
    {
        var number = Line(input.Identity.PoliceNumber);
        if (number.Length > 0 && !PoliceNumber().IsMatch(number))
        {
            errors.AddModelError("Input.Identity.PoliceNumber", words.Identity.BadPoliceNumber);
        }

        return present.Identity with
        {
            Logo = pictures.Logo?.Path,
            LogoWidth = pictures.Logo?.Width,
            LogoHeight = pictures.Logo?.Height,
            LogoHoldsTitle = input.Identity.LogoHoldsTitle,
            Favicon = pictures.Favicon?.Path,
            FooterPicture = pictures.Footer?.Path,
            FooterPictureWidth = pictures.Footer?.Width,
            FooterPictureHeight = pictures.Footer?.Height,
            PoliceNumber = OrNull(number),
        };
    }

    private IReadOnlyList<string> PlayerHosts()
    {
        var hosts = PlayerHostLines.Read(input.PlayerHosts, home, words.Players, out var wrong);
        foreach (var message in wrong.Take(3))
        {
            errors.AddModelError("Input.PlayerHosts", message);
        }

        return hosts;
    }

    /// <summary>The verification code alone, even if the whole element was pasted.</summary>
    private string? CodeIn(string? typed, string key)
    {
        var line = Line(typed);
        var code = line.Contains('<', StringComparison.Ordinal) ? Content().Match(line).Groups["code"].Value : line;
        if (line.Length > 0 && !Code().IsMatch(code))
        {
            errors.AddModelError(key, words.BadCode);
        }

        return OrNull(code);
    }

    private SiteLanguage? Language(SiteLanguage before, int i)
    {
        var (typed, key) = (input.Languages[i], $"Input.Languages[{i}].");
        if (!typed.IsOn)
        {
            if (posts.TryGetValue(before.Tag, out var count))
            {
                errors.AddModelError(key + "IsOn", words.LanguageHasPosts(count));
            }

            return null;
        }

        var title = Line(typed.Title);
        if (title.Length == 0 && SampleSettings.HasDefaultTitle(before))
        {
            title = before.Title; // still unnamed
        }

        if (title.Length == 0)
        {
            errors.AddModelError(key + "Title", words.NeedsTitle);
        }

        return before with
        {
            Title = title,
            Tagline = Line(typed.Tagline),
            Description = Line(typed.Description),
            Footer = Line(typed.Footer),
            Navigation = Links(typed.Links, key + "Links"),
            FooterLinks = Links(typed.FooterLinks, key + "FooterLinks"),
            FooterPictureAlt = Line(typed.PictureAlt),
            FooterPictureCaption = Line(typed.PictureCaption),
        };
    }

    private List<NavigationLink> Links(IEnumerable<SettingsInput.LinkInput> rows, string key) =>
        [
            .. rows.Select((row, j) => (row.Place, Link: Link(row, $"{key}[{j}].")))
                .Where(row => row.Link is not null)
                .OrderBy(row => row.Place ?? int.MaxValue)
                .Select(row => row.Link!),
        ];

    private NavigationLink? Link(SettingsInput.LinkInput row, string key)
    {
        if (row.IsEmpty)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(row.Text))
        {
            errors.AddModelError(key + "Text", words.NeedsLinkText);
        }

        var path = string.IsNullOrWhiteSpace(row.Path) ? null : NavigationLink.Read(row.Path, home);
        if (path is null)
        {
            errors.AddModelError(key + "Path", string.IsNullOrWhiteSpace(row.Path) ? words.NeedsLinkPath : words.BadPath);
        }

        return new NavigationLink(Line(row.Text), path ?? "/");
    }

    private (string? Name, string? Url) Licence()
    {
        var (name, address) = (Line(input.LicenceName), Line(input.LicenceUrl));
        if (name.Length == 0 && address.Length > 0)
        {
            errors.AddModelError("Input.LicenceName", words.NeedsLicenceName);
        }

        if (address.Length == 0)
        {
            return name.Length == 0 ? (null, null) : (name, Licences.UrlOf(name));
        }

        var url = SettingRules.ReadLicenceUrl(address);
        if (url is null)
        {
            errors.AddModelError("Input.LicenceUrl", words.BadLicenceUrl);
        }

        return (name, url);
    }
}

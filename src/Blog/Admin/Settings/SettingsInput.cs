using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Settings;
using Blog.Site.Http;

namespace Blog.Admin.Settings;

/// <summary>The settings as form fields: texts that may be invalid, languages in a fixed order.</summary>
public sealed class SettingsInput
{
    /// <summary>Maximum number of links in one language's footer.</summary>
    public const int MaxFooterLinks = 8;

    /// <summary>Maximum length of the lines with hosts, which may be pasted addresses and code.</summary>
    public const int MaxPlayerHosts = 10_000;

    private const int EmptyRows = 3;

    /// <summary>The version of the settings that the form was made from.</summary>
    public int? Version { get; set; }

    /// <summary>The texts for each language that the site has or could have.</summary>
    public IList<LanguageInput> Languages { get; set; } = [];

    /// <summary>BCP 47 tag of the main language.</summary>
    [Required, MaxLength(20)]
    public string? Main { get; set; }

    public HomeScope HomeScope { get; set; }

    [Required, Range(1, SiteChoices.MaxPostsPerPage)]
    public int? PostsPerPage { get; set; }

    /// <summary>IANA name of the zone in which readers see times.</summary>
    [MaxLength(TextLengths.Name)]
    public string? TimeZone { get; set; }

    /// <summary>Hue of the colour scheme, in degrees.</summary>
    [Required, Range(0, SiteChoices.MaxHue)]
    public int? Hue { get; set; }

    [MaxLength(SettingRules.MaxLicenceName)]
    public string? LicenceName { get; set; }

    /// <summary>Where the licence can be read.</summary>
    [MaxLength(TextLengths.Line)]
    public string? LicenceUrl { get; set; }

    /// <summary>Whether images on other hosts are shown.</summary>
    public bool RemoteImages { get; set; }

    /// <summary>Hosts whose players are shown, one on a line.</summary>
    [MaxLength(MaxPlayerHosts)]
    public string? PlayerHosts { get; set; }

    /// <summary>Whether they are loaded only when a reader asks.</summary>
    public bool PlayersAfterClick { get; set; }

    /// <summary>Whether old posts show a notice of their age.</summary>
    public bool AgeNotice { get; set; }

    /// <summary>Code blocks with more lines are folded; 0 for never.</summary>
    [Required, Range(0, SiteDisplay.MaxFoldAbove)]
    public int? FoldAbove { get; set; }

    /// <summary>How category and tag pages list their posts.</summary>
    public PostListStyle ListStyle { get; set; }

    /// <summary>Number of the registration in mainland China.</summary>
    [MaxLength(TextLengths.Name)]
    public string? IcpNumber { get; set; }

    /// <summary>How much of a post the feeds contain.</summary>
    public FeedContent FeedContent { get; set; }

    /// <summary>Whether the Markdown of posts is public.</summary>
    public bool PublishesMarkdown { get; set; }

    /// <summary>Path of the image for pages without one of their own.</summary>
    [MaxLength(TextLengths.Line)]
    public string? ShareImage { get; set; }

    /// <summary>Google's code, or the element that contains it.</summary>
    [MaxLength(TextLengths.Path)]
    public string? GoogleCode { get; set; }

    /// <summary>Bing's code, or the element that contains it.</summary>
    [MaxLength(TextLengths.Path)]
    public string? BingCode { get; set; }

    /// <summary>Baidu's code, or the element that contains it.</summary>
    [MaxLength(TextLengths.Path)]
    public string? BaiduCode { get; set; }

    /// <summary>Pictures and registration numbers.</summary>
    public IdentityInput Identity { get; set; } = new();

    /// <summary>Which notations posts may use.</summary>
    public NotationsInput Notations { get; set; } = new();

    /// <summary>What people who sign in need.</summary>
    public SecurityInput Security { get; set; } = new();

    /// <summary>Which files may be attached.</summary>
    public AttachmentsInput Attachments { get; set; } = new();

    /// <summary>Comments of readers.</summary>
    public CommentsInput Comments { get; set; } = new();

    /// <summary>Which search engines are told.</summary>
    public AnnouncingInput Announcing { get; set; } = new();

    /// <summary>The settings in force, as a form.</summary>
    public static SettingsInput Of(SiteSettings settings) => Of(settings.Choices, settings.Version);

    public static SettingsInput Of(SiteChoices choices, int version) =>
        new()
        {
            Version = version,
            Languages = [.. Known(choices).Select(language => LanguageInput.Of(language, choices.Languages.Contains(language)))],
            Main = choices.Languages[0].Tag,
            HomeScope = choices.HomeScope,
            PostsPerPage = choices.PostsPerPage,
            TimeZone = choices.TimeZone == SiteSettings.NoTimeZone ? null : SiteSettings.TimeZoneLabel(choices.TimeZone),
            Hue = choices.Hue,
            LicenceName = choices.LicenceName,
            LicenceUrl = choices.LicenceUrl,
            RemoteImages = choices.RemoteImages,
            PlayerHosts = string.Join('\n', choices.Display.PlayerHosts),
            PlayersAfterClick = choices.Display.PlayersAfterClick,
            AgeNotice = choices.AgeNotice,
            FoldAbove = choices.Display.FoldAbove,
            ListStyle = choices.Display.ListStyle,
            IcpNumber = choices.IcpNumber,
            FeedContent = choices.Discovery.FeedContent,
            PublishesMarkdown = choices.Discovery.PublishesMarkdown,
            ShareImage = choices.Discovery.ShareImage,
            GoogleCode = choices.Discovery.GoogleCode,
            BingCode = choices.Discovery.BingCode,
            BaiduCode = choices.Discovery.BaiduCode,
            Identity = IdentityInput.Of(choices.Identity),
            Notations = NotationsInput.Of(choices.Display.Notations),
            Security = SecurityInput.Of(choices.Security),
            Attachments = AttachmentsInput.Of(choices.Attachments),
            Comments = CommentsInput.Of(choices.Comments),
            Announcing = AnnouncingInput.Of(choices.Announcing),
        };

    /// <summary>Every language that the site has or could have: those of its interface first, then any others it has.</summary>
    public static IEnumerable<SiteLanguage> Known(SiteChoices choices)
    {
        var spoken = AdminResponseHeaders
            .Languages.Select(tag =>
                choices.Languages.FirstOrDefault(language => language.Tag == tag) ?? new SiteLanguage(tag.Split('-')[0], tag, "", "")
            )
            .ToList();
        return spoken.Concat(choices.Languages.Where(language => !spoken.Contains(language)));
    }

    /// <summary>Adds empty rows to fill in.</summary>
    public void AddRows()
    {
        foreach (var language in Languages)
        {
            AddRows(language.Links, SettingRules.MaxLinks);
            AddRows(language.FooterLinks, MaxFooterLinks);
        }
    }

    private static void AddRows(IList<LinkInput> links, int most)
    {
        for (var i = links.Count(row => row.IsEmpty); i < EmptyRows && links.Count < most; i++)
        {
            links.Add(new LinkInput { Place = links.Count + 1 });
        }
    }

    public sealed class LanguageInput
    {
        /// <summary>BCP 47 tag.</summary>
        [MaxLength(20)]
        public string? Tag { get; set; }

        /// <summary>Whether the site has it.</summary>
        public bool IsOn { get; set; }

        [MaxLength(SettingRules.MaxTitle)]
        public string? Title { get; set; }

        [MaxLength(SettingRules.MaxTagline)]
        public string? Tagline { get; set; }

        /// <summary>What the site is about.</summary>
        [MaxLength(SettingRules.MaxDescription)]
        public string? Description { get; set; }

        [MaxLength(TextLengths.Path)]
        public string? Footer { get; set; }

        public IList<LinkInput> Links { get; set; } = [];

        /// <summary>Links in the footer.</summary>
        public IList<LinkInput> FooterLinks { get; set; } = [];

        /// <summary>Alternative text of the picture in the footer.</summary>
        [MaxLength(200)]
        public string? PictureAlt { get; set; }

        /// <summary>The line below it.</summary>
        [MaxLength(200)]
        public string? PictureCaption { get; set; }

        internal static LanguageInput Of(SiteLanguage language, bool isOn) =>
            new()
            {
                Tag = language.Tag,
                IsOn = isOn,
                Title = SampleSettings.HasDefaultTitle(language) ? "" : language.Title,
                Tagline = language.Tagline,
                Description = language.Description,
                Footer = language.Footer,
                Links = Rows(language.Navigation),
                FooterLinks = Rows(language.FooterLinks),
                PictureAlt = language.FooterPictureAlt,
                PictureCaption = language.FooterPictureCaption,
            };

        private static List<LinkInput> Rows(IEnumerable<NavigationLink> links) =>
            [
                .. links.Select(
                    (link, i) =>
                        new LinkInput
                        {
                            Place = i + 1,
                            Text = link.Text,
                            Path = link.Path,
                        }
                ),
            ];
    }

    /// <summary>One row of the navigation or the footer.</summary>
    public sealed class LinkInput
    {
        /// <summary>Its position; rows without one come last.</summary>
        [Range(0, 99)]
        public int? Place { get; set; }

        [MaxLength(SettingRules.MaxLinkText)]
        public string? Text { get; set; }

        [MaxLength(TextLengths.Line)]
        public string? Path { get; set; }

        /// <summary>Whether the row is empty.</summary>
        public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && string.IsNullOrWhiteSpace(Path);
    }
}

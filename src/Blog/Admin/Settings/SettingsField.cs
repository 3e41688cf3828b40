using Blog.Data.Settings;

namespace Blog.Admin.Settings;

/// <summary>A setting that two people may have changed differently.</summary>
/// <param name="Key">Its name in the form, below <c>Input</c>.</param>
/// <param name="Label">Its name on the page.</param>
/// <param name="Lang">BCP 47 tag of its value; null for the page's own language.</param>
/// <param name="Show">Its value as text.</param>
/// <param name="Copy">Copies the value of the second form to the first.</param>
internal sealed record SettingsField(
    string Key,
    string Label,
    string? Lang,
    Func<SettingsInput, string> Show,
    Action<SettingsInput, SettingsInput> Copy
)
{
    /// <summary>All of them, in the order of the page.</summary>
    public static IEnumerable<SettingsField> All(SettingsInput form, SettingsTexts words) =>
        form
            .Languages.SelectMany((language, i) => OfLanguage(i, language.Tag!, words))
            .Concat([
                new("Main", words.Main, null, f => words.NameOfLanguage(f.Main ?? ""), (to, from) => to.Main = from.Main),
                new(
                    "HomeScope",
                    words.HomeScope,
                    null,
                    f => f.HomeScope == HomeScope.All ? words.HomeScopeAll : words.HomeScopeMain,
                    (to, from) => to.HomeScope = from.HomeScope
                ),
                new(
                    "PostsPerPage",
                    words.PostsPerPage,
                    null,
                    f => Number(f.PostsPerPage),
                    (to, from) => to.PostsPerPage = from.PostsPerPage
                ),
                new("TimeZone", words.TimeZone, null, f => f.TimeZone ?? "", (to, from) => to.TimeZone = from.TimeZone),
                new("Hue", words.Hue, null, f => Number(f.Hue), (to, from) => to.Hue = from.Hue),
                new("LicenceName", words.LicenceName, null, f => f.LicenceName ?? "", (to, from) => to.LicenceName = from.LicenceName),
                new("LicenceUrl", words.LicenceUrl, null, f => f.LicenceUrl ?? "", (to, from) => to.LicenceUrl = from.LicenceUrl),
                new(
                    "RemoteImages",
                    words.RemoteImages,
                    null,
                    f => f.RemoteImages ? words.Yes : words.No,
                    (to, from) => to.RemoteImages = from.RemoteImages
                ),
                new(
                    "PlayerHosts",
                    words.Players.Hosts,
                    null,
                    f => (f.PlayerHosts ?? "").ReplaceLineEndings(" · "),
                    (to, from) => to.PlayerHosts = from.PlayerHosts
                ),
                new(
                    "PlayersAfterClick",
                    words.Players.AfterClick,
                    null,
                    f => f.PlayersAfterClick ? words.Yes : words.No,
                    (to, from) => to.PlayersAfterClick = from.PlayersAfterClick
                ),
                new(
                    "AgeNotice",
                    words.AgeNotice,
                    null,
                    f => f.AgeNotice ? words.Yes : words.No,
                    (to, from) => to.AgeNotice = from.AgeNotice
                ),
                new("FoldAbove", words.FoldAbove, null, f => Number(f.FoldAbove), (to, from) => to.FoldAbove = from.FoldAbove),
                .. NotationsInput.Fields(words, words.Notations),
                new("ListStyle", words.ListStyle, null, f => words.NameOf(f.ListStyle), (to, from) => to.ListStyle = from.ListStyle),
                new(
                    "FeedContent",
                    words.FeedContent,
                    null,
                    f => f.FeedContent == FeedContent.Full ? words.FeedFull : words.FeedSummary,
                    (to, from) => to.FeedContent = from.FeedContent
                ),
                new(
                    "PublishesMarkdown",
                    words.PublishesMarkdown,
                    null,
                    f => f.PublishesMarkdown ? words.Yes : words.No,
                    (to, from) => to.PublishesMarkdown = from.PublishesMarkdown
                ),
                new("ShareImage", words.ShareImage, null, f => f.ShareImage ?? "", (to, from) => to.ShareImage = from.ShareImage),
                new("IcpNumber", words.IcpNumber, null, f => f.IcpNumber ?? "", (to, from) => to.IcpNumber = from.IcpNumber),
                new("GoogleCode", words.CodeOf("Google"), null, f => f.GoogleCode ?? "", (to, from) => to.GoogleCode = from.GoogleCode),
                new("BingCode", words.CodeOf("Bing"), null, f => f.BingCode ?? "", (to, from) => to.BingCode = from.BingCode),
                new("BaiduCode", words.CodeOf("Baidu"), null, f => f.BaiduCode ?? "", (to, from) => to.BaiduCode = from.BaiduCode),
                .. IdentityInput.Fields(words, words.Identity),
                .. AttachmentsInput.Fields(words, words.Attachments),
                .. SecurityInput.Fields(words, words.Security),
                .. CommentsInput.Fields(words, words.Comments),
                AnnouncingInput.Field(words, words.Announcing),
            ]);

    private static IEnumerable<SettingsField> OfLanguage(int i, string tag, SettingsTexts words)
    {
        SettingsField Of(
            string key,
            string label,
            string? lang,
            Func<SettingsInput.LanguageInput, string> show,
            Action<SettingsInput.LanguageInput, SettingsInput.LanguageInput> copy
        ) =>
            new(
                $"Languages[{i}].{key}",
                words.InLanguage(label, words.NameOfLanguage(tag)),
                lang,
                f => show(f.Languages[i]),
                (to, from) => copy(to.Languages[i], from.Languages[i])
            );

        yield return Of("IsOn", words.HasLanguage, null, l => l.IsOn ? words.Yes : words.No, (to, from) => to.IsOn = from.IsOn);
        yield return Of("Title", words.Title, tag, l => l.Title ?? "", (to, from) => to.Title = from.Title);
        yield return Of("Tagline", words.Tagline, tag, l => l.Tagline ?? "", (to, from) => to.Tagline = from.Tagline);
        yield return Of("Description", words.Description, tag, l => l.Description ?? "", (to, from) => to.Description = from.Description);
        yield return Of("Footer", words.Footer, tag, l => l.Footer ?? "", (to, from) => to.Footer = from.Footer);
        yield return Of("Links", words.Navigation, tag, l => Shown(l.Links), (to, from) => to.Links = [.. from.Links]);
        yield return Of(
            "FooterLinks",
            words.Identity.FooterLinks,
            tag,
            l => Shown(l.FooterLinks),
            (to, from) => to.FooterLinks = [.. from.FooterLinks]
        );
        yield return Of(
            "PictureAlt",
            words.Identity.FooterPictureAlt,
            tag,
            l => l.PictureAlt ?? "",
            (to, from) => to.PictureAlt = from.PictureAlt
        );
        yield return Of(
            "PictureCaption",
            words.Identity.FooterPictureCaption,
            tag,
            l => l.PictureCaption ?? "",
            (to, from) => to.PictureCaption = from.PictureCaption
        );
    }

    private static string Shown(IEnumerable<SettingsInput.LinkInput> links) =>
        string.Join(" · ", links.Select(link => $"{link.Text} {link.Path}"));

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

namespace Blog.Site;

public sealed partial record DeskTexts
{
    /// <summary>English.</summary>
    public static DeskTexts English { get; } = new()
    {
        Tag = "en",
        LanguageName = "English",
        SkipToContent = "Skip to content",
        Management = "Management",
        Posts = "Posts",
        Taxonomy = "Categories and tags",
        Redirects = "Redirects",
        Media = "Media",
        People = "People",
        Backups = "Backups",
        Settings = "Settings",
        Status = "Status",
        Account = "Account",
        Profile = "Profile",
        Security = "Sign-in and security",
        ViewSite = "View site",
        SignOut = "Sign out",
        Save = "Save",
        Saved = "Saved.",
        Cancel = "Cancel",
        Remove = "Remove",
        ThemeAuto = "Theme: follow the system",
        ThemeLight = "Theme: light",
        ThemeDark = "Theme: dark",
        PleaseMend = "Please correct what is marked below and send it again.",
        ListComma = ", ",
        FormExpiredTitle = "This form has expired",
        FormExpiredText = "The sign-in changed after the page was opened, or the browser did not send its credentials, so nothing was done. Please go back, reload the page and send it again.",
        ForbiddenTitle = "This needs the owner",
        ForbiddenText = "Your account cannot open this page. Please ask the owner to do it, or to change your role.",
        BackToDesk = "Back to the posts",
        Validation = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Required"] = "Please fill this in.",
            ["MaxLength"] = "Too long: at most {1} characters.",
            ["StringLength"] = "Too long: at most {1} characters.",
            ["EmailAddress"] = "This does not look like an e-mail address, such as name@example.org.",
            ["Range"] = "Please give a number from {1} to {2}.",
            ["Url"] = "This is not a whole address: it should begin with https://.",
            ["Number"] = "Please give a number.",
            ["Invalid"] = "This could not be read: please fill it in again.",
        },
        Moment = (at, now) => string.Create(
            CultureInfo.InvariantCulture,
            $"{(at.Date == now.Date ? "today" : at.Date == now.Date.AddDays(-1) ? "yesterday" : at.Year == now.Year ? $"{at:d MMM}" : $"{at:yyyy-MM-dd}")} {at:HH:mm}"),
    };
}

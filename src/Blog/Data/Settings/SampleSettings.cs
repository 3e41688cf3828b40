namespace Blog.Data.Settings;

/// <summary>
/// What the sample blog says of itself. It is shown while there are sample posts, leaves with them, and gives the examples in the empty
/// fields of a new blog.
/// </summary>
public static class SampleSettings
{
    public const string TimeZone = "Asia/Shanghai";

    private const string LicenceName = "CC BY-NC-SA 4.0";
    private const string LicenceUrl = "https://creativecommons.org/licenses/by-nc-sa/4.0/";

    private static readonly SiteLanguage Chinese = new("zh", "zh-CN", "苔痕", "写程序，也写为什么这样写")
    {
        Description = "一份技术笔记：数据库、.NET、算法与网站的维护。中英双语。",
        Navigation = [new NavigationLink("关于", "/about")],
    };

    private static readonly SiteLanguage English = new("en", "en", "Moss Traces", "Writing programs, and writing down why")
    {
        Description = "Technical notes on databases, .NET, algorithms and keeping a site alive, in Chinese and English.",
        Navigation = [new NavigationLink("About", "/en/about")],
    };

    /// <summary>The sample blog's texts in a language; those in English for a language without.</summary>
    public static SiteLanguage Of(string tag) => tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>Whether a language still has the title of a new blog, or that of the sample blog: nobody has named the site.</summary>
    public static bool IsUnnamed(SiteLanguage language) => HasDefaultTitle(language) || language.Title == Of(language.Tag).Title;

    /// <summary>Whether a language has the title of a new blog.</summary>
    public static bool HasDefaultTitle(SiteLanguage language) => language.Title == SiteSettings.DefaultTitleOf(language.Tag);

    /// <summary>Fills what is unset.</summary>
    /// <param name="isNew">Whether nobody has chosen anything yet, so that the time zone is unset too.</param>
    public static SiteChoices AddTo(SiteChoices choices, bool isNew) =>
        choices with
        {
            TimeZone = isNew ? TimeZone : choices.TimeZone,
            LicenceName = choices.LicenceName ?? LicenceName,
            LicenceUrl = choices.LicenceName is null ? LicenceUrl : choices.LicenceUrl,
            Languages = [.. choices.Languages.Select(language => AddTo(language, Of(language.Tag)))],
        };

    /// <summary>Clears what is still as the sample blog had it; what somebody changed stays, and so does the time zone.</summary>
    public static SiteChoices RemoveFrom(SiteChoices choices) =>
        WithoutLicence(choices) with
        {
            Languages = [.. choices.Languages.Select(language => RemoveFrom(language, Of(language.Tag)))],
        };

    /// <summary>Without the licence of the sample blog: nobody licenses their own texts by not noticing.</summary>
    public static SiteChoices WithoutLicence(SiteChoices choices) =>
        (choices.LicenceName, choices.LicenceUrl) == (LicenceName, LicenceUrl)
            ? choices with
            {
                LicenceName = null,
                LicenceUrl = null,
            }
            : choices;

    private static SiteLanguage AddTo(SiteLanguage language, SiteLanguage sample) =>
        language with
        {
            Title = HasDefaultTitle(language) ? sample.Title : language.Title,
            Tagline = language.Tagline.Length == 0 ? sample.Tagline : language.Tagline,
            Description = language.Description.Length == 0 ? sample.Description : language.Description,
            Navigation = language.Navigation.Count == 0 ? sample.Navigation : language.Navigation,
        };

    private static SiteLanguage RemoveFrom(SiteLanguage language, SiteLanguage sample) =>
        language with
        {
            Title = language.Title == sample.Title ? SiteSettings.DefaultTitleOf(language.Tag) : language.Title,
            Tagline = language.Tagline == sample.Tagline ? "" : language.Tagline,
            Description = language.Description == sample.Description ? "" : language.Description,
        };
}

namespace Blog.Authoring.Settings;

/// <summary>The words of the settings page, in one language.</summary>
public sealed partial record SettingsTexts
{
    public required string Intro { get; init; }

    public required string HasLanguage { get; init; }

    public required string Title { get; init; }

    public required string Tagline { get; init; }

    public required string Description { get; init; }

    public required string DescriptionHint { get; init; }

    public required string Footer { get; init; }

    public required string FooterHint { get; init; }

    public required string Navigation { get; init; }

    public required string NavigationHint { get; init; }

    public required string Place { get; init; }

    public required string LinkText { get; init; }

    public required string LinkPath { get; init; }

    public required string Structure { get; init; }

    public required string Main { get; init; }

    public required string MainHint { get; init; }

    public required string HomeScope { get; init; }

    public required string HomeScopeAll { get; init; }

    public required string HomeScopeMain { get; init; }

    public required string PostsPerPage { get; init; }

    public required string TimeZone { get; init; }

    public required string TimeZoneHint { get; init; }

    public required string Look { get; init; }

    public required string Hue { get; init; }

    public required string HueHint { get; init; }

    public required string Licence { get; init; }

    public required string LicenceName { get; init; }

    public required string LicenceNameHint { get; init; }

    public required string LicenceUrl { get; init; }

    public required string LicenceUrlHint { get; init; }

    public required string Pictures { get; init; }

    public required string RemoteImages { get; init; }

    public required string RemoteImagesHint { get; init; }

    public required string Readers { get; init; }

    public required string AgeNotice { get; init; }

    public required string AgeNoticeHint { get; init; }

    public required string FeedContent { get; init; }

    public required string FeedFull { get; init; }

    public required string FeedSummary { get; init; }

    public required string PublishesMarkdown { get; init; }

    public required string PublishesMarkdownHint { get; init; }

    public required string Machines { get; init; }

    public required string ShareImage { get; init; }

    public required string ShareImageHint { get; init; }

    public required string BadShareImage { get; init; }

    public required string IcpNumber { get; init; }

    public required string IcpNumberHint { get; init; }

    public required string CodeHint { get; init; }

    public required string BadCode { get; init; }

    /// <summary>The field of a search engine's code, by its name.</summary>
    public required Func<string, string> CodeOf { get; init; }

    public required string Samples { get; init; }

    public required string SureToRemoveSamples { get; init; }

    public required string RemoveSamples { get; init; }

    public required string SamplesRemoved { get; init; }

    public required string SayYouAreSure { get; init; }

    public required string ConflictTitle { get; init; }

    public required string ConflictText { get; init; }

    public required string Field { get; init; }

    public required string Theirs { get; init; }

    public required string Yours { get; init; }

    public required string TakeTheirs { get; init; }

    public required string SaveMine { get; init; }

    public required string DropMine { get; init; }

    public required string Nothing { get; init; }

    public required string Yes { get; init; }

    public required string No { get; init; }

    public required string NeedsTitle { get; init; }

    public required string NeedsLanguage { get; init; }

    public required string MainIsOff { get; init; }

    public required string BadPath { get; init; }

    public required string NeedsLinkText { get; init; }

    public required string NeedsLinkPath { get; init; }

    public required string UnknownTimeZone { get; init; }

    public required string BadLicenceUrl { get; init; }

    public required string NeedsLicenceName { get; init; }

    public required string Unreadable { get; init; }

    /// <summary>Beside the tick of a language, by how many posts it has.</summary>
    public required Func<int, string> LanguageHint { get; init; }

    public required Func<int, string> LanguageHasPosts { get; init; }

    public required Func<int, string> SamplesText { get; init; }

    /// <summary>A field of one language: its name, then the language.</summary>
    public required Func<string, string, string> Of { get; init; }

    /// <summary>A field of one row: its name, then the number of the row.</summary>
    public required Func<string, int, string> Numbered { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static SettingsTexts In(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

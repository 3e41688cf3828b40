namespace Blog.Site;

/// <summary>The words of the readers' pages in one language: a record, so that a word missing in one of them does not compile.</summary>
public sealed partial record Texts
{
    /// <summary>Name of the language in itself.</summary>
    public required string LanguageName { get; init; }

    /// <summary>The home page of the language's edition, in it: where a page has no counterpart.</summary>
    public required string EditionHome { get; init; }

    public required string SkipToContent { get; init; }

    public required string MainNavigation { get; init; }

    public required string Home { get; init; }

    public required string Archives { get; init; }

    public required string Categories { get; init; }

    public required string Tags { get; init; }

    public required string Search { get; init; }

    public required string SearchDescription { get; init; }

    public required string SearchLabel { get; init; }

    public required string SearchHelp { get; init; }

    public required string SearchOnlyExcludes { get; init; }

    public required string SearchNoWords { get; init; }

    public required string SearchAdvice { get; init; }

    public required string SearchElsewhere { get; init; }

    public required Func<int, string> SearchTooLong { get; init; }

    public required Func<string, string> SearchFoundNothing { get; init; }

    public required Func<int, string> SearchCount { get; init; }

    public required string ThemeAuto { get; init; }

    public required string ThemeLight { get; init; }

    public required string ThemeDark { get; init; }

    public required string Pinned { get; init; }

    public required string PostedOn { get; init; }

    public required string UpdatedOn { get; init; }

    public required string FiledUnder { get; init; }

    public required string WrittenIn { get; init; }

    public required string ReadMore { get; init; }

    public required string Pager { get; init; }

    public required string PreviousPage { get; init; }

    public required string NextPage { get; init; }

    public required string Contents { get; init; }

    public required string Neighbours { get; init; }

    public required string PreviousPost { get; init; }

    public required string NextPost { get; init; }

    public required string TranslationBefore { get; init; }

    public required string TranslationAfter { get; init; }

    /// <summary>Before the link to an original that was changed after its translation.</summary>
    public required string OriginalNewerBefore { get; init; }

    public required string OriginalNewerAfter { get; init; }

    public required Func<string, string> IsOld { get; init; }

    public required Func<string, int, int, string> PartOfSeries { get; init; }

    public required string Related { get; init; }

    public required string AuthorLabel { get; init; }

    public required string LinkLabel { get; init; }

    public required string RightsLabel { get; init; }

    public required string RightsBefore { get; init; }

    public required string RightsAfter { get; init; }

    public required string BackToTop { get; init; }

    public required string Copy { get; init; }

    public required string Copied { get; init; }

    /// <summary>Title of the page for requests that come too often.</summary>
    public required string TooOftenTitle { get; init; }

    /// <summary>What to do then.</summary>
    public required string TooOftenText { get; init; }

    /// <summary>What is copied; <c>{0}</c> is the language of the code.</summary>
    public required string ThisCode { get; init; }

    public required string FullSize { get; init; }

    public required string Close { get; init; }

    public required string NoPosts { get; init; }

    public required string NoTags { get; init; }

    public required string NoCategories { get; init; }

    public required string LicenceBefore { get; init; }

    public required string LicenceAfter { get; init; }

    public required string LatestPosts { get; init; }

    public required string NotFoundTitle { get; init; }

    public required string NotFoundText { get; init; }

    public required string ErrorTitle { get; init; }

    public required string ErrorText { get; init; }

    public required string BadRequestTitle { get; init; }

    public required string BadRequestText { get; init; }

    public required string ErrorNumber { get; init; }

    public required string BackHome { get; init; }

    public required string ArchivesDescription { get; init; }

    public required string TagsDescription { get; init; }

    public required string CategoriesDescription { get; init; }

    public required string Follow { get; init; }

    /// <summary>A sentence: this list holds the posts of this language only.</summary>
    public required string OnlyThisLanguage { get; init; }

    public required string Subcategories { get; init; }

    public required string MostUsed { get; init; }

    public required string Years { get; init; }

    public required string AllYears { get; init; }

    public required string Months { get; init; }

    /// <summary>Between two sentences.</summary>
    public required string Space { get; init; }

    public required Func<int, string> MonthName { get; init; }

    /// <summary>Title of a year's archive, or of a month's.</summary>
    public required Func<int, int?, string> ArchivesOf { get; init; }

    public required Func<string, int, string> ArchivesOfDescription { get; init; }

    public required Func<string, int, string> TagDescription { get; init; }

    public required Func<string, int, string> CategoryDescription { get; init; }

    /// <summary>Between a label and its value.</summary>
    public required string Colon { get; init; }

    /// <summary>Reading time; minutes, at least 1.</summary>
    public required Func<int, string> Minutes { get; init; }

    /// <summary>Length of a text.</summary>
    public required Func<int, string> Words { get; init; }

    public required Func<int, string> PageNumber { get; init; }

    public required Func<int, string> PostCount { get; init; }

    public required Func<int, string> TagCount { get; init; }

    public required Func<int, string> CategoryCount { get; init; }

    public required Func<int, string> ArchiveSummary { get; init; }

    public required Func<string, string> TaggedWith { get; init; }

    public required Func<string, string> FiledIn { get; init; }

    /// <summary>The words of a language; English where the blog has none of its own.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static Texts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    private static string Thousands(int number) =>
        number < 1000 ? number.ToString(CultureInfo.InvariantCulture) : (number / 1000.0).ToString("0.#", CultureInfo.InvariantCulture) + "k";
}

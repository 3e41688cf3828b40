namespace Blog.Site;

/// <summary>The words around every page of the author's half, in one language. Each room has its own for what stands on its pages.</summary>
public sealed partial record DeskTexts
{
    /// <summary>BCP 47 tag.</summary>
    public required string Tag { get; init; }

    /// <summary>Name of the language in itself.</summary>
    public required string LanguageName { get; init; }

    public required string SkipToContent { get; init; }

    public required string Management { get; init; }

    public required string Posts { get; init; }

    public required string Taxonomy { get; init; }

    public required string Redirects { get; init; }

    public required string Media { get; init; }

    public required string People { get; init; }

    public required string Backups { get; init; }

    public required string Settings { get; init; }

    public required string Status { get; init; }

    public required string Account { get; init; }

    public required string Profile { get; init; }

    public required string Security { get; init; }

    public required string ViewSite { get; init; }

    public required string SignOut { get; init; }

    public required string Save { get; init; }

    public required string Saved { get; init; }

    public required string Cancel { get; init; }

    public required string Remove { get; init; }

    public required string ThemeAuto { get; init; }

    public required string ThemeLight { get; init; }

    public required string ThemeDark { get; init; }

    /// <summary>Above a form that was refused.</summary>
    public required string PleaseMend { get; init; }

    /// <summary>Between parts of a list in a sentence.</summary>
    public required string ListComma { get; init; }

    public required string FormExpiredTitle { get; init; }

    public required string FormExpiredText { get; init; }

    public required string ForbiddenTitle { get; init; }

    public required string ForbiddenText { get; init; }

    public required string BackToDesk { get; init; }

    /// <summary>Messages of validation, by the attribute's name without its ending; <c>{0}</c> is the field, <c>{1}</c> and <c>{2}</c> its bounds.</summary>
    public required IReadOnlyDictionary<string, string> Validation { get; init; }

    /// <summary>Writes an instant of the desk: day and minute in the site's zone.</summary>
    public required Func<DateTimeOffset, DateTimeOffset, string> Moment { get; init; }

    /// <summary>The words of a language; English where the desk has none of its own.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static DeskTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

using Blog.Data.Images;
using Blog.Site.Outbound;

namespace Blog.Authoring.Media;

/// <summary>The words of the media pages, in one language.</summary>
public sealed partial record MediaTexts
{
    public required string Search { get; init; }

    public required string Find { get; init; }

    public required string ChooseFiles { get; init; }

    /// <summary>Sizes and types, said before anything is sent.</summary>
    public required string Limits { get; init; }

    public required string LimitsOfOne { get; init; }

    public required string Upload { get; init; }

    public required string Filter { get; init; }

    public required string All { get; init; }

    public required string Unused { get; init; }

    public required string WithoutAlt { get; init; }

    public required string NoneYet { get; init; }

    public required string NoneFound { get; init; }

    public required string Pages { get; init; }

    public required string Previous { get; init; }

    public required string Next { get; init; }

    public required string BackToLibrary { get; init; }

    public required string Name { get; init; }

    public required string NameHint { get; init; }

    public required string Alt { get; init; }

    public required string AltHint { get; init; }

    public required string Size { get; init; }

    public required string Dimensions { get; init; }

    public required string UploadedAt { get; init; }

    public required string Markdown { get; init; }

    public required string MarkdownHint { get; init; }

    public required string WhereUsed { get; init; }

    public required string NotUsed { get; init; }

    public required string AsCover { get; init; }

    public required string OnlyTyped { get; init; }

    public required string Replace { get; init; }

    public required string ReplaceText { get; init; }

    public required string NewFile { get; init; }

    public required string Delete { get; init; }

    public required string DeleteText { get; init; }

    public required string DeleteInUse { get; init; }

    public required string DeleteSure { get; init; }

    public required string MustBeSure { get; init; }

    public required string NotYours { get; init; }

    public required string Replaced { get; init; }

    public required string SameBytes { get; init; }

    public required string Deleted { get; init; }

    public required string HomeTitle { get; init; }

    public required string HomeText { get; init; }

    public required string HomeNone { get; init; }

    public required string HomeChoice { get; init; }

    public required string BringHome { get; init; }

    public required string NothingChosen { get; init; }

    public required string OpenEditor { get; init; }

    public required string HomeResults { get; init; }

    public required string Came { get; init; }

    public required string PutOff { get; init; }

    public required string InText { get; init; }

    public required string NoAltYet { get; init; }

    public required Func<ImageError, string> Fault { get; init; }

    /// <summary>Why an address was not fetched; the status where the other server answered one.</summary>
    public required Func<SafeHttpRefusal, int, string> Refusal { get; init; }

    public required Func<int, string> UploadedCount { get; init; }

    /// <summary>A file that was not taken, and why.</summary>
    public required Func<string, string, string> NotUploaded { get; init; }

    /// <summary>Posts that the reader may not know of.</summary>
    public required Func<int, string> Others { get; init; }

    /// <summary>Posts that keep the old address after a replacement.</summary>
    public required Func<int, string> Left { get; init; }

    public required Func<int, int, string> PageOf { get; init; }

    /// <summary>What came and what did not.</summary>
    public required Func<int, int, string> HomeDone { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static MediaTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

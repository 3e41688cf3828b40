using Blog.Data.Filing;

namespace Blog.Authoring.Filing;

/// <summary>The words of the pages of tags and categories, in one language.</summary>
public sealed partial record FilingTexts
{
    public required string Intro { get; init; }

    public required string Category { get; init; }

    public required string Categories { get; init; }

    public required string NoCategories { get; init; }

    public required string NewCategory { get; init; }

    public required string Tag { get; init; }

    public required string Tags { get; init; }

    public required string NoTags { get; init; }

    public required string NewTag { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    public required string Posts { get; init; }

    public required string Slug { get; init; }

    public required string SlugHint { get; init; }

    public required string Parent { get; init; }

    public required string TopOfTree { get; init; }

    public required string RenameHint { get; init; }

    public required string Merge { get; init; }

    public required string MergeTagText { get; init; }

    public required string MergeCategoryText { get; init; }

    public required string Into { get; init; }

    public required string Remove { get; init; }

    public required string BeSure { get; init; }

    public required string Renamed { get; init; }

    public required string Merged { get; init; }

    public required string Removed { get; init; }

    public required Func<string, string> Made { get; init; }

    public required Func<string, int, string> Facts { get; init; }

    public required Func<string, int, string> PostsOf { get; init; }

    public required Func<int, string> BelowGoAlong { get; init; }

    public required Func<int, string> RemoveTagText { get; init; }

    public required Func<int, string> RemoveCategoryText { get; init; }

    public required Func<string, string> SureToMerge { get; init; }

    public required Func<string, string> SureToRemove { get; init; }

    public required Func<FilingFault, string> Fault { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static FilingTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

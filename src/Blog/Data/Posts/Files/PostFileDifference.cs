namespace Blog.Data.Posts.Files;

/// <summary>Compares two posts read from files, ignoring warnings and line numbers, which concern the file only.</summary>
public static class PostFileDifference
{
    /// <summary>
    /// The first field that differs, in English; null if all are equal. Dates are compared to the millisecond, including their offset.
    /// </summary>
    public static string? Find(PostFile one, PostFile other)
    {
        (string Field, bool IsSame)[] fields =
        [
            ("title", Same(one.Title, other.Title)),
            ("Markdown", Same(one.Markdown, other.Markdown)),
            ("date", Same(one.Date, other.Date)),
            ("time of change", Same(one.Updated, other.Updated)),
            ("slug", Same(one.Name, other.Name)),
            ("address", Same(one.Address, other.Address)),
            ("language", Same(one.Language, other.Language)),
            ("kind", one.IsPage == other.IsPage),
            ("draft state", one.IsDraft == other.IsDraft),
            ("category", Same(one.Category, other.Category)),
            ("tags", Same(one.Tags, other.Tags)),
            ("description", Same(one.Description, other.Description)),
            ("cover", Same(one.Cover, other.Cover)),
            ("pin", one.IsPinned == other.IsPinned),
            ("visibility", one.IsHidden == other.IsHidden),
            ("comment setting", one.CommentsOpen == other.CommentsOpen),
            ("evergreen setting", one.IsEvergreen == other.IsEvergreen),
            ("translation key", Same(one.TranslationKey, other.TranslationKey)),
            ("series", Same(one.Series, other.Series)),
            ("place in the series", one.SeriesOrder == other.SeriesOrder),
            ("author", Same(one.Author, other.Author)),
            ("old addresses", Same(one.Aliases, other.Aliases)),
            ("other fields", Same(one.OtherFields, other.OtherFields)),
        ];
        return fields.FirstOrDefault(field => !field.IsSame).Field;
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

    private static bool Same(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.SequenceEqual(other, StringComparer.Ordinal);

    private static bool Same(DateTimeOffset? one, DateTimeOffset? other) =>
        one?.Offset == other?.Offset && one?.ToUnixTimeMilliseconds() == other?.ToUnixTimeMilliseconds();
}

namespace Blog.Authoring;

/// <summary>The words of the author's desk, in one language.</summary>
public sealed partial record AuthoringTexts
{
    public required string NoPosts { get; init; }

    public required string PostsCaption { get; init; }

    public required string Title { get; init; }

    public required string State { get; init; }

    public required string Language { get; init; }

    public required string Words { get; init; }

    public required string Time { get; init; }

    public required Func<string, string> StateName { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static AuthoringTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>The content of a Markdown file in the blog's own terms, as far as it can be determined without a database.</summary>
public sealed record PostFile
{
    /// <summary>One line of plain text, never empty.</summary>
    public required string Title { get; init; }

    /// <summary>The text, without the front matter and without a first heading that only repeats the title.</summary>
    public required string Markdown { get; init; }

    /// <summary>1-based line of the file on which <see cref="Markdown"/> begins.</summary>
    public required int BodyLine { get; init; }

    /// <summary>BCP 47 tag given by the file, its name or its folder; otherwise detected from the text.</summary>
    public required string Language { get; init; }

    /// <summary>False if the file names no language.</summary>
    public bool NamesLanguage { get; init; }

    /// <summary>True for a standalone page.</summary>
    public bool IsPage { get; init; }

    /// <summary>True if it must not become public.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Start of the warning about a file without a date.</summary>
    public const string NoDate = "has no readable date";

    /// <summary>True if it is a draft only because it has no date.</summary>
    public bool LacksDate { get; init; }

    /// <summary>When it becomes public; null if the file has no date.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>When it was last updated; null if not given.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its exact old address, decoded, with a leading slash; null to generate one.</summary>
    public string? Address { get; init; }

    /// <summary>The slug or the file name, from which an address is generated.</summary>
    public required string Name { get; init; }

    /// <summary>The path of its category, outermost first; empty if it has none.</summary>
    public IReadOnlyList<string> Category { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Address of the cover image as written.</summary>
    public string? Cover { get; init; }

    public bool IsPinned { get; init; }

    /// <summary>Available at its address only, not in lists.</summary>
    public bool IsHidden { get; init; }

    /// <summary>False if the file closes comments.</summary>
    public bool CommentsOpen { get; init; } = true;

    /// <summary>Never shows the notice that it is old.</summary>
    public bool IsEvergreen { get; init; }

    /// <summary>Other old addresses, decoded, with a leading slash.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The key it declares to share with its translations; null if none.</summary>
    public string? TranslationKey { get; init; }

    public string? Series { get; init; }

    /// <summary>Its place in the series; null for none.</summary>
    public int? SeriesOrder { get; init; }

    /// <summary>
    /// Name of its author, of a verbatim file; null if it does not say. In any other file it is what a theme showed, and stays with the
    /// fields that the blog does not use.
    /// </summary>
    public string? Author { get; init; }

    /// <summary>All paths of categories that the file gives; <see cref="Category"/> is the first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> CategoryPaths { get; init; } = [];

    /// <summary>All fields of the front matter as written; old addresses may be made of any of them.</summary>
    public FrontMatterMap Fields { get; init; } = new();

    /// <summary>Fields the blog does not use, as JSON; null if there are none.</summary>
    public string? OtherFields { get; init; }

    /// <summary>True if the text is this blog's own and to be taken as it is.</summary>
    public bool IsVerbatim { get; init; }

    /// <summary>What was interpreted differently from how it was written.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The result for one file: exactly one of the three is set.</summary>
/// <param name="Post">The content of the file.</param>
/// <param name="Refusal">Why it cannot be read.</param>
/// <param name="Skipped">Why it is not a post although it can be read.</param>
public sealed record PostFileResult(PostFile? Post, PostFileError? Refusal = null, string? Skipped = null);

/// <summary>Why a file is rejected.</summary>
/// <param name="Reason">In English.</param>
/// <param name="Line">1-based line, or 0 if it does not concern a particular line.</param>
public sealed record PostFileError(string Reason, int Line);

namespace Blog.Data.Posts.Files;

/// <summary>What one file says, in the blog's own terms: everything that needs no database.</summary>
public sealed record PostFile
{
    /// <summary>One line of plain text, never empty.</summary>
    public required string Title { get; init; }

    /// <summary>The text, without the head and without a first heading that only repeats the title.</summary>
    public required string Markdown { get; init; }

    /// <summary>One-based line of the file on which <see cref="Markdown"/> begins.</summary>
    public required int BodyLine { get; init; }

    /// <summary>BCP 47 tag as the file, its name or its folder says it; otherwise read off the text.</summary>
    public required string Language { get; init; }

    /// <summary>True for a page beside the posts.</summary>
    public bool IsPage { get; init; }

    /// <summary>True where it must not become public.</summary>
    public bool IsDraft { get; init; }

    /// <summary>From when on it is public; null where the file gives no date.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>When it was changed last; null where the file does not say.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its old address to the letter, decoded, with a first slash; null where the site's pattern decides.</summary>
    public string? Address { get; init; }

    /// <summary>What the site's pattern makes an address of: the slug, or the file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The path of its category, outermost first; empty where it has none.</summary>
    public IReadOnlyList<string> Category { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Address of the cover image as written.</summary>
    public string? Cover { get; init; }

    public bool IsPinned { get; init; }

    /// <summary>Answers at its address only.</summary>
    public bool IsHidden { get; init; }

    /// <summary>False where the file closes its comments.</summary>
    public bool CommentsOpen { get; init; } = true;

    /// <summary>Never says that it is old.</summary>
    public bool IsEvergreen { get; init; }

    /// <summary>Other old addresses, decoded, with a first slash.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it shares with its translations by its own word; null where it does not say.</summary>
    public string? TranslationKey { get; init; }

    public string? Series { get; init; }

    /// <summary>The fields that the blog has no use for, as JSON; null where there are none.</summary>
    public string? OtherFields { get; init; }

    /// <summary>What was read in another way than written.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The answer for one file: exactly one of the three is set.</summary>
/// <param name="Post">What the file says.</param>
/// <param name="Refusal">Why it cannot be read.</param>
/// <param name="Skipped">Why it is no post although it can be read.</param>
public sealed record PostFileResult(PostFile? Post, PostFileError? Refusal = null, string? Skipped = null);

/// <summary>Why a file is refused.</summary>
/// <param name="Reason">In English.</param>
/// <param name="Line">One-based line, or 0 where no line is to blame.</param>
public sealed record PostFileError(string Reason, int Line);

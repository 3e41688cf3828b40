namespace Blog.Rendering.Output;

/// <summary>Everything derived from one parse of a post's Markdown.</summary>
public sealed record RenderedPost
{
    public required RenderedHtml Body { get; init; }

    /// <summary>Identifies what it was rendered with, see <see cref="MarkdownRenderer.VersionOf"/>.</summary>
    public required string Version { get; init; }

    /// <summary>The summary for lists: valid HTML on its own, without ids, headings one level lower.</summary>
    public required RenderedHtml Summary { get; init; }

    /// <summary>Where the summary comes from.</summary>
    public required SummarySource SummarySource { get; init; }

    public required TableOfContents Contents { get; init; }

    /// <summary>The text without markup, for search and descriptions; blocks are separated by a line feed.</summary>
    public required string PlainText { get; init; }

    /// <summary>Han, kana and hangul characters plus words of other scripts; code and link targets not counted.</summary>
    public required int WordCount { get; init; }

    /// <summary>Whole minutes, at least 1: 300 characters or 230 words a minute.</summary>
    public required int ReadingMinutes { get; init; }

    /// <summary>Link targets in order of appearance, as written, without duplicates.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>Images in order of appearance.</summary>
    public required IReadOnlyList<ImageFound> Images { get; init; }

    /// <summary>
    /// Addresses of everything else that the text loads, as written: video, audio, posters, alternative sources of a picture.
    /// </summary>
    public IReadOnlyList<string> OtherMedia { get; init; } = [];

    /// <summary>Headings that skip a level in the source; the rendered ones do not.</summary>
    public required IReadOnlyList<HeadingSkip> Skips { get; init; }

    /// <summary>Warnings for the author, by line: never a reason to refuse the text.</summary>
    public required IReadOnlyList<RenderProblem> Problems { get; init; }
}

/// <summary>Where a summary comes from.</summary>
public enum SummarySource
{
    /// <summary>Everything before the <c>more</c> mark.</summary>
    Mark,

    Description,

    /// <summary>Whole blocks from the beginning, up to the limit.</summary>
    Beginning,

    /// <summary>The post is so short that the summary is all of it.</summary>
    Whole,
}

/// <summary>An image of the text.</summary>
/// <param name="Source">Its address as written.</param>
/// <param name="Alt">Its alternative text; empty if there is none.</param>
public sealed record ImageFound(string Source, string Alt);

/// <summary>A heading that skips a level.</summary>
/// <param name="Before">Level of the heading before it.</param>
public sealed record HeadingSkip(string Text, int Before, int Level);

/// <summary>Something in the text that could not be rendered as intended.</summary>
/// <param name="Source">The part of the text.</param>
/// <param name="Reason">Why, for the author, in English as reported by its parser.</param>
/// <param name="Line">One-based line of the Markdown.</param>
public sealed record RenderProblem(RenderProblemKind Kind, string Source, string Reason, int Line);

/// <summary>What an author may have meant.</summary>
public enum RenderProblemKind
{
    /// <summary>A formula that does not parse.</summary>
    Formula,

    /// <summary>TeX that is not in a formula.</summary>
    LooseTex,

    /// <summary>HTML that is not closed; it is shown as text or closed at once.</summary>
    UnclosedHtml,
}

/// <summary>The result of <see cref="MarkdownRenderer.Render"/>: a post, or the reason why the text is refused.</summary>
/// <param name="Post">The rendered post; null when refused.</param>
/// <param name="Refusal">Which limit the text exceeded; null when rendered.</param>
public sealed record RenderResult(RenderedPost? Post, RenderError? Refusal);

/// <summary>A limit of security.md B8 that a text exceeded, with figures for the message.</summary>
/// <param name="Allowed">The maximum allowed.</param>
/// <param name="Line">One-based line at which it was exceeded, or 0 if it is not tied to a line.</param>
public sealed record RenderError(RenderLimit Limit, int Allowed, int Line);

/// <summary>The limits that are checked by a linear scan before parsing.</summary>
public enum RenderLimit
{
    /// <summary>Length of the text in UTF-8 bytes.</summary>
    Length,

    /// <summary>Number of links or images (<c>](</c>).</summary>
    Links,

    Headings,

    /// <summary>Block markers at the start of one line.</summary>
    LeadingMarkers,

    /// <summary>Nesting deeper than the parser allows.</summary>
    Nesting,

    /// <summary>Number of HTML tags or attributes.</summary>
    Tags,

    TagDepth,
}

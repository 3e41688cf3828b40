using System.ComponentModel.DataAnnotations;

namespace Blog.Data.Editing;

/// <summary>Everything that an author types about a post, as typed: nothing of it need be valid, so that nothing of it need be lost.</summary>
public sealed record Writing
{
    /// <summary>The title.</summary>
    [MaxLength(TextLengths.Title)]
    public string Title { get; init; } = "";

    /// <summary>The text.</summary>
    [MaxLength(TextLengths.Markdown)]
    public string Markdown { get; init; } = "";

    /// <summary>BCP 47 tag.</summary>
    [MaxLength(TextLengths.Name)]
    public string Language { get; init; } = "";

    /// <summary>Post or page.</summary>
    public PostKind Kind { get; init; }

    /// <summary>The address; empty for the one that the site's pattern makes of the title.</summary>
    [MaxLength(PostAddress.MaxLength)]
    public string Address { get; init; } = "";

    /// <summary>Names from the top of the tree down, with slashes between.</summary>
    [MaxLength(TextLengths.Line)]
    public string Category { get; init; } = "";

    /// <summary>Names, with commas between: <c>,</c>, <c>，</c> or <c>、</c>.</summary>
    [MaxLength(TextLengths.Line)]
    public string Tags { get; init; } = "";

    /// <summary>One sentence about it.</summary>
    [MaxLength(TextLengths.Line)]
    public string Description { get; init; } = "";

    /// <summary>Address of the cover image.</summary>
    [MaxLength(TextLengths.Line)]
    public string Cover { get; init; } = "";

    /// <summary>Name of its series.</summary>
    [MaxLength(TextLengths.Title)]
    public string Series { get; init; } = "";

    /// <summary>When it goes public, in the site's zone: <c>2026-11-25T08:00</c>; empty for the moment of publishing.</summary>
    [MaxLength(TextLengths.Name)]
    public string PublishAt { get; init; } = "";

    /// <summary>Row id of the post that this one translates; null where it is no translation.</summary>
    public int? TranslationOf { get; init; }

    /// <summary>Before all others on page 1.</summary>
    public bool Pinned { get; init; }

    /// <summary>At its address only.</summary>
    public bool Hidden { get; init; }

    /// <summary>Readers may comment.</summary>
    public bool CommentsOpen { get; init; } = true;

    /// <summary>Never says that it is old.</summary>
    public bool Evergreen { get; init; }

    /// <summary>Leaves the time of change alone.</summary>
    public bool MinorEdit { get; init; }
}

using Blog.Rendering.FrontMatters;
using Blog.Rendering.Output;

namespace Blog.Portability.Import.Backups;

/// <summary>A post or page of another system, with its text in Markdown.</summary>
/// <param name="Id">The source's own id, which does not change: letters, digits and hyphens.</param>
internal sealed record BackupPost(string Id)
{
    public string Title { get; init; } = "";

    public string Markdown { get; init; } = "";

    /// <summary>The text as the source has it, to compare; empty where <see cref="Markdown"/> is that.</summary>
    public string Original { get; init; } = "";

    /// <summary>The limit for which <see cref="Original"/> was not converted; null if it was.</summary>
    public RenderError? Limit { get; init; }

    /// <summary>Why it must be looked at before readers see it, as the report says it: it becomes a draft. Null for none.</summary>
    public string? Doubt { get; init; }

    public bool IsPage { get; init; }

    /// <summary>Why readers could not see it (<c>status: private</c>), as the report says it; null if they could.</summary>
    public string? NotPublic { get; init; }

    /// <summary>It was at its address only.</summary>
    public bool IsHidden { get; init; }

    /// <summary>With the offset that the source has, if it has one.</summary>
    public DateTimeOffset? Date { get; init; }

    public DateTimeOffset? Updated { get; init; }

    /// <summary>From which an address is generated where the old one cannot be kept; empty for none.</summary>
    public string Slug { get; init; } = "";

    /// <summary>BCP 47 tag; null to detect it.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// The paths of its categories from the top level down, the main one first: a post has only one, and the others become tags.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Categories { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The name of its author that readers saw; null if the source does not say.</summary>
    public string? Author { get; init; }

    public string? Description { get; init; }

    /// <summary>Address of the cover image.</summary>
    public string? Cover { get; init; }

    public bool IsPinned { get; init; }

    public bool CommentsOpen { get; init; } = true;

    /// <summary>Key that it shares with its translations; null for none.</summary>
    public string? TranslationKey { get; init; }

    /// <summary>
    /// Where readers found it, decoded and without the site's root (<c>/2020/05/a/</c>, <c>/?p=12</c>), the likeliest first. Empty for what
    /// was not public.
    /// </summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What the blog has no field for and an author may want: kept with the post.</summary>
    public FrontMatterMap OtherFields { get; init; } = new();

    /// <summary>What the report says of it, in English; each has its line in Pages/Messages.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>What cannot be imported.</summary>
/// <param name="Name">What an author knows it by.</param>
/// <param name="Reason">In English.</param>
/// <param name="Line">1-based line of the backup, or 0.</param>
internal sealed record BackupRefusal(string Name, string Reason, int Line = 0);

using System.Runtime.InteropServices;

namespace Blog.Data.Comments;

/// <summary>
/// A page of another system whose comments or counts were imported. It is kept where no post has its address, and may be mapped later.
/// </summary>
public sealed class FormerPage
{
    private FormerPage() { }

    /// <summary>A page.</summary>
    /// <param name="source">The system, in lower case.</param>
    /// <param name="key">What tells it from the other pages of the system; of several spellings of one address the same.</param>
    /// <param name="address">As people know it.</param>
    /// <param name="runId">Row id of the import that found it.</param>
    public FormerPage(string source, string key, string address, string? title, int? runId) =>
        (Source, Key, Address, Title, ImportRunId) = (source, key, TextLengths.Cut(address, TextLengths.Line), title, runId);

    public int Id { get; private set; }

    public string Source { get; private set; } = "";

    /// <summary>Unique with <see cref="Source"/>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Its address there, decoded.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Its title there; null if unknown.</summary>
    public string? Title { get; private set; }

    /// <summary>The post that it is here; null if none was found.</summary>
    public int? PostId { get; private set; }

    /// <summary>Row id of the import that found it.</summary>
    public int? ImportRunId { get; private set; }

    /// <summary>Says which post it is; its comments are moved by <see cref="ImportedCommentWriter"/>.</summary>
    internal void Map(int? postId) => PostId = postId;
}

/// <summary>
/// How often a page was read before its comments and counts came here. A later import of the same page adds a row, and the latest counts:
/// so an import that is taken back leaves what was there before.
/// </summary>
public sealed class PageCount
{
    private PageCount() { }

    /// <summary>A count.</summary>
    /// <param name="runId">Row id of the import.</param>
    public PageCount(FormerPage page, PageReads reads, int? runId) =>
        (FormerPage, Views, Visitors, Reactions, ImportRunId) = (page, reads.Views, reads.Visitors, reads.Reactions, runId);

    public int Id { get; private set; }

    public int FormerPageId { get; private set; }

    /// <summary>The page, if loaded.</summary>
    public FormerPage? FormerPage { get; private set; }

    public long Views { get; private set; }

    public long Visitors { get; private set; }

    /// <summary>Likes and other reactions, of all kinds together.</summary>
    public long Reactions { get; private set; }

    /// <summary>Row id of the import that brought it.</summary>
    public int? ImportRunId { get; private set; }
}

/// <summary>How often a page was read. A number that its source does not have is 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PageReads(long Views, long Visitors, long Reactions)
{
    /// <summary>Of several spellings of one address.</summary>
    public static PageReads operator +(PageReads one, PageReads other) =>
        new(Sum(one.Views, other.Views), Sum(one.Visitors, other.Visitors), Sum(one.Reactions, other.Reactions));

    private static long Sum(long one, long other) => Math.Min(Most, Math.Clamp(one, 0, Most) + Math.Clamp(other, 0, Most));

    /// <summary>No blog was read more often: a greater number is damage, and sums of it must not overflow.</summary>
    private const long Most = 1_000_000_000_000;
}

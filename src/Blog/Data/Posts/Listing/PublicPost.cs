using System.Runtime.InteropServices;

namespace Blog.Data.Posts.Listing;

/// <summary>What lists must know of a published post or page: about a hundred bytes, never a text.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PublicPost
{
    public required int Id { get; init; }

    /// <summary>In Unix milliseconds; may be in the future.</summary>
    public required long PublishedAt { get; init; }

    /// <summary>In Unix milliseconds.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>Whether it is a post and no page.</summary>
    public required bool IsPost { get; init; }

    public required bool Hidden { get; init; }

    public required bool Pinned { get; init; }

    public required string Language { get; init; }

    /// <summary>0 if it has none.</summary>
    public required int CategoryId { get; init; }

    /// <summary>Stands for its translation group as long as the program runs; 0 if it has none.</summary>
    public required int Group { get; init; }

    /// <summary>Stands for its series likewise; 0 if it is in none.</summary>
    public required int Series { get; init; }

    /// <summary>Its place in the series; the greatest number if it has none.</summary>
    public required int SeriesOrder { get; init; }

    /// <summary>Row ids.</summary>
    public required int[] Tags { get; init; }

    /// <summary>As <see cref="PostQueries.Listed"/>.</summary>
    public bool IsListed => IsPost && !Hidden;

    /// <summary>When a reader could last see a change, in Unix milliseconds.</summary>
    public long ChangedAt => Math.Max(PublishedAt, UpdatedAt);

    public DateTimeOffset Published => DateTimeOffset.FromUnixTimeMilliseconds(PublishedAt);

    /// <summary>The order of a series: by place, then the oldest first.</summary>
    public int OrderInSeriesAgainst(in PublicPost other) =>
        SeriesOrder == other.SeriesOrder ? other.OrderAgainst(PublishedAt, Id) : SeriesOrder.CompareTo(other.SeriesOrder);

    public bool HasTag(int id) => Array.IndexOf(Tags, id) >= 0;

    /// <summary>The order of lists: newest first; equal times are ordered by id.</summary>
    public int OrderAgainst(in PublicPost other) => OrderAgainst(other.PublishedAt, other.Id);

    /// <inheritdoc cref="OrderAgainst(in PublicPost)"/>
    public int OrderAgainst(long publishedAt, int id) => PublishedAt == publishedAt ? id.CompareTo(Id) : publishedAt.CompareTo(PublishedAt);
}

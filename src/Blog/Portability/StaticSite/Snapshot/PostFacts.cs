using Blog.Data.Addresses;
using Blog.Data.Posts;

namespace Blog.Portability.StaticSite.Snapshot;

/// <summary>What the plan of the static site has to know of a public post: never its texts, which are long.</summary>
/// <param name="IsPost">Whether it is a post and no page.</param>
/// <param name="Day">When it was published, in the site's time zone.</param>
/// <param name="Whole">Differs whenever anything of the post itself changed.</param>
/// <param name="Row">Differs whenever what other pages show of it in one line changed: title, address, dates, language.</param>
/// <param name="Sought">Differs whenever a search may find it by other words.</param>
internal sealed record PostFacts(
    int Id,
    bool IsPost,
    string Language,
    string Title,
    PostAddress Address,
    DateTimeOffset PublishedAt,
    DateTimeOffset UpdatedAt,
    DateOnly Day,
    string Whole,
    string Row,
    string Sought
)
{
    public bool Pinned { get; init; }

    /// <summary>Answers at its address, and is in no list.</summary>
    public bool Hidden { get; init; }

    public int? CategoryId { get; init; }

    public int AuthorId { get; init; }

    public string? Group { get; init; }

    public string? Series { get; init; }

    /// <summary>Its place there; the greatest number for none.</summary>
    public int SeriesOrder { get; init; } = int.MaxValue;

    /// <summary>Row ids, ascending.</summary>
    public IReadOnlyList<int> Tags { get; private set; } = [];

    /// <summary>What pages show of its tags.</summary>
    public string ShownTags { get; private set; } = "";

    /// <summary>The names of its tags, a line each.</summary>
    public string TagNames { get; private set; } = "";

    /// <summary>Takes its tags, by row id ascending.</summary>
    public void Tag(IReadOnlyList<TagFacts> tags)
    {
        Tags = [.. tags.Select(tag => tag.Id)];
        ShownTags = string.Join('\n', tags.Select(tag => tag.Shown));
        TagNames = string.Join('\n', tags.Select(tag => tag.Name));
    }

    /// <summary>Whether it is in lists.</summary>
    public bool IsListed => IsPost && !Hidden;
}

/// <summary>A tag.</summary>
internal sealed record TagFacts(int Id, string Name, string Slug)
{
    /// <summary>What pages show of it.</summary>
    public string Shown { get; } = Name + "\t" + Slug;
}

/// <summary>A series.</summary>
internal sealed record SeriesFacts(int Id, string Title, string Slug, string Description, string? Language)
{
    /// <summary>Decoded path of its page, as <see cref="Series.Address"/>.</summary>
    public string Address => "/series/" + Slug;
}

/// <summary>A category.</summary>
/// <param name="Path">Its slugs from the root down.</param>
internal sealed record CategoryFacts(int Id, string Name, string Path);

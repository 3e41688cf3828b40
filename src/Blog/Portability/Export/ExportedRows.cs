namespace Blog.Portability.Export;

/// <summary>What a post keeps besides its file. A line of <see cref="ExportNames.PostData"/>.</summary>
/// <param name="Path">Of its file.</param>
/// <param name="FeedId">Its <c>tag:</c> URI.</param>
/// <param name="Created">When it was first written.</param>
/// <param name="Author">Name of its author.</param>
internal sealed record ExportedPost(string Path, string FeedId, DateTimeOffset Created, string Author)
{
    /// <summary>Whether it lies in the trash.</summary>
    public bool Trash { get; init; }

    /// <summary>Whether it is one of the sample posts.</summary>
    public bool Sample { get; init; }
}

/// <summary>An author.</summary>
/// <param name="Picture">Path of the picture; null for none.</param>
internal sealed record ExportedAuthor(string Name, string? Picture);

internal sealed record ExportedTag(string Slug, string Name);

/// <summary>A category.</summary>
/// <param name="Path">Its slugs from the top level down; parents come before their children.</param>
internal sealed record ExportedCategory(string Path, string Name);

/// <summary>A site on the friends page, in its order.</summary>
/// <param name="Avatar">Path of its picture; null for none.</param>
internal sealed record ExportedFriend(string Name, string Url, string Words, string Section, string? Avatar);

internal sealed record ExportedSeries(string Slug, string Title, string Description, string? Language);

/// <summary>A snippet or a post template. Only where everything is exported: it is its author's alone.</summary>
/// <param name="Author">Name of its author.</param>
internal sealed record ExportedSnippet(string Author, string Name, string Markdown)
{
    public bool Template { get; init; }

    public string? Title { get; init; }

    public string? Tags { get; init; }

    public string? Category { get; init; }

    public string? Language { get; init; }
}

/// <summary>An image.</summary>
/// <param name="Path">Its public path, relative to the base path, which is that of its file below <c>source</c> too.</param>
internal sealed record ExportedMedia(string Path, string Alt, DateTimeOffset Created)
{
    /// <summary>The name under which an attachment is saved; null for an image.</summary>
    public string? Name { get; init; }
}

/// <summary>A redirect that no post's file names: from an address with a query, or to something that is not a post.</summary>
/// <param name="From">The decoded former path, perhaps with a query.</param>
internal sealed record ExportedRedirect(string From)
{
    /// <summary>Address of the post it leads to.</summary>
    public string? Post { get; init; }

    /// <summary>Slug of the tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Path of the category.</summary>
    public string? Category { get; init; }

    /// <summary>Slug of the series.</summary>
    public string? Series { get; init; }

    /// <summary>Path of the image.</summary>
    public string? Media { get; init; }

    /// <summary>Name of the system's page; beside a tag or category, the feed of it.</summary>
    public string? Page { get; init; }
}

/// <summary>A page of an earlier system whose comments or counts were taken over.</summary>
/// <param name="Source">The system.</param>
/// <param name="Key">What tells it from the other pages of that system.</param>
/// <param name="Address">Its address there.</param>
internal sealed record ExportedPage(string Source, string Key, string Address)
{
    public string? Title { get; init; }

    /// <summary>Address of the post that it is here.</summary>
    public string? Post { get; init; }

    public long? Views { get; init; }

    public long? Visitors { get; init; }

    public long? Reactions { get; init; }
}

/// <summary>A comment.</summary>
/// <param name="Source">The system it was written in.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Page"><see cref="ExportedPage.Key"/> of its page.</param>
internal sealed record ExportedComment(string Source, string Id, string Page, DateTimeOffset At)
{
    /// <summary>Id of the comment it answers, which stands before it.</summary>
    public string? Parent { get; init; }

    public string? Name { get; init; }

    /// <summary>Only where everything is exported.</summary>
    public string? Email { get; init; }

    public string? Website { get; init; }

    public string? Kind { get; init; }

    public string? State { get; init; }

    public bool ByAuthor { get; init; }

    public bool Pinned { get; init; }

    public int Likes { get; init; }

    public DateTimeOffset? Edited { get; init; }

    /// <summary>BCP 47 tag of the post it was written on; null if nobody knows.</summary>
    public string? Language { get; init; }

    public required string Text { get; init; }
}

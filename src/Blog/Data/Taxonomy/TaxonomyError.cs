namespace Blog.Data.Taxonomy;

/// <summary>Why a tag or category was not changed; nothing was written then.</summary>
public enum TaxonomyError
{
    /// <summary>It no longer exists.</summary>
    Gone,

    /// <summary>It was changed since the page was loaded.</summary>
    Changed,

    /// <summary>The name must contain at least one letter, digit or symbol.</summary>
    NameMissing,

    /// <summary>A sibling has this name.</summary>
    NameTaken,

    /// <summary>Another one has this address.</summary>
    AddressTaken,

    /// <summary>Name or address would exceed its maximum length.</summary>
    TooLong,

    /// <summary>A category cannot be moved or merged into itself or one of its subcategories.</summary>
    BelowItself,

    HasChildren,
}

/// <summary>The state of a tag or category that a decision was based on.</summary>
/// <param name="Address">Decoded path of its page.</param>
public sealed record Seen(string? Name, string? Address);

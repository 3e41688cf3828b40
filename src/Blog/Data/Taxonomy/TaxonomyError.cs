namespace Blog.Data.Taxonomy;

/// <summary>Why a tag or category was not changed; nothing was written then.</summary>
public enum TaxonomyError
{
    /// <summary>It is no longer there.</summary>
    Gone,

    /// <summary>Somebody changed it since the page was opened.</summary>
    Changed,

    /// <summary>It needs a name with at least one letter, digit or sign.</summary>
    NameMissing,

    /// <summary>Another one beside it has this name.</summary>
    NameTaken,

    /// <summary>Another one answers at this address.</summary>
    AddressTaken,

    /// <summary>Name or address would be longer than it may be.</summary>
    TooLong,

    /// <summary>A category cannot go below, or into, itself or what is below it.</summary>
    BelowItself,

    HasChildren,
}

/// <summary>What a tag or category was when somebody decided about it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its page's decoded path.</param>
public sealed record Seen(string? Name, string? Address);

namespace Blog.Portability.Import.Offers;

/// <summary>What the configuration of an old site says of the site itself, as written; null or empty for what it does not say.</summary>
internal sealed record OldSettings
{
    /// <summary>By language, the main one first; at least one.</summary>
    public required IReadOnlyList<OldLanguage> Languages { get; init; }

    public string? Author { get; init; }

    public string? LicenceName { get; init; }

    public string? LicenceUrl { get; init; }

    /// <summary>A number as written.</summary>
    public string? PostsPerPage { get; init; }
}

/// <summary>What the old site was in one language.</summary>
/// <param name="Tag">BCP 47 tag; null where the configuration names no language.</param>
/// <param name="Code">Its name in the configuration and its part of addresses; null for none.</param>
internal sealed record OldLanguage(string? Tag, string? Code = null)
{
    public string? Title { get; init; }

    public string? Tagline { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<MenuEntry> Menu { get; init; } = [];
}

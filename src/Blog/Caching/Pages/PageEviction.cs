namespace Blog.Caching.Pages;

/// <summary>Which pages a change is on.</summary>
/// <param name="Paths">Pages with these keys.</param>
/// <param name="Links">Pages that link to one of these; see <see cref="LocalLinks"/>.</param>
/// <param name="Lists">Every page that is not of one post.</param>
/// <param name="MayBeShown">
/// Whether the pages may still be sent while the new ones are made: not where something must no longer be seen.
/// </param>
internal sealed record PageEviction(IReadOnlySet<string> Paths, IReadOnlyCollection<int> Links, bool Lists, bool MayBeShown)
{
    /// <summary>Every page.</summary>
    public bool IsEverything { get; private init; }

    /// <summary>Pages whose keys begin so.</summary>
    public IReadOnlyCollection<string> Beginnings { get; init; } = [];

    /// <summary>Every page, none of which is sent again.</summary>
    public static PageEviction Everything { get; } = new(new HashSet<string>(), [], Lists: true, MayBeShown: false) { IsEverything = true };

    public bool Takes(CachedPage page) =>
        IsEverything
        || (Lists && !page.IsOfPost)
        || Paths.Contains(page.Key)
        || Beginnings.Any(beginning => page.Key.StartsWith(beginning, StringComparison.Ordinal))
        || Links.Any(link => Array.BinarySearch(page.Links, link) >= 0);
}

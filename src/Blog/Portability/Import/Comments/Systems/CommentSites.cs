namespace Blog.Portability.Import.Comments.Systems;

/// <summary>The comments and counts of one site.</summary>
/// <param name="Root">The folder that it was in (<c>/blog</c>), if <c>--site</c> names one; otherwise empty.</param>
/// <param name="Others">Number of comments and counts of other sites.</param>
internal sealed record ChosenSite(IReadOnlyList<SourceComment> Comments, IReadOnlyList<SourceCount> Counts, string Root, int Others);

/// <summary>Tells the sites apart that one installation of a comment system may serve.</summary>
internal static class CommentSites
{
    private const int Named = 10;

    /// <summary>Takes what is of a site.</summary>
    /// <param name="site">Its name in the system, its host or its address; null for all.</param>
    /// <exception cref="CommentFileException">There are several sites, told by name, and none was chosen; or none of it.</exception>
    public static ChosenSite Choose(SourceBundle bundle, string? site)
    {
        if (site is null)
        {
            var sites = bundle
                .Comments.Where(comment => comment.Site is not null && PageAddress.Parse(comment.Page)?.Host is null)
                .GroupBy(comment => comment.Site!, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(group => group.Count())
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} ({group.Count()})"))
                .ToList();
            return sites.Count <= 1
                ? new ChosenSite(bundle.Comments, bundle.Counts, "", 0)
                : throw new CommentFileException(
                    $"there are comments of several sites: {string.Join(", ", sites.Take(Named))}; name one with --site"
                );
        }

        var (host, root) = PlaceOf(site);
        bool IsOf(string? name, string? page) =>
            string.Equals(name, site, StringComparison.OrdinalIgnoreCase)
            || string.Equals(name, host, StringComparison.OrdinalIgnoreCase)
            || string.Equals(PageAddress.Parse(page)?.Host, host, StringComparison.OrdinalIgnoreCase);
        var comments = bundle.Comments.Where(comment => IsOf(comment.Site, comment.Page)).ToList();

        // Counts often name paths only: they are kept, since no site can be told.
        var counts = bundle.Counts.Where(count =>
            (count.Site ?? PageAddress.Parse(count.Page)?.Host) is null || IsOf(count.Site, count.Page)
        );
        var kept = counts.ToList();
        return comments.Count + kept.Count > 0
            ? new ChosenSite(comments, kept, root, bundle.Comments.Count + bundle.Counts.Count - comments.Count - kept.Count)
            : throw new CommentFileException($"there are no comments of the site '{site}'");
    }

    private static (string Host, string Root) PlaceOf(string site) =>
        PageAddress.Parse(site.Contains("://", StringComparison.Ordinal) ? site : "http://" + site) is { Host: { } host } address
            ? (host, address.Path.TrimEnd('/'))
            : (site, "");
}

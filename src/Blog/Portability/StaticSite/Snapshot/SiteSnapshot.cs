using Blog.Data.Settings;

namespace Blog.Portability.StaticSite.Snapshot;

/// <summary>The public blog at one instant, without its texts: enough to know every page, and what each one shows.</summary>
internal sealed class SiteSnapshot
{
    public required DateTimeOffset Now { get; init; }

    public required SiteSettings Settings { get; init; }

    /// <summary>Differs whenever all pages do: another version of the program, another setting.</summary>
    public required string Site { get; init; }

    /// <summary>Every public post and page, by row id.</summary>
    public required IReadOnlyDictionary<int, PostFacts> Posts { get; init; }

    public required IReadOnlyDictionary<int, TagFacts> Tags { get; init; }

    public required IReadOnlyDictionary<int, CategoryFacts> Categories { get; init; }

    /// <summary>The series by title.</summary>
    public required IReadOnlyDictionary<string, SeriesFacts> Series { get; init; }

    /// <summary>What the friends page shows.</summary>
    public required string Friends { get; init; }

    /// <summary>Name and picture of each author.</summary>
    public required IReadOnlyDictionary<int, string> Authors { get; init; }

    /// <summary>What pages show of the images of a post besides its text.</summary>
    public required IReadOnlyDictionary<int, string> Images { get; init; }

    /// <summary>What pages show of the comments below a post.</summary>
    public required IReadOnlyDictionary<int, string> Comments { get; init; }

    /// <summary>Public posts and pages of each translation group, by language.</summary>
    public ILookup<string, PostFacts> Groups =>
        field ??= Posts
            .Values.Where(post => post.Group is not null && !post.Hidden)
            .OrderBy(post => post.Language, StringComparer.Ordinal)
            .ThenBy(post => post.Id)
            .ToLookup(post => post.Group!, StringComparer.Ordinal);

    /// <summary>All listed posts, newest first.</summary>
    public IReadOnlyList<PostFacts> Listed =>
        field ??= [
            .. Posts.Values.Where(post => post.IsListed).OrderByDescending(post => post.PublishedAt).ThenByDescending(post => post.Id),
        ];

    /// <summary>What pages show of a series besides its posts.</summary>
    public string AboutSeries(string? title) =>
        title is not null && Series.TryGetValue(title, out var series)
            ? string.Join('\n', series.Title, series.Slug, series.Description, series.Language)
            : "";

    private IReadOnlyDictionary<string, CategoryFacts> ByPath =>
        field ??= Categories.Values.ToDictionary(category => category.Path, StringComparer.Ordinal);

    /// <summary>The categories from the root of the tree down to one; empty for none.</summary>
    public IEnumerable<CategoryFacts> ChainOf(int? categoryId) =>
        categoryId is { } id && Categories.TryGetValue(id, out var category) ? ChainOf(category.Path) : [];

    public IReadOnlyList<CategoryFacts> ChainOf(string path) => Chains.GetValueOrDefault(path) ?? [];

    private IReadOnlyDictionary<string, IReadOnlyList<CategoryFacts>> Chains =>
        field ??= ByPath.Keys.ToDictionary(
            path => path,
            path => (IReadOnlyList<CategoryFacts>)[.. AlongPath(path)],
            StringComparer.Ordinal
        );

    private IEnumerable<CategoryFacts> AlongPath(string path)
    {
        var slugs = path.Split('/');
        return slugs
            .Select((_, index) => string.Join('/', slugs.Take(index + 1)))
            .Select(above => ByPath.GetValueOrDefault(above))
            .OfType<CategoryFacts>();
    }

    /// <summary>What a page shows of a post's category.</summary>
    public string CategoryOf(PostFacts post) => post.CategoryId is { } id ? ShownCategories.GetValueOrDefault(id, "") : "";

    private IReadOnlyDictionary<int, string> ShownCategories =>
        field ??= Categories.Values.ToDictionary(
            category => category.Id,
            category => string.Join('\n', ChainOf(category.Path).Select(above => above.Name + "\t" + above.Path))
        );

    /// <summary>What a page shows of the translations of a post.</summary>
    public string TranslationsOf(PostFacts post) =>
        post.Group is null ? "" : string.Join('\n', Groups[post.Group].Where(other => other.Id != post.Id).Select(other => other.Row));
}

using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>Categories and tags; each tool interprets a list differently.</summary>
internal static class PostFileTaxonomy
{
    private const int MaxName = 80;
    private const int MaxTags = 50;
    private const int MaxDepth = 8;

    /// <summary>Reads both together, since categories beyond the first become tags.</summary>
    public static (IReadOnlyList<IReadOnlyList<string>> Paths, IReadOnlyList<string> Tags) Read(
        PostFileFields fields,
        SiteGenerator tool,
        List<string> warnings
    )
    {
        var paths = Paths(fields, tool);
        var tags = TagNames(fields.Value("tags", "tag"), tool).ToList();
        var category = paths.FirstOrDefault() ?? [];
        if (paths.Count > 1)
        {
            var others = paths.Skip(1).Select(path => path[^1]).ToList();
            warnings.Add($"a post has only one category: {string.Join(" / ", category)} is kept, {string.Join(", ", others)} became tags");
            tags.AddRange(others);
        }

        var distinct = tags.Select(Clean).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (distinct.Count > MaxTags)
        {
            warnings.Add($"only the first {MaxTags} of {distinct.Count} tags are kept");
        }

        return ([.. paths.Select(path => path.Take(MaxDepth).ToList())], [.. distinct.Take(MaxTags)]);
    }

    private static List<List<string>> Paths(PostFileFields fields, SiteGenerator tool)
    {
        var single = fields.Has("category");
        var paths = fields.Value("categories", "category", "catogeries", "categorys") switch
        {
            FrontMatterValue.Text text when tool == SiteGenerator.Jekyll && !single => text
                .Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(name => new List<string> { name }),
            FrontMatterValue.Text text =>
            [
                [text.Value],
            ],
            FrontMatterValue.List { Items: var items } when items.Any(item => item is FrontMatterValue.List) => items.Select(NestedPath),
            FrontMatterValue.List { Items: var items } when tool is SiteGenerator.Hugo or SiteGenerator.Jekyll => items.Select(
                item => new List<string> { PostFileFields.Flat(item) }
            ),
            FrontMatterValue.List { Items: var items } => [items.Select(PostFileFields.Flat).ToList()],
            _ => [],
        };
        return [.. paths.Select(path => path.Select(Clean).Where(name => name.Length > 0).ToList()).Where(path => path.Count > 0)];
    }

    private static List<string> NestedPath(FrontMatterValue item) =>
        item is FrontMatterValue.List list ? [.. list.Items.Select(PostFileFields.Flat)] : [PostFileFields.Flat(item)];

    private static IEnumerable<string> TagNames(FrontMatterValue? value, SiteGenerator tool) =>
        value switch
        {
            FrontMatterValue.Text text when text.Value.AsSpan().ContainsAny(',', '，', '、') => text.Value.Split(',', '，', '、'),
            FrontMatterValue.Text text when tool == SiteGenerator.Jekyll => text.Value.Split((char[]?)null),
            FrontMatterValue.Text text => [text.Value],
            FrontMatterValue.List list => list.Items.Select(PostFileFields.Flat),
            _ => [],
        };

    /// <summary>Exact names, for a verbatim file; only control characters are removed.</summary>
    public static IReadOnlyList<string> Exactly(FrontMatterValue? value) =>
        value switch
        {
            FrontMatterValue.Text { Value.Length: > 0 } text => [Printable(text.Value)],
            FrontMatterValue.List list =>
            [
                .. list.Items.OfType<FrontMatterValue.Text>().Select(item => Printable(item.Value)).Where(name => name.Length > 0),
            ],
            _ => [],
        };

    private static string Printable(string name) => new string([.. name.Where(c => !char.IsControl(c) && c != '\uFEFF')]).Trim();

    private static string Clean(string name)
    {
        var text = Printable(name);
        return text.Length <= MaxName ? text : text[..(char.IsHighSurrogate(text[MaxName - 1]) ? MaxName - 1 : MaxName)].Trim();
    }
}

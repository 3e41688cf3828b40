using Blog.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Lists;

/// <summary>All categories, whether or not they contain a post.</summary>
internal sealed class CategoryTree
{
    private readonly Dictionary<string, Node> _byPath;
    private readonly Dictionary<int, Node> _byId;

    private CategoryTree(List<Node> nodes)
    {
        _byPath = nodes.ToDictionary(node => node.Path, StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            node.Chain = [.. Upward(node.Path).Select(path => _byPath.GetValueOrDefault(path)).OfType<Node>().Select(above => above.Id)];
        }

        _byId = nodes.ToDictionary(node => node.Id);
    }

    public IEnumerable<Node> All => _byId.Values;

    public static async Task<CategoryTree> ReadAsync(BlogDb db, CancellationToken cancellationToken) =>
        new(
            await db
                .Categories.AsNoTracking()
                .Select(category => new Node(category.Id, category.Name, category.Path))
                .ToListAsync(cancellationToken)
        );

    public Node Of(int id) => _byId[id];

    public Node? At(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The names from the root down to a category.</summary>
    public string NamesOf(Node category) => string.Join(" / ", category.Chain.Select(id => _byId[id].Name));

    /// <summary>Row ids of a category and those below it; none for null.</summary>
    public IReadOnlySet<int> Under(Node? category) =>
        All.Where(node => category is not null && node.Chain.Contains(category.Id)).Select(node => node.Id).ToHashSet();

    /// <summary>Row ids from the root down to a category; none for an unknown one.</summary>
    public IEnumerable<int> ChainOf(int id) => _byId.TryGetValue(id, out var node) ? node.Chain : [];

    /// <summary>The paths from the root of the tree down to this one.</summary>
    private static IEnumerable<string> Upward(string path)
    {
        var slugs = path.Split('/');
        return slugs.Select((_, index) => string.Join('/', slugs.Take(index + 1)));
    }

    /// <summary>A category.</summary>
    /// <param name="Path">Its slugs from the root down.</param>
    internal sealed record Node(int Id, string Name, string Path)
    {
        /// <summary>Row ids from the root down to itself.</summary>
        public int[] Chain { get; set; } = [];

        /// <summary>The path of the category above it; empty for one at the root.</summary>
        public string Above => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";
    }
}

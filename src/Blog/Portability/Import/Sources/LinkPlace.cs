using Blog.Data.Posts.Files;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Sources;

/// <summary>A post, as far as its links depend on it.</summary>
/// <param name="File">Its path.</param>
public sealed record LinkPlace(PostFilePath File)
{
    private static readonly Dictionary<string, string> NoResources = [];

    /// <summary>Its addresses on the old site, decoded, without the site's root.</summary>
    public IReadOnlyList<string> Addresses { get; private init; } = [];

    /// <summary>
    /// The folder that Typora resolves rooted paths against (<c>typora-root-url</c>), relative to the file's; null if none.
    /// </summary>
    public string? ImageRoot { get; private init; }

    /// <summary>The files of Hugo's page resources by the names that the front matter gives them.</summary>
    public IReadOnlyDictionary<string, string> Resources { get; private init; } = NoResources;

    /// <summary>The place of a post.</summary>
    /// <param name="root">The path under which the old site was published; empty for the root of its host.</param>
    public static LinkPlace Of(PostFilePath file, PostFile post, string root) =>
        new(file)
        {
            Addresses =
            [
                .. post
                    .Aliases.Prepend(post.Address)
                    .OfType<string>()
                    .Where(address => root.Length == 0 || !address.StartsWith(root + "/", StringComparison.Ordinal)),
            ],
            ImageRoot = TextOf(post.Fields, "typora-root-url"),
            Resources = ResourcesOf(post.Fields),
        };

    private static string? TextOf(FrontMatterMap fields, string name) =>
        fields.TryGet(name, out var value) && value is FrontMatterValue.Text { Value.Length: > 0 } text ? text.Value.Trim() : null;

    private static Dictionary<string, string> ResourcesOf(FrontMatterMap fields)
    {
        if (!fields.TryGet("resources", out var value) || value is not FrontMatterValue.List list)
        {
            return NoResources;
        }

        var resources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in list.Items.OfType<FrontMatterValue.Map>())
        {
            if (TextOf(resource.Fields, "name") is { } name && TextOf(resource.Fields, "src") is { } source)
            {
                resources.TryAdd(name, source);
            }
        }

        return resources;
    }
}

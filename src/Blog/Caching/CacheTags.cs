namespace Blog.Caching;

/// <summary>
/// Names what a page shows in the header <c>Cache-Tag</c>, by which a CDN can drop all pages of a kind; only where a CDN is configured.
/// </summary>
public sealed class CacheTags
{
    internal const string Header = "Cache-Tag";

    /// <summary>Every page.</summary>
    private const string Site = "site";

    /// <summary>Pages that any change of a public post may change.</summary>
    private const string Lists = "lists";

    private readonly List<string> _names = [];

    /// <summary>The page shows this post, whole.</summary>
    public static void AddPost(HttpContext context, int id) => Add(context, "post", id);

    /// <summary>The page lists the posts with this tag.</summary>
    public static void AddTag(HttpContext context, int id) => Add(context, "tag", id);

    /// <summary>The page lists the posts in this category.</summary>
    public static void AddCategory(HttpContext context, int id) => Add(context, "category", id);

    internal static string Of(HttpContext context, PublicPageAttribute about) =>
        string.Join(',', [.. about.IsOfPost ? (string[])[Site] : [Site, Lists], .. context.Features.Get<CacheTags>()?._names ?? []]);

    private static void Add(HttpContext context, string kind, int id)
    {
        var tags = context.Features.Get<CacheTags>();
        if (tags is null)
        {
            context.Features.Set(tags = new CacheTags());
        }

        tags._names.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}-{id}"));
    }
}

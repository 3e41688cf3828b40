using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>Finds the cover image of a post under the field names that various themes use.</summary>
internal static class PostFileCover
{
    private static readonly string[] Names =
    [
        "cover",
        "banner",
        "image",
        "cover_image",
        "coverImage",
        "thumbnail",
        "thumbnailImage",
        "headimg",
        "index_img",
        "banner_img",
        "featured_image",
        "featuredImage",
        "top_img",
        "images",
        "photos",
        "resources",
    ];

    private static readonly string[] InnerNames = ["image", "src", "url", "path"];

    /// <summary>Its address as written; null if the post has none.</summary>
    public static string? Read(PostFileFields fields)
    {
        string? found = null;
        foreach (var name in Names)
        {
            // A switch (top_img: false) or a colour is not an image and is preserved with the other fields.
            if (found is null && Peek(fields, name) is { } address)
            {
                found = address;
            }
        }

        return found;
    }

    private static string? Peek(PostFileFields fields, string name)
    {
        if (!fields.Has(name))
        {
            return null;
        }

        var address = Address(fields.Peek(name));
        if (address is not null && name is not ("photos" or "resources" or "images"))
        {
            fields.Value(name);
        }

        return address;
    }

    private static string? Address(FrontMatterValue? value) =>
        value switch
        {
            FrontMatterValue.Text text when text.Value.Contains('.', StringComparison.Ordinal) && !text.Value.TrimStart().StartsWith('#') =>
                text.Value.Trim(),
            FrontMatterValue.List list => list.Items.Select(Address).FirstOrDefault(address => address is not null),
            FrontMatterValue.Map map => InnerNames
                .Select(key => map.Fields.TryGet(key, out var inner) && inner is FrontMatterValue.Text ? Address(inner) : null)
                .FirstOrDefault(address => address is not null),
            _ => null,
        };
}

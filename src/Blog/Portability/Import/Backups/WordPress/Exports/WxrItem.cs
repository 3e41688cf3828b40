namespace Blog.Portability.Import.Backups.WordPress.Exports;

/// <summary>An item of an export as it stands there: a post, a page, a file, an entry of a menu. Missing texts are empty.</summary>
internal sealed class WxrItem
{
    /// <summary>Names of further fields that are kept; the others are left unread, since plugins keep whole pages in them.</summary>
    public static readonly HashSet<string> WantedMeta = new(StringComparer.Ordinal)
    {
        "_wp_old_slug",
        "_thumbnail_id",
        "_wp_attachment_image_alt",
        "_yoast_wpseo_primary_category",
        "_yoast_wpseo_metadesc",
        "rank_math_description",
        "_aioseo_description",
        "footnotes",
        "views",
        "post_views_count",
        "_menu_item_type",
        "_menu_item_object",
        "_menu_item_object_id",
        "_menu_item_url",
    };

    public int Line { get; set; }

    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public string Link { get; set; } = "";

    public string Guid { get; set; } = "";

    /// <summary>The login of its author.</summary>
    public string Creator { get; set; } = "";

    public string Content { get; set; } = "";

    /// <summary>Whether the text is longer than an import reads.</summary>
    public bool IsTooLong { get; set; }

    public string Excerpt { get; set; } = "";

    public string Date { get; set; } = "";

    public string DateGmt { get; set; } = "";

    public string ModifiedGmt { get; set; } = "";

    public string Modified { get; set; } = "";

    public string CommentStatus { get; set; } = "";

    /// <summary>Its slug, percent-encoded.</summary>
    public string Name { get; set; } = "";

    public string Status { get; set; } = "";

    public string Parent { get; set; } = "";

    public string Type { get; set; } = "";

    /// <summary>Its place in a menu.</summary>
    public string Order { get; set; } = "";

    public string Password { get; set; } = "";

    public bool IsSticky { get; set; }

    public string AttachmentUrl { get; set; } = "";

    public List<WxrTerm> Terms { get; } = [];

    public List<(string Key, string Value)> Meta { get; } = [];

    /// <summary>The value of a further field; null if it is missing or empty.</summary>
    public string? MetaOf(string key) => Meta.Find(one => one.Key == key && one.Value.Length > 0).Value;
}

/// <summary>A category, tag or other word that an item has.</summary>
/// <param name="Domain">category, post_tag, post_format, nav_menu.</param>
/// <param name="Slug">Percent-encoded.</param>
internal sealed record WxrTerm(string Domain, string Slug, string Name);

/// <summary>A comment as it stands in an export; missing texts are empty.</summary>
internal sealed class WxrComment
{
    public string Id { get; set; } = "";

    public string Author { get; set; } = "";

    public string Email { get; set; } = "";

    public string Url { get; set; } = "";

    public string Ip { get; set; } = "";

    public string DateGmt { get; set; } = "";

    public string Date { get; set; } = "";

    public string Content { get; set; } = "";

    public string Approved { get; set; } = "";

    public string Type { get; set; } = "";

    public string Parent { get; set; } = "";

    public string UserId { get; set; } = "";
}

/// <summary>What an export says of the site. Missing texts are empty.</summary>
internal sealed class WxrChannel
{
    public string Title { get; set; } = "";

    public string Link { get; set; } = "";

    public string Description { get; set; } = "";

    public string Language { get; set; } = "";

    public string BlogUrl { get; set; } = "";

    /// <summary>The names that readers see, by login.</summary>
    public Dictionary<string, string> Authors { get; } = new(StringComparer.Ordinal);

    /// <summary>Logins of authors, by the number in their addresses.</summary>
    public Dictionary<string, string> AuthorIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Categories by slug, percent-encoded as it stands.</summary>
    public Dictionary<string, (string Name, string Parent)> Categories { get; } = new(StringComparer.Ordinal);

    /// <summary>Slugs of tags by their ids, percent-encoded as they stand.</summary>
    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of terms by which items name them, and their slugs.</summary>
    public Dictionary<string, string> TermSlugs { get; } = new(StringComparer.Ordinal);
}

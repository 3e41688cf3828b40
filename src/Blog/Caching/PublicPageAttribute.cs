namespace Blog.Caching;

/// <summary>
/// For a page or endpoint that shows every anonymous reader the same: it is cached whole, whatever its query. It has no tokens and
/// reflects nothing of the request, and may therefore be compressed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute : Attribute
{
    /// <summary>
    /// Whether it shows one post, at an address of the post's own; otherwise it is taken for a list, which any change of a public post may
    /// change.
    /// </summary>
    public bool IsOfPost { get; init; }
}

namespace Blog.Site.Layout;

/// <summary>
/// Stylesheets that a part of a page needs beside the common one. The layout is written after what it encloses, so that a part can ask for
/// them of which the page itself knows nothing.
/// </summary>
public sealed class PageStyles
{
    private readonly List<string> _names = [];

    /// <summary>Asks for a stylesheet.</summary>
    /// <param name="name">File name: <c>comments.css</c>.</param>
    public static void Add(HttpContext context, string name)
    {
        if (context.Features.Get<PageStyles>() is not { } styles)
        {
            context.Features.Set(styles = new PageStyles());
        }

        if (!styles._names.Contains(name, StringComparer.Ordinal))
        {
            styles._names.Add(name);
        }
    }

    /// <summary>What the parts of a page have asked for.</summary>
    internal static IReadOnlyList<string> Of(HttpContext context) => context.Features.Get<PageStyles>()?._names ?? [];
}

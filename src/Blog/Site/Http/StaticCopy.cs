namespace Blog.Site.Http;

/// <summary>
/// Feature of a request whose answer becomes a file of the static copy: a page leaves out what needs the program, or links to the live
/// site instead.
/// </summary>
public sealed class StaticCopy
{
    /// <summary>Whether a request is for the static copy.</summary>
    public static bool Is(HttpContext context) => context.Features.Get<StaticCopy>() is not null;
}

using Blog.Portability.StaticSite.Files;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>A page and the file that it becomes.</summary>
internal sealed record PageJob(StaticFile File, PlannedPage Page);

/// <summary>An address that the static site has to answer.</summary>
/// <param name="Path">Decoded, without the base path.</param>
/// <param name="Inputs">Differs whenever what it shows does; null if it is made each time.</param>
internal sealed record PlannedPage(string Path, string? Inputs)
{
    /// <summary>Row id of the post whose page it is; null for others.</summary>
    public int? PostId { get; init; }

    /// <summary>The address that is asked for, if another one answers in its place.</summary>
    public string? Ask { get; init; }

    /// <summary>Whether it is an HTML page.</summary>
    public bool IsHtml { get; init; }
}

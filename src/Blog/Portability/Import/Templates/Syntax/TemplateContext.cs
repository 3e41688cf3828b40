using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>What the tags of a post may refer to.</summary>
public sealed record TemplateContext
{
    public static readonly TemplateContext Empty = new();

    /// <summary>Another file of the import by the name that a tag gives it; null if there is none.</summary>
    public Func<string, LinkedPost?> FindPost { get; init; } = _ => null;

    /// <summary>Reads a file of the site by its path below the site's folder; null if there is none that may be read.</summary>
    public Func<string, string?> ReadFile { get; init; } = _ => null;

    /// <summary>
    /// The addresses of the images in a folder, or of those that a pattern with <c>*</c> names, in the order of their names; relative to
    /// the post or to the site's root, as the pattern is.
    /// </summary>
    public Func<string, IReadOnlyList<string>> FindImages { get; init; } = _ => [];

    /// <summary>The paths below the site's folder of the themes it has.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Path of the post's own folder below the site's folder, with forward slashes.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The site's configuration.</summary>
    public FrontMatterMap Site { get; init; } = new();

    /// <summary>The post's front matter.</summary>
    public FrontMatterMap Page { get; init; } = new();

    /// <summary>A scalar of the site's configuration; empty if there is none.</summary>
    public string SiteValue(string key) => Site.TryGet(key, out var value) && value is FrontMatterValue.Text text ? text.Value : "";
}

/// <summary>Another post that a tag refers to.</summary>
/// <param name="Link">Relative address of its file, encoded; the import replaces it by the post's address.</param>
/// <param name="Title">Its title.</param>
public sealed record LinkedPost(string Link, string Title);

namespace Blog.Portability.StaticSite.Files;

/// <summary>Files that are sent with the same headers.</summary>
/// <param name="Name">Short, for names of variables in configurations.</param>
/// <param name="Pattern">
/// Regular expression of their addresses, without the base path, as nginx, Caddy and .NET read it; null for pages, which are all others.
/// </param>
/// <param name="Globs">The same as patterns of <c>_headers</c>.</param>
/// <param name="Headers">What the program sends with them, the media type included.</param>
public sealed record FileKind(string Name, string? Pattern, IReadOnlyList<string> Globs, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Media type; empty where the file name tells it.</summary>
    public string ContentType => Headers.GetValueOrDefault("Content-Type", "");

    /// <summary>For <c>Cache-Control</c>; empty for none.</summary>
    public string CacheControl => Headers.GetValueOrDefault("Cache-Control", "");
}

/// <summary>A file of the static site, as any server or bucket has to send it.</summary>
/// <param name="Path">Relative to the root of the host, with forward slashes: <c>about/index.html</c>.</param>
/// <param name="Address">The path that readers ask for, decoded: <c>/about</c>.</param>
/// <param name="Kind">The headers of its kind.</param>
public sealed record StaticFile(string Path, string Address, FileKind Kind)
{
    /// <summary>Headers in which it differs from its kind.</summary>
    public IReadOnlyDictionary<string, string> OwnHeaders { get; init; } = FileKinds.None;

    /// <summary>Media type.</summary>
    public string ContentType =>
        OwnHeaders.GetValueOrDefault("Content-Type") ?? (Kind.ContentType.Length > 0 ? Kind.ContentType : MediaTypes.Of(Path));
}

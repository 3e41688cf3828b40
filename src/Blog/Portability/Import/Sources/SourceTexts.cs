namespace Blog.Portability.Import.Sources;

/// <summary>Reads small text files of the site: never outside its folder, never through symbolic links.</summary>
internal sealed class SourceTexts(SourceFolder folder)
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>The paths below the site's folder of the themes it has.</summary>
    public IReadOnlyList<string> Themes { get; } =
        new DirectoryInfo(Path.Combine(folder.SiteRoot, "themes")) is { Exists: true, LinkTarget: null } themes
            ? [.. themes.EnumerateDirectories().Take(20).Select(theme => "themes/" + theme.Name).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Reads a file; null if it does not exist, is outside the site or too large.</summary>
    /// <param name="path">Below the site's folder, with forward slashes.</param>
    public string? Read(string path)
    {
        if (path.Length > 500 || path.Contains('\0', StringComparison.Ordinal) || path.Split('/', '\\').Any(part => part is ".." or "."))
        {
            return null;
        }

        var full = Path.GetFullPath(Path.Combine(folder.SiteRoot, path.TrimStart('/')));
        if (!full.StartsWith(folder.SiteRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return null;
        }

        for (var at = full; at.Length > folder.SiteRoot.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                return null;
            }
        }

        try
        {
            // A pipe or a device has no length, and reading one might never end.
            return new FileInfo(full) is { Exists: true, Length: > 0 and <= MaxBytes } ? File.ReadAllText(full) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

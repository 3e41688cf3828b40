using Blog.Data.Posts.Files;

namespace Blog.Portability.Import.Sources;

/// <summary>Searches a folder for Markdown files, with limits and without following symbolic links.</summary>
/// <param name="root">Absolute path of the imported folder.</param>
/// <param name="siteRoot">Absolute path of the containing site; null if there is none.</param>
internal sealed class SourceWalk(string root, string? siteRoot)
{
    private const int MaxFiles = 100_000;
    private const int MaxDepth = 16;

    /// <summary>Folders of a site that contain no posts.</summary>
    private static readonly HashSet<string> MachineFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "node_modules",
        "themes",
        "scaffolds",
        "public",
        "archetypes",
        "layouts",
        "resources",
        "vendor",
        "_site",
        "_layouts",
        "_includes",
        "_sass",
    };

    /// <summary>Whether a folder next to a site's configuration has no public files: tools, themes, what was built.</summary>
    public static bool IsMachineName(string name) => MachineFolders.Contains(name) || name[0] is '_' or '.';

    /// <summary>The files found, relative to the root with forward slashes.</summary>
    public List<string> Files { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Searches a folder recursively.</summary>
    public void Enter(DirectoryInfo folder, int depth)
    {
        if (depth > MaxDepth)
        {
            Notes.Add($"{Path.GetRelativePath(root, folder.FullName)}: more than {MaxDepth} folders deep, left out");
            return;
        }

        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos();
        }
        catch (Exception unreadable) when (depth > 0 && (unreadable is IOException or UnauthorizedAccessException))
        {
            Notes.Add($"{Path.GetRelativePath(root, folder.FullName).Replace('\\', '/')}: cannot be read, left out ({unreadable.Message})");
            return;
        }

        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var below = Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
            if (entry.Name.StartsWith('.') || (entry is DirectoryInfo && IsMachineFolder(folder, entry.Name)))
            {
                continue;
            }

            if (entry.LinkTarget is not null)
            {
                Notes.Add($"{below}: a link, not followed");
            }
            else if (entry is DirectoryInfo inner)
            {
                Enter(inner, depth + 1);
            }
            else if (PostFilePath.IsMarkdown(entry.Name))
            {
                if (Files.Count == MaxFiles)
                {
                    Notes.Add($"more than {MaxFiles} files: {below} and what follows is left out");
                    return;
                }

                Files.Add(below);
            }
        }
    }

    private bool IsMachineFolder(DirectoryInfo folder, string name) =>
        MachineFolders.Contains(name) && (name is "node_modules" || string.Equals(folder.FullName, siteRoot, StringComparison.Ordinal));
}

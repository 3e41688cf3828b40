using Blog.Data.Posts.Files;

namespace Blog.Portability.Import.Sources;

/// <summary>The files that the old site published beside its posts, by the rules of its program. Links are not followed.</summary>
internal static class PublishedFiles
{
    private const int MaxFiles = 100_000;
    private const int MaxDepth = 16;

    /// <summary>Files beside a Jekyll site's own that say nothing to readers.</summary>
    private static readonly HashSet<string> Tooling = new(StringComparer.OrdinalIgnoreCase)
    {
        "Gemfile",
        "Gemfile.lock",
        "Rakefile",
        "package.json",
        "package-lock.json",
        "node_modules",
        "vendor",
        "LICENSE",
        "LICENSE.txt",
        "Dockerfile",
        "docker-compose.yml",
        "Makefile",
    };

    /// <summary>Absolute paths in the order of their names; empty for a folder that no program published.</summary>
    public static IReadOnlyList<string> Of(SourceFolder folder)
    {
        var (files, site) = (new List<string>(), folder.SiteRoot);
        string At(string key, string usual) => Path.Combine(site, (folder.Config.Text(key) ?? usual).Trim('/'));
        switch (folder.Tool)
        {
            case SiteGenerator.Hexo:
                var source = At("source_dir", "source");
                Add(source, IsPublishedByHexo, files, 0);
                if (folder.Config.Flag("post_asset_folder") is true)
                {
                    Add(Path.Combine(source, "_posts"), IsVisible, files, 0);
                }

                break;
            case SiteGenerator.Hugo:
                Add(At("staticDir", "static"), _ => true, files, 0);
                Add(At("contentDir", "content"), IsVisible, files, 0);
                break;
            case SiteGenerator.Jekyll:
                var excluded = folder.Config.Texts("exclude").Select(name => name.Trim('/')).ToHashSet(StringComparer.Ordinal);
                var included = folder.Config.Texts("include").Select(name => name.Trim('/')).ToHashSet(StringComparer.Ordinal);
                Add(
                    site,
                    entry =>
                        included.Contains(entry.Name)
                        || (
                            entry.Name[0] is not ('_' or '.' or '#')
                            && !entry.Name.EndsWith('~')
                            && !Tooling.Contains(entry.Name)
                            && !entry.Name.EndsWith(".gemspec", StringComparison.Ordinal)
                            && !excluded.Contains(Path.GetRelativePath(site, entry.FullName).Replace('\\', '/'))
                        ),
                    files,
                    0
                );
                break;
        }

        return [.. files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static bool IsVisible(FileSystemInfo entry) => entry.Name[0] != '.';

    private static bool IsPublishedByHexo(FileSystemInfo entry) => entry.Name[0] is not ('_' or '.');

    private static void Add(string folder, Func<FileSystemInfo, bool> isPublished, List<string> files, int depth)
    {
        var info = new DirectoryInfo(folder);
        if (!info.Exists || info.LinkTarget is not null || depth > MaxDepth)
        {
            return;
        }

        FileSystemInfo[] entries;
        try
        {
            entries = info.GetFileSystemInfos();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return;
        }

        foreach (var entry in entries.Where(entry => entry.LinkTarget is null && isPublished(entry)))
        {
            if (entry is DirectoryInfo)
            {
                Add(entry.FullName, isPublished, files, depth + 1);
            }
            else if (!PostFilePath.IsMarkdown(entry.Name) && files.Count < MaxFiles && entry.Name is not ("Thumbs.db" or "desktop.ini"))
            {
                files.Add(entry.FullName);
            }
        }
    }
}

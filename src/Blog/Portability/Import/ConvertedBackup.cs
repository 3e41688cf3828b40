using Blog.Data.Posts.Files;
using Blog.Portability.Import.Backups;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import;

/// <summary>A backup of another system, converted into a folder that is imported like any other.</summary>
internal sealed class ConvertedBackup : IDisposable
{
    private readonly PostFolder _posts;

    private ConvertedBackup(PostFolder posts, BackupSite site, SourceFolder folder, IReadOnlyList<string> notes) =>
        (_posts, Site, Folder, Notes) = (posts, site, folder, notes);

    public BackupSite Site { get; }

    public SourceFolder Folder { get; }

    /// <summary>What the report says of the backup as a whole.</summary>
    public IReadOnlyList<string> Notes { get; }

    public IReadOnlyList<BackupRefusal> Refusals => _posts.Refusals;

    /// <summary>Absolute path of the file with comments and counts (see SourceLines), which exists if there are any.</summary>
    public string Comments => _posts.Comments;

    public void Dispose() => _posts.Dispose();

    /// <summary>Finds the backup at a path and converts it.</summary>
    /// <param name="path">A file, an archive, or a folder with the backup and the site's files.</param>
    /// <param name="tool">The program that it is of; null to find out.</param>
    /// <returns>Null for a folder without one: it may hold texts.</returns>
    /// <exception cref="BackupException">It is none, or not of that program; or nothing of it can be read.</exception>
    public static async Task<ConvertedBackup?> OpenAsync(
        string path,
        SiteGenerator? tool,
        BackupReading reading,
        CancellationToken cancellationToken
    )
    {
        var given = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!File.Exists(given) && (tool is { } named ? BackupFormats.Of(named) is null : IsSite(given)))
        {
            return null;
        }

        var work = Directory.CreateDirectory(Path.Combine(reading.Temporary, "import-" + Path.GetRandomFileName()));
        var posts = new PostFolder(work.FullName);
        try
        {
            var source = await UnpackedAsync(given, work.FullName, cancellationToken);
            if (Find(source, tool, cancellationToken) is not var (format, files))
            {
                posts.Dispose();
                return File.Exists(given) || tool is not null ? throw new BackupException(Reason(tool)) : null;
            }

            var site = format.Convert(files, posts, reading, cancellationToken);
            posts.Close();
            var folder = SourceFolder.OfBackup(posts.Texts, given, format.Tool, PrefixOf(format.Tool, site), site.Config, site.Mounts);
            return new ConvertedBackup(posts, site, folder, NotesOf(format, posts));
        }
        catch
        {
            posts.Dispose();
            throw;
        }
    }

    private static (IBackupFormat Format, BackupFiles Files)? Find(string source, SiteGenerator? tool, CancellationToken cancellationToken)
    {
        foreach (var format in BackupFormats.All.Where(one => tool is null || one.Tool == tool))
        {
            if (File.Exists(source))
            {
                if (BackupFiles.Recognizes(source, format))
                {
                    return (format, new BackupFiles([source], Path.GetDirectoryName(source)!) { IsFile = true });
                }
            }
            else if (BackupFiles.Find(source, format, cancellationToken) is { Count: > 0 } parts)
            {
                return (format, new BackupFiles(parts, source));
            }
        }

        return null;
    }

    /// <summary>What is in an archive; anything else as it is.</summary>
    private static async Task<string> UnpackedAsync(string path, string work, CancellationToken cancellationToken)
    {
        if (!UnpackedSite.IsArchive(path))
        {
            return path;
        }

        var target = Path.Combine(work, "archive");
        await UnpackedSite.ExtractAsync(path, target, cancellationToken);
        return target;
    }

    /// <summary>Whether a folder is in a site of a program that makes it of texts: what else is in it is no backup.</summary>
    private static bool IsSite(string path) => SourceFolder.Open(path).Tool != SiteGenerator.Unknown;

    private static string Reason(SiteGenerator? tool) =>
        tool is { } named
            ? $"there is no backup of {named} that can be read"
            : "this is no backup that can be read: known are those of "
                + string.Join(", ", BackupFormats.All.Select(format => format.Tool).Distinct());

    /// <summary>Every site has a post 1, so the keys of posts begin with the place of their site.</summary>
    private static string PrefixOf(SiteGenerator tool, BackupSite site) =>
        $"{tool.ToString().ToLowerInvariant()}/{(site.Host ?? "site") + site.Root}/";

    private static IReadOnlyList<string> NotesOf(IBackupFormat format, PostFolder posts) =>
        format.IsProven
            ? posts.Notes
            :
            [
                $"experimental: the import from {format.Tool} was only tried on files made after its public source; compare the posts",
                .. posts.Notes,
            ];
}

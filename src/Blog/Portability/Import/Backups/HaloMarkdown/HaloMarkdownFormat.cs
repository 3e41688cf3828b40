using System.Text;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.HaloMarkdown;

/// <summary>
/// The Markdown files that Halo writes: those of the plugin for 2.x (文章导入导出) and those of 1.x (小工具 → Markdown 导出), which begin
/// with the lines that only they have.
/// </summary>
/// <remarks>
/// Source: service/impl/ExportServiceImpl.java of Lyn4ever29/halo-plugin-export-md; service/impl/PostServiceImpl.java (getFrontMatterYaml)
/// of halo-dev/halo, branch release-1.6.
/// </remarks>
internal sealed class HaloMarkdownFormat : IBackupFormat
{
    private const int MaxFiles = 100_000;
    private const int MaxBytes = 4 << 20;
    private const int MaxNamed = 10;

    private static readonly EnumerationOptions EveryFile = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        MaxRecursionDepth = 8,
    };

    public SiteGenerator Tool => SiteGenerator.Halo;

    public bool IsProven => false;

    public bool Recognizes(string path, ReadOnlySpan<byte> head) =>
        path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && HaloHead.Read(Encoding.UTF8.GetString(head)) is not null;

    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken)
    {
        var (posts, others) = (new HaloMarkdownPosts(folder, reading), new List<string>());
        foreach (var path in PathsOf(files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.GetRelativePath(files.Folder, path).Replace('\\', '/');
            var text = new FileInfo(path) is { Length: > 0 and <= MaxBytes } ? File.ReadAllText(path) : "";
            if (HaloHead.Read(text) is { } head)
            {
                posts.Add(name, head);
            }
            else if (text.Length > 0 && path.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
            {
                posts.AddHtml(name, text);
            }
            else
            {
                others.Add(name);
            }
        }

        posts.End();
        if (others.Count > 0)
        {
            var names = string.Join(", ", others.Take(MaxNamed)) + (others.Count > MaxNamed ? ", …" : "");
            folder.Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"left out: {others.Count} files that are none of Halo's Markdown export ({names})"
                )
            );
        }

        return new HaloMarkdownSite(SiteConfig.OfBackup("the export", new FrontMatterMap()), folder)
        {
            Mounts = files.Mount("/upload", "upload", "attachments/upload") is { } uploads ? [uploads] : [],
        };
    }

    /// <summary>All texts of a folder: what was found first tells what it is, and there may be more than are looked at for that.</summary>
    private static IEnumerable<string> PathsOf(BackupFiles files) =>
        files.IsFile
            ? files.Parts
            : Directory
                .EnumerateFiles(files.Folder, "*", EveryFile)
                .Where(path => Path.GetExtension(path).ToLowerInvariant() is ".md" or ".html" or ".josn")
                .Order(StringComparer.Ordinal)
                .Take(MaxFiles);
}

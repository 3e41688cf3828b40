using Blog.Data.Posts.Files;
using Blog.Portability.Import.Backups;
using Blog.Portability.Import.Backups.Ghost;
using Blog.Portability.Import.Backups.Halo;
using Blog.Portability.Import.Backups.Halo1;
using Blog.Portability.Import.Backups.HaloMarkdown;
using Blog.Portability.Import.Backups.Typecho;
using Blog.Portability.Import.Backups.VanBlog;
using Blog.Portability.Import.Backups.WordPress;

namespace Blog.Portability.Import;

/// <summary>The backups that can be imported.</summary>
internal static class BackupFormats
{
    public static IReadOnlyList<IBackupFormat> All { get; } =
    [
        new WordPressFormat(),
        new GhostFormat(),
        new HaloFormat(),
        new Halo1Format(),
        new TypechoFormat(),
        new VanBlogFormat(),
        new HaloMarkdownFormat(),
        new HaloDatabase(),
    ];

    /// <summary>The format of a program's backups; null for programs whose sites are folders of texts.</summary>
    public static IBackupFormat? Of(SiteGenerator tool) => All.FirstOrDefault(format => format.Tool == tool);

    /// <summary>The format of a file; null if it is no backup that is known.</summary>
    public static IBackupFormat? Find(string path) => All.FirstOrDefault(format => BackupFiles.Recognizes(path, format));
}

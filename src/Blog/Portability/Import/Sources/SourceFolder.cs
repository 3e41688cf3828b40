using Blog.Data.Posts.Files;
using Blog.Portability.Export;

namespace Blog.Portability.Import.Sources;

/// <summary>
/// The imported folder and the site that contains it. Only files below these two are read, never through symbolic links, so that links in a
/// post cannot make the import read anything else (security.md B4, B5).
/// </summary>
public sealed class SourceFolder
{
    /// <summary>Folders whose files are served from the site's root.</summary>
    private static readonly string[] WebFolders = ["source", "static", "public", "assets"];

    private static readonly string[] HugoConfigs =
    [
        "hugo.toml",
        "hugo.yaml",
        "hugo.json",
        "config/_default/hugo.toml",
        "config/_default/hugo.yaml",
        "config/_default/config.toml",
        "config.toml",
        "config.yaml",
    ];

    private static readonly string[] LanguageKeys = ["languageCode", "language", "lang", "locale"];

    /// <summary>Settings that name further such folders.</summary>
    private static readonly string[] FolderKeys = ["source_dir", "staticDir", "assetDir"];

    private readonly List<string> _webRoots = [];
    private IReadOnlyList<SourceMount> _mounts = [];
    private string? _keyPrefix;

    private SourceFolder(string root) => Root = root;

    /// <summary>Absolute path of the imported folder.</summary>
    public string Root { get; }

    /// <summary>Absolute path of the containing site, or of the folder itself.</summary>
    public string SiteRoot { get; private set; } = "";

    /// <summary>The generator of the site.</summary>
    public SiteGenerator Tool { get; private set; }

    /// <summary>The site's configuration; empty where there is none.</summary>
    public SiteConfig Config { get; private set; } = new();

    /// <summary>The time zone in the site's configuration; null if there is none.</summary>
    public string? ZoneName => Config.Text("timezone") ?? Config.Text("time_zone");

    /// <summary>The main language in the site's configuration, as written; null if there is none.</summary>
    /// <remarks>
    /// Hugo's languageCode is the tag of the pages; defaultContentLanguage, if there is one, is what files without a language are in.
    /// </remarks>
    public string? LanguageName => Config.Text("defaultContentLanguage") ?? LanguageKeys.SelectMany(Config.Texts).FirstOrDefault();

    /// <summary>Opens a folder.</summary>
    /// <param name="path">Path of an existing folder.</param>
    /// <param name="tool">The program that it was made for, <see cref="SiteGenerator.Unknown"/> for none; null to find out.</param>
    public static SourceFolder Open(string path, SiteGenerator? tool = null)
    {
        var folder = new SourceFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        folder.SiteRoot = folder.Root;
        var candidate = new DirectoryInfo(folder.Root);
        for (var up = 0; tool != SiteGenerator.Unknown && up < 5 && candidate is not null; up++, candidate = candidate.Parent)
        {
            if (folder.ReadSite(candidate.FullName, tool))
            {
                break;
            }
        }

        folder.Tool = tool ?? folder.Tool;

        folder._webRoots.AddRange(
            folder
                .ConfiguredFolders()
                .Concat(WebFolders)
                .Distinct(StringComparer.Ordinal)
                .Select(name => Path.Combine(folder.SiteRoot, name))
                .Where(path => new DirectoryInfo(path) is { Exists: true, LinkTarget: null })
        );
        folder._webRoots.Add(folder.Tool == SiteGenerator.Jekyll ? folder.SiteRoot : folder.Root);
        return folder;
    }

    /// <summary>The texts of a backup, which were converted into a folder of their own.</summary>
    /// <param name="texts">Absolute path of that folder.</param>
    /// <param name="source">Absolute path of what was given to import.</param>
    /// <param name="keyPrefix">What identifies the site that the texts are of, since each has a post 1.</param>
    /// <param name="mounts">The folders with its files.</param>
    internal static SourceFolder OfBackup(
        string texts,
        string source,
        SiteGenerator tool,
        string keyPrefix,
        SiteConfig config,
        IReadOnlyList<SourceMount> mounts
    ) =>
        new(texts)
        {
            SiteRoot = source,
            Tool = tool,
            Config = config,
            _keyPrefix = keyPrefix,
            _mounts = mounts,
        };

    /// <summary>
    /// The Markdown files, as ordered paths relative to <see cref="Root"/> with forward slashes, and notes on what was skipped.
    /// </summary>
    public (IReadOnlyList<string> Files, IReadOnlyList<string> Notes) Walk()
    {
        var walk = new SourceWalk(Root, Tool == SiteGenerator.Unknown ? null : SiteRoot);
        walk.Enter(new DirectoryInfo(Root), 0);
        walk.Files.Sort(StringComparer.Ordinal);
        return (walk.Files, walk.Notes);
    }

    /// <summary>Absolute path of a file below <see cref="Root"/>.</summary>
    public string PathOf(string file) => Path.Combine(Root, file.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The key that identifies a file: its path within the site.</summary>
    public string KeyOf(string file) =>
        _keyPrefix is null ? Path.GetRelativePath(SiteRoot, PathOf(file)).Replace('\\', '/') : _keyPrefix + file;

    /// <summary>Absolute path of the folder that a post refers to; null if there is none, or it is behind a symbolic link.</summary>
    /// <param name="link">A decoded path, relative or root-relative; empty for the post's own folder.</param>
    internal string? FindFolder(PostFilePath post, string link) =>
        Candidates(post, link)
            .Select(Path.TrimEndingDirectorySeparator)
            .FirstOrDefault(path =>
                Allowed(path + Path.DirectorySeparatorChar) is { } root && Directory.Exists(path) && !IsBehindLink(path, root)
            );

    private IEnumerable<string> Candidates(PostFilePath post, string link)
    {
        var name = link.TrimStart('/');
        var folders = link.StartsWith('/')
            ? _webRoots
            : [Path.GetDirectoryName(PathOf(post.Path))!, PathOf(post.AssetFolder), .. _webRoots];
        return folders.Select(folder => Path.GetFullPath(Path.Combine(folder, name)));
    }

    /// <summary>Whether a path below a folder leads through a symbolic link.</summary>
    internal static bool IsBehindLink(string path, string root)
    {
        for (var at = path; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Path of a file relative to the site, for the report.</summary>
    public string NameOf(string path) => MountOf(path)?.AddressOf(path)[1..] ?? Path.GetRelativePath(SiteRoot, path).Replace('\\', '/');

    /// <summary>The files that may have answered at an address of the old site, beside those of <see cref="WebRoots"/>.</summary>
    /// <param name="address">A decoded path with a leading slash.</param>
    internal IEnumerable<string> MountedAt(string address) => _mounts.Select(mount => mount.PathOf(address)).OfType<string>();

    /// <summary>The folders with a backup's files.</summary>
    internal IReadOnlyList<SourceMount> Mounts => _mounts;

    /// <summary>The folders whose files are served from the site's root, as absolute paths.</summary>
    public IReadOnlyList<string> WebRoots => _webRoots;

    /// <summary>The folder through which a file may be read; null if it may not.</summary>
    /// <param name="path">Absolute, without dots.</param>
    internal string? Allowed(string path) =>
        _webRoots
            .Prepend(Root)
            .Concat(_mounts.Select(mount => mount.Folder))
            .FirstOrDefault(root => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>The address of a file on the old site; null if it depends on the post.</summary>
    internal string? WebPath(string path)
    {
        if (MountOf(path) is { } mount)
        {
            return mount.AddressOf(path);
        }

        var root = WebFolders
            .Concat(ConfiguredFolders())
            .Select(name => Path.Combine(SiteRoot, name))
            .FirstOrDefault(root => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        if (root is null && Tool == SiteGenerator.Jekyll)
        {
            root = SiteRoot;
        }

        if (root is null)
        {
            var content = Path.Combine(SiteRoot, "content");
            root =
                Tool == SiteGenerator.Hugo && path.StartsWith(content + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                    ? content
                    : null;
        }

        var below = root is null
            ? null
            : Path.GetRelativePath(
                    Tool == SiteGenerator.Jekyll && root.EndsWith("assets", StringComparison.Ordinal) ? SiteRoot : root,
                    path
                )
                .Replace('\\', '/');
        return below is null || below.Split('/').Any(segment => segment is "_posts" or "_drafts") ? null : "/" + below;
    }

    private SourceMount? MountOf(string path) => _mounts.FirstOrDefault(mount => mount.Holds(path));

    /// <summary>Public folders that the site's configuration names; never outside the site.</summary>
    private IEnumerable<string> ConfiguredFolders() =>
        FolderKeys
            .SelectMany(Config.Texts)
            .Select(name => name.Trim('/'))
            .Where(name => name.Length > 0 && !name.Split('/', '\\').Any(part => part is "" or "." or ".."));

    private bool ReadSite(string folder, SiteGenerator? wanted)
    {
        bool Has(string name) => Path.Exists(Path.Combine(folder, name));
        string? config = null;
        if (Has(ExportNames.List) && wanted is null or SiteGenerator.Blog)
        {
            (Tool, SiteRoot) = (SiteGenerator.Blog, folder);
            return true;
        }

        if (Has("_config.yml") && wanted != SiteGenerator.Hugo)
        {
            (config, Tool) = ("_config.yml", Has("source") ? SiteGenerator.Hexo : SiteGenerator.Jekyll);
        }
        else if (
            wanted is null or SiteGenerator.Hugo
            && HugoConfigs.FirstOrDefault(Has) is { } hugo
            && (Has("content") || hugo.StartsWith("hugo", StringComparison.Ordinal))
        )
        {
            (config, Tool) = (hugo, SiteGenerator.Hugo);
        }

        if (config is null)
        {
            return false;
        }

        SiteRoot = folder;
        Config = SiteConfig.Read(folder, config);
        return true;
    }
}

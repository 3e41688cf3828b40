using System.Text.RegularExpressions;
using Blog.Data.Posts.Files;

namespace Blog.Portability.Import.Sources;

/// <summary>
/// The folder that is imported and, around it, the site it belongs to. Reads files below these two only, never through a link: what a post names cannot
/// make the import read anything else (security.md B4, B5).
/// </summary>
public sealed partial class SourceFolder
{
    /// <summary>Folders whose files a site serves from its root.</summary>
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

    private readonly List<string> _webRoots = [];

    private SourceFolder(string root) => Root = root;

    /// <summary>Absolute path of the imported folder.</summary>
    public string Root { get; }

    /// <summary>Absolute path of the site around it, or the folder itself.</summary>
    public string SiteRoot { get; private set; } = "";

    /// <summary>What the site was made with.</summary>
    public SiteGenerator Tool { get; private set; }

    /// <summary>The zone that the site's configuration names; null where it names none.</summary>
    public string? ZoneName { get; private set; }

    public string? ConfigName { get; private set; }

    /// <summary>Opens a folder.</summary>
    /// <param name="path">Of an existing folder.</param>
    public static SourceFolder Open(string path)
    {
        var folder = new SourceFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        folder.SiteRoot = folder.Root;
        var candidate = new DirectoryInfo(folder.Root);
        for (var up = 0; up < 5 && candidate is not null; up++, candidate = candidate.Parent)
        {
            if (folder.ReadSite(candidate.FullName))
            {
                break;
            }
        }

        folder._webRoots.AddRange(
            WebFolders
                .Select(name => Path.Combine(folder.SiteRoot, name))
                .Where(path => new DirectoryInfo(path) is { Exists: true, LinkTarget: null })
        );
        folder._webRoots.Add(folder.Tool == SiteGenerator.Jekyll ? folder.SiteRoot : folder.Root);
        return folder;
    }

    /// <summary>The Markdown files, by path below <see cref="Root"/> with forward slashes, in order; and what was left out.</summary>
    public (IReadOnlyList<string> Files, IReadOnlyList<string> Notes) Walk()
    {
        var walk = new SourceWalk(Root, Tool == SiteGenerator.Unknown ? null : SiteRoot);
        walk.Enter(new DirectoryInfo(Root), 0);
        walk.Files.Sort(StringComparer.Ordinal);
        return (walk.Files, walk.Notes);
    }

    /// <summary>Absolute path of a file below <see cref="Root"/>.</summary>
    public string PathOf(string file) => Path.Combine(Root, file.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>What an import remembers a file by: its path within the site.</summary>
    public string KeyOf(string file) => Path.GetRelativePath(SiteRoot, PathOf(file)).Replace('\\', '/');

    /// <summary>Finds the file that a post names.</summary>
    /// <param name="post">The post.</param>
    /// <param name="link">A decoded path, relative or root-relative.</param>
    public FoundFile? Find(PostFilePath post, string link)
    {
        var name = link.TrimStart('/');
        var folder = Path.GetDirectoryName(PathOf(post.Path))!;
        var candidates = new List<string>();
        if (!link.StartsWith('/'))
        {
            candidates.Add(Path.Combine(folder, name));
            candidates.Add(Path.Combine(PathOf(post.AssetFolder), name));
        }

        candidates.AddRange(_webRoots.Select(root => Path.Combine(root, name)));
        foreach (var candidate in candidates)
        {
            var path = Path.GetFullPath(candidate);
            if (Allowed(path) is { } root && HoldsBytes(new FileInfo(path)))
            {
                return IsBehindLink(path, root) ? new FoundFile(null, null) : new FoundFile(path, WebPath(path));
            }
        }

        return null;
    }

    /// <summary>False for pipes and devices too: they show no length, and reading one might never end.</summary>
    private static bool HoldsBytes(FileInfo file) => file.Exists && file.Length > 0;

    private string? Allowed(string path) =>
        _webRoots.Prepend(Root).FirstOrDefault(root => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static bool IsBehindLink(string path, string root)
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

    /// <summary>The address that the old site served a file at; null where that depends on the post.</summary>
    private string? WebPath(string path)
    {
        var root = WebFolders
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

    private bool ReadSite(string folder)
    {
        bool Has(string name) => Path.Exists(Path.Combine(folder, name));
        string? config = null;
        if (Has("_config.yml"))
        {
            (config, Tool) = ("_config.yml", Has("source") ? SiteGenerator.Hexo : SiteGenerator.Jekyll);
        }
        else if (HugoConfigs.FirstOrDefault(Has) is { } hugo && (Has("content") || hugo.StartsWith("hugo", StringComparison.Ordinal)))
        {
            (config, Tool) = (hugo, SiteGenerator.Hugo);
        }

        if (config is null)
        {
            return false;
        }

        SiteRoot = folder;
        var file = new FileInfo(Path.Combine(folder, config));
        if (
            file is { LinkTarget: null }
            && HoldsBytes(file)
            && file.Length < 256 * 1024
            && ZoneLine().Match(File.ReadAllText(file.FullName)) is { Success: true } zone
        )
        {
            (ZoneName, ConfigName) = (zone.Groups["zone"].Value, config);
        }

        return true;
    }

    // timezone: Asia/Shanghai   timeZone = 'Asia/Shanghai'   "timeZone": "Asia/Shanghai"
    [GeneratedRegex(
        """^[ \t]*"?time_?zone"?[ \t]*[:=][ \t]*["']?(?<zone>[A-Za-z][A-Za-z0-9_+/-]+)""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex ZoneLine();
}

/// <summary>A file that a post names.</summary>
/// <param name="Path">Where it lies; null where it lies behind a link and is not read.</param>
/// <param name="OldAddress">The address that the old site served it at; null where that depends on the post.</param>
public sealed record FoundFile(string? Path, string? OldAddress);

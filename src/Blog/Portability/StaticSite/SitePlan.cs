using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Pages;
using Blog.Portability.StaticSite.Snapshot;

namespace Blog.Portability.StaticSite;

/// <summary>Which files the static site has, each with the address that the program is asked for.</summary>
internal sealed class SitePlan(SiteSnapshot site, PostPages posts, FileKinds kinds, FilePaths paths, ISiteTarget target)
{
    private const string NotFound = "/404.html";

    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    /// <summary>What is asked for.</summary>
    public List<PageJob> Jobs { get; } = [];

    public PostPages Posts => posts;

    /// <summary>Row ids of the public posts by the keys of their addresses.</summary>
    public IReadOnlyDictionary<string, int> PostsByKey { get; } =
        site.Posts.Values.ToDictionary(post => post.Address.Key, post => post.Id, StringComparer.Ordinal);

    /// <summary>Keys of all addresses of pages.</summary>
    public IReadOnlySet<string> Keys => _keys;

    /// <summary>How many files there are.</summary>
    public int Files => _files.Count;

    /// <summary>What is not there, one line each.</summary>
    public IReadOnlyList<string> Warnings => [.. paths.Refused, .. _warnings];

    /// <summary>The state of the blog.</summary>
    public SiteSnapshot Site => site;

    /// <summary>Plans everything that the program answers itself.</summary>
    /// <param name="assets">Paths of scripts, stylesheets and icons.</param>
    /// <param name="ofPosts">The pages of posts.</param>
    /// <param name="lists">The pages of lists.</param>
    /// <param name="overrides">A stored path comes before a list at the same address.</param>
    public async Task AddPagesAsync(
        IEnumerable<string> assets,
        IEnumerable<PlannedPage> ofPosts,
        IEnumerable<PlannedPage> lists,
        PathOverrides overrides,
        CancellationToken cancellationToken
    )
    {
        Add(new PlannedPage(NotFound, null) { Ask = WholeSitePages.NotFound, IsHtml = true });
        foreach (
            var page in WholeSitePages
                .All(site, PageNote.Read(target.NoteOf(paths.Of(WholeSitePages.Sitemap, isHtml: false))).Parts ?? 0)
                .Concat(assets.Select(path => new PlannedPage(path, null)))
        )
        {
            Add(page);
        }

        foreach (var page in ofPosts)
        {
            Add(page);
        }

        foreach (var page in lists)
        {
            if (!await overrides.HoldsAsync(page.Path, site.Settings, cancellationToken))
            {
                Add(page);
            }
        }

        foreach (var page in posts.Sources().Where(page => !PostsByKey.ContainsKey(PostAddress.KeyOf(page.Path))))
        {
            Add(page);
        }
    }

    /// <summary>Adds a page; null if no file can have its name, which is then reported.</summary>
    public StaticFile? Add(PlannedPage page)
    {
        var file = FileOf(page.Path, page.IsHtml);
        if (!paths.TryClaim(file.Path, page.Path))
        {
            return null;
        }

        _files.Add(file.Path);
        _keys.Add(PostAddress.KeyOf(page.Path));
        Jobs.Add(new PageJob(file, page));
        return file;
    }

    /// <summary>Adds a file that is no page.</summary>
    /// <param name="isReported">Whether it is worth a line that no file can have its name.</param>
    public StaticFile? AddFile(string path, bool isHtml = false, bool isReported = true)
    {
        var file = FileOf(path, isHtml);
        return paths.TryClaim(file.Path, path, isReported) && _files.Add(file.Path) ? file : null;
    }

    /// <summary>Takes a page out that the program does not answer any more.</summary>
    public void Drop(StaticFile file, PlannedPage page)
    {
        _files.Remove(file.Path);
        _keys.Remove(PostAddress.KeyOf(page.Path));
    }

    public void Warn(string line) => _warnings.Add(line);

    /// <summary>Whether a file is at an address, as any server finds it.</summary>
    /// <param name="path">Decoded, without the base path.</param>
    public bool Answers(string path) => _files.Contains(paths.Of(path, isHtml: true)) || _files.Contains(paths.Of(path, isHtml: false));

    /// <summary>Whether the last part of a path looks like the name of a file other than HTML.</summary>
    public static bool HasFileName(string path)
    {
        var extension = Path.GetExtension(path);
        return extension.Length is > 1 and <= 6
            && !extension.Equals(".html", StringComparison.OrdinalIgnoreCase)
            && !extension.Equals(".htm", StringComparison.OrdinalIgnoreCase)
            && extension.Skip(1).All(char.IsAsciiLetterOrDigit)
            && !extension.Skip(1).All(char.IsAsciiDigit);
    }

    private StaticFile FileOf(string path, bool isHtml) =>
        new(paths.Of(path, isHtml), path, isHtml && path != NotFound ? kinds.Page : kinds.Of(path));
}

using Blog.Data.Posts.Files;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups;

/// <summary>The site that a backup is of. The addresses of its posts are in their files.</summary>
/// <param name="config">
/// What it says of itself: <c>url</c>, <c>title</c>, <c>subtitle</c>, <c>language</c>, <c>timezone</c>, <c>author</c>, <c>per_page</c>.
/// </param>
/// <param name="folder">Its posts.</param>
internal abstract class BackupSite(SiteConfig config, PostFolder folder) : OldSite(config)
{
    public override string Root { get; } = RootOf(config.Text("url"));

    /// <summary>The folders with its files, and the addresses at which they were.</summary>
    public IReadOnlyList<SourceMount> Mounts { get; init; } = [];

    public override bool HasLines => false;

    public override string NameOf(string path) => folder.Find(path)?.Name ?? path;

    public override IReadOnlyList<string> AddressesOf(string path, PostFilePath file, PostFile post, TimeZoneInfo zone) => [];

    public override PostFile Adapt(string path, PostFile post) =>
        folder.Find(path[(path.LastIndexOf('/', path.LastIndexOf('/') - 1) + 1)..]) is { } text
            ? post with
            {
                CategoryPaths = text.Categories,
                Warnings = [.. post.Warnings, .. text.Warnings],
            }
            : post;
}

using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Portability.Export;

namespace Blog.Portability.Git.Files;

/// <summary>Where the files of new posts and their images go: as the program that the repository was made for expects them.</summary>
internal sealed record RepositoryLayout(SiteGenerator Tool)
{
    private static readonly string[] HugoConfigs = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default/hugo.toml"];

    private static readonly string[] OldHugoConfigs = ["config.toml", "config.yaml"];

    /// <summary>Looks at the files that a repository has.</summary>
    public static RepositoryLayout Of(IReadOnlyDictionary<string, string> files)
    {
        bool HasFolder(string folder) => files.Keys.Any(path => path.StartsWith(folder, StringComparison.Ordinal));
        return new RepositoryLayout(
            HugoConfigs.Any(files.ContainsKey) || (OldHugoConfigs.Any(files.ContainsKey) && HasFolder("content/")) ? SiteGenerator.Hugo
            : files.ContainsKey("_config.yml") && !HasFolder("source/") ? SiteGenerator.Jekyll
            : SiteGenerator.Hexo // as an export is
        );
    }

    /// <summary>The file of a new post.</summary>
    public string PathOf(Post post) =>
        Tool switch
        {
            SiteGenerator.Hugo => ExportNames.Of(post.Kind == PostKind.Page ? "content/" : "content/posts/", post.Address.Value),
            SiteGenerator.Jekyll when post is { Kind: PostKind.Post, State: PostState.Published, PublishedAt: { } at } => ExportNames.Of(
                "_posts/",
                string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd}-{post.Address.Value.Trim('/').Replace('/', '-')}")
            ),
            SiteGenerator.Jekyll => ExportNames.Of(post.Kind == PostKind.Page ? "pages/" : "_drafts/", post.Address.Value),
            _ => ExportNames.Of(
                post.State == PostState.Draft ? ExportNames.Drafts
                    : post.Kind == PostKind.Page ? ExportNames.Pages
                    : ExportNames.Posts,
                post.Address.Value
            ),
        };

    /// <summary>The file of an image.</summary>
    /// <param name="path">Its public path.</param>
    public string OfMedia(string path) =>
        Tool switch
        {
            SiteGenerator.Hugo => "static" + path,
            SiteGenerator.Jekyll => path[1..],
            _ => ExportNames.OfMedia(path),
        };

    /// <summary>Where the file belongs now: a folder of drafts would keep a published post from readers, and the other way round.</summary>
    public static string FollowState(string path, PostState state) =>
        state switch
        {
            PostState.Published when path.Contains("_drafts/", StringComparison.Ordinal) => path.Replace(
                "_drafts/",
                "_posts/",
                StringComparison.Ordinal
            ),
            PostState.Draft when path.Contains("_posts/", StringComparison.Ordinal) => path.Replace(
                "_posts/",
                "_drafts/",
                StringComparison.Ordinal
            ),
            _ => path,
        };
}

using Blog.Site.Outbound;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.StaticSite.Publishing;

/// <summary>Where the static copy is kept up to date; read once at start from <c>Blog:Static:…</c>.</summary>
/// <param name="Folder">Absolute path of a folder; null for none.</param>
/// <param name="Bucket">A bucket; null for none.</param>
public sealed record StaticSiteOptions(string? Folder, BucketOptions? Bucket)
{
    public bool IsOn => Folder is not null || Bucket is not null;

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="contentRoot">The base of a relative folder.</param>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    public static StaticSiteOptions? Read(IConfiguration configuration, string contentRoot, DataFolder data, out string? error)
    {
        var written = Text(configuration, "Blog:Static:Folder");
        var folder = written is null ? null : Path.GetFullPath(written, contentRoot);
        var bucket = BucketOf(configuration, out error);
        error ??= folder is null ? null : FindError(folder, written!, data);
        error ??=
            folder is not null && bucket is not null
                ? "Blog__Static__Folder and Blog__Static__S3__Bucket are both set: set one of them"
                : null;
        return error is null ? new StaticSiteOptions(folder, bucket) : null;
    }

    private static string? FindError(string folder, string written, DataFolder data) =>
        File.Exists(folder) ? $"Blog__Static__Folder is '{written}': it must be a folder, and {folder} is a file"
        : Holds(data.Root, folder) || Holds(folder, data.Root)
            ? $"Blog__Static__Folder is '{written}': it must be a folder outside of the data folder, which no web server may send"
        : null;

    private static bool Holds(string folder, string path) =>
        Path.GetRelativePath(folder, path) is var below
        && (below == "." || !(below.Split(Path.DirectorySeparatorChar)[0] == ".." || Path.IsPathRooted(below)));

    private static BucketOptions? BucketOf(IConfiguration configuration, out string? error) =>
        BucketOptions.Of(
            new BucketText(
                Text(configuration, "Blog:Static:S3:Endpoint"),
                Text(configuration, "Blog:Static:S3:Bucket"),
                Text(configuration, "Blog:Static:S3:AccessKey"),
                Text(configuration, "Blog:Static:S3:SecretKey")
            )
            {
                Region = Text(configuration, "Blog:Static:S3:Region"),
                Prefix = Text(configuration, "Blog:Static:S3:Prefix"),
                PathStyle = Text(configuration, "Blog:Static:S3:PathStyle"),
            },
            "Blog__Static__S3__",
            out error
        );

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

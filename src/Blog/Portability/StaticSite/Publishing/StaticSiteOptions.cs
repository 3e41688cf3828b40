using Blog.Storage.DataDirectory;

namespace Blog.Portability.StaticSite.Publishing;

/// <summary>Where the static copy is kept up to date; read once at start from <c>Blog:Static:…</c>.</summary>
/// <param name="Folder">Absolute path of a folder; null for none.</param>
/// <param name="Bucket">A bucket; null for none.</param>
public sealed record StaticSiteOptions(string? Folder, BucketOptions? Bucket)
{
    /// <summary>Most servers that speak the S3 protocol know no regions and take this one.</summary>
    public const string DefaultRegion = "us-east-1";

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

    private static BucketOptions? BucketOf(IConfiguration configuration, out string? error)
    {
        var (address, name) = (Text(configuration, "Blog:Static:S3:Endpoint"), Text(configuration, "Blog:Static:S3:Bucket"));
        var (key, secret) = (Text(configuration, "Blog:Static:S3:AccessKey"), Text(configuration, "Blog:Static:S3:SecretKey"));
        var style = Text(configuration, "Blog:Static:S3:PathStyle");
        var (endpoint, isPathStyle) = (address is null ? null : EndpointOf(address), true);
        var missing = new (string Key, string? Value)[]
        {
            ("Endpoint", address),
            ("Bucket", name),
            ("AccessKey", key),
            ("SecretKey", secret),
        }
            .Where(one => one.Value is null)
            .Select(one => one.Key)
            .ToList();
        error =
            address is not null && endpoint is null
                ? $"Blog__Static__S3__Endpoint is '{address}': it must be an http or https address such as https://s3.example.org"
            : style is not null && !bool.TryParse(style, out isPathStyle)
                ? $"Blog__Static__S3__PathStyle is '{style}': it must be true or false"
            : missing.Count is > 0 and < 4 ? $"Blog__Static__S3__{missing[0]} is not set: endpoint, bucket and both keys belong together"
            : null;
        if (error is not null || missing.Count > 0)
        {
            return null;
        }

        var prefix = Text(configuration, "Blog:Static:S3:Prefix")?.Trim('/');
        return new BucketOptions(endpoint!, name!, key!, secret!)
        {
            Region = Text(configuration, "Blog:Static:S3:Region") ?? DefaultRegion,
            Prefix = string.IsNullOrEmpty(prefix) ? "" : prefix + "/",
            IsPathStyle = isPathStyle,
        };
    }

    private static Uri? EndpointOf(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var endpoint)
        && (endpoint.Scheme == Uri.UriSchemeHttps || endpoint.Scheme == Uri.UriSchemeHttp)
        && endpoint.PathAndQuery == "/"
        && endpoint.UserInfo.Length == 0
            ? endpoint
            : null;

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>A bucket of a server that speaks the S3 protocol.</summary>
/// <param name="Endpoint">The server's address.</param>
/// <param name="Name">Of the bucket.</param>
public sealed record BucketOptions(Uri Endpoint, string Name, string AccessKey, string SecretKey)
{
    public required string Region { get; init; }

    /// <summary>Stands before every key; empty, or ends with a slash.</summary>
    public required string Prefix { get; init; }

    /// <summary>Whether the bucket is named in the path of an address, rather than in its host.</summary>
    public required bool IsPathStyle { get; init; }

    /// <summary>Without the keys: records print all their properties.</summary>
    public override string ToString() => $"{Endpoint}{Name}/{Prefix}";
}

namespace Blog.Operations.Announcing;

/// <summary>Where search engines are told; read once at start from <c>Blog:Announcing:…</c>.</summary>
/// <param name="IndexNow">Any participant passes it on to the others (IndexNow documentation, "How to submit").</param>
/// <param name="Baidu">The address without its query, which names the site and holds the token.</param>
public sealed record AnnouncingOptions(Uri IndexNow, Uri Baidu)
{
    public const string DefaultIndexNow = "https://api.indexnow.org/indexnow";

    /// <summary>Baidu offers no TLS here.</summary>
    public const string DefaultBaidu = "http://data.zz.baidu.com/urls";

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    public static AnnouncingOptions? Read(IConfiguration configuration, out string? error)
    {
        var indexNow = AddressOf(configuration, "Blog:Announcing:IndexNow", DefaultIndexNow, out var indexNowError);
        var baidu = AddressOf(configuration, "Blog:Announcing:Baidu", DefaultBaidu, out var baiduError);
        error = indexNowError ?? baiduError;
        return indexNow is null || baidu is null ? null : new AnnouncingOptions(indexNow, baidu);
    }

    private static Uri? AddressOf(IConfiguration configuration, string path, string otherwise, out string? error)
    {
        var written = configuration[path];
        var isAddress =
            Uri.TryCreate(string.IsNullOrWhiteSpace(written) ? otherwise : written, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address.Query.Length == 0
            && address.Fragment.Length == 0
            && address.UserInfo.Length == 0;
        error = isAddress
            ? null
            : $"{path.Replace(":", "__", StringComparison.Ordinal)} is '{written}': it must be an http or https address without query, "
                + $"such as {otherwise}";
        return isAddress ? address : null;
    }
}

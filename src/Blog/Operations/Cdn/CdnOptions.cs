namespace Blog.Operations.Cdn;

/// <summary>How the caches of a CDN are told of changes; read once at start from <c>Blog:Cdn:…</c>.</summary>
/// <param name="PurgeUrl">Where changes are posted to; null for nowhere.</param>
/// <param name="PurgeToken">Sent as a bearer token; null for none.</param>
public sealed record CdnOptions(Uri? PurgeUrl, string? PurgeToken)
{
    /// <summary>Reads and checks the settings.</summary>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    public static CdnOptions? Read(IConfiguration configuration, out string? error)
    {
        var written = configuration["Blog:Cdn:PurgeUrl"];
        var token = configuration["Blog:Cdn:PurgeToken"];
        Uri? address = null;
        var isAddress =
            string.IsNullOrWhiteSpace(written)
            || (
                Uri.TryCreate(written, UriKind.Absolute, out address)
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                && address.UserInfo.Length == 0
            );
        error =
            !isAddress ? $"Blog__Cdn__PurgeUrl is '{written}': it must be an http or https address such as https://cdn.example.org/purge"
            : token?.Any(char.IsWhiteSpace) == true ? "Blog__Cdn__PurgeToken must be a token without spaces"
            : null;
        return error is null ? new CdnOptions(address, string.IsNullOrEmpty(token) ? null : token) : null;
    }
}

using Blog.Operations.Announcing;
using Blog.Operations.Config;
using Blog.Site.Outbound;

namespace Blog;

/// <summary>Every key that the operator may set, in the order of the table in docs/operations.md; a test compares the two.</summary>
internal static class OperatorKeys
{
    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        new("Blog__PublicUrl", "http://localhost:5080 while developing, else none"),
        new("Blog__Owner__Email", "none"),
        new("Blog__Owner__Password", "none", IsSecret: true),
        new("Blog__Title", "none"),
        new("Blog__Tagline", "none"),
        new("Blog__TimeZone", "none"),
        new("Blog__Language", "none"),
        new("Blog__DataDirectory", "data"),
        new("Blog__AllowHttp", "false"),
        new("Blog__TrustedProxies", "none"),
        new("Blog__OtherHosts", "none"),
        new("Blog__Hsts__IncludeSubDomains", "false"),
        new("Blog__Hsts__Preload", "false"),
        new("Blog__SecurityLog__Addresses", "short"),
        new("Blog__SecurityLog__File", "none"),
        new("Blog__Backup__Every", "24h"),
        new("Blog__Backup__Keep", "7,4,12"),
        new("Blog__Backup__Directory", "backups in the data folder"),
        new("Blog__Backup__Drill", "30d"),
        new("Blog__Offsite__S3__Endpoint", "none"),
        new("Blog__Offsite__S3__Bucket", "none"),
        new("Blog__Offsite__S3__Region", BucketOptions.DefaultRegion),
        new("Blog__Offsite__S3__Prefix", "none"),
        new("Blog__Offsite__S3__PathStyle", "true"),
        new("Blog__Offsite__S3__AccessKey", "none", IsSecret: true),
        new("Blog__Offsite__S3__SecretKey", "none", IsSecret: true),
        new("Blog__Offsite__WebDav__Url", "none"),
        new("Blog__Offsite__WebDav__User", "none"),
        new("Blog__Offsite__WebDav__Password", "none", IsSecret: true),
        new("Blog__Offsite__Passphrase", "none", IsSecret: true),
        new("Blog__Static__Folder", "none"),
        new("Blog__Static__S3__Endpoint", "none"),
        new("Blog__Static__S3__Bucket", "none"),
        new("Blog__Static__S3__Region", BucketOptions.DefaultRegion),
        new("Blog__Static__S3__Prefix", "none"),
        new("Blog__Static__S3__PathStyle", "true"),
        new("Blog__Static__S3__AccessKey", "none", IsSecret: true),
        new("Blog__Static__S3__SecretKey", "none", IsSecret: true),
        new("Blog__Cache__Memory", "64"),
        new("Blog__Cdn__MaxAge", "0"),
        new("Blog__Cdn__PurgeUrl", "none"),
        new("Blog__Cdn__PurgeToken", "none", IsSecret: true),
        new("Blog__Database__Replicated", "false"),
        new("Blog__Database__ReplicaUrl", "none", IsSecret: true), // sftp://user:password@host is an address
        new("Blog__Database__ReplicaEvery", "24h"),
        new("Blog__Database__Litestream", "litestream"),
        new("Blog__Announcing__IndexNow", AnnouncingOptions.DefaultIndexNow),
        new("Blog__Announcing__Baidu", AnnouncingOptions.DefaultBaidu),
        new("Blog__Metrics__Token", "none", IsSecret: true),
        new("Blog__Metrics__Port", "none"),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "none"),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
        new("OTEL_EXPORTER_OTLP_HEADERS", "none", IsSecret: true),
        new("OTEL_SERVICE_NAME", "blog"),
        new("ASPNETCORE_URLS", ListenAddresses.Default),
        new("ASPNETCORE_HTTP_PORTS", "none"),
        new("ASPNETCORE_ENVIRONMENT", "Production"),
    ];

    /// <summary>Unknown keys below <c>Blog__</c>, most likely typing errors.</summary>
    public static IEnumerable<string> Unknown(IConfiguration configuration) =>
        configuration
            .GetSection("Blog")
            .AsEnumerable()
            .Where(pair => pair.Value is { Length: > 0 } && pair.Key.Contains(':', StringComparison.Ordinal))
            .Select(pair => pair.Key.Replace(":", "__", StringComparison.Ordinal))
            .Where(name => !All.Any(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal);
}

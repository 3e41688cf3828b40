namespace Blog.Tests.Operations.Config;

/// <summary>
/// Invalid values and the error each must give. Every key of the table has rows here, or is listed as accepting any text.
/// </summary>
internal static class WrongValues
{
    /// <summary>Keys that accept any value.</summary>
    public static IReadOnlyList<string> AnythingGoes { get; } =
    [
        "Blog__Static__S3__Bucket",
        "Blog__Static__S3__Region",
        "Blog__Static__S3__Prefix",
        "Blog__Static__S3__AccessKey",
        "Blog__Static__S3__SecretKey",
        "OTEL_EXPORTER_OTLP_HEADERS",
        "OTEL_SERVICE_NAME",
        "ASPNETCORE_ENVIRONMENT",
    ];

    /// <summary>Key, value, and the message besides the key's name.</summary>
    public static IReadOnlyList<(string Key, string Value, string Says)> Rows { get; } =
    [
        ("Blog__PublicUrl", "", "the address readers use"),
        ("Blog__PublicUrl", "blog.example.org", "http or https address"),
        ("Blog__PublicUrl", "ftp://example.org", "http or https address"),
        ("Blog__PublicUrl", "https://example.org/?x=1", "without query"),
        ("Blog__PublicUrl", "http://example.org", "Blog__AllowHttp=true"),
        ("Blog__Owner__Email", "nonsense", "e-mail address of the owner"),
        ("Blog__Owner__Password", "short secret", "characters"),
        ("Blog__Title", new string('x', 101), "at most 100 characters"),
        ("Blog__Tagline", new string('x', 201), "at most 200 characters"),
        ("Blog__TimeZone", "Mars/Olympus", "name of a time zone"),
        ("Blog__TimeZone", "+08:00", "name of a time zone"),
        ("Blog__Language", "fr", "zh-CN or en"),
        ("Blog__Language", "Chinese", "zh-CN or en"),
        ("Blog__DataDirectory", "{file}", "must be a folder"),
        ("Blog__AllowHttp", "maybe", "true or false"),
        ("Blog__TrustedProxies", "10.0.0.0/8, nonsense", "IP address or a network"),
        ("Blog__TrustedProxies", "10.0.0.0/33", "IP address or a network"),
        ("Blog__OtherHosts", "https://www.example.org", "a host name such as www.example.org"),
        ("Blog__OtherHosts", "www.example.org, 192.0.2.1", "a host name such as www.example.org"),
        ("Blog__Hsts__IncludeSubDomains", "1", "true or false"),
        ("Blog__Hsts__Preload", "yes", "true or false"),
        ("Blog__SecurityLog__Addresses", "none", "short or full"),
        ("Blog__SecurityLog__File", "/no/such/folder/security.log", "folder that exists"),
        ("Blog__Backup__Every", "sometimes", "must be off, or"),
        ("Blog__Backup__Every", "5m", "from 1h to 31d"),
        ("Blog__Backup__Directory", "{file}", "must be a folder"),
        ("Blog__Backup__Directory", "{data}", "separate folder"),
        ("Blog__Backup__Keep", "many", "three numbers"),
        ("Blog__Backup__Keep", "0,0,0", "three numbers"),
        ("Blog__Static__Folder", "{file}", "must be a folder"),
        ("Blog__Static__Folder", "{data}", "outside of the data folder"),
        ("Blog__Static__S3__Endpoint", "s3.example.org", "http or https address"),
        ("Blog__Static__S3__PathStyle", "perhaps", "true or false"),
        ("Blog__Cache__Memory", "plenty", "number of megabytes"),
        ("Blog__Cache__Memory", "-1", "number of megabytes"),
        ("Blog__Cdn__MaxAge", "1h", "number of seconds"),
        ("Blog__Cdn__PurgeUrl", "cdn.example.org/purge", "http or https address"),
        ("Blog__Cdn__PurgeToken", "a token with blanks", "without spaces"),
        ("Blog__Database__Replicated", "perhaps", "true or false"),
        ("Blog__Announcing__IndexNow", "indexnow.example", "http or https address"),
        ("Blog__Announcing__IndexNow", "ftp://indexnow.example", "http or https address"),
        ("Blog__Announcing__Baidu", "http://baidu.example/urls?token=x", "without query"),
        ("Blog__Metrics__Token", "short secret", "16 to 200"),
        ("Blog__Metrics__Token", "a secret with blanks in it", "without spaces"),
        ("Blog__Metrics__Port", "0", "from 1 to 65535"),
        ("Blog__Metrics__Port", "65536", "from 1 to 65535"),
        ("Blog__Metrics__Port", "metrics", "from 1 to 65535"),
        ("Blog__Metrics__Port", "5080", "differ from the blog's port"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "http or https address"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "carrier-pigeon", "grpc or http/protobuf"),
        ("ASPNETCORE_URLS", "nonsense", "address to listen on"),
        ("ASPNETCORE_URLS", "http://localhost:5080;ftp://x", "'ftp://x'"),
        ("ASPNETCORE_HTTP_PORTS", "eighty", "port such as 8080"),
        ("ASPNETCORE_HTTP_PORTS", "8080;70000", "'70000'"),
    ];
}

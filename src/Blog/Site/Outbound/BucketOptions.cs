namespace Blog.Site.Outbound;

/// <summary>A bucket of a server that speaks the S3 protocol.</summary>
/// <param name="Endpoint">The server's address.</param>
/// <param name="Name">Of the bucket.</param>
public sealed record BucketOptions(Uri Endpoint, string Name, string AccessKey, string SecretKey)
{
    /// <summary>Most servers that speak the S3 protocol know no regions and take this one.</summary>
    public const string DefaultRegion = "us-east-1";

    public required string Region { get; init; }

    /// <summary>Stands before every key; empty, or ends with a slash.</summary>
    public required string Prefix { get; init; }

    /// <summary>Whether the bucket is named in the path of an address, rather than in its host.</summary>
    public required bool IsPathStyle { get; init; }

    /// <summary>Reads and checks what was written about a bucket.</summary>
    /// <param name="keys">How the names of the keys begin, such as <c>Blog__Static__S3__</c>.</param>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    /// <returns>The bucket; null for none, or an error.</returns>
    public static BucketOptions? Of(BucketText written, string keys, out string? error)
    {
        var (endpoint, isPathStyle) = (written.Endpoint is null ? null : EndpointOf(written.Endpoint), true);
        var missing = new (string Key, string? Value)[]
        {
            ("Endpoint", written.Endpoint),
            ("Bucket", written.Bucket),
            ("AccessKey", written.AccessKey),
            ("SecretKey", written.SecretKey),
        }
            .Where(one => one.Value is null)
            .Select(one => one.Key)
            .ToList();
        error =
            written.Endpoint is not null && endpoint is null
                ? $"{keys}Endpoint is '{written.Endpoint}': it must be an http or https address such as https://s3.example.org"
            : written.PathStyle is not null && !bool.TryParse(written.PathStyle, out isPathStyle)
                ? $"{keys}PathStyle is '{written.PathStyle}': it must be true or false"
            : missing.Count is > 0 and < 4 ? $"{keys}{missing[0]} is not set: endpoint, bucket and both keys belong together"
            : null;
        if (error is not null || missing.Count > 0)
        {
            return null;
        }

        var prefix = written.Prefix?.Trim('/');
        return new BucketOptions(endpoint!, written.Bucket!, written.AccessKey!, written.SecretKey!)
        {
            Region = written.Region ?? DefaultRegion,
            Prefix = string.IsNullOrEmpty(prefix) ? "" : prefix + "/",
            IsPathStyle = isPathStyle,
        };
    }

    /// <summary>Without the keys: records print all their properties.</summary>
    public override string ToString() => $"{Endpoint}{Name}/{Prefix}";

    private static Uri? EndpointOf(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var endpoint)
        && (endpoint.Scheme == Uri.UriSchemeHttps || endpoint.Scheme == Uri.UriSchemeHttp)
        && endpoint.PathAndQuery == "/"
        && endpoint.UserInfo.Length == 0
            ? endpoint
            : null;
}

/// <summary>What the operator wrote about a bucket; null for what is not set.</summary>
public sealed record BucketText(string? Endpoint, string? Bucket, string? AccessKey, string? SecretKey)
{
    public string? Region { get; init; }

    public string? Prefix { get; init; }

    public string? PathStyle { get; init; }

    /// <summary>Without the keys.</summary>
    public override string ToString() => $"{Endpoint} {Bucket}";
}

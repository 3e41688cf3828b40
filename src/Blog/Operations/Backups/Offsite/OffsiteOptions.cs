using Blog.Operations.Backups.Catalog;
using Blog.Site.Outbound;

namespace Blog.Operations.Backups.Offsite;

/// <summary>Where scheduled backups are copied to, encrypted; read once at start from <c>Blog:Offsite:…</c>.</summary>
/// <param name="Bucket">A bucket; null for none.</param>
/// <param name="WebDav">A folder of a WebDAV server; null for none.</param>
/// <param name="Passphrase">What the copies are encrypted with; empty where there are none.</param>
public sealed record OffsiteOptions(BucketOptions? Bucket, WebDavOptions? WebDav, string Passphrase)
{
    private const int ShortestPassphrase = 16,
        LongestPassphrase = 200;

    /// <summary>No copies.</summary>
    public static OffsiteOptions None { get; } = new(null, null, "");

    /// <summary>How much is hashed for each guess at the passphrase; less only in tests.</summary>
    internal int Hashing { get; init; } = PassphraseEncryption.MostHashing;

    public bool IsOn => Bucket is not null || WebDav is not null;

    /// <summary>Where, for the owner; without keys and passwords.</summary>
    public string Where => Bucket?.ToString() ?? WebDav?.Address.AbsoluteUri ?? "";

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="backups">The settings of the backups that are copied; null where they are wrong.</param>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    public static OffsiteOptions? Read(IConfiguration configuration, BackupOptions? backups, out string? error)
    {
        var bucket = BucketOptions.Of(
            new BucketText(
                Text(configuration, "Blog:Offsite:S3:Endpoint"),
                Text(configuration, "Blog:Offsite:S3:Bucket"),
                Text(configuration, "Blog:Offsite:S3:AccessKey"),
                Text(configuration, "Blog:Offsite:S3:SecretKey")
            )
            {
                Region = Text(configuration, "Blog:Offsite:S3:Region"),
                Prefix = Text(configuration, "Blog:Offsite:S3:Prefix"),
                PathStyle = Text(configuration, "Blog:Offsite:S3:PathStyle"),
            },
            "Blog__Offsite__S3__",
            out error
        );
        var webDav = WebDavOptions.Read(configuration, out var webDavError);
        var passphrase = Text(configuration, "Blog:Offsite:Passphrase") ?? "";
        error ??= webDavError ?? FindError(bucket is not null, webDav is not null, passphrase, backups);
        return error is null ? new OffsiteOptions(bucket, webDav, passphrase) : null;
    }

    /// <summary>Opens the place.</summary>
    public IOffsiteStore Open() => Bucket is not null ? new S3Store(Bucket) : new WebDavStore(WebDav!);

    /// <summary>Without keys and passwords: records print all their properties.</summary>
    public override string ToString() => Where;

    private static string? FindError(bool hasBucket, bool hasWebDav, string passphrase, BackupOptions? backups) =>
        hasBucket && hasWebDav ? "Blog__Offsite__S3__Bucket and Blog__Offsite__WebDav__Url are both set: set one of them"
        : passphrase.Length > 0 && (passphrase.Length is < ShortestPassphrase or > LongestPassphrase || passphrase.Any(char.IsControl))
            ? $"Blog__Offsite__Passphrase: it must have {ShortestPassphrase} to {LongestPassphrase} characters on one line"
        : !hasBucket && !hasWebDav ? null
        : passphrase.Length == 0
            ? "Blog__Offsite__Passphrase is not set: backups leave the machine encrypted only; "
                + $"set one of {ShortestPassphrase} to {LongestPassphrase} characters, and write it down elsewhere"
        : backups is { Every: null }
            ? "Blog__Backup__Every is 'off': off-machine backups are copies of the scheduled ones, so let it be a time such as 24h"
        : null;

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

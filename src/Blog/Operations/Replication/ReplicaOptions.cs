using Blog.Operations.Backups.Catalog;

namespace Blog.Operations.Replication;

/// <summary>What is known of the replicator that copies the database; read once at start from <c>Blog:Database:…</c>.</summary>
/// <param name="IsReplicated">Whether there is one.</param>
/// <param name="Address">Where Litestream restores the replica from; null where it is not looked at.</param>
/// <param name="Every">Time between two looks at it; null where only the command looks.</param>
/// <param name="Litestream">The program that restores it.</param>
public sealed record ReplicaOptions(bool IsReplicated, string? Address, TimeSpan? Every, string Litestream)
{
    /// <summary>Found in the folders of <c>PATH</c>.</summary>
    public const string DefaultLitestream = "litestream";

    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1),
        Longest = TimeSpan.FromDays(31);

    /// <summary>No replicator.</summary>
    public static ReplicaOptions None { get; } = new(false, null, null, DefaultLitestream);

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    public static ReplicaOptions? Read(IConfiguration configuration, out string? error)
    {
        var (written, address, every, program) = (
            configuration["Blog:Database:Replicated"],
            configuration["Blog:Database:ReplicaUrl"]?.Trim(),
            configuration["Blog:Database:ReplicaEvery"],
            configuration["Blog:Database:Litestream"]?.Trim()
        );
        var isReplicated = false;
        var isEvery = BackupOptions.TryReadSpan(every, TimeSpan.FromDays(1), Shortest, Longest, out var between);
        address = string.IsNullOrEmpty(address) ? null : address;
        error =
            !string.IsNullOrWhiteSpace(written) && !bool.TryParse(written, out isReplicated)
                ? $"Blog__Database__Replicated is '{written}': it must be true or false"
            : address is not null && !IsAddress(address)
                ? "Blog__Database__ReplicaUrl: it must be an address that Litestream restores from, such as s3://bucket.example/blog"
            : address is not null && !isReplicated
                ? "Blog__Database__ReplicaUrl is set: then Blog__Database__Replicated must be true, or nothing in a replica tells its age"
            : !isEvery
                ? $"Blog__Database__ReplicaEvery is '{every}': it must be off, or hours or days between two looks at the replica, "
                    + "from 1h to 31d, such as 24h"
            : null;
        return error is null
            ? new ReplicaOptions(isReplicated, address, between, string.IsNullOrEmpty(program) ? DefaultLitestream : program)
            : null;
    }

    /// <summary>Without the address, which may contain a password: records print all their properties.</summary>
    public override string ToString() => IsReplicated ? "replicated" : "not replicated";

    private static bool IsAddress(string written) =>
        !written.Any(sign => char.IsControl(sign) || sign == ' ')
        && (Path.IsPathFullyQualified(written) || (Uri.TryCreate(written, UriKind.Absolute, out var address) && address.Scheme.Length > 1));
}

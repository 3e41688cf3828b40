using System.Text.Encodings.Web;
using System.Text.Json;
using Blog.Storage.Telemetry;

namespace Blog.Operations.Backups.Archives;

/// <summary>
/// The content of an archive. It is a zip of <c>blog.db</c>, <c>media/ab/…</c>, <c>keys/….xml</c> and, as its last entry, this as
/// <c>manifest.json</c>: paths are those of the data folder, and it contains nothing else.
/// </summary>
/// <param name="Format">Version of this layout.</param>
/// <param name="Program">Version of the program that made it.</param>
/// <param name="Schema">The last migration of its database.</param>
/// <param name="CreatedAt">As of when.</param>
/// <param name="Counts">Rows of each table.</param>
/// <param name="Files">Its files, except the manifest.</param>
/// <param name="Notes">What was wrong with the blog itself when it was made, such as an image whose file was lost.</param>
public sealed record BackupManifest(
    int Format,
    string Program,
    string Schema,
    DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, long> Counts,
    IReadOnlyList<BackupEntry> Files,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The layout that this program writes, and the newest that it reads.</summary>
    public const int PresentFormat = 1;

    /// <summary>Its own name in the archive.</summary>
    public const string Name = "manifest.json";

    /// <summary>The database's name in the archive.</summary>
    public const string Database = "blog.db";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    public static string ProgramVersion { get; } = typeof(BackupManifest).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Whether a file name is allowed in an archive at all: nothing is ever written under another name.</summary>
    public static bool Allows(string path) =>
        path.Split('/') switch
        {
            [Database] => true,
            ["media", { Length: 2 } folder, var file] => IsMedia(folder, file),
            ["keys", var file] => IsKey(file),
            _ => false,
        };

    /// <summary>A summary of one line: <c>12 posts, 3 images, ...</c></summary>
    public string Summary
    {
        get
        {
            var images = Files.Where(file => file.Path.StartsWith("media/", StringComparison.Ordinal)).ToList();
            var keys = Files.Count(file => file.Path.StartsWith("keys/", StringComparison.Ordinal));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted(Count("Posts"), "post")}, {Counted(Count("Media"), "image")} ({Counted(images.Count, "file")}, "
                    + $"{ByteSize.Say(images.Sum(file => file.Bytes))}), {Counted(Count("Accounts"), "account")}, "
                    + $"{Counted(keys, "key")}, schema {Schema}"
            );
        }
    }

    /// <summary>Rows of a table; 0 where it does not exist.</summary>
    public long Count(string table) => Counts.GetValueOrDefault(table);

    /// <summary>Parses a manifest.</summary>
    /// <exception cref="JsonException">It is not a manifest.</exception>
    public static BackupManifest? Read(Stream stream) => JsonSerializer.Deserialize<BackupManifest>(stream, Json);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    private static bool IsMedia(string folder, string file)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        var parts = stem.Split('-');
        return parts.Length <= 2
            && StoredImage.IsId(parts[0])
            && parts[0][..2] == folder
            && (parts.Length == 1 || (parts[1].Length is > 0 and <= 5 && parts[1].All(char.IsAsciiDigit)))
            && extension.Length is >= 2 and <= 6
            && extension.Skip(1).All(char.IsAsciiLetterOrDigit);
    }

    private static bool IsKey(string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        return Path.GetExtension(file) == ".xml"
            && stem.Length is > 0 and <= 100
            && stem.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-');
    }

    private static string Counted(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}

/// <summary>A file of an archive.</summary>
/// <param name="Path">Below the data folder, with slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits.</param>
public sealed record BackupEntry(string Path, long Bytes, string Sha256);

/// <summary>Why a backup cannot be made.</summary>
public enum BackupError
{
    Other,

    /// <summary>The disk has too little room.</summary>
    NoRoom,

    /// <summary>The database itself is damaged.</summary>
    Damaged,
}

/// <summary>A backup cannot be made, or an archive cannot be used; the message is one line for the operator.</summary>
public sealed class BackupException : Exception
{
    public BackupException(string message)
        : base(OneLine(message)) { }

    public BackupException(string message, Exception cause)
        : base(OneLine(message), cause) { }

    /// <summary>The category of the reason, for pages in other languages.</summary>
    public BackupError Kind { get; init; }

    /// <summary>SQLite's messages have several lines, and text from an archive may contain control characters for a terminal.</summary>
    private static string OneLine(string message) => string.Concat(message.Select(sign => char.IsControl(sign) ? ' ' : sign));
}

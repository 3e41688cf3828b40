using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Blog.Portability.Import.Backups.Typecho;

/// <summary>
/// Typecho's own backup (控制台 → 备份, <c>.dat</c>): blocks of a type, two lengths, a header with the length of each column, the values, and
/// an MD5 of it all. In version 1.1 the second length is too short to be right: the lengths of the columns tell it.
/// </summary>
/// <remarks>Source: var/Widget/Backup.php and var/Typecho/Common.php of typecho/typecho.</remarks>
internal static class TypechoDat
{
    private const int MarkLength = 21; // %TYPECHO_BACKUP_0001%
    private const int HashLength = 32;
    private const int MaxValues = 64 << 20;

    private static readonly string[] Tables = ["", "contents", "comments", "metas", "relationships", "users", "fields"];

    public static bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("%TYPECHO_BACKUP_"u8);

    /// <summary>Reads a file to its end, or to where it is damaged.</summary>
    /// <param name="onDamage">Gets the place in bytes.</param>
    public static IEnumerable<(string Table, Dictionary<string, string?> Row)> Rows(string path, Action<long> onDamage)
    {
        using var file = File.OpenRead(path);
        var mark = new byte[MarkLength];
        if (file.ReadAtLeast(mark, MarkLength, throwOnEndOfStream: false) < MarkLength)
        {
            onDamage(0);
            yield break;
        }

        var hasLongLength = !mark.AsSpan().StartsWith("%TYPECHO_BACKUP_FILE"u8);
        while (true)
        {
            var at = file.Position;
            if (IsEnd(file, mark))
            {
                yield break;
            }

            file.Position = at;
            if (ReadBlock(file, hasLongLength) is not var (type, row))
            {
                onDamage(at);
                yield break;
            }

            if (type > 0 && type < Tables.Length)
            {
                yield return (Tables[type], row);
            }
        }
    }

    private static bool IsEnd(FileStream file, byte[] mark)
    {
        var end = new byte[MarkLength];
        var read = file.ReadAtLeast(end, MarkLength, throwOnEndOfStream: false);
        return read == MarkLength && end.AsSpan().SequenceEqual(mark);
    }

    private static (int Type, Dictionary<string, string?> Row)? ReadBlock(FileStream file, bool hasLongLength)
    {
        var start = new byte[hasLongLength ? 8 : 6];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
        {
            return null;
        }

        var type = BinaryPrimitives.ReadUInt16LittleEndian(start);
        var header = new byte[BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(2))];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || ColumnsOf(header) is not { } columns)
        {
            return null;
        }

        var length = columns.Sum(column => (long)(column.Length ?? 0));
        if (length > MaxValues || file.Length - file.Position < length + HashLength)
        {
            return null;
        }

        var values = new byte[length];
        file.ReadExactly(values);
        file.Position += HashLength;
        var (row, at) = (new Dictionary<string, string?>(StringComparer.Ordinal), 0);
        foreach (var (name, size) in columns)
        {
            row[name] = size is { } bytes ? Encoding.UTF8.GetString(values, at, bytes) : null;
            at += size ?? 0;
        }

        return (type, row);
    }

    private static List<(string Name, int? Length)>? ColumnsOf(byte[] header)
    {
        try
        {
            using var columns = JsonDocument.Parse(header);
            var found = new List<(string, int?)>();
            foreach (var column in columns.RootElement.EnumerateObject())
            {
                int? length = column.Value.ValueKind == JsonValueKind.Null ? null : column.Value.GetInt32();
                if (length < 0)
                {
                    return null;
                }

                found.Add((column.Name, length));
            }

            return found;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

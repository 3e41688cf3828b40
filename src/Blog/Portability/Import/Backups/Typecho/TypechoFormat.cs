using System.Text;
using Blog.Data.Posts.Files;
using Blog.Portability.Archives;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;
using Microsoft.Data.Sqlite;

namespace Blog.Portability.Import.Backups.Typecho;

/// <summary>Typecho 1.0 to 1.3: its own backup, an SQL dump of its tables, or its SQLite file. Uploads are in <c>usr/uploads</c>.</summary>
/// <remarks>Source: install/*.sql, var/Widget/Backup.php and var/Widget/Base/Contents.php of typecho/typecho.</remarks>
internal sealed class TypechoFormat : IBackupFormat
{
    private const int ScanLength = 1 << 20;

    public SiteGenerator Tool => SiteGenerator.Typecho;

    public bool IsProven => false;

    public bool Recognizes(string path, ReadOnlySpan<byte> head)
    {
        if (TypechoDat.Recognizes(head))
        {
            return true;
        }

        if (ForeignDatabase.Recognizes(head))
        {
            return Names(path, "contents", "relationships", "metas");
        }

        return SqlDump.IsMySql(head) is not null && Names(path, "contents", "relationships", "metas");
    }

    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken)
    {
        var path = files.Parts[0];
        var index = new TypechoIndex();
        foreach (var (table, row) in RowsOf(path, reading, folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Add(table, row);
        }

        var site = new TypechoSite(ConfigOf(index), folder, index)
        {
            Mounts = files.Mount("/usr/uploads", "usr/uploads", "uploads") is { } uploads ? [uploads] : [],
        };
        var posts = new TypechoPosts(index, site.Root, folder, reading);
        foreach (var (table, row) in RowsOf(path, reading, null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            posts.Add(table, row);
        }

        posts.End();
        return site;
    }

    /// <summary>The rows of all tables, by their names without prefix.</summary>
    /// <param name="folder">Learns of damage; null to say nothing.</param>
    private static IEnumerable<(string Table, Dictionary<string, string?> Row)> RowsOf(
        string path,
        BackupReading reading,
        PostFolder? folder
    )
    {
        var head = BackupFiles.HeadOf(path) ?? [];
        if (TypechoDat.Recognizes(head))
        {
            return TypechoDat.Rows(
                path,
                at =>
                    folder?.Refuse(
                        Path.GetFileName(path),
                        string.Create(CultureInfo.InvariantCulture, $"is damaged at byte {at}, and what follows was not read")
                    )
            );
        }

        return ForeignDatabase.Recognizes(head) ? DatabaseRows(path, reading) : DumpRows(path, SqlDump.IsMySql(head) == true);
    }

    private static IEnumerable<(string Table, Dictionary<string, string?> Row)> DumpRows(string path, bool isMySql)
    {
        using var dump = new SqlDump(path, isMySql);
        string? prefix = null;
        foreach (var (table, row) in dump.Rows())
        {
            prefix ??= PrefixOf(table, row);
            if (table.Contains('_', StringComparison.Ordinal) && (prefix is null || table.StartsWith(prefix, StringComparison.Ordinal)))
            {
                // The tables stand in alphabetical order, so some come before the one that tells the prefix.
                yield return (table[(table.LastIndexOf('_') + 1)..], row);
            }
        }
    }

    private static string? PrefixOf(string table, Dictionary<string, string?> row) =>
        table.EndsWith("contents", StringComparison.Ordinal) && row.ContainsKey("cid") && row.ContainsKey("authorId")
            ? table[..^"contents".Length]
            : null;

    private static IEnumerable<(string Table, Dictionary<string, string?> Row)> DatabaseRows(string path, BackupReading reading)
    {
        ForeignDatabase database;
        try
        {
            using var file = File.OpenRead(path);
            database = ForeignDatabase.Open(file, reading.Temporary);
        }
        catch (SqliteException)
        {
            throw new BackupException($"{Path.GetFileName(path)} is damaged: the database cannot be read");
        }

        using (database)
        {
            var tables = database.Tables();
            var prefix = tables
                .FirstOrDefault(name =>
                    name.EndsWith("contents", StringComparison.Ordinal) && database.ColumnsOf(name).IsSupersetOf(["cid", "authorId"])
                )
                ?[..^"contents".Length];
            foreach (var name in new[] { "options", "users", "metas", "relationships", "fields", "contents", "comments" })
            {
                if (prefix is null || !tables.Contains(prefix + name, StringComparer.Ordinal))
                {
                    continue;
                }

                using var rows = database.Rows(prefix + name).GetEnumerator();
                while (Next(rows, path))
                {
                    yield return (name, rows.Current);
                }
            }
        }
    }

    private static bool Next(IEnumerator<Dictionary<string, string?>> rows, string path)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (SqliteException)
        {
            throw new BackupException($"{Path.GetFileName(path)} is damaged: the database cannot be read");
        }
    }

    /// <summary>Whether a file names all these tables, with any prefix.</summary>
    private static bool Names(string path, params ReadOnlySpan<string> tables)
    {
        using var file = File.OpenRead(path);
        var text = new byte[(int)Math.Min(file.Length, ScanLength)];
        file.ReadExactly(text);
        var start = Encoding.Latin1.GetString(text);
        var found = start.Contains("authorId", StringComparison.Ordinal) || file.Length > ScanLength;
        foreach (var table in tables)
        {
            found &= start.Contains('_' + table, StringComparison.Ordinal) || file.Length > ScanLength;
        }

        return found && start.Contains("_comments", StringComparison.Ordinal);
    }

    private static SiteConfig ConfigOf(TypechoIndex index)
    {
        var fields = new FrontMatterMap();
        foreach (
            var (key, value) in new[]
            {
                ("url", index.Options.GetValueOrDefault("siteUrl")),
                ("title", index.Options.GetValueOrDefault("title")),
                ("subtitle", index.Options.GetValueOrDefault("description")),
                ("timezone", index.ZoneName),
                ("author", index.Users.Count == 1 ? index.Users.Values.First() : null),
            }
        )
        {
            if (!string.IsNullOrEmpty(value))
            {
                fields.Set(key, new FrontMatterValue.Text(System.Net.WebUtility.HtmlDecode(value)));
            }
        }

        return SiteConfig.OfBackup("the backup", fields);
    }
}

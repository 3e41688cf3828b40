using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Blog.Portability.Import;
using Blog.Portability.Import.Backups;
using Blog.Tests.Portability.Export;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Portability.Import.Backups.Typecho;

/// <summary>Typecho's backup, an SQL dump and its SQLite file: the same posts from each; damage ends in one line.</summary>
public sealed class TypechoImportTests
{
    private const string Pattern = "/archives/[year:digital:4]/[slug].html";

    /// <remarks>Columns as install/Mysql.sql of typecho/typecho has them; <c>views</c> is what themes add.</remarks>
    private static readonly (string Table, string[] Columns, string?[][] Rows)[] Site =
    [
        (
            "comments",
            ["coid", "cid", "created", "author", "authorId", "ownerId", "mail", "url", "ip", "agent", "text", "type", "status", "parent"],
            [
                [
                    "1",
                    "1",
                    "1588471200",
                    "小林",
                    "0",
                    "1",
                    "lin@typecho.example",
                    "http://lin.example",
                    "192.0.2.9",
                    "x",
                    "第一行\n第二行 <strong>粗</strong>",
                    "comment",
                    "approved",
                    "0",
                ],
                [
                    "2",
                    "1",
                    "1588474800",
                    "站长",
                    "1",
                    "1",
                    "me@typecho.example",
                    "",
                    "192.0.2.10",
                    "x",
                    "谢谢 a*b*c",
                    "comment",
                    "approved",
                    "1",
                ],
                ["3", "1", "1588478400", "S", "0", "1", "s@typecho.example", "", "", "x", "spam", "comment", "spam", "0"],
                ["4", "3", "1588478400", "P", "0", "1", "", "https://other.example/a", "", "x", "[...]链接", "pingback", "waiting", "0"],
            ]
        ),
        (
            "contents",
            [
                "cid",
                "title",
                "slug",
                "created",
                "modified",
                "text",
                "order",
                "authorId",
                "template",
                "type",
                "status",
                "password",
                "commentsNum",
                "allowComment",
                "parent",
                "views",
            ],
            [
                [
                    "1",
                    "第一篇 &amp; &lt;C#&gt;",
                    "first",
                    "1588435200",
                    "1588438800",
                    "<!--markdown-->开头 it's \\ fine。\n\n<!--more-->\n\n!!!\n<p align=\"center\">居中</p>\n!!!\n\n"
                        + "![图](https://te.example/usr/uploads/2020/05/1.png)",
                    "0",
                    "1",
                    null,
                    "post",
                    "publish",
                    null,
                    "3",
                    "1",
                    "0",
                    "42",
                ],
                [
                    "2",
                    "旧 HTML",
                    "old-html",
                    "1546300800",
                    "1546300800",
                    "第一段\n换行\n\n<h2>小标题</h2>\n<pre>code  1\ncode 2</pre>",
                    "0",
                    "1",
                    null,
                    "post",
                    "publish",
                    null,
                    "0",
                    "0",
                    "0",
                    "0",
                ],
                [
                    "3",
                    "关于",
                    "about",
                    "1546300800",
                    "1546300800",
                    "<!--markdown-->你好",
                    "1",
                    "1",
                    null,
                    "page",
                    "publish",
                    null,
                    "1",
                    "1",
                    "0",
                    "7",
                ],
                [
                    "4",
                    "隐藏",
                    "hidden",
                    "1546300800",
                    "1546300800",
                    "<!--markdown-->链接可见",
                    "0",
                    "1",
                    null,
                    "post",
                    "hidden",
                    null,
                    "0",
                    "1",
                    "0",
                    "0",
                ],
                [
                    "5",
                    "私密",
                    "private",
                    "1546300800",
                    "1546300800",
                    "<!--markdown-->kanarie",
                    "0",
                    "1",
                    null,
                    "post",
                    "private",
                    null,
                    "0",
                    "1",
                    "0",
                    "0",
                ],
                [
                    "6",
                    "密码",
                    "locked",
                    "1546300800",
                    "1546300800",
                    "<!--markdown-->kanarie",
                    "0",
                    "1",
                    null,
                    "post",
                    "publish",
                    "kanarie-password",
                    "0",
                    "1",
                    "0",
                    "0",
                ],
                [
                    "7",
                    "第一篇（改）",
                    "@1",
                    "1588435200",
                    "1588500000",
                    "<!--markdown-->edit",
                    "0",
                    "1",
                    null,
                    "post_draft",
                    "publish",
                    null,
                    "0",
                    "1",
                    "1",
                    "0",
                ],
                [
                    "8",
                    "草稿",
                    "@8",
                    "1588435200",
                    "1588500000",
                    "<!--markdown-->draft",
                    "0",
                    "1",
                    null,
                    "post_draft",
                    "publish",
                    null,
                    "0",
                    "1",
                    "0",
                    "0",
                ],
                [
                    "9",
                    "1.png",
                    "1-png",
                    "1588435200",
                    "1588435200",
                    "a:2:{s:4:\"name\";s:5:\"1.png\";s:4:\"path\";s:27:\"/usr/uploads/2020/05/1.png\";}",
                    "1",
                    "1",
                    null,
                    "attachment",
                    "publish",
                    null,
                    "0",
                    "1",
                    "1",
                    "0",
                ],
            ]
        ),
        (
            "fields",
            ["cid", "name", "type", "str_value", "int_value", "float_value"],
            [
                ["1", "thumb", "str", "/usr/uploads/2020/05/1.png", "0", "0"],
                ["1", "agree", "int", null, "3", "0"],
            ]
        ),
        (
            "metas",
            ["mid", "name", "slug", "type", "description", "count", "order", "parent"],
            [
                ["1", "技术", "tech", "category", null, "1", "1", "0"],
                ["2", "Linux", "linux", "category", null, "1", "2", "1"],
                ["3", "猫", "%E7%8C%AB", "tag", null, "1", "0", "0"],
            ]
        ),
        (
            "relationships",
            ["cid", "mid"],
            [
                ["1", "2"],
                ["1", "3"],
                ["2", "1"],
            ]
        ),
        (
            "users",
            ["uid", "name", "password", "mail", "url", "screenName"],
            [
                ["1", "admin", "kanarie-hash", "me@typecho.example", "", "阿文"],
            ]
        ),
        (
            "options",
            ["name", "user", "value"],
            [
                ["siteUrl", "0", "https://te.example"],
                ["title", "0", "阿文的站"],
                ["timezone", "0", "28800"],
                ["rewrite", "0", "1"],
                ["commentsMarkdown", "0", "0"],
                [
                    "routingTable",
                    "0",
                    "a:2:{s:5:\"index\";a:1:{s:3:\"url\";s:1:\"/\";}"
                        + $"s:4:\"post\";a:2:{{s:3:\"url\";s:{Pattern.Length}:\"{Pattern}\";s:6:\"widget\";s:3:\"文\";}}}}",
                ],
            ]
        ),
    ];

    [Fact]
    public async Task The_same_site_comes_from_a_dump_a_database_and_a_backup()
    {
        await using var dump = await ImportFixture.OpenAsync();
        dump.Write("site/dump.sql", Sql(isMySql: true)).Picture("site/usr/uploads/2020/05/1.png");
        var report = await dump.ImportAsync();
        var text = await BackupDump.OfAsync(dump, report);
        BackupDump.Check("typecho.txt", BackupDump.Stable(text));
        await RoundTrip.AssertAsync(dump.Host);
        Assert.DoesNotContain("kanarie-", report.ToJson(), StringComparison.Ordinal);
        Assert.All((await dump.ImportAsync()).Entries, entry => Assert.Equal(ImportOutcome.Unchanged, entry.Outcome));

        await using var database = await ImportFixture.OpenAsync();
        Directory.CreateDirectory(database.PathOf("site"));
        database.Picture("site/usr/uploads/2020/05/1.png");
        using (var connection = new SqliteConnection($"Data Source={database.PathOf("site/typecho.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Sql(isMySql: false);
            command.ExecuteNonQuery();
        }

        Assert.Equal(BackupDump.Stable(text), BackupDump.Stable(await BackupDump.OfAsync(database, await database.ImportAsync())));

        // It has no settings: the addresses are the usual ones, and the report says so.
        await using var backup = await ImportFixture.OpenAsync();
        await WriteAsync(backup, "site/backup.dat", Dat("0001"));
        backup.Picture("site/usr/uploads/2020/05/1.png");
        var other = await backup.ImportAsync(with: request => request with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") });
        Assert.Contains(other.Notes, note => note.StartsWith("the backup does not hold the settings", StringComparison.Ordinal));
        var posts = await backup.PostsAsync();
        Assert.Equal("/archives/1/", posts["第一篇 & <C#>"].Address.Value);
        Assert.Equal("/about.html", posts["关于"].Address.Value);
        Assert.Equal(report.Comments, other.Comments);
        Assert.Equal((4, 0), (other.Comments!.Added, other.Comments.Unmapped));
    }

    [Fact]
    public async Task Damaged_and_hostile_backups_end_in_one_clear_line()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var whole = Dat("FILE"); // 1.1, whose length of a body is too short
        await WriteAsync(fixture, "whole/a.dat", whole);
        Assert.Equal(0, (await fixture.ImportAsync("whole", request => request with { DryRun = true })).Count(ImportOutcome.Refused));
        await WriteAsync(fixture, "cut/a.dat", whole[..(whole.Length / 2)]);
        var cut = await fixture.ImportAsync("cut", request => request with { DryRun = true });
        Assert.Equal(1, cut.Count(ImportOutcome.Refused));
        Assert.Matches(
            "^is damaged at byte [0-9]+, and what follows was not read$",
            cut.Entries.Single(entry => entry.Outcome == ImportOutcome.Refused).Reason
        );
        Assert.Contains(cut.Entries, entry => entry.Outcome == ImportOutcome.Created);

        Assert.Null(PhpValue.Read("O:8:\"stdClass\":0:{}"));
        Assert.Null(PhpValue.Read("a:1:{s:1:\"a\";O:1:\"X\":0:{}}"));
        Assert.Null(PhpValue.Read("s:999999999:\"short\";"));
        Assert.Null(PhpValue.Read("a:2000000000:{i:0;"));
        Assert.Null(PhpValue.Read(string.Concat(Enumerable.Repeat("a:1:{i:0;", 100_000))));
        Assert.Equal("中文", PhpValue.Read("a:1:{s:3:\"url\";s:6:\"中文\";}")!["url"]);

        fixture.Write("sql/a.sql", Sql(isMySql: true)[..^600] + "INSERT INTO `typecho_contents` VALUES ('unfinished");
        Assert.Contains(
            (await fixture.ImportAsync("sql", request => request with { DryRun = true })).Entries,
            entry => entry.Outcome == ImportOutcome.Created
        );
    }

    private static async Task WriteAsync(ImportFixture fixture, string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(fixture.PathOf(name))!);
        await File.WriteAllBytesAsync(fixture.PathOf(name), bytes);
    }

    /// <summary>As mysqldump writes it, or as SQLite reads it.</summary>
    private static string Sql(bool isMySql)
    {
        var text = new StringBuilder(isMySql ? "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\n" : "");
        var quote = isMySql ? '`' : '"';
        foreach (var (table, columns, rows) in Site)
        {
            text.Append(CultureInfo.InvariantCulture, $"CREATE TABLE {quote}typecho_{table}{quote} (\n");
            text.AppendJoin(
                ",\n",
                columns.Select(column => $"  {quote}{column}{quote} text{(isMySql ? " COLLATE utf8mb4_bin DEFAULT NULL" : "")}")
            );
            text.Append(isMySql ? $",\n  PRIMARY KEY (`{columns[0]}`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n" : ");\n");
            text.Append(CultureInfo.InvariantCulture, $"INSERT INTO {quote}typecho_{table}{quote} VALUES ");
            text.AppendJoin(",", rows.Select(row => "(" + string.Join(',', row.Select(value => Value(value, isMySql))) + ")"));
            text.Append(";\n");
        }

        return text.ToString();
    }

    private static string Value(string? value, bool isMySql) =>
        value is null ? "NULL"
        : value.Length is > 0 and < 10 && value.All(char.IsAsciiDigit) ? value
        : isMySql
            ? "'"
                + value
                    .Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("'", "\\'", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal)
                + "'"
        : "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static byte[] Dat(string version)
    {
        using var file = new MemoryStream();
        var mark = Encoding.ASCII.GetBytes($"%TYPECHO_BACKUP_{version}%");
        file.Write(mark);
        foreach (
            var (type, name) in new[]
            {
                (1, "contents"),
                (2, "comments"),
                (3, "metas"),
                (4, "relationships"),
                (5, "users"),
                (6, "fields"),
                (9, "fields"),
            }
        )
        {
            var (_, columns, rows) = Site.Single(table => table.Table == name);
            foreach (var row in rows)
            {
                var values = row.Select(value => value is null ? null : Encoding.UTF8.GetBytes(value)).ToArray();
                var header = JsonSerializer.SerializeToUtf8Bytes(
                    columns.Zip(values).ToDictionary(one => one.First, one => one.Second?.Length)
                );
                var body = values.OfType<byte[]>().SelectMany(value => value).ToArray();
                var start = new byte[version == "FILE" ? 6 : 8];
                BinaryPrimitives.WriteUInt16LittleEndian(start, (ushort)type);
                BinaryPrimitives.WriteUInt16LittleEndian(start.AsSpan(2), (ushort)header.Length);
                if (version == "FILE")
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(start.AsSpan(4), unchecked((ushort)body.Length));
                }
                else
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(start.AsSpan(4), (uint)body.Length);
                }

                byte[] block = [.. start, .. header, .. body];
                file.Write(block);
#pragma warning disable CA5351 // the format says MD5
                file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(MD5.HashData(block))));
#pragma warning restore CA5351
            }
        }

        file.Write(mark);
        return file.ToArray();
    }
}

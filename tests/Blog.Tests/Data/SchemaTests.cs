using System.IO.Compression;
using Blog.Data.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Blog.Tests.Data;

/// <summary>security.md C9: a database of every earlier schema is upgraded with every row and every value it had.</summary>
public sealed class SchemaTests
{
    /// <summary>What a migration removed on purpose. Anything not listed here counts as lost.</summary>
    private static readonly string[] TakenAway = ["PendingEdits.BaseRevisionId", "PendingEdits.Markdown"];

    private static readonly string Fixtures = Path.Combine(Repository.Root, "tests", "Blog.Tests", "Fixtures");

    [Fact]
    public async Task Every_schema_has_a_fixture()
    {
        if (Environment.GetEnvironmentVariable("BLOG_WRITE_FIXTURES") == "1")
        {
            await WriteMissingAsync();
        }

        Assert.True(
            (await MigrationsAsync()).Select(FixtureOf).All(File.Exists),
            "a schema has no fixture: run this test with BLOG_WRITE_FIXTURES=1, which makes it of the one before, and commit the file"
        );
    }

    [Fact]
    public async Task Every_earlier_schema_is_upgraded_without_losing_data()
    {
        var migrations = await MigrationsAsync();
        var (schemas, rows) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var migration in migrations)
        {
            using var folder = new TemporaryFolder();
            Unpack(FixtureOf(migration), folder.File("blog.db"));
            Assert.Equal(migration, Ask("SELECT max(MigrationId) FROM __EFMigrationsHistory", folder).Single());
            var before = Content(folder);
            await using (var host = new DataHost(folder.Path))
            {
                await host.StartAsync();
                await host.WithDbAsync(async db =>
                {
                    Assert.Equal(
                        ["C# 与数据库", "A redirected post"],
                        await db.Posts.OrderBy(post => post.Id).Select(post => post.Title).ToListAsync()
                    );
                    Assert.Empty(await db.Database.GetPendingMigrationsAsync());
                });
            }

            var after = Content(folder);
            var gone = before.Keys.Except(after.Keys).ToList();
            Assert.True(
                gone.TrueForAll(column => TakenAway.Contains(column, StringComparer.Ordinal)),
                $"{migration}: gone are {string.Join(", ", gone)}"
            );
            foreach (var column in before.Keys.Except(gone))
            {
                Assert.True(
                    before[column].SequenceEqual(after[column]),
                    $"{migration}: {column} held\n{string.Join('\n', before[column])}\nand holds\n{string.Join('\n', after[column])}"
                );
                rows += before[column].Count;
            }

            Assert.Equal(["ok"], Ask("PRAGMA integrity_check", folder));
            Assert.Empty(Ask("SELECT \"table\" FROM pragma_foreign_key_check", folder));
            schemas.Add(
                string.Join(
                    '\n',
                    Ask(
                        "SELECT type || name || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE "
                            + "'\\' ORDER BY type, name",
                        folder
                    )
                )
            );
        }

        Assert.True(rows > 500, $"only {rows} values were compared");
        Assert.Single(schemas); // the current schema is the same from every start
    }

    [Fact]
    public async Task Changed_defaults_hold_for_new_blogs_only()
    {
        using var folder = new TemporaryFolder();
        Unpack(
            FixtureOf((await MigrationsAsync()).Single(name => name.EndsWith("_SessionLifetime", StringComparison.Ordinal))),
            folder.File("blog.db")
        );
        await using var upgraded = new DataHost(folder.Path);
        await upgraded.StartAsync();
        await upgraded.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            Assert.True(settings.AgeNotice);
            Assert.Equal(
                new SiteDisplay
                {
                    FoldAbove = 20,
                    ListStyle = PostListStyle.Summaries,
                    KeepsEarlierDefaults = true,
                },
                settings.Display
            );
            Assert.False(settings.Comments.Enabled);
        });
        using var other = new TemporaryFolder();
        await using var begun = new DataHost(other.Path);
        await begun.StartAsync();
        await begun.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            Assert.False(settings.AgeNotice);
            Assert.Equal(SiteDisplay.OfNewBlog, settings.Display);
            Assert.True(settings.Comments.Enabled);
        });
    }

    /// <summary>The values of every column in row order, without the search index and EF's own tables, which are derived.</summary>
    private static Dictionary<string, List<string>> Content(TemporaryFolder folder)
    {
        var content = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (
            var table in Ask(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT "
                    + "LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE '%Search%'",
                folder
            )
        )
        {
            foreach (var column in Ask($"SELECT name FROM pragma_table_info('{table}')", folder))
            {
                content[$"{table}.{column}"] = Ask($"SELECT quote(\"{column}\") FROM \"{table}\" ORDER BY rowid", folder);
            }
        }

        return content;
    }

    private static async Task<List<string>> MigrationsAsync()
    {
        using var folder = new TemporaryFolder();
        await using var host = new DataHost(folder.Path);
        List<string> names = [];
        await host.WithDbAsync(db =>
        {
            names = [.. db.Database.GetMigrations()];
            return Task.CompletedTask;
        });
        return names;
    }

    private static string FixtureOf(string migration) =>
        migration.EndsWith("_First", StringComparison.Ordinal)
            ? Path.Combine(Fixtures, "schema-1.db")
            : Path.Combine(Fixtures, $"schema-{migration}.db.gz");

    private static void Unpack(string fixture, string path)
    {
        using var packed = File.OpenRead(fixture);
        using var file = File.Create(path);
        if (fixture.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            unpacked.CopyTo(file);
        }
        else
        {
            packed.CopyTo(file);
        }
    }

    private static async Task WriteMissingAsync()
    {
        var migrations = await MigrationsAsync();
        foreach (var (before, migration) in migrations.Zip(migrations.Skip(1)).Where(pair => !File.Exists(FixtureOf(pair.Second))))
        {
            using var folder = new TemporaryFolder();
            Unpack(FixtureOf(before), folder.File("blog.db"));
            await using (var host = new DataHost(folder.Path))
            {
                await host.WithDbAsync(db => db.GetService<IMigrator>().MigrateAsync(migration));
            }

            SqliteConnection.ClearAllPools();
            Fill(folder);
            Ask("VACUUM", folder);
            Ask("PRAGMA wal_checkpoint(TRUNCATE)", folder);
            await using var packed = new GZipStream(File.Create(FixtureOf(migration)), CompressionLevel.SmallestSize);
            await using var file = File.OpenRead(folder.File("blog.db"));
            await file.CopyToAsync(packed);
        }
    }

    /// <summary>Adds one row to each empty table, so that the loss of a table is noticed.</summary>
    private static void Fill(TemporaryFolder folder)
    {
        for (var turn = 0; turn < 5; turn++) // a row needs those it refers to
        {
            foreach (
                var table in Ask(
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name "
                            + "NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE '%Search%'",
                        folder
                    )
                    .Where(table => Ask($"SELECT count(*) FROM \"{table}\"", folder)[0] == "0")
            )
            {
                var columns = Ask(
                        "SELECT name || '|' || type || '|' || coalesce((SELECT \"table\" || '.' || coalesce(\"to\", 'Id') FROM "
                            + $"pragma_foreign_key_list('{table}') f WHERE f.\"from\" = i.name), '') FROM pragma_table_info('{table}') "
                            + "i WHERE NOT (pk = 1 AND name = 'Id' AND type = 'INTEGER')",
                        folder
                    )
                    .ConvertAll(column => column.Split('|'));
                var values = columns.Select(column =>
                    column switch
                    {
                        [_, _, { Length: > 0 } reference] =>
                            $"(SELECT min(\"{reference.Split('.')[1]}\") FROM \"{reference.Split('.')[0]}\")",
                        [var name, "TEXT", _] => $"'字 {table} {name}'",
                        [_, "BLOB", _] => "x'00ff10'",
                        _ => "1",
                    }
                );
                try
                {
                    Ask(
                        $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column[0]}\""))}) VALUES "
                            + $"({string.Join(", ", values)})",
                        folder
                    );
                }
                catch (SqliteException e) when (e.SqliteErrorCode == 19 && turn < 4)
                {
                    // The rows it refers to are added in the next pass.
                }
            }
        }
    }

    private static List<string> Ask(string sql, TemporaryFolder folder) => Processes.DatabaseIntegrity.Ask(folder.File("blog.db"), sql);
}

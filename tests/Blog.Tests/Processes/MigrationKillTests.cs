using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Processes;

/// <summary>
/// security.md C8, C9: an upgrade killed at any point is rolled back and repeated by the next start. EF writes each migration in several
/// transactions if a table is rebuilt, so that without a rollback a kill would leave an unknown schema.
/// </summary>
public sealed class MigrationKillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_upgrade_is_repeated_by_the_next_start()
    {
        var random = new Random(20261123);
        var old = _folder.File("old.db");
        BlowUp(old, revisions: Deep.IsOn ? 60_000 : 8_000);
        var before = ContentOf(old);
        var (schema, took) = await UpgradedAsync(old);
        var (kills, inside, broughtBack, slowest) = (Deep.Count(1, 30), 0, 0, TimeSpan.Zero);
        for (var kill = 0; kill < kills || (inside == 0 && kill < kills + 50); kill++) // at least one must come while it migrates
        {
            using var data = new TemporaryFolder();
            File.Copy(old, data.File("blog.db"));
            await using var blog = new BlogServer(data.Path);
            blog.Begin();
            await Poll.UntilAsync(() =>
                Directory.Exists(data.File("backups")) && Directory.EnumerateFiles(data.File("backups"), "before-upgrade-*").Any()
            );
            await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * took.TotalMilliseconds));
            await blog.KillAsync();
            var applied = DatabaseIntegrity.Ask(blog.Database, "SELECT MigrationId FROM __EFMigrationsHistory").Count;
            var half = DatabaseIntegrity.Ask(blog.Database, "SELECT name FROM sqlite_master WHERE name = '__UpgradeBegun'").Count > 0;
            inside += half ? 1 : 0;

            var watch = Stopwatch.StartNew();
            await blog.StartAsync();
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            broughtBack += blog.Output.Any(line => line.Contains("the previous state was restored", StringComparison.Ordinal)) ? 1 : 0;
            Assert.True(
                schema == DatabaseIntegrity.SchemaOf(blog.Database),
                $"another schema after a kill with {applied} migrations applied"
            );
            Assert.Equal(before, ContentOf(blog.Database));
            DatabaseIntegrity.Check(blog.Database);
        }

        Deep.Report(
            $"kills in a migration: {kills}, of which {inside} inside, all recovered, the slowest next start "
                + $"{slowest.TotalSeconds:F1} s, an upgrade without a kill {took.TotalSeconds:F1} s"
        );
        Assert.Equal(inside, broughtBack);
        Assert.True(inside > 0, "no kill came while it migrated, so nothing was proved");
    }

    [Fact]
    public async Task A_half_upgraded_database_is_refused_when_its_snapshot_is_gone()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "schema-1.db"), _folder.File("blog.db"));
        DatabaseIntegrity.Ask(_folder.File("blog.db"), "CREATE TABLE __UpgradeBegun (Snapshot TEXT NOT NULL)");
        DatabaseIntegrity.Ask(_folder.File("blog.db"), "INSERT INTO __UpgradeBegun VALUES ('before-upgrade-x.db')");
        var bytes = await File.ReadAllBytesAsync(_folder.File("blog.db"));
        await using var blog = new BlogServer(_folder.Path);
        blog.Begin();
        Assert.Equal(3, await blog.EndAsync());
        Assert.Contains(
            "before-upgrade-x.db, is missing; nothing was changed. Restore a backup",
            Assert.Single(blog.Errors),
            StringComparison.Ordinal
        );
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_folder.File("blog.db")));
    }

    /// <summary>The first schema with so many revisions that the upgrade, which copies their table, takes its time.</summary>
    private static void BlowUp(string path, int revisions)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "schema-1.db"), path);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            INSERT INTO Revisions (PostId, Kind, Title, Markdown, CreatedAt)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {revisions})
            SELECT (SELECT min(Id) FROM Posts), 'Autosave', 'Revision ' || i, hex(randomblob(500)), 1700000000000 + i FROM n;
            INSERT INTO PendingEdits (PostId, BaseRevisionId, LastWriterId, Title, Markdown, UpdatedAt)
            SELECT p.Id, (SELECT max(Id) FROM Revisions WHERE PostId = p.Id), p.AuthorId, p.Title, p.Markdown, p.UpdatedAt FROM Posts p;
            """;
        command.ExecuteNonQuery();
    }

    /// <summary>What an upgrade must not change, in one word each.</summary>
    private static List<string> ContentOf(string database) =>
        [
            .. DatabaseIntegrity.Ask(
                database,
                "SELECT count(*) || ' ' || sum(Id) || ' ' || sum(length(Title)) || ' ' || sum(length(Markdown)) || ' ' || "
                    + "max(Markdown) FROM Revisions"
            ),
            .. DatabaseIntegrity.Ask(database, "SELECT Id || Title || Markdown || Address || PublishedAt FROM Posts ORDER BY Id"),
            .. DatabaseIntegrity.Ask(database, "SELECT count(*) || ' ' || group_concat(Title) FROM PendingEdits"),
            .. DatabaseIntegrity.Ask(database, "SELECT Path FROM Redirects ORDER BY Id"),
        ];

    private static async Task<(string Schema, TimeSpan Took)> UpgradedAsync(string old)
    {
        using var data = new TemporaryFolder();
        File.Copy(old, data.File("blog.db"));
        await using var blog = new BlogServer(data.Path);
        blog.Begin();
        await Poll.UntilAsync(() =>
            Directory.Exists(data.File("backups")) && Directory.EnumerateFiles(data.File("backups"), "before-upgrade-*").Any()
        );
        var watch = Stopwatch.StartNew();
        await Poll.UntilAsync(() =>
            blog.Output.Any(line =>
                line.Contains("DatabaseMigrated", StringComparison.Ordinal) || line.Contains("Applied ", StringComparison.Ordinal)
            )
        );
        var took = watch.Elapsed;
        await blog.ReadyAsync();
        return (DatabaseIntegrity.SchemaOf(blog.Database), took);
    }
}

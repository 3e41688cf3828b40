using System.Security.Cryptography;
using Blog.Data.Startup;
using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Data.Startup;

public sealed class DatabaseStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_fresh_folder_gets_a_database_with_settings()
    {
        await using var host = new DataHost(_folder.Path);
        await host.StartWithoutTemplateAsync();
        await host.WithDbAsync(async db => Assert.Equal("zh-CN", (await db.Settings.SingleAsync()).Main.Tag));
        Assert.True(Directory.Exists(host.Folder.Media));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(host.Folder.Keys));
        }
    }

    [Fact]
    public async Task Only_one_process_at_a_time_uses_the_folder()
    {
        await using var host = new DataHost(_folder.Path);
        using (var first = host.Folder.TryLock())
        {
            Assert.NotNull(first);
            Assert.Null(host.Folder.TryLock());
        }

        using var again = host.Folder.TryLock();
        Assert.NotNull(again);
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_does_not_stop_the_next_start()
    {
        await using (var host = new DataHost(_folder.Path))
        {
            await host.StartWithoutTemplateAsync();
        }

        // As a killed first migration leaves it: the lock row is there, the history is not.
        Execute("DELETE FROM __EFMigrationsHistory");
        foreach (
            var table in Query(
                "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
            )
        )
        {
            Execute($"PRAGMA foreign_keys=OFF; DROP TABLE IF EXISTS \"{table}\"");
        }

        Execute(
            "CREATE TABLE IF NOT EXISTS __EFMigrationsLock(Id INTEGER PRIMARY KEY, Timestamp TEXT); INSERT OR REPLACE INTO "
                + "__EFMigrationsLock VALUES (1, '2026-01-01')"
        );
        await using var next = new DataHost(_folder.Path);
        await next.StartAsync().WaitAsync(Poll.Limit);
        await next.WithDbAsync(async db => Assert.Equal(0, await db.Posts.CountAsync()));
    }

    [Fact]
    public async Task A_start_that_fails_again_and_again_keeps_the_first_snapshot_and_does_not_fill_the_disk()
    {
        await CreateWithPostAsync();
        Execute("DELETE FROM __EFMigrationsHistory");
        var first = "";
        for (var i = 0; i < 6; i++)
        {
            await using var host = new DataHost(_folder.Path);
            host.Clock.Advance(TimeSpan.FromMinutes(i));
            await Assert.ThrowsAsync<DatabaseStartException>(host.StartAsync); // its tables exist already, so the migration fails each time
            var snapshots = Directory.GetFiles(_folder.File("backups")).Order(StringComparer.Ordinal).ToList();
            first = i == 0 ? snapshots.Single() : first;
            Assert.Equal(first, snapshots[0]);
            Assert.Equal(Math.Min(i + 1, 3), snapshots.Count);
        }

        using var connection = new SqliteConnection($"Data Source={first};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Title FROM Posts";
        Assert.Equal("安全", command.ExecuteScalar());
    }

    [Fact]
    public async Task A_failed_rollback_leaves_database_and_log_unchanged()
    {
        await CreateWithPostAsync();
        var before = Hash();
        await File.WriteAllTextAsync(_folder.File("blog.db-wal"), "committed pages");
        await using var host = new DataHost(_folder.Path);
        Assert.ThrowsAny<IOException>(() => host.Get<UpgradeSnapshots>().PutBack(_folder.File("backups/none.db")));
        Assert.Equal(before, Hash());
        Assert.Equal("committed pages", await File.ReadAllTextAsync(_folder.File("blog.db-wal")));
    }

    [Fact]
    public async Task A_failed_migration_brings_the_old_database_back()
    {
        await CreateWithPostAsync();
        Execute("DELETE FROM __EFMigrationsHistory");
        await using var host = new DataHost(_folder.Path);
        var error = await Assert.ThrowsAsync<DatabaseStartException>(host.StartAsync);
        Assert.Contains("the database is unchanged", error.Message, StringComparison.Ordinal);
        Assert.Equal(["安全"], Query("SELECT Title FROM Posts"));
        Assert.Equal(["ok"], Query("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_the_file_stays_as_it_is()
    {
        await CreateWithPostAsync();
        Execute("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99.0'); PRAGMA wal_checkpoint(TRUNCATE)");
        var before = Hash();
        await using var host = new DataHost(_folder.Path);
        var error = await Assert.ThrowsAsync<DatabaseStartException>(host.StartAsync);
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Hash());
    }

    [Fact]
    public async Task A_damaged_database_is_refused_with_a_clear_line()
    {
        await CreateWithPostAsync();
        var bytes = await File.ReadAllBytesAsync(_folder.File("blog.db"));
        RandomNumberGenerator.Fill(bytes.AsSpan(4096, 8192));
        await File.WriteAllBytesAsync(_folder.File("blog.db"), bytes);
        await using var host = new DataHost(_folder.Path);
        var error = await Assert.ThrowsAsync<DatabaseStartException>(host.StartAsync);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_folder.File("blog.db")));
    }

    [Fact]
    public async Task A_command_never_migrates()
    {
        await CreateWithPostAsync();
        Execute("DELETE FROM __EFMigrationsHistory");
        await using var host = new DataHost(_folder.Path);
        var error = await Assert.ThrowsAsync<DatabaseStartException>(() =>
            host.Get<DatabaseStart>().RunForCommandAsync(CancellationToken.None)
        );
        Assert.Contains("start the program once", error.Message, StringComparison.Ordinal);
    }

    private async Task CreateWithPostAsync()
    {
        await using (var host = new DataHost(_folder.Path))
        {
            await host.StartAsync();
            await host.WriteAsync(DataHost.Request("安全"));
        }

        SqliteConnection.ClearAllPools();
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private string Hash() => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_folder.File("blog.db"))));

    private void Execute(string sql, bool ignore = false)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException) when (ignore) { }
    }

    private List<string> Query(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("blog.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}

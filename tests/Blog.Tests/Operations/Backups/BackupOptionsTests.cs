using Blog.Operations.Backups.Catalog;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Blog.Tests.Operations.Backups;

public sealed class BackupOptionsTests
{
    [Fact]
    public void The_default_is_a_daily_backup_into_the_data_folder() => Assert.Equal(BackupOptions.Default, Read(out _));

    [Theory]
    [InlineData("off", null)]
    [InlineData("12h", 12.0)]
    [InlineData("2d", 48.0)]
    public void The_interval_is_hours_or_days_or_off(string written, double? hours) =>
        Assert.Equal(hours is { } h ? TimeSpan.FromHours(h) : null, Read(out _, ("Every", written))!.Every);

    [Theory]
    [InlineData("Every", "daily", "Blog__Backup__Every is 'daily'")]
    [InlineData("Every", "0h", "from 1h to 31d")]
    [InlineData("Every", "32d", "from 1h to 31d")]
    [InlineData("Every", "h", "from 1h to 31d")]
    [InlineData("Keep", "7", "Blog__Backup__Keep is '7'")]
    [InlineData("Directory", "/data", "a separate folder")]
    [InlineData("Directory", "/data/media", "a separate folder")]
    [InlineData("Directory", "/data/tmp/x", "a separate folder")]
    [InlineData("Directory", "/proc/version", "is a file")]
    public void A_wrong_value_is_named_with_what_it_must_be(string key, string value, string says)
    {
        Assert.Null(Read(out var fault, (key, value)));
        Assert.Contains(says, fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault!);
    }

    [Theory]
    [InlineData("Blog__Backup__Every", "nonsense")]
    [InlineData("Blog__Backup__Keep", "nonsense")]
    [InlineData("Blog__Database__Replicated", "nonsense")]
    public async Task A_wrong_setting_stops_a_start_with_one_line(string key, string value)
    {
        using var folder = new TemporaryFolder();
        using var process = BlogCommand.Start(folder.Path, [], (key, value));
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        Assert.Contains($"{key} is 'nonsense'", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_a_replicator_owns_checkpoints_the_program_makes_none_at_its_end(bool replicated)
    {
        using var folder = new TemporaryFolder();
        await using (
            var blog = new BlogApplication(folder.Path) { Settings = { ["Blog:Database:Replicated"] = replicated ? "true" : "false" } }
        )
        {
            await blog.PublishAsync("题");
            // while it is open, SQLite does not checkpoint the log on close
            using var replicator = new SqliteConnection($"Data Source={folder.File("blog.db")};Pooling=False");
            replicator.Open();
            using var command = replicator.CreateCommand();
            command.CommandText = "SELECT count(*) FROM Posts";
            Assert.Equal(1L, command.ExecuteScalar());
            await blog.DisposeAsync();
            Assert.Equal(replicated, new FileInfo(folder.File("blog.db-wal")).Length > 0);
        }
    }

    private static BackupOptions? Read(out string? fault, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>("Blog:Backup:" + s.Key, s.Value)))
            .Build();
        return BackupOptions.Read(configuration, "/", new DataFolder("/data"), out fault);
    }
}

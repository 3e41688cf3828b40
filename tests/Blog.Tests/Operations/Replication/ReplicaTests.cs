using Blog.Operations.Backups.Archives;
using Blog.Operations.Replication;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Tests.Operations.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Tests.Operations.Replication;

/// <summary>
/// The age of a replica, from the heartbeat in it. A script stands in for Litestream here: it is called in the same way, and copies a file.
/// </summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private WrittenBlog _blog = null!;

    public async ValueTask InitializeAsync() => _blog = await WrittenBlog.CreateAsync();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task The_age_is_that_of_the_heartbeat_in_what_was_restored()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is one for a Unix shell");
        var (heart, check, notes) = Make();
        await heart.BeatAsync(CancellationToken.None);
        CopyToReplica();
        _blog.Host.Clock.Advance(TimeSpan.FromSeconds(300));
        await heart.BeatAsync(CancellationToken.None);
        _blog.Host.Clock.Advance(TimeSpan.FromSeconds(42));
        var state = await check.RunAsync(null, CancellationToken.None);
        Assert.Equal((342, 300, 2), (state.Age.TotalSeconds, state.Behind.TotalSeconds, state.Posts));
        Assert.Equal((342, null, _blog.Host.Clock.GetUtcNow()), (notes.Notes.AgeSeconds, notes.Notes.Error, notes.Notes.CheckedAt));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_blog.Host.Folder.Temporary));
    }

    [Fact]
    public async Task A_replica_that_stands_still_is_wrong_whatever_the_replicator_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is one for a Unix shell");
        var (heart, check, notes) = Make();
        await heart.BeatAsync(CancellationToken.None);
        CopyToReplica();
        _blog.Host.Clock.Advance(TimeSpan.FromMinutes(25));
        await heart.BeatAsync(CancellationToken.None);
        Assert.Contains("1500 s behind", (await RefusalAsync(check)).Message, StringComparison.Ordinal);
        Assert.Equal((1500, _blog.Host.Clock.GetUtcNow()), (notes.Notes.AgeSeconds, notes.Notes.FailedAt));
    }

    [Fact]
    public async Task A_replica_without_a_heartbeat_a_damaged_one_and_none_are_wrong()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is one for a Unix shell");
        var (heart, check, notes) = Make();
        CopyToReplica();
        Assert.Contains("no heartbeat", (await RefusalAsync(check)).Message, StringComparison.Ordinal);
        await heart.BeatAsync(CancellationToken.None);
        CopyToReplica();
        await using (var file = File.OpenWrite(_blog.Beside("replica.db")))
        {
            file.Position = 8_192;
            await file.WriteAsync(new byte[40_960]);
        }

        Assert.Contains("damaged", (await RefusalAsync(check)).Message, StringComparison.Ordinal);
        File.Delete(_blog.Beside("replica.db"));
        var refusal = await RefusalAsync(check);
        Assert.StartsWith("litestream restore ended with 1: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.Message + notes.Notes.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_blog.Host.Folder.Temporary));
        var (_, without, _) = Make(litestream: "/no/such/litestream");
        Assert.Contains("install Litestream", (await RefusalAsync(without)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_heartbeat_is_written_where_there_is_a_replicator_and_wakes_nobody()
    {
        var changed = 0;
        _blog.Host.Get<DatabaseChangeMonitor>().Changed += (_, _) => changed++;
        _blog.Host.Get<Readiness>().Set();
        var (off, _, _) = Make(isReplicated: false);
        await off.StartAsync(CancellationToken.None);
        await Poll.GraceAsync();
        await off.StopAsync(CancellationToken.None);
        Assert.Null(Heartbeat());
        var (heart, _, _) = Make();
        await heart.StartAsync(CancellationToken.None);
        await Poll.UntilAsync(() => Heartbeat() == _blog.Host.Clock.GetUtcNow());
        await Poll.UntilAsync(() =>
        {
            _blog.Host.Clock.Advance(HeartbeatService.Every);
            return Heartbeat() > _blog.Host.Clock.GetUtcNow() - HeartbeatService.Every;
        });
        await heart.StopAsync(CancellationToken.None);
        Assert.Equal(0, changed);
        await _blog.Host.WriteAsync(Data.DataHost.Request("Third", "Words.", "en"));
        Assert.NotEqual(0, changed);
    }

    [Fact]
    public async Task The_doctor_says_how_old_a_restored_file_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is one for a Unix shell");
        var (heart, _, _) = Make();
        await heart.BeatAsync(CancellationToken.None);
        CopyToReplica();
        var found = await BlogCommand.InvokeAsync(_blog.Folder, ["doctor", "--replica", _blog.Beside("replica.db")]);
        Assert.True(found.Code == 0, found.Error);
        Assert.Contains(" s old, 0 s behind", found.Output, StringComparison.Ordinal);
        (string, string)[] settings =
        [
            ("Blog__Database__Replicated", "true"),
            ("Blog__Database__ReplicaUrl", "s3://me:hunter2@bucket/blog"),
            ("Blog__Database__Litestream", Script()),
        ];
        found = await BlogCommand.InvokeAsync(_blog.Folder, ["doctor", "--replica"], settings: settings);
        Assert.True(found.Code == 0, found.Error);
        Assert.Equal(2, (await BlogCommand.InvokeAsync(_blog.Folder, ["doctor", "--replica"])).Code);
    }

    private (HeartbeatService Heart, ReplicaCheck Check, ReplicaCatalog Notes) Make(bool isReplicated = true, string? litestream = null)
    {
        var (folder, clock) = (_blog.Host.Folder, _blog.Host.Clock);
        var options = new ReplicaOptions(isReplicated, "s3://me:hunter2@bucket/blog", TimeSpan.FromDays(1), litestream ?? Script());
        var notes = new ReplicaCatalog(options, folder, clock);
        var check = new ReplicaCheck(options, notes, folder, Disk.FreeAt, clock);
        var heart = new HeartbeatService(
            options,
            check,
            notes,
            _blog.Host.Get<IServiceScopeFactory>(),
            _blog.Host.Get<Readiness>(),
            clock,
            NullLogger<HeartbeatService>.Instance
        );
        return (heart, check, notes);
    }

    /// <summary>Stands in for Litestream.</summary>
    private string Script()
    {
        var path = _blog.Beside("litestream");
        if (!File.Exists(path) && !OperatingSystem.IsWindows())
        {
            File.WriteAllText(
                path,
                $"""
                #!/bin/sh
                [ "$1 $2" = "restore -o" ] && [ "$4" = "s3://me:hunter2@bucket/blog" ] || exit 64
                cp '{_blog.Beside("replica.db")}' "$3" || (echo "cannot restore from $4 with hunter2" >&2; exit 1)
                """
            );
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private void CopyToReplica()
    {
        File.Delete(_blog.Beside("replica.db"));
        _blog.Execute($"VACUUM INTO '{_blog.Beside("replica.db")}'");
    }

    private DateTimeOffset? Heartbeat()
    {
        using var connection = new SqliteConnection($"Data Source={_blog.Host.Folder.Database};Pooling=False");
        connection.Open();
        return DatabaseInspection.HeartbeatOf(connection);
    }

    private static Task<BackupException> RefusalAsync(ReplicaCheck check) =>
        Assert.ThrowsAsync<BackupException>(() => check.RunAsync(null, CancellationToken.None));
}

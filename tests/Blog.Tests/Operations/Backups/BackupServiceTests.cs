using Blog.Data.Startup;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Schedule;
using Blog.Operations.Maintenance;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Tests.Operations.Backups;

/// <summary>Automatic backups: when they are made, which are kept, what is shown.</summary>
public sealed class BackupServiceTests : IAsyncLifetime
{
    private WrittenBlog _blog = null!;
    private long _room = long.MaxValue;

    public async ValueTask InitializeAsync() => _blog = await WrittenBlog.CreateAsync();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task Old_backups_are_deleted_by_the_retention_rule_and_manual_and_broken_ones_stay()
    {
        var (service, catalog) = Make(new Retention(2, 2, 1));
        await service.MakeAsync(BackupKind.Manual, CancellationToken.None);
        _blog.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None); // Monday, 23 November 2026
        var broken = catalog.List().Single(item => item.Kind == BackupKind.Scheduled);
        await File.WriteAllTextAsync(Path.Combine(catalog.Folder, broken.Name), "nonsense");
        await service.VerifyAsync(broken, CancellationToken.None);
        Assert.Contains("not a zip archive", catalog.CheckOf(broken)!.Damage, StringComparison.Ordinal);
        Assert.True(catalog.Summary.NeedsAttention);
        for (var day = 1; day <= 10; day++)
        {
            _blog.Host.Clock.Advance(TimeSpan.FromDays(1));
            await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None);
        }

        Assert.Equal(
            ["11-23 Manual", "11-23 Scheduled", "11-29 Scheduled", "12-02 Scheduled", "12-03 Scheduled"],
            catalog.List().Select(item => $"{item.MadeAt:MM-dd} {item.Kind}").Order(StringComparer.Ordinal)
        );
        Assert.False(catalog.Summary.NeedsAttention);
        Assert.True(catalog.Summary.IsVerified);
    }

    [Fact]
    public async Task A_failure_is_shown_and_retried_after_an_hour_and_cleared_by_a_success()
    {
        var (service, catalog) = Make();
        var start = _blog.Host.Clock.GetUtcNow();
        Assert.Equal(start.AddMinutes(5), ScheduleOf(service, catalog).NextDue(start));
        _room = BackupService.Reserve + 1_000; // there would be room, but not enough to keep writing afterwards
        await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None);
        Assert.Contains("a backup needs", catalog.Summary.Error, StringComparison.Ordinal);
        Assert.Empty(catalog.List());
        Assert.Equal(start.AddHours(1), ScheduleOf(service, catalog).NextDue(start));
        _room = long.MaxValue;
        _blog.Host.Clock.Advance(TimeSpan.FromHours(1));
        await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None);
        Assert.Null(catalog.Summary.Error);
        Assert.Equal(start.AddHours(25), ScheduleOf(service, catalog).NextDue(start));
        Assert.Equal(_blog.Host.Clock.GetUtcNow(), catalog.Summary.MadeAt);
        Assert.True(catalog.Summary.Bytes > 1_000);
    }

    [Fact]
    public async Task A_missing_backup_is_late_unless_backups_are_switched_off()
    {
        var (service, catalog) = Make();
        catalog.NoteBeginning();
        _blog.Host.Clock.Advance(TimeSpan.FromHours(35));
        Assert.False(catalog.Summary.IsLate);
        _blog.Host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.True(catalog.Summary.IsLate);
        await service.MakeAsync(BackupKind.Manual, CancellationToken.None);
        Assert.False(catalog.Summary.IsLate);
        File.Delete(Path.Combine(catalog.Folder, catalog.List()[0].Name));
        Assert.True(catalog.Summary.IsLate); // deleted backups do not count
        var (off, elsewhere) = Make(every: null);
        Assert.Null(ScheduleOf(off, elsewhere, null).NextDue(_blog.Host.Clock.GetUtcNow()));
        Assert.False(elsewhere.Summary.IsLate);
    }

    [Fact]
    public async Task The_newest_backup_is_verified_weekly_and_the_others_monthly()
    {
        var (service, catalog) = Make();
        await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None);
        _blog.Host.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Null(ScheduleOf(service, catalog).Stale());
        _blog.Host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(catalog.List()[0], ScheduleOf(service, catalog).Stale());
        await service.VerifyAsync(ScheduleOf(service, catalog).Stale()!, CancellationToken.None);
        Assert.Null(ScheduleOf(service, catalog).Stale());
        Assert.Equal(_blog.Host.Clock.GetUtcNow(), catalog.Summary.VerifiedAt);
        await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None);
        _blog.Host.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Null(ScheduleOf(service, catalog).Stale());
        _blog.Host.Clock.Advance(TimeSpan.FromDays(25));
        await service.VerifyAsync(catalog.List()[0], CancellationToken.None);
        Assert.Equal(catalog.List()[1], ScheduleOf(service, catalog).Stale());
    }

    [Fact]
    public async Task The_service_makes_the_first_backup_after_five_minutes_and_the_next_after_a_day()
    {
        var (service, catalog) = Make();
        _blog.Host.Get<Readiness>().Set();
        using var schedule = ScheduleOf(service, catalog);
        await schedule.StartAsync(CancellationToken.None);
        await UntilAsync(() => catalog.List().Count == 0, TimeSpan.Zero);
        await UntilAsync(() => catalog.List().Count == 1, TimeSpan.FromMinutes(5));
        await UntilAsync(() => catalog.List().Count == 2, TimeSpan.FromHours(25));
        Assert.True(await service.Ask());
        Assert.Equal(3, catalog.List().Count);
        await schedule.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_backup_in_another_folder_counts_as_the_newest_and_partial_files_of_killed_ones_are_deleted()
    {
        var (_, catalog) = Make();
        var half = _blog.Beside(".blog-backup.x.partial");
        await File.WriteAllTextAsync(half, "half");
        File.SetLastWriteTimeUtc(half, _blog.Host.Clock.GetUtcNow().UtcDateTime.AddHours(-1));
        var made = await _blog.BackUpAsync();
        Assert.False(File.Exists(half));
        catalog.NoteMade(made.Path, made.Manifest.CreatedAt, made.Bytes, 0);
        Assert.Equal((made.Path, made.Bytes, true), (catalog.Summary.Path, catalog.Summary.Bytes!.Value, catalog.Summary.IsVerified));
    }

    [Fact]
    public async Task A_failure_that_cannot_be_recorded_is_remembered_and_not_retried_at_once()
    {
        var (service, catalog) = Make();
        var start = _blog.Host.Clock.GetUtcNow();
        Directory.CreateDirectory(Path.Combine(catalog.Folder, "shelf.json")); // a folder in its place, so that the notes cannot be written
        _room = 1_000;
        Assert.False(await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None));
        Assert.Equal(start, catalog.Summary.FailedAt);
        Assert.Equal(start.AddHours(1), ScheduleOf(service, catalog).NextDue(start));
        Directory.Delete(Path.Combine(catalog.Folder, "shelf.json"));
        _room = long.MaxValue;
        Assert.True(await service.MakeAsync(BackupKind.Manual, CancellationToken.None));
        Assert.Null(catalog.Summary.FailedAt);
        Assert.Equal(
            ["shelf.json"],
            Directory.GetFiles(catalog.Folder).Select(Path.GetFileName).Where(name => !name!.EndsWith(".zip", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_backup_dated_in_the_future_takes_no_slot_and_hides_no_delay()
    {
        var (service, catalog) = Make(new Retention(1, 0, 0));
        Directory.CreateDirectory(catalog.Folder);
        var future = BackupItem.NameOf(_blog.Host.Clock.GetUtcNow().AddYears(1), BackupKind.Scheduled);
        await File.WriteAllTextAsync(Path.Combine(catalog.Folder, future), "by a wrong clock");
        Assert.True(await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None));
        Assert.Equal(2, catalog.List().Count);
        Assert.Equal(_blog.Host.Clock.GetUtcNow(), catalog.Summary.MadeAt);
        _blog.Host.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True(catalog.Summary.IsLate);
        Assert.True(ScheduleOf(service, catalog).NextDue(_blog.Host.Clock.GetUtcNow().AddDays(-1)) <= _blog.Host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Files_missing_from_the_blog_are_shown_and_the_last_complete_backup_stays()
    {
        var (service, catalog) = Make(new Retention(1, 0, 0));
        await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None);
        var complete = catalog.List()[0];
        Assert.False(catalog.Summary.NeedsAttention);
        foreach (var image in Directory.GetFiles(_blog.Host.Folder.Media, "*", SearchOption.AllDirectories))
        {
            File.Delete(image);
        }

        for (var day = 0; day < 3; day++)
        {
            _blog.Host.Clock.Advance(TimeSpan.FromDays(1));
            Assert.True(await service.MakeAsync(BackupKind.Scheduled, CancellationToken.None));
        }

        Assert.Equal(2, catalog.List().Count);
        Assert.Contains(complete, catalog.List());
        Assert.True(catalog.Summary is { NeedsAttention: true, Lacking: > 0, Damage: null });
        await service.VerifyAsync(catalog.List()[0], CancellationToken.None);
        Assert.True(catalog.Summary.Lacking > 0); // verifying it again does not make it complete
    }

    [Fact]
    public async Task Every_request_gets_its_own_result()
    {
        var (service, catalog) = Make();
        _blog.Host.Get<Readiness>().Set();
        using var schedule = ScheduleOf(service, catalog);
        await schedule.StartAsync(CancellationToken.None);
        _room = 1_000;
        var (first, same, none) = (service.Ask(), service.Ask(), service.AskToVerify("blog-20260101-000000-manual.zip"));
        Assert.Equal((false, false, false), (await first, await same, await none));
        _room = long.MaxValue;
        Assert.True(await service.Ask());
        Assert.True(await service.AskToVerify(Assert.Single(catalog.List()).Name));
        await schedule.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Nothing_is_deleted_while_the_database_is_damaged()
    {
        var orphan = Path.Combine(_blog.Host.Folder.Media, "00", "00000000000000000000000000000000.png");
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "of a row that was lost");
        File.SetLastWriteTimeUtc(orphan, _blog.Host.Clock.GetUtcNow().UtcDateTime.AddDays(-2));
        _blog.Execute("PRAGMA foreign_keys=OFF; DELETE FROM Posts WHERE Title = 'Second'");
        var maintenance = new DatabaseMaintenance(
            _blog.Host.Folder,
            _blog.Host.Get<DatabaseStart>(),
            _blog.Host.Get<Readiness>(),
            _blog.Host.Get<WriteGate>(),
            _blog.Host.Get<IServiceScopeFactory>(),
            _blog.Host.Clock,
            NullLogger<DatabaseMaintenance>.Instance
        );
        await maintenance.LookAsync(CancellationToken.None);
        await maintenance.SweepAsync(CancellationToken.None);
        Assert.True(File.Exists(orphan));
        File.Delete(Path.Combine(_blog.Host.Folder.Root, DataFolder.MaintenanceNote)); // nothing is known to be wrong
        await maintenance.SweepAsync(CancellationToken.None);
        Assert.False(File.Exists(orphan));
    }

    /// <summary>Once restored, such a copy would look for a snapshot that does not exist.</summary>
    [Fact]
    public async Task A_database_in_the_middle_of_an_upgrade_is_not_backed_up()
    {
        _blog.Execute("CREATE TABLE __UpgradeBegun (Snapshot TEXT NOT NULL); INSERT INTO __UpgradeBegun VALUES ('x.db')");
        Assert.Contains(
            "being upgraded",
            (await Assert.ThrowsAsync<BackupException>(() => _blog.BackUpAsync())).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_database_is_checked_fully_once_a_week_also_across_restarts()
    {
        Assert.True(await Maintenance().LookAsync(CancellationToken.None));
        Assert.False(await Maintenance().LookAsync(CancellationToken.None));
        _blog.Host.Clock.Advance(TimeSpan.FromDays(7));
        _blog.Execute("PRAGMA foreign_keys=OFF; DELETE FROM Posts WHERE Title = 'Second'");
        Assert.True(await Maintenance().LookAsync(CancellationToken.None));
        Assert.Contains("refers to a missing row of Posts", Maintenance().Last!.Errors[0], StringComparison.Ordinal);

        DatabaseMaintenance Maintenance() =>
            new(
                _blog.Host.Folder,
                _blog.Host.Get<DatabaseStart>(),
                _blog.Host.Get<Readiness>(),
                _blog.Host.Get<WriteGate>(),
                _blog.Host.Get<IServiceScopeFactory>(),
                _blog.Host.Clock,
                NullLogger<DatabaseMaintenance>.Instance
            );
    }

    private async Task UntilAsync(Func<bool> holds, TimeSpan advance)
    {
        _blog.Host.Clock.Advance(advance);
        await Poll.UntilAsync(() =>
        {
            _blog.Host.Clock.Advance(TimeSpan.FromSeconds(10)); // the schedule may not have waited yet when the clock moved
            return holds();
        });
    }

    private BackupSchedule ScheduleOf(BackupService service, BackupCatalog catalog) => ScheduleOf(service, catalog, TimeSpan.FromDays(1));

    private BackupSchedule ScheduleOf(BackupService service, BackupCatalog catalog, TimeSpan? every) =>
        new(
            service,
            catalog,
            BackupOptions.Default with
            {
                Every = every,
            },
            _blog.Host.Get<Readiness>(),
            _blog.Host.Clock,
            NullLogger<BackupSchedule>.Instance
        );

    private (BackupService Service, BackupCatalog Catalog) Make(Retention? kept = null) => Make(TimeSpan.FromDays(1), kept);

    private (BackupService Service, BackupCatalog Catalog) Make(TimeSpan? every, Retention? kept = null)
    {
        var options = new BackupOptions(every, null, kept ?? Retention.Default);
        var (folder, clock) = (_blog.Host.Folder, _blog.Host.Clock);
        var catalog = new BackupCatalog(options, folder, clock);
        return (
            new BackupService(catalog, new BackupBuilder(folder, _ => _room, clock), folder, clock, NullLogger<BackupService>.Instance),
            catalog
        );
    }
}

using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Backups.Schedule;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Tests.Data;
using Blog.Tests.Operations.Backups.Offsite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Tests.Operations.Backups.Drills;

/// <summary>Restore drills: the newest backup, into a scratch folder.</summary>
public sealed class RestoreDrillTests : IAsyncLifetime
{
    private WrittenBlog _blog = null!;
    private long _room = long.MaxValue;

    public async ValueTask InitializeAsync() => _blog = await WrittenBlog.CreateAsync();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task The_newest_backup_of_this_machine_is_restored_checked_and_removed()
    {
        var (drill, drills, catalog) = Make(OffsiteOptions.None);
        Assert.Contains(
            "no backup yet",
            (await Assert.ThrowsAsync<BackupException>(() => drill.RunAsync(null, CancellationToken.None))).Message,
            StringComparison.Ordinal
        );
        await BackUpAsync(catalog);
        var archive = Path.Combine(catalog.Folder, catalog.List()[0].Name);
        var before = (DatabaseDump.Of(_blog.Folder), FolderDump.FilesOf(_blog.Folder), await File.ReadAllBytesAsync(archive));
        var result = await drill.RunAsync(null, CancellationToken.None);
        Assert.Equal((catalog.List()[0].Name, 2, 2), (result.Backup, result.Posts, result.Images));
        Assert.Equal((_blog.Host.Clock.GetUtcNow(), 2, null), (drills.Notes.PassedAt, drills.Notes.Posts, drills.Notes.Error));
        Assert.Equal(before.Item1, DatabaseDump.Of(_blog.Folder));
        Assert.Equal(before.Item2, FolderDump.FilesOf(_blog.Folder));
        Assert.Equal(before.Item3, await File.ReadAllBytesAsync(archive));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_blog.Host.Folder.Temporary));
    }

    [Fact]
    public async Task A_broken_archive_is_found_here_and_on_the_other_machine()
    {
        var (local, drills, catalog) = Make(OffsiteOptions.None);
        await BackUpAsync(catalog);
        var path = Path.Combine(catalog.Folder, catalog.List()[0].Name);
        var whole = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(
            path,
            [.. whole[..(whole.Length / 3)], (byte)(whole[whole.Length / 3] ^ 1), .. whole[((whole.Length / 3) + 1)..]]
        );
        await Assert.ThrowsAsync<BackupException>(() => local.RunAsync(null, CancellationToken.None));
        Assert.Contains("damaged", drills.Notes.Error, StringComparison.Ordinal);
        Assert.Equal(catalog.List()[0].Name, drills.Notes.Backup);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_blog.Host.Folder.Temporary));

        await using var place = await OffsitePlace.StartAsync(isBucket: false);
        await File.WriteAllBytesAsync(path, whole);
        await Offsite(place).UploadAsync(path, null, CancellationToken.None);
        var (elsewhere, _, _) = Make(place.Options);
        Assert.EndsWith(".gpg", (await elsewhere.RunAsync(null, CancellationToken.None)).Backup, StringComparison.Ordinal);
        Assert.Null(drills.Notes.Error);
        var (name, bytes) = place.Files.Single(file => file.Key.EndsWith(".gpg", StringComparison.Ordinal));
        place.Files[name] = bytes[..^10];
        await Assert.ThrowsAsync<BackupException>(() => elsewhere.RunAsync(null, CancellationToken.None));
        Assert.Contains(name, drills.Notes.Error, StringComparison.Ordinal);
        place.Files.Clear();
        await Assert.ThrowsAsync<BackupException>(() => elsewhere.RunAsync(null, CancellationToken.None));
        Assert.Contains("no off-machine backup", drills.Notes.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_without_room_is_not_filled()
    {
        var (drill, drills, catalog) = Make(OffsiteOptions.None);
        await BackUpAsync(catalog);
        _room = 200 << 20;
        await Assert.ThrowsAsync<BackupException>(() => drill.RunAsync(null, CancellationToken.None));
        Assert.Contains("the drill needs", drills.Notes.Error, StringComparison.Ordinal);
        Assert.Null(drills.Notes.PassedAt);
    }

    [Fact]
    public async Task One_is_due_monthly_and_daily_after_a_failure_and_late_after_another_week()
    {
        var (drill, drills, catalog) = Make(OffsiteOptions.None);
        var service = new DrillService(drill, drills, _blog.Host.Get<Readiness>(), _blog.Host.Clock, NullLogger<DrillService>.Instance);
        await service.RunAsync(CancellationToken.None); // a new blog without a backup has not failed
        Assert.Null(drills.Notes.RunAt);
        await BackUpAsync(catalog);
        await service.RunAsync(CancellationToken.None);
        Assert.Equal((_blog.Host.Clock.GetUtcNow(), false), (drills.Notes.PassedAt, drills.IsDue));
        _blog.Host.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True(drills.IsDue);
        File.Delete(Path.Combine(catalog.Folder, catalog.List()[0].Name));
        await File.WriteAllTextAsync(
            Path.Combine(catalog.Folder, BackupItem.NameOf(_blog.Host.Clock.GetUtcNow(), BackupKind.Manual)),
            "nonsense"
        );
        await service.RunAsync(CancellationToken.None);
        Assert.Contains("not a zip archive", drills.Notes.Error, StringComparison.Ordinal);
        Assert.False(drills.IsDue);
        _blog.Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(drills.IsDue);
        Assert.False(drills.IsLate);
        _blog.Host.Clock.Advance(TimeSpan.FromDays(7));
        Assert.True(drills.IsLate);
        var off = new DrillCatalog(BackupOptions.Default with { Drill = null }, _blog.Host.Folder, _blog.Host.Clock);
        Assert.Equal((false, false), (off.IsDue, off.IsLate));
    }

    private (RestoreDrill Drill, DrillCatalog Drills, BackupCatalog Catalog) Make(OffsiteOptions options)
    {
        var (folder, clock) = (_blog.Host.Folder, _blog.Host.Clock);
        var (catalog, drills) = (
            new BackupCatalog(BackupOptions.Default, folder, clock),
            new DrillCatalog(BackupOptions.Default, folder, clock)
        );
        var offsite = new OffsiteBackups(options, BackupOptions.Default, folder, _ => _room, clock);
        var scopes = _blog.Host.Get<IServiceScopeFactory>();
        return (new RestoreDrill(options, offsite, catalog, drills, folder, _ => _room, scopes, clock), drills, catalog);
    }

    private OffsiteBackups Offsite(OffsitePlace place) =>
        new(place.Options, BackupOptions.Default, _blog.Host.Folder, Disk.FreeAt, _blog.Host.Clock);

    private async Task BackUpAsync(BackupCatalog catalog)
    {
        var (folder, clock) = (_blog.Host.Folder, _blog.Host.Clock);
        var maker = new BackupBuilder(folder, _ => long.MaxValue, clock);
        var backups = new BackupService(catalog, maker, folder, clock, NullLogger<BackupService>.Instance);
        Assert.True(await backups.MakeAsync(BackupKind.Scheduled, CancellationToken.None));
    }
}

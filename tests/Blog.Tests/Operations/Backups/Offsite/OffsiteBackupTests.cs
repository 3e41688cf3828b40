using System.Security.Cryptography;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Backups.Schedule;
using Blog.Site.Outbound;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Tests.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Tests.Operations.Backups.Offsite;

/// <summary>Copies of backups on another machine: what counts as one, what is kept, and what comes back.</summary>
public sealed class OffsiteBackupTests : IAsyncLifetime
{
    private WrittenBlog _blog = null!;

    public async ValueTask InitializeAsync() => _blog = await WrittenBlog.CreateAsync();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_is_uploaded_encrypted_read_back_and_restored_as_it_was(bool isBucket)
    {
        await using var place = await OffsitePlace.StartAsync(isBucket);
        var (offsite, service, notes, catalog) = Make(place);
        var backup = await BackUpAsync(catalog);
        Assert.True(await service.RunAsync(CancellationToken.None));
        var name = backup.Name + ".gpg";
        Assert.Equal([name, name + ".sha256"], place.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            $"{Convert.ToHexStringLower(SHA256.HashData(place.Files[name]))}  {name}\n",
            System.Text.Encoding.ASCII.GetString(place.Files[name + ".sha256"])
        );
        Assert.Equal(-1, place.Files[name].AsSpan().IndexOf("manifest.json"u8)); // of the archive's directory
        var item = Assert.Single(await offsite.ListAsync(CancellationToken.None));
        Assert.Equal((name, backup.MadeAt), (item.Name, item.MadeAt));
        Assert.Equal((item, 1), (notes.Notes.Newest, notes.Notes.Kept));

        var fetched = _blog.Beside("fetched.zip");
        await offsite.FetchAsync(item, fetched, CancellationToken.None);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(catalog.Folder, backup.Name)), await File.ReadAllBytesAsync(fetched));
        var wanted = DatabaseDump.Of(_blog.Folder);
        _blog.Restore(fetched, _blog.Beside("new"));
        Assert.Equal(wanted, DatabaseDump.Of(_blog.Beside("new")));
        Assert.Equal(FolderDump.FilesOf(_blog.Folder), FolderDump.FilesOf(_blog.Beside("new")));
        Assert.Empty(Directory.EnumerateFiles(_blog.Host.Folder.Temporary));
    }

    [Fact]
    public async Task Gpg_opens_it_without_this_program()
    {
        Assert.SkipUnless(Gpg.IsInstalled, "gpg is not installed");
        await using var place = await OffsitePlace.StartAsync(isBucket: true);
        var (_, service, _, catalog) = Make(place);
        var backup = await BackUpAsync(catalog);
        Assert.True(await service.RunAsync(CancellationToken.None));
        var (file, opened) = (_blog.Beside("a.gpg"), _blog.Beside("opened.zip"));
        await File.WriteAllBytesAsync(file, place.Files.Single(one => one.Key.EndsWith(".gpg", StringComparison.Ordinal)).Value);
        Assert.Equal(0, (await Gpg.DecryptAsync(file, opened, OffsitePlace.Passphrase)).Code);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(catalog.Folder, backup.Name)), await File.ReadAllBytesAsync(opened));
        Assert.NotEqual(0, (await Gpg.DecryptAsync(file, _blog.Beside("not.zip"), "another passphrase")).Code);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_changed_or_truncated_upload_is_noticed_does_not_count_and_is_tried_again(bool isBucket, bool truncates)
    {
        await using var place = await OffsitePlace.StartAsync(isBucket);
        var (offsite, service, notes, catalog) = Make(place);
        await BackUpAsync(catalog);
        place.Keep = (name, bytes) =>
            !name.EndsWith(".gpg", StringComparison.Ordinal) ? bytes
            : truncates ? bytes[..(bytes.Length / 2)]
            : [.. bytes[..500], (byte)(bytes[500] ^ 1), .. bytes[501..]];
        Assert.False(await service.RunAsync(CancellationToken.None));
        Assert.Contains("what came back differs", notes.Notes.Error, StringComparison.Ordinal);
        Assert.Equal(_blog.Host.Clock.GetUtcNow(), notes.Notes.FailedAt);
        Assert.Null(notes.Notes.Newest);
        Assert.Empty(await offsite.ListAsync(CancellationToken.None));
        Assert.Empty(place.Files);
        place.Keep = (_, bytes) => bytes;
        Assert.True(await service.RunAsync(CancellationToken.None));
        Assert.Null(notes.Notes.Error);
        Assert.Single(await offsite.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_a_killed_upload_left_does_not_count_and_is_deleted_by_the_next_one()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: true);
        var (offsite, service, _, catalog) = Make(place);
        await BackUpAsync(catalog);
        await service.RunAsync(CancellationToken.None);
        var half = BackupItem.NameOf(_blog.Host.Clock.GetUtcNow().AddHours(1), BackupKind.Scheduled) + ".gpg";
        place.Files[half] = [1, 2, 3];
        place.Files["notes-of-somebody.txt"] = [4];
        Assert.DoesNotContain(await offsite.ListAsync(CancellationToken.None), item => item.Name == half);
        _blog.Host.Clock.Advance(TimeSpan.FromDays(1));
        await BackUpAsync(catalog);
        Assert.True(await service.RunAsync(CancellationToken.None));
        Assert.False(place.Files.ContainsKey(half));
        Assert.True(place.Files.ContainsKey("notes-of-somebody.txt"));
        Assert.Equal(2, (await offsite.ListAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Another_passphrase_is_one_line_that_names_the_key()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: false);
        var (_, service, _, catalog) = Make(place);
        await BackUpAsync(catalog);
        await service.RunAsync(CancellationToken.None);
        var (other, _, _, _) = Make(place, options: place.Options with { Passphrase = "another passphrase of 测试" });
        var item = (await other.ListAsync(CancellationToken.None)).Single();
        var refusal = await Assert.ThrowsAsync<OffsiteException>(() =>
            other.FetchAsync(item, _blog.Beside("x.zip"), CancellationToken.None)
        );
        Assert.Contains("Blog__Offsite__Passphrase does not open", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task A_download_that_breaks_off_or_is_damaged_is_said_and_not_taken_for_a_wrong_passphrase()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: false);
        var (offsite, service, _, catalog) = Make(place);
        await BackUpAsync(catalog);
        await service.RunAsync(CancellationToken.None);
        var item = (await offsite.ListAsync(CancellationToken.None)).Single();
        var more = await Assert.ThrowsAsync<OffsiteException>(() =>
            offsite.FetchAsync(item with { Bytes = 100 }, _blog.Beside("more.zip"), CancellationToken.None)
        );
        Assert.Contains("more came", more.Message, StringComparison.Ordinal); // an endless file would fill the disk
        place.BreaksOff = true;
        await Assert.ThrowsAsync<OffsiteException>(() => offsite.FetchAsync(item, _blog.Beside("x.zip"), CancellationToken.None));
        place.BreaksOff = false;
        foreach (var at in new[] { 20, 300, place.Files[item.Name].Length - 3 })
        {
            var whole = place.Files[item.Name];
            place.Files[item.Name] = [.. whole[..at], (byte)(whole[at] ^ 8), .. whole[(at + 1)..]];
            var refusal = await Assert.ThrowsAsync<OffsiteException>(() =>
                offsite.FetchAsync(item, _blog.Beside($"{at}.zip"), CancellationToken.None)
            );
            Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
            place.Files[item.Name] = whole;
        }
    }

    [Fact]
    public async Task Old_ones_are_deleted_by_the_same_rule_and_only_after_a_new_one_was_read_back()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: true);
        var (offsite, service, notes, catalog) = Make(place, kept: new Retention(2, 2, 1));
        for (var day = 0; day < 10; day++) // from Monday, 23 November 2026
        {
            var name = BackupItem.NameOf(_blog.Host.Clock.GetUtcNow(), BackupKind.Scheduled) + ".gpg";
            (place.Files[name], place.Files[name + ".sha256"]) = ([1], [2]);
            _blog.Host.Clock.Advance(TimeSpan.FromDays(1));
        }

        await BackUpAsync(catalog);
        Assert.True(await service.RunAsync(CancellationToken.None));
        string[] kept = ["11-29", "12-02", "12-03"];
        Assert.Equal(kept, (await offsite.ListAsync(CancellationToken.None)).Select(item => $"{item.MadeAt:MM-dd}").Reverse());
        Assert.Equal((3, 6), (notes.Notes.Kept, place.Files.Count));
        _blog.Host.Clock.Advance(TimeSpan.FromDays(1));
        await BackUpAsync(catalog);
        place.Keep = (name, bytes) => name.EndsWith(".gpg", StringComparison.Ordinal) ? bytes[1..] : bytes;
        Assert.False(await service.RunAsync(CancellationToken.None));
        Assert.Equal(kept, (await offsite.ListAsync(CancellationToken.None)).Select(item => $"{item.MadeAt:MM-dd}").Reverse());
    }

    [Fact]
    public async Task A_place_that_is_away_is_tried_again_with_pauses_and_reported_once_it_takes_too_long()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: false);
        var (offsite, service, notes, catalog) = Make(place);
        _blog.Host.Get<Readiness>().Set();
        place.IsDown = true;
        await BackUpAsync(catalog);
        await service.StartAsync(CancellationToken.None);
        await Poll.UntilAsync(() => notes.Notes.FailedAt is not null);
        Assert.Equal("the WebDAV server answers 503", notes.Notes.Error);
        Assert.False(notes.IsLate); // one failure is no reason to wake anybody
        await service.StopAsync(CancellationToken.None);
        _blog.Host.Clock.Advance(TimeSpan.FromHours(49));
        Assert.True(notes.IsLate);
        place.IsDown = false;
        await service.StartAsync(CancellationToken.None);
        await Poll.UntilAsync(() =>
        {
            _blog.Host.Clock.Advance(TimeSpan.FromSeconds(30));
            return notes.Notes.Newest is not null;
        });
        await service.StopAsync(CancellationToken.None);
        Assert.Single(await offsite.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_refuses_is_named_without_secrets()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: false);
        var options = place.Options with { WebDav = place.Options.WebDav! with { Password = "wrong secret" } };
        var (offsite, service, notes, catalog) = Make(place, options: options);
        await BackUpAsync(catalog);
        Assert.False(await service.RunAsync(CancellationToken.None));
        Assert.Equal("the WebDAV server answers 401: it does not accept user and password, or does not allow this", notes.Notes.Error);
        Assert.DoesNotContain("wrong secret", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(OffsitePlace.Passphrase, place.Options.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<OffsiteException>(() => offsite.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_disk_without_room_is_refused_before_anything_is_encrypted()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: true);
        var (_, service, notes, catalog) = Make(place, free: _ => 1_000);
        await BackUpAsync(catalog);
        Assert.False(await service.RunAsync(CancellationToken.None));
        Assert.Contains("it needs", notes.Notes.Error, StringComparison.Ordinal);
        Assert.Empty(place.Files);
    }

    [Fact]
    public async Task A_large_object_is_written_in_parts()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: true);
        using var bucket = new S3Bucket(OffsitePlace.RealBucket ?? place.Options.Bucket!);
        var bytes = RandomNumberGenerator.GetBytes(12_000_000);
        using var content = new MemoryStream(bytes);
        await bucket.PutLargeAsync("large", content, "application/octet-stream", CancellationToken.None, partSize: 5 << 20);
        Assert.Equal(bytes, await bucket.GetAsync("large", CancellationToken.None));
    }

    private (OffsiteBackups Offsite, OffsiteService Service, OffsiteCatalog Notes, BackupCatalog Catalog) Make(
        OffsitePlace place,
        Retention? kept = null,
        OffsiteOptions? options = null,
        FreeSpace? free = null
    )
    {
        var (folder, clock) = (_blog.Host.Folder, _blog.Host.Clock);
        var (wanted, backups) = (options ?? place.Options, BackupOptions.Default with { Kept = kept ?? Retention.Default });
        var catalog = new BackupCatalog(backups, folder, clock);
        var (offsite, notes) = (
            new OffsiteBackups(wanted, backups, folder, free ?? (_ => long.MaxValue), clock),
            new OffsiteCatalog(wanted, backups, folder, clock)
        );
        var service = new OffsiteService(
            wanted,
            offsite,
            notes,
            catalog,
            _blog.Host.Get<Readiness>(),
            clock,
            NullLogger<OffsiteService>.Instance
        );
        return (offsite, service, notes, catalog);
    }

    private async Task<BackupItem> BackUpAsync(BackupCatalog catalog)
    {
        var (folder, clock) = (_blog.Host.Folder, _blog.Host.Clock);
        var maker = new BackupBuilder(folder, _ => long.MaxValue, clock);
        var backups = new BackupService(catalog, maker, folder, clock, NullLogger<BackupService>.Instance);
        Assert.True(await backups.MakeAsync(BackupKind.Scheduled, CancellationToken.None));
        return catalog.List()[0];
    }
}

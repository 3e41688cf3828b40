using Blog.Data.Copies;
using Blog.Data.Folder;
using Blog.Operations.Backups.Archives;
using Blog.Tests.Data;
using Blog.Tests.Processes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Operations.Backups;

/// <summary>What a restore may meet: a lock, a kill at any moment, a full disk, an image that is deleted meanwhile.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private WrittenBlog blog = null!;

    public async ValueTask InitializeAsync() => blog = await WrittenBlog.CreateAsync();

    public ValueTask DisposeAsync() => blog.DisposeAsync();

    [Fact]
    public async Task While_the_blog_serves_nothing_is_restored_over_it()
    {
        var made = await blog.BackUpAsync();
        using var held = blog.Host.Folder.TryLock();
        Assert.Contains("in use by a running blog", Assert.Throws<BackupException>(() => blog.Restore(made.Path, blog.Folder, force: true)).Message, StringComparison.Ordinal);
    }

    /// <summary>The steps after the point of no return, one by one: after each of them a kill, then a start, then all is there.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_restore_killed_after_any_step_is_completed_by_the_next_start(int steps)
    {
        var made = await blog.BackUpAsync();
        var wanted = DatabaseDump.Of(blog.Folder);
        blog.Execute("UPDATE Posts SET Title = 'later'");
        var old = DatabaseDump.Of(blog.Folder);
        await Poll.UntilAsync(() =>
        {
            SqliteConnection.ClearAllPools();   // another test may just be closing what this one's pool held
            return !File.Exists(Path.Combine(blog.Folder, "blog.db-shm"));   // nobody has it mapped any more
        });
        await File.WriteAllTextAsync(Path.Combine(blog.Folder, "blog.db-shm"), "of the old one");
        await File.WriteAllTextAsync(Path.Combine(blog.Folder, "blog.db-wal"), "of the old one");
        var swap = new RestoreSwap(blog.Host.Folder);
        swap.Begin();
        using (var reader = ArchiveReader.Open(made.Path))
        {
            reader.Unpack(swap.Incoming, null, CancellationToken.None);
        }

        swap.Commit("test", "before-restore-1");
        var aside = Directory.CreateDirectory(Path.Combine(blog.Folder, "before-restore-1")).FullName;
        (string From, string To)[] moves =
        [
            ("media", aside), (Path.Combine("restoring", "media"), blog.Folder), ("keys", aside), (Path.Combine("restoring", "keys"), blog.Folder),
            ("blog.db-wal", aside), ("blog.db-shm", aside), ("blog.db", aside), (Path.Combine("restoring", "blog.db"), blog.Folder),
        ];
        foreach (var (from, to) in moves.Take(steps))
        {
            Directory.Move(Path.Combine(blog.Folder, from), Path.Combine(to, Path.GetFileName(from)));
        }

        await using (var next = new DataHost(blog.Folder))
        {
            await next.StartAsync();
            SqliteConnection.ClearAllPools();
        }

        Assert.Equal(wanted, DatabaseDump.Of(blog.Folder));
        File.Delete(Path.Combine(aside, "blog.db-wal"));
        File.Delete(Path.Combine(aside, "blog.db-shm"));
        Assert.Equal(old, DatabaseDump.Of(aside));
        Assert.Equal(FolderDump.FilesOf(blog.Folder), FolderDump.FilesOf(aside));
        Assert.False(Directory.Exists(Path.Combine(blog.Folder, "restoring")));
    }

    [Fact]
    public async Task What_a_restore_killed_while_unpacking_left_is_taken_away_by_the_next_start()
    {
        var swap = new RestoreSwap(blog.Host.Folder);
        swap.Begin();
        await File.WriteAllTextAsync(Path.Combine(swap.Incoming, "blog.db"), "half");
        var before = DatabaseDump.Of(blog.Folder);
        await using var next = new DataHost(blog.Folder);
        await next.StartAsync();
        Assert.Equal(before, DatabaseDump.Of(blog.Folder));
        Assert.False(Directory.Exists(swap.Incoming));
    }

    [Fact]
    public async Task Restores_that_are_really_killed_leave_the_old_blog_or_the_new_one()
    {
        await blog.AddImageAsync(TestImages.Photo(1_400, 900, ".png"), ".png", "image/png");
        var made = await blog.BackUpAsync();
        var wanted = Rows();
        blog.Execute("UPDATE Posts SET Title = 'later'");
        var old = Rows();
        var random = new Random(6);
        var kills = Deep.Count(4, 40);
        for (var i = 0; i < kills; i++)
        {
            using var process = BlogCommand.Start(blog.Folder, ["restore", made.Path, "--force"]);
            await Poll.UntilAsync(() => process.HasExited || Directory.Exists(Path.Combine(blog.Folder, "restoring")));
            await Task.Delay(random.Next(40));
            process.Kill();
            await process.WaitForExitAsync();
            await using (var next = new DataHost(blog.Folder))
            {
                await next.StartAsync();
                SqliteConnection.ClearAllPools();
            }

            var now = Rows();
            Assert.True(now.SequenceEqual(wanted) || now.SequenceEqual(old), "it is neither the old blog nor the new one");
            Assert.False(Directory.Exists(Path.Combine(blog.Folder, "restoring")));
            blog.Execute("UPDATE Posts SET Title = 'later'");
            old = Rows();
            Assert.Equal(0, (await BlogCommand.RunAsync(blog.Folder, "check", "--repair")).Code);
        }

        Deep.Report($"{kills} restores killed: the old blog or the new one each time");

        // The search index is made of the rest, and brought in step when there is time.
        List<string> Rows() => [.. DatabaseDump.Of(blog.Folder).Where(row => !row.StartsWith("PostSearch", StringComparison.Ordinal) && !row.StartsWith("SearchQueue", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task A_disk_without_room_is_refused_before_anything_is_written()
    {
        var refusal = await Assert.ThrowsAsync<BackupException>(() => blog.BackUpAsync(free: _ => 1_000));
        Assert.Contains("a backup needs", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was written", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(blog.Beside("")).Select(path => Path.GetFileName(path)!));

        var made = await blog.BackUpAsync();
        refusal = Assert.Throws<BackupException>(() => blog.Restore(made.Path, blog.Beside("new"), free: _ => 1_000));
        Assert.Contains("a restore needs", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["blog.lock"], Directory.EnumerateFileSystemEntries(blog.Beside("new")).Select(path => Path.GetFileName(path)!));
    }

    [Theory]
    [InlineData("copying the database (")]
    [InlineData("copying the database into")]
    [InlineData("images:")]
    [InlineData("reading the archive again")]
    public async Task A_backup_that_is_stopped_leaves_nothing(string step)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BackupMaker(blog.Host.Folder, Disk.FreeAt, blog.Host.Clock).RunAsync(
            blog.Beside("a.zip"),
            new Told(said =>
            {
                if (said.StartsWith(step, StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
            }),
            stop.Token));
        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(blog.Beside("")).Select(path => Path.GetFileName(path)!));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(blog.Folder, "tmp")));
    }

    [Fact]
    public async Task An_image_deleted_while_it_is_copied_makes_the_backup_begin_anew()
    {
        var drawing = Directory.EnumerateFiles(Path.Combine(blog.Folder, "media"), "*.svg", SearchOption.AllDirectories).Single();
        var id = Path.GetFileNameWithoutExtension(drawing);
        var begun = 0;
        var made = await blog.BackUpAsync(progress: new Told(step =>
        {
            begun += step.StartsWith("copying the database (", StringComparison.Ordinal) ? 1 : 0;
            if (step == "copying the database into the archive" && File.Exists(drawing))   // its row is in the copy already
            {
                blog.Execute($"DELETE FROM Media WHERE Id = '{id}'");
                File.Delete(drawing);
            }
        }));
        Assert.Equal(2, begun);
        Assert.Empty(made.Manifest.Notes);
        Assert.Equal(1, made.Manifest.Count("Media"));
    }

    [Fact]
    public async Task A_lost_image_does_not_prevent_backups_but_is_named_in_each()
    {
        File.Delete(Directory.EnumerateFiles(Path.Combine(blog.Folder, "media"), "*.svg", SearchOption.AllDirectories).Single());
        var (code, output, error) = await BlogCommand.RunAsync(blog.Folder, "backup", blog.Beside("a.zip"));
        Assert.Equal(1, code);
        Assert.Contains(".svg is missing: its row has no file", error, StringComparison.Ordinal);
        Assert.Contains("but the blog is not: run check", output, StringComparison.Ordinal);
        var report = blog.Restore(blog.Beside("a.zip"), blog.Beside("new"));
        Assert.Single(report.Manifest.Notes);
        Assert.Equal(DatabaseDump.Of(blog.Folder), DatabaseDump.Of(blog.Beside("new")));
    }

    [Fact]
    public async Task A_blog_of_an_older_schema_is_backed_up_and_restored_and_then_upgraded()
    {
        var data = Directory.CreateDirectory(blog.Beside("older"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "schema-1.db"), Path.Combine(data.FullName, "blog.db"));
        var made = await new BackupMaker(new DataFolder(data.FullName), Disk.FreeAt, blog.Host.Clock).RunAsync(blog.Beside("older.zip"), null, CancellationToken.None);
        Assert.Equal(blog.Schemas[0], made.Manifest.Schema);
        Assert.True(blog.Restore(made.Path, blog.Beside("new")).IsOlder);
        await using var next = new DataHost(blog.Beside("new"));
        await next.StartAsync();
        await next.WithDbAsync(async db => Assert.Equal(made.Manifest.Count("Posts"), await db.Posts.CountAsync()));
    }

    private sealed class Told(Action<string> work) : IProgress<string>
    {
        public void Report(string value) => work(value);
    }
}

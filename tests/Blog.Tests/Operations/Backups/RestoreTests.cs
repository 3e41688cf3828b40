using Blog.Data.Media;
using Blog.Operations.Backups.Archives;
using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;
using Blog.Tests.Data;
using Blog.Tests.Processes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Operations.Backups;

/// <summary>Restores and backups under adverse conditions: a lock, a kill at any moment, a full disk, an image deleted meanwhile.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private WrittenBlog _blog = null!;

    public async ValueTask InitializeAsync() => _blog = await WrittenBlog.CreateAsync();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_running_blog_cannot_be_restored_over()
    {
        var made = await _blog.BackUpAsync();
        using var held = _blog.Host.Folder.TryLock();
        Assert.Contains(
            "in use by a running blog",
            Assert.Throws<BackupException>(() => _blog.Restore(made.Path, _blog.Folder, force: true)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Drawings_of_diagrams_are_in_a_backup()
    {
        var source = new string('a', 64);
        await _blog.Host.WithDbAsync(async db =>
        {
            var diagram = new Diagram(source, DateTimeOffset.UnixEpoch);
            diagram.Drawn("<svg>light</svg>", "<svg>dark</svg>");
            db.Diagrams.Add(diagram);
            await db.SaveChangesAsync();
        });
        var made = await _blog.BackUpAsync();
        using var other = new TemporaryFolder();
        _blog.Restore(made.Path, other.File("data"), force: false);
        await using var restored = new DataHost(other.File("data"));
        await restored.StartAsync();
        await restored.WithDbAsync(async db =>
        {
            var diagram = await db.Diagrams.SingleAsync(row => row.Source == source);
            Assert.Equal(("<svg>light</svg>", "<svg>dark</svg>"), (diagram.Light, diagram.Dark));
        });
    }

    /// <summary>The steps after the point of no return, one by one: after a kill at each, the next start completes the restore.</summary>
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
        var made = await _blog.BackUpAsync();
        var wanted = DatabaseDump.Of(_blog.Folder);
        _blog.Execute("UPDATE Posts SET Title = 'later'");
        var old = DatabaseDump.Of(_blog.Folder);
        await Poll.UntilAsync(() =>
        {
            SqliteConnection.ClearAllPools(); // another test may be clearing the pool at this moment
            _blog.Execute("PRAGMA user_version"); // the last to close deletes the file, but a reader that is last (the dump) may not
            return !File.Exists(Path.Combine(_blog.Folder, "blog.db-shm")); // no connection has it mapped any more
        });
        await File.WriteAllTextAsync(Path.Combine(_blog.Folder, "blog.db-shm"), "of the old one");
        await File.WriteAllTextAsync(Path.Combine(_blog.Folder, "blog.db-wal"), "of the old one");
        var swap = new RestoreSwap(_blog.Host.Folder);
        swap.Begin();
        using (var reader = ArchiveReader.Open(made.Path))
        {
            reader.Unpack(swap.Incoming, null, CancellationToken.None);
        }

        swap.Commit("test", "before-restore-1");
        var aside = Directory.CreateDirectory(Path.Combine(_blog.Folder, "before-restore-1")).FullName;
        (string From, string To)[] moves =
        [
            ("media", aside),
            (Path.Combine("restoring", "media"), _blog.Folder),
            ("keys", aside),
            (Path.Combine("restoring", "keys"), _blog.Folder),
            ("blog.db-wal", aside),
            ("blog.db-shm", aside),
            ("blog.db", aside),
            (Path.Combine("restoring", "blog.db"), _blog.Folder),
        ];
        foreach (var (from, to) in moves.Take(steps))
        {
            Directory.Move(Path.Combine(_blog.Folder, from), Path.Combine(to, Path.GetFileName(from)));
        }

        await using (var next = new DataHost(_blog.Folder))
        {
            await next.StartAsync();
            SqliteConnection.ClearAllPools();
        }

        Assert.Equal(wanted, DatabaseDump.Of(_blog.Folder));
        File.Delete(Path.Combine(aside, "blog.db-wal"));
        File.Delete(Path.Combine(aside, "blog.db-shm"));
        Assert.Equal(old, DatabaseDump.Of(aside));
        Assert.Equal(FolderDump.FilesOf(_blog.Folder), FolderDump.FilesOf(aside));
        Assert.False(Directory.Exists(Path.Combine(_blog.Folder, "restoring")));
    }

    [Fact]
    public async Task The_next_start_cleans_up_after_a_restore_killed_while_unpacking()
    {
        var swap = new RestoreSwap(_blog.Host.Folder);
        swap.Begin();
        await File.WriteAllTextAsync(Path.Combine(swap.Incoming, "blog.db"), "half");
        var before = DatabaseDump.Of(_blog.Folder);
        await using var next = new DataHost(_blog.Folder);
        await next.StartAsync();
        Assert.Equal(before, DatabaseDump.Of(_blog.Folder));
        Assert.False(Directory.Exists(swap.Incoming));
    }

    [Fact]
    public async Task Restores_that_are_really_killed_leave_the_old_blog_or_the_new_one()
    {
        await _blog.AddImageAsync(TestImages.Photo(1_400, 900, ".png"), ".png", "image/png");
        var made = await _blog.BackUpAsync();
        var wanted = Rows();
        _blog.Execute("UPDATE Posts SET Title = 'later'");
        var old = Rows();
        var random = new Random(6);
        var kills = Deep.Count(2, 40);
        for (var i = 0; i < kills; i++)
        {
            using var process = BlogCommand.Start(_blog.Folder, ["restore", made.Path, "--force"]);
            await Poll.UntilAsync(() => process.HasExited || Directory.Exists(Path.Combine(_blog.Folder, "restoring")));
            await Task.Delay(random.Next(40));
            process.Kill();
            await process.WaitForExitAsync();
            await using (var next = new DataHost(_blog.Folder))
            {
                await next.StartAsync();
                SqliteConnection.ClearAllPools();
            }

            var now = Rows();
            Assert.True(now.SequenceEqual(wanted) || now.SequenceEqual(old), "it is neither the old blog nor the new one");
            Assert.False(Directory.Exists(Path.Combine(_blog.Folder, "restoring")));
            _blog.Execute("UPDATE Posts SET Title = 'later'");
            old = Rows();
            Assert.Equal(0, (await BlogCommand.InvokeAsync(_blog.Folder, ["check", "--repair"])).Code);
        }

        Deep.Report($"{kills} restores killed: the old blog or the new one each time");

        // The search index is derived from the rest and updated in the background.
        List<string> Rows() =>
            [
                .. DatabaseDump
                    .Of(_blog.Folder)
                    .Where(row =>
                        !row.StartsWith("PostSearch", StringComparison.Ordinal) && !row.StartsWith("SearchQueue", StringComparison.Ordinal)
                    ),
            ];
    }

    [Fact]
    public async Task A_disk_without_room_is_refused_before_anything_is_written()
    {
        var refusal = await Assert.ThrowsAsync<BackupException>(() => _blog.BackUpAsync(free: _ => 1_000));
        Assert.Contains("a backup needs", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was written", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_blog.Beside("")).Select(path => Path.GetFileName(path)!));

        var made = await _blog.BackUpAsync();
        refusal = Assert.Throws<BackupException>(() => _blog.Restore(made.Path, _blog.Beside("new"), free: _ => 1_000));
        Assert.Contains("a restore needs", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["blog.lock"], Directory.EnumerateFileSystemEntries(_blog.Beside("new")).Select(path => Path.GetFileName(path)!));
    }

    [Theory]
    [InlineData("copying the database (")]
    [InlineData("copying the database into")]
    [InlineData("images:")]
    [InlineData("verifying the archive")]
    public async Task A_backup_that_is_stopped_leaves_nothing(string step)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new BackupBuilder(_blog.Host.Folder, Disk.FreeAt, _blog.Host.Clock).RunAsync(
                _blog.Beside("a.zip"),
                new StepProgress(said =>
                {
                    if (said.StartsWith(step, StringComparison.Ordinal))
                    {
                        stop.Cancel();
                    }
                }),
                stop.Token
            )
        );
        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_blog.Beside("")).Select(path => Path.GetFileName(path)!));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_blog.Folder, "tmp")));
    }

    [Fact]
    public async Task An_image_deleted_while_it_is_copied_restarts_the_backup()
    {
        var drawing = Directory.EnumerateFiles(Path.Combine(_blog.Folder, "media"), "*.svg", SearchOption.AllDirectories).Single();
        var id = Path.GetFileNameWithoutExtension(drawing);
        var begun = 0;
        var made = await _blog.BackUpAsync(
            progress: new StepProgress(step =>
            {
                begun += step.StartsWith("copying the database (", StringComparison.Ordinal) ? 1 : 0;
                if (step == "copying the database into the archive" && File.Exists(drawing)) // its row is in the copy already
                {
                    _blog.Execute($"DELETE FROM Media WHERE Id = '{id}'");
                    File.Delete(drawing);
                }
            })
        );
        Assert.Equal(2, begun);
        Assert.Empty(made.Manifest.Notes);
        Assert.Equal(1, made.Manifest.Count("Media"));
    }

    [Fact]
    public async Task A_lost_image_does_not_prevent_backups_but_is_named_in_each()
    {
        File.Delete(Directory.EnumerateFiles(Path.Combine(_blog.Folder, "media"), "*.svg", SearchOption.AllDirectories).Single());
        var (code, output, error) = await BlogCommand.RunAsync(_blog.Folder, "backup", _blog.Beside("a.zip"));
        Assert.Equal(1, code);
        Assert.Contains(".svg is missing: its row has no file", error, StringComparison.Ordinal);
        Assert.Contains("but the blog is not: run check", output, StringComparison.Ordinal);
        var report = _blog.Restore(_blog.Beside("a.zip"), _blog.Beside("new"));
        Assert.Single(report.Manifest.Notes);
        Assert.Equal(DatabaseDump.Of(_blog.Folder), DatabaseDump.Of(_blog.Beside("new")));
    }

    [Fact]
    public async Task A_blog_of_an_older_schema_is_backed_up_and_restored_and_then_upgraded()
    {
        var data = Directory.CreateDirectory(_blog.Beside("older"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "schema-1.db"), Path.Combine(data.FullName, "blog.db"));
        var made = await new BackupBuilder(new DataFolder(data.FullName), Disk.FreeAt, _blog.Host.Clock).RunAsync(
            _blog.Beside("older.zip"),
            null,
            CancellationToken.None
        );
        Assert.Equal(_blog.Schemas[0], made.Manifest.Schema);
        Assert.True(_blog.Restore(made.Path, _blog.Beside("new")).IsOlder);
        await using var next = new DataHost(_blog.Beside("new"));
        await next.StartAsync();
        await next.WithDbAsync(async db => Assert.Equal(made.Manifest.Count("Posts"), await db.Posts.CountAsync()));
    }

    private sealed class StepProgress(Action<string> work) : IProgress<string>
    {
        public void Report(string value) => work(value);
    }
}

using System.IO.Compression;
using Blog.Tests.Data;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Operations.Backups;

/// <summary><c>backup</c> and <c>restore</c>; the first test runs them as the operator does, as processes.</summary>
public sealed class BackupCommandTests : IAsyncLifetime
{
    private WrittenBlog _blog = null!;

    public async ValueTask InitializeAsync() => _blog = await WrittenBlog.CreateAsync();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_backup_restored_into_an_empty_folder_is_the_same_blog()
    {
        var archive = _blog.Beside("a.zip");
        var (code, output, error) = await BlogCommand.RunAsync(_blog.Folder, "backup", archive);
        Assert.True(code == 0, error);
        Assert.Contains("2 posts, 2 images", Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.All(error.Trim().Split('\n'), line => Assert.StartsWith("backup: ", line, StringComparison.Ordinal));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(archive) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal(
            ["a.zip", "data"],
            Directory.EnumerateFileSystemEntries(_blog.Beside("")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_blog.Folder, "tmp")));

        var restored = _blog.Beside("new");
        (code, output, error) = await BlogCommand.RunAsync(restored, "restore", archive);
        Assert.True(code == 0, error);
        Assert.StartsWith($"restored into {restored}, as of ", output.Trim().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Equal(
            !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess,
            output.Contains($"chown -R USER {restored}", StringComparison.Ordinal)
        ); // root is warned that the new files belong to root
        Assert.Equal(DatabaseDump.Of(_blog.Folder), DatabaseDump.Of(restored));
        Assert.Equal(FolderDump.FilesOf(_blog.Folder), FolderDump.FilesOf(restored));
        Assert.Equal(
            ["blog.db", "blog.lock", "keys", "media"],
            Directory.EnumerateFileSystemEntries(restored).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, (await BlogCommand.InvokeAsync(restored, ["check"])).Code);
    }

    [Fact]
    public async Task A_backup_overwrites_nothing_and_one_that_is_not_made_leaves_nothing()
    {
        await File.WriteAllTextAsync(_blog.Beside("a.zip"), "mine");
        var (code, _, error) = await BlogCommand.InvokeAsync(_blog.Folder, ["backup", _blog.Beside("a.zip")]);
        Assert.Equal(2, code);
        Assert.Contains("already exists", error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(_blog.Beside("a.zip")));

        (code, _, error) = await BlogCommand.InvokeAsync(_blog.Folder, ["backup", _blog.Beside("unmounted/b.zip")]);
        Assert.Equal(2, code);
        Assert.StartsWith($"backup: the folder {_blog.Beside("unmounted")} does not exist: mount", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_blog.Beside("unmounted")));

        (code, _, error) = await BlogCommand.InvokeAsync(_blog.Beside("nowhere"), ["backup", _blog.Beside("b.zip")]);
        Assert.Equal(2, code);
        Assert.Contains("there is no blog", error, StringComparison.Ordinal);
        SqliteConnection.ClearAllPools();
        await using (var file = new FileStream(_blog.Host.Folder.Database, FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(Enumerable.Repeat((byte)0xAA, 4096 * 20).ToArray());
        }

        (code, _, error) = await BlogCommand.InvokeAsync(_blog.Folder, ["backup", _blog.Beside("b.zip")]);
        Assert.Equal(2, code);
        Assert.True(error.Contains("the database is damaged", StringComparison.Ordinal), error);
        Assert.False(File.Exists(_blog.Beside("b.zip")));
        Assert.Empty(Directory.EnumerateFiles(_blog.Beside(""), ".*"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_blog.Folder, "tmp")));
    }

    [Fact]
    public async Task A_restore_over_a_blog_is_refused_without_force_and_with_it_moves_the_old_one_aside()
    {
        var made = await _blog.BackUpAsync();
        _blog.Execute("UPDATE Posts SET Title = 'later'");
        var (old, oldFiles) = (DatabaseDump.Of(_blog.Folder), FolderDump.FilesOf(_blog.Folder));
        var (code, _, error) = await BlogCommand.InvokeAsync(_blog.Folder, ["restore", made.Path]);
        Assert.Equal(1, code);
        Assert.Contains("is not empty", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(old, DatabaseDump.Of(_blog.Folder));

        (code, var output, error) = await BlogCommand.InvokeAsync(_blog.Folder, ["restore", made.Path, "--force"]);
        Assert.True(code == 0, error);
        var aside = Assert.Single(Directory.EnumerateDirectories(_blog.Folder, "before-restore-*"));
        Assert.Contains($"the previous blog is in {aside}", output, StringComparison.Ordinal);
        Assert.Equal(old, DatabaseDump.Of(aside));
        Assert.Equal(oldFiles, FolderDump.FilesOf(aside));
        Assert.DoesNotContain(DatabaseDump.Of(_blog.Folder), row => row.Contains("later", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_blog.Folder, "restoring")));
    }

    [Fact]
    public async Task Restore_can_name_another_folder_and_backup_an_existing_one()
    {
        Directory.CreateDirectory(_blog.Beside("archives"));
        Assert.Equal(0, (await BlogCommand.InvokeAsync(_blog.Folder, ["backup", _blog.Beside("archives")])).Code);
        var archive = Assert.Single(Directory.EnumerateFiles(_blog.Beside("archives"), "blog-*-manual.zip"));
        Assert.Equal(0, (await BlogCommand.InvokeAsync(_blog.Folder, ["restore", archive, "--to", _blog.Beside("other")])).Code);
        Assert.Equal(DatabaseDump.Of(_blog.Folder), DatabaseDump.Of(_blog.Beside("other")));
        using var zip = ZipFile.OpenRead(archive);
        Assert.All(
            zip.Entries.Where(entry =>
                entry.FullName.EndsWith(".png", StringComparison.Ordinal) || entry.FullName.EndsWith(".webp", StringComparison.Ordinal)
            ),
            entry => Assert.Equal(entry.Length, entry.CompressedLength)
        );
    }
}

using Blog.Tests.Data;

namespace Blog.Tests.Processes;

public sealed class BackupKillTests
{
    [Fact]
    public async Task A_killed_backup_leaves_nothing_beside_its_target_and_the_next_one_clears_the_data_folder()
    {
        using var folder = new TemporaryFolder();
        var data = Directory.CreateDirectory(folder.File("data")).FullName;
        MigratedDatabase.CopyIntoEmpty(data);
        // enough to pack that the kill comes in its middle
        DatabaseIntegrity.Ask(
            Path.Combine(data, "blog.db"),
            "CREATE TABLE Ballast AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) "
                + "SELECT randomblob(1000000) AS bytes FROM n"
        );
        var place = Directory.CreateDirectory(folder.File("archives")).FullName;
        await using var blog = new BlogServer(data);
        blog.Begin("backup", Path.Combine(place, "blog.zip"));
        await Poll.UntilAsync(() =>
            blog.Process.HasExited || blog.Errors.Any(line => line.Contains("into the archive", StringComparison.Ordinal))
        );
        Assert.False(blog.Process.HasExited, string.Join('\n', blog.Errors));
        await blog.KillAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(place));

        foreach (var left in Directory.EnumerateFiles(Path.Combine(data, "tmp")))
        {
            File.SetLastWriteTimeUtc(left, DateTime.UnixEpoch);
        }

        var (code, _, error) = await blog.RunAsync("backup", Path.Combine(place, "blog.zip"));
        Assert.True(code == 0, error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data, "tmp")));
        Assert.Equal([Path.Combine(place, "blog.zip")], Directory.EnumerateFileSystemEntries(place));
    }
}

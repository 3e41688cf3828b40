using Blog.Storage.DataDirectory;

namespace Blog.Tests.Storage.DataDirectory;

public sealed class TemporaryCopyTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;

    public TemporaryCopyTests() => _folder = new DataFolder(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_copy_in_use_stays_and_what_a_killed_process_left_is_deleted()
    {
        using var used = new TemporaryCopy(_folder);
        File.WriteAllText(used.Path, "in use");
        Leave("backup-killed", "backup-killed.lock", "backup-without-lock", "backup-lock-only.lock");
        Leave("another-file");
        TemporaryCopy.Sweep(_folder, DateTimeOffset.UtcNow.AddHours(1));
        Assert.Equal(
            ["another-file", Path.GetFileName(used.Path), Path.GetFileName(used.Path) + ".lock"],
            Directory.EnumerateFiles(_folder.Temporary).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
        );
        Assert.True(_folder.IsBeingBackedUp);
    }

    [Fact]
    public void What_has_just_been_made_stays()
    {
        Leave("backup-killed", "backup-killed.lock");
        TemporaryCopy.Sweep(_folder, DateTimeOffset.UtcNow);
        Assert.Equal(2, Directory.EnumerateFiles(_folder.Temporary).Count());
    }

    [Fact]
    public void A_copy_is_deleted_with_its_lock()
    {
        using (var copy = new TemporaryCopy(_folder))
        {
            File.WriteAllText(copy.Path, "x");
        }

        Assert.Empty(Directory.EnumerateFiles(_folder.Temporary));
        Assert.False(_folder.IsBeingBackedUp);
    }

    [Fact]
    public void A_file_without_a_name_gets_one_and_is_gone_without_it()
    {
        using (var file = PrivateFile.CreateUnnamed(_temporary.Path))
        {
            if (file is null)
            {
                return; // a file system that knows none
            }

            file.Write("kept"u8);
            file.Flush();
            Assert.Empty(Directory.EnumerateFiles(_temporary.Path));
            PrivateFile.Name(file, _temporary.File("named"));
            Assert.Throws<IOException>(() => PrivateFile.Name(file, _temporary.File("named")));
        }

        Assert.Equal("kept", File.ReadAllText(_temporary.File("named")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_temporary.File("named")));
        }

        PrivateFile.CreateUnnamed(_temporary.Path)!.Dispose();
        Assert.Equal([_temporary.File("named")], Directory.EnumerateFiles(_temporary.Path));
    }

    [Theory]
    [InlineData("tmp")]
    [InlineData("media")]
    [InlineData("keys")]
    [InlineData("backups")]
    public void A_file_or_a_broken_link_in_the_place_of_a_folder_is_explained(string name)
    {
        var path = _temporary.File(name);
        File.WriteAllText(path, "");
        Assert.StartsWith($"{path} is a file, and a folder must be there", _folder.FindProblem(), StringComparison.Ordinal);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/no-such-volume");
        Assert.StartsWith($"{path} is a link to /no-such-volume", _folder.FindProblem(), StringComparison.Ordinal);
        File.Delete(path);
        Directory.CreateSymbolicLink(path, Directory.CreateDirectory(_temporary.File("elsewhere")).FullName);
        Assert.Null(_folder.FindProblem());
    }

    private void Leave(params string[] names)
    {
        Directory.CreateDirectory(_folder.Temporary);
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(_folder.Temporary, name), "left");
        }
    }
}

namespace Blog.Tests.Operations;

/// <summary>
/// What the program makes in the data folder is for its own user alone, whatever the umask; what it writes for others is not.
/// </summary>
public sealed class FileModeTests : IDisposable
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private readonly BlogProcess _blog = new() { Umask = "022" };

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Files_of_the_data_folder_are_private_and_an_export_is_as_the_umask_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no modes");
        var added = await _blog.RunAsync(["user", "add", "owner@example.org"]);
        Assert.True(added.Code == 0, added.Error);
        AssertPrivate();

        // as an older version left it
        foreach (var entry in new DirectoryInfo(_blog.DataFolder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            SetMode(entry.FullName, entry is DirectoryInfo ? "rwxr-xr-x" : "rw-r--r--");
        }

        SetMode(_blog.DataFolder, "rwxr-xr-x");
        await _blog.StartAsync();
        AssertPrivate();
        var folder = Path.Combine(Path.GetDirectoryName(_blog.DataFolder)!, "export");
        var exported = await _blog.RunAsync(["export", folder]);
        Assert.True(exported.Code == 0, exported.Error);
        Assert.All(
            new DirectoryInfo(folder).EnumerateFiles("*.yaml", SearchOption.AllDirectories),
            file => Assert.True((file.UnixFileMode & UnixFileMode.OtherRead) != UnixFileMode.None, file.FullName)
        );
    }

    private void AssertPrivate()
    {
        var all = new DirectoryInfo(_blog.DataFolder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToList();
        Assert.Contains(all, entry => entry.Name == "blog.db");
        Assert.All(
            all.Prepend(new DirectoryInfo(_blog.DataFolder)),
            entry => Assert.True((entry.UnixFileMode & Others) == UnixFileMode.None, $"{entry.FullName} {entry.UnixFileMode}")
        );
    }

    private static void SetMode(string path, string mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)mode.Select((letter, i) => letter == '-' ? 0 : 1 << (8 - i)).Sum());
        }
    }
}

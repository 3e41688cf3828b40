using Blog.Operations.Backups.Catalog;
using Blog.Tests.Data;

namespace Blog.Tests.Operations.Backups.Offsite;

/// <summary><c>offsite</c>, <c>restore offsite:…</c> and <c>drill</c>, as the operator runs them.</summary>
public sealed class OffsiteCommandTests : IAsyncLifetime
{
    private WrittenBlog _blog = null!;

    public async ValueTask InitializeAsync() => _blog = await WrittenBlog.CreateAsync();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blog_is_restored_on_a_new_machine_from_the_other_one(bool isBucket)
    {
        await using var place = await OffsitePlace.StartAsync(isBucket);
        var settings = place.SettingsFor(isBucket ? OffsitePlace.RealBucket ?? place.Options.Bucket : null).ToList();
        var name = await BackUpAsync();
        var pushed = await RunAsync(settings, "offsite", "push");
        Assert.True(pushed.Code == 0, pushed.Error);
        Assert.Contains($"{name}.gpg", pushed.Output, StringComparison.Ordinal);
        Assert.Contains("1 are kept there", pushed.Output, StringComparison.Ordinal);
        var files = place.Files.ToDictionary();
        var again = await RunAsync(settings, "offsite", "push");
        Assert.Equal((0, pushed.Output, ""), again); // it was there, and was read back
        Assert.Equal(files, place.Files.ToDictionary());
        var listed = await RunAsync(settings, "offsite", "list");
        Assert.StartsWith($"{name}.gpg  ", listed.Output, StringComparison.Ordinal);
        var passed = await RunAsync(settings, "drill");
        Assert.True(passed.Code == 0, passed.Error);
        Assert.StartsWith($"passed: {name}.gpg, as of ", passed.Output, StringComparison.Ordinal);

        var wanted = DatabaseDump.Of(_blog.Folder);
        foreach (var (named, folder) in new[] { ("offsite:latest", "one"), ($"offsite:{name}", "two"), ($"offsite:{name}.gpg", "three") })
        {
            var restored = await BlogCommand.InvokeAsync(_blog.Beside(folder), ["restore", named], settings: settings);
            Assert.True(restored.Code == 0, restored.Error);
            Assert.Equal(wanted, DatabaseDump.Of(_blog.Beside(folder)));
            Assert.Equal(FolderDump.FilesOf(_blog.Folder), FolderDump.FilesOf(_blog.Beside(folder)));
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_blog.Beside(folder), "tmp")));
        }
    }

    [Fact]
    public async Task A_wrong_passphrase_touches_nothing_and_is_one_line()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: false);
        await BackUpAsync();
        Assert.Equal(0, (await RunAsync([.. place.Settings], "offsite", "push")).Code);
        var full = await RunAsync([.. place.Settings], "restore", "offsite:latest");
        Assert.Contains(
            "is not empty",
            Assert.Single(full.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
        var (rows, files) = (DatabaseDump.Of(_blog.Folder), FolderDump.FilesOf(_blog.Folder));
        List<(string, string)> others = [.. place.Settings.Where(one => one.Key != "Blog__Offsite__Passphrase")];
        others.Add(("Blog__Offsite__Passphrase", "not the passphrase"));
        var refused = await RunAsync(others, "restore", "offsite:latest", "--force");
        Assert.Equal(1, refused.Code);
        var line = Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
        Assert.StartsWith("restore: Blog__Offsite__Passphrase does not open blog-", line, StringComparison.Ordinal);
        Assert.DoesNotContain(OffsitePlace.Secret, refused.Error + refused.Output, StringComparison.Ordinal);
        Assert.Equal(rows, DatabaseDump.Of(_blog.Folder));
        Assert.Equal(files, FolderDump.FilesOf(_blog.Folder));
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(_blog.Folder),
            path => Path.GetFileName(path).StartsWith("before-", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_name_that_is_not_there_and_a_place_that_is_not_set_are_said()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: true);
        var none = await RunAsync([.. place.Settings], "restore", "offsite:latest", "--force");
        Assert.Equal((1, "restore: there is no off-machine backup\n"), (none.Code, none.Error));
        var unset = await RunAsync([], "offsite", "list");
        Assert.Equal(2, unset.Code);
        Assert.Contains("Blog__Offsite__", unset.Error, StringComparison.Ordinal);
        Assert.Contains(
            "no place for off-machine backups",
            (await RunAsync([], "restore", "offsite:x", "--force")).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_upload_that_is_killed_leaves_nothing_that_counts_here_or_there()
    {
        await using var place = await OffsitePlace.StartAsync(isBucket: false);
        await BackUpAsync();
        using var process = BlogCommand.Start(_blog.Folder, ["offsite", "push"], [.. place.Settings]);
        place.Keep = (_, bytes) =>
        {
            process.Kill();
            return bytes;
        };
        await process.WaitForExitAsync().WaitAsync(Poll.Limit);
        await Poll.UntilAsync(() => place.Files.Count == 1);
        var listed = await RunAsync([.. place.Settings], "offsite", "list");
        Assert.Equal((0, "", "offsite: there is none yet\n"), listed);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_blog.Host.Folder.Temporary));
        place.Keep = (_, bytes) => bytes;
        Assert.Equal(0, (await RunAsync([.. place.Settings], "offsite", "push")).Code);
        Assert.NotEqual("", (await RunAsync([.. place.Settings], "offsite", "list")).Output);
    }

    private async Task<string> BackUpAsync()
    {
        Directory.CreateDirectory(_blog.Host.Folder.Backups);
        var name = BackupItem.NameOf(_blog.Host.Clock.GetUtcNow(), BackupKind.Scheduled);
        await _blog.BackUpAsync(Path.Combine("data", "backups", name));
        return name;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(List<(string, string)> settings, params string[] arguments) =>
        BlogCommand.InvokeAsync(_blog.Folder, arguments, settings: settings);
}

using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Processes;

/// <summary>
/// Everything that can be wrong with the data folder of a program without privileges: one line each, an exit code, and no data lost.
/// </summary>
public sealed class DataFolderErrorTests
{
    [Fact]
    public async Task A_read_only_folder_is_reported()
    {
        if (Sandbox.IsMissing())
        {
            return;
        }

        using var sandbox = new Sandbox { ReadOnlyData = true };
        await ItEndsAsync(sandbox, "cannot be written (a read-only file system");
    }

    [Fact]
    public async Task Checking_a_read_only_folder_says_so()
    {
        if (Sandbox.IsMissing())
        {
            return;
        }

        using var sandbox = new Sandbox { ReadOnlyData = true };
        CopyDatabase(sandbox);
        await using var blog = new BlogServer(sandbox.Data, sandbox);
        var (code, _, error) = await blog.RunAsync("check");
        Assert.Equal(2, code);
        Assert.StartsWith("check: nothing was checked, since checking writes too: the data folder", error, StringComparison.Ordinal);
        Assert.Contains("a read-only file system", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_another_user_is_reported()
    {
        if (Sandbox.IsMissing())
        {
            return;
        }

        using var sandbox = new Sandbox { OwnsData = false };
        CopyDatabase(sandbox);
        Sandbox.Run("chmod", "555", sandbox.Data);
        await ItEndsAsync(sandbox, "does not belong to", copy: false);
        Sandbox.Run("chmod", "755", sandbox.Data);
    }

    [Fact]
    public async Task A_database_file_of_another_user_is_not_reported_as_damaged()
    {
        if (Sandbox.IsMissing())
        {
            return;
        }

        using var sandbox = new Sandbox { Foreign = "blog.db" };
        await ItEndsAsync(sandbox, "belong");
    }

    [Fact]
    public async Task A_missing_volume_is_reported()
    {
        if (Sandbox.IsMissing())
        {
            return;
        }

        using var sandbox = new Sandbox();
        await ItEndsAsync(
            sandbox,
            "does not exist and cannot be created",
            copy: false,
            settings: ("Blog__DataDirectory", "/no-such-volume/data")
        );
    }

    [Fact]
    public async Task A_damaged_database_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture, folder.File("blog.db"));
        var bytes = await File.ReadAllBytesAsync(folder.File("blog.db"));
        new Random(5).NextBytes(bytes.AsSpan(4096, 8192));
        await File.WriteAllBytesAsync(folder.File("blog.db"), bytes);
        await ItEndsAsync(folder.Path, null, "is damaged");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("blog.db"), string.Concat(Enumerable.Repeat("no database at all\n", 1000)));
        await ItEndsAsync(folder.Path, null, "is damaged");
    }

    [Fact]
    public async Task A_newer_schema_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture, folder.File("blog.db"));
        DatabaseIntegrity.Ask(folder.File("blog.db"), "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99.0')");
        SqliteConnection.ClearAllPools();
        await ItEndsAsync(folder.Path, null, "was written by a newer version of this program");
    }

    private static string Fixture => Path.Combine(AppContext.BaseDirectory, "Fixtures", "schema-1.db");

    private static void CopyDatabase(Sandbox sandbox) => File.Copy(Fixture, Path.Combine(sandbox.Data, "blog.db"));

    private static Task ItEndsAsync(Sandbox sandbox, string says, bool copy = true, (string Key, string Value)? settings = null)
    {
        if (copy)
        {
            CopyDatabase(sandbox);
        }

        return ItEndsAsync(sandbox.Data, sandbox, says, settings);
    }

    private static async Task ItEndsAsync(string folder, Sandbox? sandbox, string says, (string Key, string Value)? setting = null)
    {
        var before = Hash(folder);
        await using var blog = new BlogServer(folder, sandbox);
        if (setting is var (key, value))
        {
            blog.Settings[key] = value;
        }

        blog.Begin();
        Assert.Equal(3, await blog.EndAsync());
        var line = Assert.Single(blog.Errors);
        Assert.StartsWith("cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.DoesNotContain(blog.Output, text => text.Contains("   at ", StringComparison.Ordinal)); // no stack to read through
        Assert.Equal(before, Hash(folder));
    }

    private static string Hash(string folder) =>
        File.Exists(Path.Combine(folder, "blog.db"))
            ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "blog.db"))))
            : "none";
}

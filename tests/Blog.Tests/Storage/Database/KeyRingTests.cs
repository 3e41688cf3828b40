using System.Net;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Storage.Database;

/// <summary>security.md C14: the keys are in the data folder, so sessions survive a new container and a restore on another host.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _elsewhere = new();

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cookies_forms_and_secrets_survive_a_restart(bool onAnotherHost)
    {
        SortedDictionary<string, string> cookies;
        string token;
        byte[] secret;
        await using (var before = new BlogApplication(_folder.Path))
        {
            var owner = await SignedIn.OwnerAsync(before);
            (secret, _) = await owner.TurnOnSecondFactorAsync();
            (cookies, token) = (owner.Cookies, await owner.TokenAsync("/admin/profile"));
        }

        if (onAnotherHost)
        {
            Copy(_folder.Path, _elsewhere.Path);
        }

        await using var after = new BlogApplication(onAnotherHost ? _elsewhere.Path : _folder.Path);
        var visitor = new Visitor(after, cookies: cookies);
        await visitor.PageAsync("/admin");
        using var saved = await visitor.PostBareAsync(
            "/admin/profile",
            Visitor.Form(("Input.Name", "还是我"), (Visitor.TokenField, token))
        );
        Assert.Equal("/admin/profile", saved.Headers.Location?.ToString());
        after.Clock.Advance(TimeSpan.FromSeconds(30));
        var other = new Visitor(after);
        using var half = await other.SignInAsync(SignedIn.OwnerEmail);
        using var whole = await other.PostAsync("/account/code", Visitor.Form(("Input.Code", SignedIn.CodeOf(after, secret))));
        Assert.Equal(HttpStatusCode.Redirect, whole.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_can_read_the_keys()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes: the folder's owner decides there.");
        await using var blog = new BlogApplication(_folder.Path);
        await SignedIn.OwnerAsync(blog);
        Assert.NotEmpty(Directory.GetFiles(_folder.File("keys"), "key-*.xml"));
#pragma warning disable CA1416 // not on Windows, see above
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("keys")));
#pragma warning restore CA1416
    }

    private static void Copy(string from, string to)
    {
        SqliteConnection.ClearAllPools(); // closing the last connection deletes -wal and -shm: now, and not between listing and copying
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}

using Blog.Tests.Processes;

namespace Blog.Tests.Outside;

/// <summary>
/// A server that the tests know by its address alone: the one that <c>BLOG_TEST_BASE_URL</c> names (its owner in <c>BLOG_TEST_OWNER_EMAIL</c> and
/// <c>BLOG_TEST_OWNER_PASSWORD</c>), else a process as a container would run it: without privileges, on a read-only root.
/// </summary>
public sealed class OutsideServer : IAsyncLifetime
{
    private Sandbox? sandbox;
    private TemporaryFolder? folder;
    private BlogServer? own;
    private Typist? typist;

    /// <summary>Its address, with a final slash.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The process, where it is the tests' own and locked in.</summary>
    public int? LockedIn => sandbox is null ? null : own!.Process.Id;

    public async ValueTask InitializeAsync()
    {
        if (Setting("BLOG_TEST_BASE_URL") is { } given)
        {
            Address = new Uri(given.TrimEnd('/') + "/");
        }
        else
        {
            await StartAsync();
        }

        typist = await Typist.SignInAsync(Address, Setting("BLOG_TEST_OWNER_EMAIL") ?? SignedIn.OwnerEmail, Setting("BLOG_TEST_OWNER_PASSWORD") ?? SignedIn.Password);
    }

    public async ValueTask DisposeAsync()
    {
        await (own?.DisposeAsync() ?? ValueTask.CompletedTask);
        sandbox?.Dispose();
        folder?.Dispose();
    }

    /// <summary>A reader without cookies.</summary>
    public Visitor Reader() => new(Address);

    /// <summary>The owner, in a browser of its own.</summary>
    internal Typist Owner() => typist!.Again();

    private async Task StartAsync()
    {
        if (Sandbox.Unavailable is null)
        {
            sandbox = new Sandbox();
        }
        else
        {
            folder = new TemporaryFolder();
        }

        own = new BlogServer(sandbox?.Data ?? folder!.Path, sandbox);
        await own.StartAsync();
        Address = own.Address;
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

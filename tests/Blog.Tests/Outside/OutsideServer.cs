using System.Net;
using Blog.Tests.Processes;

namespace Blog.Tests.Outside;

/// <summary>
/// A server that the tests know only by its address: the one that <c>BLOG_TEST_BASE_URL</c> names (its owner in
/// <c>BLOG_TEST_OWNER_EMAIL</c> and
/// <c>BLOG_TEST_OWNER_PASSWORD</c>), else a process as a container would run it: without privileges, on a read-only root, started on an
/// empty
/// data folder and set up by its own pages.
/// </summary>
public sealed class OutsideServer : IAsyncLifetime
{
    private Sandbox? _sandbox;
    private TemporaryFolder? _folder;
    private BlogServer? _own;
    private EditorClient? _editorClient;

    /// <summary>Its address, with a final slash.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The process, if the tests started it in a sandbox.</summary>
    public int? LockedIn => _sandbox is null ? null : _own!.Process.Id;

    /// <summary>The process and its data folder; null, with a warning in the report, where the server is not the tests' own.</summary>
    internal BlogServer? Own
    {
        get
        {
            if (_own is null)
            {
                TestContext.Current.AddWarning("not asked: the server is not the tests' own");
            }

            return _own;
        }
    }

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

        await SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_own?.DisposeAsync() ?? ValueTask.CompletedTask);
        _sandbox?.Dispose();
        _folder?.Dispose();
    }

    public Visitor Reader() => new(Address);

    /// <summary>The owner, in a browser of its own.</summary>
    internal EditorClient Owner() => _editorClient!.Again();

    /// <summary>Signs the owner in again, as is needed once the sessions are gone.</summary>
    internal async Task SignInAsync() =>
        _editorClient = await EditorClient.SignInAsync(
            Address,
            Setting("BLOG_TEST_OWNER_EMAIL") ?? SignedIn.OwnerEmail,
            Setting("BLOG_TEST_OWNER_PASSWORD") ?? SignedIn.Password
        );

    /// <summary>A new folder that the process can read and, where it is locked in, not write.</summary>
    internal string NewFolder() =>
        _sandbox?.CreateReadable("site-" + Guid.NewGuid().ToString("N"))
        ?? Directory.CreateDirectory(_folder!.File("tmp/site-" + Guid.NewGuid().ToString("N"))).FullName;

    private async Task StartAsync()
    {
        if (Sandbox.Unavailable is null)
        {
            _sandbox = new Sandbox();
        }
        else
        {
            _folder = new TemporaryFolder();
        }

        _own = new BlogServer(_sandbox?.Data ?? _folder!.Path, _sandbox)
        {
            Settings = { ["Blog__Owner__Email"] = "", ["Blog__Owner__Password"] = "" },
        };
        await _own.StartAsync();
        Address = _own.Address;
        await SetUpAsync();
    }

    /// <summary>Sets the blog up as an operator does: opens the link in the log and fills in the form.</summary>
    private async Task SetUpAsync()
    {
        const string mark = "/setup?key=";
        string? line = null;
        await Poll.UntilAsync(() =>
            (line = _own!.Output.FirstOrDefault(said => said.Contains(mark, StringComparison.Ordinal))) is not null
        );
        var path = string.Concat(
            line![line!.IndexOf(mark, StringComparison.Ordinal)..].TakeWhile(c => !char.IsWhiteSpace(c) && c is not ('"' or '\\'))
        );
        using var done = await Reader()
            .PostAsync(
                path,
                Visitor.Form(
                    ("Input.Language", "zh-CN"),
                    ("Input.Title", "笔记"),
                    ("Input.TimeZone", "UTC"),
                    ("Input.Name", "站长"),
                    ("Input.Email", SignedIn.OwnerEmail),
                    ("Input.Password", SignedIn.Password)
                )
            );
        Assert.True(
            done.StatusCode == HttpStatusCode.Redirect,
            $"the setup answered {(int)done.StatusCode} {await Visitor.AlertAsync(done)}"
        );
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

using System.Diagnostics;
using Microsoft.Playwright;

namespace Blog.Browser;

/// <summary>One server and one browser for the whole run.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
    ];

    private IPlaywright? _playwright;
    private SampleServer? _server;

    /// <summary>The browser; null where the machine has none.</summary>
    public IBrowser? Browser { get; private set; }

    /// <summary>Where the sample blog answers.</summary>
    public Uri Address => _server!.Address;

    /// <summary>Why browser tests cannot run here.</summary>
    public const string NoBrowser = "no Chromium on this machine: bash tests/run.sh installs one, or set BLOG_CHROMIUM";

    public async ValueTask InitializeAsync()
    {
        if (FindBrowser() is not { } program)
        {
            return;
        }

        _server = await SampleServer.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(60_000); // milliseconds; a busy machine must not fail a page
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static string? FindBrowser()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names
            .SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
            .Prepend(Environment.GetEnvironmentVariable("BLOG_CHROMIUM") ?? "")
            .FirstOrDefault(path => File.Exists(path) && Answers(path));
    }

    /// <summary>Some systems install a stub that only points at another package manager.</summary>
    private static bool Answers(string program)
    {
        using var asked = Process.Start(
            new ProcessStartInfo(program, "--version")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        );
        return asked is not null && asked.WaitForExit(TimeSpan.FromSeconds(60)) && asked.ExitCode == 0;
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Blog.Accounts.Management;
using Blog.Data.People;
using Blog.Tests.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Browser.Accounts;

/// <summary>
/// The whole program on a real socket with an empty data folder, for tests of signing in. Its public address is what the browser uses:
/// passkeys belong to a name, and <c>localhost</c> is the one that needs no https.
/// </summary>
public class AccountsServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "violet kettle ninety harbour";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blog-accounts-");
    private readonly Journal _journal = new();
    private readonly int _port = FreePort();
    private int _people;

    public Uri Address => new($"http://localhost:{_port}/");

    /// <summary>The same server by IP address, for which passkeys do not work.</summary>
    public Uri NumberedAddress => new($"http://127.0.0.1:{_port}/");

    /// <summary>The server's clock, which tests advance instead of waiting.</summary>
    public MovableClock Clock { get; } = new();

    /// <summary>The setup link, as an operator finds it in the log.</summary>
    public string SetupLink =>
        _journal.Lines.SelectMany(line => line.Split(' ')).Last(word => word.Contains("/setup?key=", StringComparison.Ordinal));

    /// <summary>Whether it starts with an account and without the samples, as most tests of signing in need.</summary>
    protected virtual bool HasOwner => true;

    public virtual async ValueTask InitializeAsync()
    {
        MigratedDatabase.CopyIntoEmpty(_folder.FullName);
        UseKestrel(kestrel => kestrel.ListenLocalhost(_port));
        StartServer();
        await SampleServer.UntilReadyAsync(Address);
    }

    /// <summary>A new account that no other test uses.</summary>
    public async Task<Person> NewPersonAsync(AccountRole role = AccountRole.Owner)
    {
        var number = Interlocked.Increment(ref _people);
        var person = new Person($"person{number}@example.org", $"Person {number}");
        await using var scope = Services.CreateAsyncScope();
        Assert.Null(
            await scope
                .ServiceProvider.GetRequiredService<AccountManager>()
                .CreateAsync(person.Email, person.Name, role, Password, CancellationToken.None)
        );
        return person;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(HasOwner ? "Production" : "Development");
        builder.UseSetting("Blog:DataDirectory", _folder.FullName);
        builder.UseSetting("Blog:PublicUrl", Address.GetLeftPart(UriPartial.Authority));
        if (HasOwner)
        {
            builder.UseSetting("Blog:Owner:Email", "owner@example.org").UseSetting("Blog:Owner:Password", Password);
        }

        builder.ConfigureTestServices(services =>
            services
                .AddSingleton<TimeProvider>(Clock)
                .AddSingleton(SharedScripts.Highlighter)
                .AddSingleton(SharedScripts.Formulas)
                .AddSingleton(SharedScripts.Pinyin)
                .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000)
                .AddLogging(logs => logs.ClearProviders().AddProvider(_journal))
        );
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SqliteConnection.ClearAllPools();
            SpinWait.SpinUntil(TryDelete, Poll.Limit);
        }
    }

    /// <summary>Work in the background may still be writing a last file.</summary>
    private bool TryDelete()
    {
        try
        {
            _folder.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Journal : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                Lines.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose() { }
    }
}

/// <summary>The state right after the first start: samples, no account, the setup open to its link.</summary>
public sealed class NewBlogServer : AccountsServer
{
    protected override bool HasOwner => false;
}

/// <summary>Somebody who signs in with <see cref="AccountsServer.Password"/>.</summary>
public sealed record Person(string Email, string Name);

/// <summary>The machine's clock with an offset that tests can advance.</summary>
public sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);

    public void Advance(TimeSpan by) => _ahead += by;
}

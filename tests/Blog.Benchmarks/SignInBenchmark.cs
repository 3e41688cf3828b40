using System.Diagnostics;
using System.Globalization;
using System.Net;
using Blog.Accounts;
using Blog.Accounts.Management;
using Blog.Accounts.SignIn;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Startup;
using Blog.Rendering;
using Blog.Site;
using Blog.Site.RateLimiting;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: the time of a refusal does not reveal whether an address has an account (security.md B17). Wrong passwords for an account,
/// for
/// none and for a disabled one alternate in one run; each attempt has its own limiter, so that none is refused early.
/// </summary>
internal static class SignInBenchmark
{
    private const double Allowed = 0.10;

    public static async Task<int> RunAsync(int tries)
    {
        var folder = Directory.CreateTempSubdirectory("blog-benchmark-");
        try
        {
            var site = new SiteOptions(new Uri("http://localhost"), false, []);
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder
                .Services.AddSingleton(TimeProvider.System)
                .AddRendering()
                .AddData()
                .AddSite(site)
                .AddAccounts(site, null)
                .AddScoped<SlidingWindowLimiter>()
                .Configure<DataOptions>(options => options.DataDirectory = folder.FullName);
            await using var app = builder.Build();
            await app.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
            await FillAsync(app.Services);
            string[] emails = ["known@example.org", "unknown@example.org", "disabled@example.org"];
            var times = emails.ToDictionary(email => email, _ => new List<double>(tries), StringComparer.Ordinal);
            for (var i = -5; i < tries; i++)
            {
                for (var turn = 0; turn < emails.Length; turn++)
                {
                    var email = emails[(turn + Math.Max(i, 0)) % emails.Length]; // none is always first
                    var time = await TryAsync(app.Services, email);
                    if (i >= 0)
                    {
                        times[email].Add(time.TotalMilliseconds);
                    }
                }
            }

            var known = Median(times[emails[0]]);
            foreach (var email in emails)
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{email, -24} median {Median(times[email]), 8:F2} ms of {tries} tries   ratio {Median(times[email]) / known:F3}"
                    )
                );
            }

            return emails.All(email => Math.Abs((Median(times[email]) / known) - 1) <= Allowed) ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountManager>();
        await accounts.CreateAsync(
            "known@example.org",
            "known",
            AccountRole.Owner,
            "grey kettle orbits seven lanterns",
            CancellationToken.None
        );
        await accounts.CreateAsync(
            "disabled@example.org",
            "disabled",
            AccountRole.Author,
            "grey kettle orbits seven lanterns",
            CancellationToken.None
        );
        var id = (
            await scope.ServiceProvider.GetRequiredService<BlogDb>().Users.SingleAsync(account => account.Email == "disabled@example.org")
        ).Id;
        await accounts.ChangeAsync(id, account => account.Disable(DateTimeOffset.UnixEpoch), CancellationToken.None);
    }

    private static async Task<TimeSpan> TryAsync(IServiceProvider services, string email)
    {
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        var service = scope.ServiceProvider.GetRequiredService<SignInService>();
        var watch = Stopwatch.StartNew();
        var answer = await service.PasswordAsync(context, email, "not the password, sorry", staySignedIn: false, CancellationToken.None);
        watch.Stop();
        return answer.Kind == SignInStatus.Refused ? watch.Elapsed : throw new InvalidOperationException($"{email}: {answer}");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}

using System.Text.Json;
using Blog.Tests.Admin.Settings;
using Blog.Tests.Site.Outbound;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Operations.Announcing;

/// <summary>A blog whose search engines are a local server, reached through the program's own guarded client.</summary>
internal sealed class AnnouncingApplication : BlogApplication
{
    public const string Token = "hkQ8wYcV2mZr4TnB";

    private readonly OutboundFixture _engines;

    public AnnouncingApplication(OutboundFixture engines)
    {
        _engines = engines;
        Configure();
    }

    public AnnouncingApplication(OutboundFixture engines, string dataFolder)
        : base(dataFolder)
    {
        _engines = engines;
        Configure();
    }

    /// <summary>What IndexNow was told: the addresses of each request.</summary>
    public IReadOnlyList<IReadOnlyList<string>> IndexNow =>
        [
            .. RequestsTo("/indexnow")
                .Select(body =>
                    JsonDocument
                        .Parse(body)
                        .RootElement.GetProperty("urlList")
                        .EnumerateArray()
                        .Select(url => Uri.UnescapeDataString(url.GetString()!))
                        .ToList()
                ),
        ];

    /// <summary>The bodies of the requests to a path.</summary>
    public IEnumerable<string> RequestsTo(string path) =>
        _engines
            .Requests.Where(request => request.StartsWith("POST " + path, StringComparison.Ordinal))
            .Select(request => request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);

    /// <summary>Turns IndexNow on, on the settings page.</summary>
    public async Task<SignedIn> TurnOnAsync(params (string Name, string? Value)[] changes)
    {
        var owner = await SignedIn.OwnerAsync(this);
        using var answer = await SettingsForm.SaveAsync(owner, [], [("Input.Announcing.IndexNow", "true"), .. changes]);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return owner;
    }

    /// <summary>Lets time pass until a condition holds; whoever waits for a time gets there.</summary>
    public Task PassUntilAsync(Func<bool> condition) =>
        Poll.UntilAsync(() =>
        {
            if (!condition())
            {
                Clock.Advance(TimeSpan.FromSeconds(30));
            }

            return condition();
        });

    /// <summary>Lets an hour pass, in steps, for asserting that nothing happens.</summary>
    public async Task PassAnHourAsync()
    {
        for (var i = 0; i < 6; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(10));
            await Poll.GraceAsync();
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton(_engines.Client));
    }

    private void Configure()
    {
        Settings["Blog:Announcing:IndexNow"] = "http://public.example/indexnow";
        Settings["Blog:Announcing:Baidu"] = "http://public.example/urls";
    }
}

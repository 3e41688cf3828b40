using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Blog.Data.Git;
using Blog.Portability.Git.Hooks;
using Blog.Portability.Git.Sync;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Portability.Git;

/// <summary>Who may say that something was pushed (security.md B23).</summary>
public sealed class HookTests : IAsyncLifetime
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private readonly Logged _blog = new();
    private string _path = "";

    public static TheoryData<string> Forms =>
        ["github", "gitlab-token", "gitlab-signed", "gitea", "forgejo", "gitee-password", "gitee-signed", "coding"];

    public async ValueTask InitializeAsync()
    {
        await _blog.WithDbAsync(db =>
            db.WriteAsync(
                () =>
                {
                    db.GitConnections.Add(
                        new GitConnection(new GitChoices("https://git.example.org/me/blog.git", "main", "", "a@example.org", false, 5))
                    );
                    return Task.CompletedTask;
                },
                CancellationToken.None
            )
        );
        await using var scope = _blog.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GitChanges>().SetHookAsync(HookEndpoint.Secret, Secret, CancellationToken.None);
        await _blog.WithDbAsync(async db => _path = "/hooks/git/" + (await db.GitConnections.SingleAsync()).HookId);
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Each_service_s_message_counts_once(string form)
    {
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(Message(form)));
        Assert.Empty(_blog.Refusals);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Conflict, await SendAsync(Message(form)));
        }

        Assert.Equal(10, _blog.Refusals.Count);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_forged_message_is_refused_in_one_line(string form)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Message(form, secret: "another")));
        Assert.Contains("wrong or missing signature", Assert.Single(_blog.Refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github")]
    [InlineData("gitlab-signed")]
    [InlineData("gitea")]
    [InlineData("forgejo")]
    [InlineData("coding")]
    public async Task A_signature_is_that_of_the_raw_body(string form) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Message(form), body: "{\"ref\": \"x\"}"));

    [Theory]
    [InlineData("gitlab-signed", 6)]
    [InlineData("gitee-signed", 61)]
    public async Task An_old_message_is_refused(string form, int minutes)
    {
        var message = Message(form);
        _blog.Clock.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(message));
    }

    [Theory]
    [InlineData("X-Hub-Signature-256", "")]
    [InlineData("X-Hub-Signature-256", "sha256=")]
    [InlineData("X-Hub-Signature-256", "sha1=00")]
    [InlineData("X-Hub-Signature", "sha1=00")]
    [InlineData("X-Gitlab-Token", "")]
    [InlineData("webhook-signature", "v1,")]
    [InlineData("X-Gitee-Token", "中文")]
    public async Task Half_a_signature_is_none(string header, string value) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync([new(header, value)]));

    [Fact]
    public async Task A_message_without_any_signature_is_refused() => Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync([]));

    [Fact]
    public async Task An_oversized_body_is_refused()
    {
        var body = new string(' ', HookEndpoint.MaxBody + 1);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(Message("github", body: body), body));
        Assert.Contains("too large", Assert.Single(_blog.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_type_of_body_is_refused() =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await SendAsync(Message("github"), type: "text/plain"));

    [Fact]
    public async Task Another_address_is_not_found()
    {
        _path = "/hooks/git/" + new string('0', 32);
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(Message("github")));
    }

    [Fact]
    public async Task A_flood_is_slowed_down_and_fills_no_log()
    {
        for (var i = 0; i < 60; i++)
        {
            await SendAsync([]);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync([]));
        Assert.Equal(60, _blog.Refusals.Count);
    }

    private const string Body = "{\"ref\":\"refs/heads/main\",\"title\":\"池塘\"}";

    private KeyValuePair<string, string>[] Message(string form, string secret = Secret, string body = Body)
    {
        var (key, bytes) = (Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body));
        var now = _blog.Clock.GetUtcNow();
        var hex = Convert.ToHexStringLower(HMACSHA256.HashData(key, bytes));
        switch (form)
        {
            case "github":
                return [new("X-Hub-Signature-256", "sha256=" + hex)];
            case "gitea":
                return [new("X-Gitea-Signature", hex), new("X-Hub-Signature-256", "sha256=" + hex)];
            case "forgejo":
                return [new("X-Forgejo-Signature", hex), new("X-Gitea-Signature", hex)];
            case "gitlab-token":
                return [new("X-Gitlab-Token", secret)];
            case "gitee-password":
                return [new("X-Gitee-Token", secret), new("X-Gitee-Timestamp", "1")];
            case "gitee-signed":
                var milliseconds = now.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
                return
                [
                    new(
                        "X-Gitee-Token",
                        Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{milliseconds}\n{secret}")))
                    ),
                    new("X-Gitee-Timestamp", milliseconds),
                ];
            case "coding":
#pragma warning disable CA5350 // as Coding signs
                return [new("X-Coding-Signature", "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(key, bytes)))];
#pragma warning restore CA5350
            default:
                var at = now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
                var inner = secret.StartsWith("whsec_", StringComparison.Ordinal)
                    ? Convert.FromBase64String(secret["whsec_".Length..])
                    : key;
                var signature = Convert.ToBase64String(HMACSHA256.HashData(inner, Encoding.UTF8.GetBytes($"msg_1.{at}.{body}")));
                return [new("webhook-id", "msg_1"), new("webhook-timestamp", at), new("webhook-signature", "v1,AAAA v1," + signature)];
        }
    }

    private async Task<HttpStatusCode> SendAsync(
        IEnumerable<KeyValuePair<string, string>> headers,
        string body = Body,
        string type = "application/json"
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _blog.Reader.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The program, with what it logs of refused messages.</summary>
    private sealed class Logged : BlogApplication, ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _refusals = new();

        public ConcurrentQueue<string> Refusals => _refusals;

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
            if (eventId.Name == "WebhookRefused")
            {
                _refusals.Enqueue(formatter(state, exception));
            }
        }

        void IDisposable.Dispose() { }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddLogging(logs => logs.AddProvider(this)));
        }
    }
}

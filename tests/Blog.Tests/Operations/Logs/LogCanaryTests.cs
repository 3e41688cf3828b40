using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Blog.Tests.Operations.Logs;

/// <summary>What a real process logs while people and programs use it: events, and no personal data.</summary>
public sealed partial class LogCanaryTests : IDisposable
{
    private const string Email = "canary-owner@example.org";
    private const string Password = "canary kettle orbits seven lanterns";
    private readonly BlogProcess _blog = new();
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };

    public void Dispose()
    {
        _handler.Dispose();
        _blog.Dispose();
    }

    [Fact]
    public async Task Nothing_that_a_visitor_sends_is_logged()
    {
        await _blog.StartAsync(("Blog__Owner__Email", Email), ("Blog__Owner__Password", Password));
        using var client = new HttpClient(_handler) { BaseAddress = _blog.Home };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "canary-agent");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Referer", "http://localhost/canary-referrer?canary-query");
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.77");

        // Wrong password, then the right one, then a post with canaries, a broken form, a forged token, a foreign origin.
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(client, "canary wrong password here")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(client, Password)).StatusCode);
        var token = await TokenAsync(client, "/admin/posts/new");
        using var saved = await client.PostAsync(
            "/admin/posts/new?canary-query",
            Form(
                ("__RequestVerificationToken", token),
                ("Title", "canary-title"),
                ("Markdown", "canary-text canary@example.org"),
                ("Language", "zh-CN"),
                ("Kind", "Post"),
                ("Do", "save")
            )
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var forged = await client.PostAsync(
            "/admin/posts/new",
            Form(("__RequestVerificationToken", "canary-token"), ("Markdown", "canary-forged"))
        );
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var broken = await client.PostAsync(
            "/account/sign-in",
            new StringContent("canary-body=%", Encoding.UTF8, "multipart/form-data")
        );
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in") { Content = Form(("Input.Email", Email)) };
        foreign.Headers.Add("Origin", "https://canary.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreign)).StatusCode);

        foreach (
            var path in new[]
            {
                "/search?q=canary-search",
                "/canary-path?q=canary-query",
                "/preview/canary-preview",
                "/setup?key=canary-key",
                "/account/reset?token=canary-reset",
                "/tags/canary-tag",
                "/unsubscribe/canary@example.org",
                "/archives/2026/99?x=canary-query",
                "/%00canary",
                "/admin/posts/1?canary-query",
            }
        )
        {
            using var answer = await client.GetAsync(path);
            Assert.True((int)answer.StatusCode < 500, $"{path} answered {(int)answer.StatusCode}");
        }

        // A missing table causes an error that must be logged.
        await BreakAsync();
        using var failed = await client.GetAsync("/archives?canary-query");
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        var number = Number().Match(await failed.Content.ReadAsStringAsync()).Value;

        // The console is written asynchronously but in order: this is the last event.
        await Poll.UntilAsync(() =>
            _blog
                .Said.Split('\n')
                .Any(line =>
                    line.Contains("UnhandledException", StringComparison.Ordinal) && line.Contains(number, StringComparison.Ordinal)
                )
        );

        var lines = _blog.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.DoesNotContain("canary", _blog.Said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("203.0.113.77", _blog.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => ClientIp().IsMatch(line) && !line.Contains("ListeningOnAddress", StringComparison.Ordinal));
        var entries = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(entries, entry => Assert.False(string.IsNullOrEmpty(entry.GetProperty("Event").GetString())));
        Assert.Contains(entries, entry => entry.GetProperty("Event").GetString() == "DatabaseReady");
        var error = Assert.Single(
            entries,
            entry =>
                entry.GetProperty("LogLevel").GetString() == "Error"
                && entry.TryGetProperty("Exception", out _)
                && entry.GetProperty("Event").GetString() == "UnhandledException"
        );
        Assert.Equal(number, error.GetProperty("Request").GetString()); // the number shown to the reader is the one in the log
        Assert.Equal("/archives", error.GetProperty("Route").GetString());
    }

    private async Task BreakAsync()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_blog.DataFolder}/blog.db;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "ALTER TABLE Posts RENAME TO Gone";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string password) =>
        await client.PostAsync(
            "/account/sign-in",
            Form(
                ("__RequestVerificationToken", await TokenAsync(client, "/account/sign-in")),
                ("Input.Email", Email),
                ("Input.Password", password)
            )
        );

    private static async Task<string> TokenAsync(HttpClient client, string path) =>
        WebUtility.HtmlDecode(Token().Match(await client.GetStringAsync(path)).Groups["value"].Value);

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"127\.0\.0\.1|::1|::ffff", RegexOptions.NonBacktracking)]
    private static partial Regex ClientIp();
}

using System.Collections.Concurrent;
using System.Text.Json;
using Blog.Data.Posts.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Operations.Cdn;

/// <summary>A CDN is told what readers can see changed, and nothing else.</summary>
public sealed class CdnPurgeTests : IAsyncLifetime
{
    private const string Everything = "everything";

    private readonly BlogApplication _blog = new();
    private readonly ConcurrentQueue<(string? Token, string Body)> _told = new();
    private readonly ConcurrentQueue<int> _refusals = new();
    private WebApplication _cdn = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _cdn = builder.Build();
        _cdn.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            _told.Enqueue((context.Request.Headers.Authorization, await body.ReadToEndAsync()));
            context.Response.StatusCode = _refusals.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        });
        await _cdn.StartAsync();
        _blog.Settings["Blog:Cdn:PurgeUrl"] = _cdn.Urls.First() + "/purge";
        _blog.Settings["Blog:Cdn:PurgeToken"] = "token";
        await _blog.PublishAsync("第一篇", with: r => r with { Address = "/一" });
        await Poll.UntilAsync(() =>
        {
            _blog.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return !_told.IsEmpty; // the first start writes, which tells that everything may have changed
        });
        _told.Clear();
        await _blog.PublishAsync("第二篇", with: r => r with { Address = "/b" });
        await UntilToldAsync("http://localhost/b");
        _told.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _blog.DisposeAsync();
        await _cdn.DisposeAsync();
    }

    [Fact]
    public async Task A_changed_post_is_told_by_the_addresses_that_it_is_on()
    {
        await _blog.PageAsync("/");
        await _blog.PublishAsync("第三篇", with: r => r with { Address = "/c" });
        await UntilToldAsync("http://localhost/c", "http://localhost/");
        Assert.All(_told, told => Assert.Equal("Bearer token", told.Token));
        var files = _told.SelectMany(told => Files(told.Body)).ToList();
        Assert.All(files, file => Assert.True(Uri.IsWellFormedUriString(file, UriKind.Absolute), file));
    }

    [Fact]
    public async Task What_must_no_longer_be_seen_purges_everything()
    {
        await _blog.WithDbAsync(async db =>
        {
            await using var scope = _blog.Services.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<PostWriter>()
                .ChangeAsync(db.Posts.Single(post => post.Title == "第二篇"), post => post.Discard(), CancellationToken.None);
        });
        await UntilToldAsync(Everything);
    }

    [Fact]
    public async Task A_scheduled_post_is_told_when_its_time_has_come()
    {
        await _blog.PublishAsync("明天", with: r => r with { PublishAt = _blog.Clock.GetUtcNow().AddHours(1) });
        await UntilToldAsync(Everything);
        _told.Clear();
        _blog.Clock.Advance(TimeSpan.FromHours(1));
        await UntilToldAsync(Everything);
    }

    [Fact]
    public async Task A_refusal_is_tried_again_and_a_draft_is_not_told()
    {
        await _blog.PublishAsync("草稿", with: r => r with { PublishAt = null });
        _refusals.Enqueue(StatusCodes.Status503ServiceUnavailable);
        await _blog.PublishAsync("第三篇", with: r => r with { Address = "/c" });
        await Poll.UntilAsync(() =>
        {
            _blog.Clock.Advance(TimeSpan.FromSeconds(1));
            return _told.Count >= 2;
        });
        Assert.Single(_told.Select(told => told.Body).Distinct()); // the same once more
        Assert.DoesNotContain(_told, told => told.Body.Contains("%E8%8D%89", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("files", out var files) ? [.. files.EnumerateArray().Select(file => file.GetString()!)] : [];
    }

    /// <summary>Waits until all of these were told, each an address or <see cref="Everything"/>.</summary>
    private Task UntilToldAsync(params string[] expected) =>
        Poll.UntilAsync(() =>
        {
            _blog.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return _told
                .SelectMany(told => told.Body == """{"purge_everything":true}""" ? [Everything] : Files(told.Body))
                .ToHashSet(StringComparer.Ordinal)
                .IsSupersetOf(expected);
        });
}

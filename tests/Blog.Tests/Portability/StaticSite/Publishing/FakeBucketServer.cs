using System.Collections.Concurrent;
using System.Security.Cryptography;
using Blog.Site.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Portability.StaticSite.Publishing;

/// <summary>
/// A server that keeps objects in memory and knows as much of the S3 protocol as the program uses. <c>BLOG_TEST_S3</c> names the address of
/// a real one, with a bucket <c>blog</c> and the keys <c>S3RVER</c>, which <c>tests/run.sh --deep</c> starts.
/// </summary>
internal sealed class FakeBucketServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private WebApplication? _app;

    public BucketOptions Options { get; private set; } = null!;

    public bool IsReal => _app is null;

    /// <summary>Whether it answers requests with 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>After so many more uploads it is down.</summary>
    public int? GoesDownAfter { get; set; }

    public int Puts => _puts;

    private int _puts;

    public static async Task<FakeBucketServer> StartAsync()
    {
        var server = new FakeBucketServer();
        if (Environment.GetEnvironmentVariable("BLOG_TEST_S3") is { Length: > 0 } address)
        {
            server.Options = server.OptionsFor(new Uri(address));
            return server;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server._app = builder.Build();
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        server.Options = server.OptionsFor(new Uri(server._app.Urls.Single()));
        return server;
    }

    public async ValueTask DisposeAsync() => await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);

    /// <summary>The text of an object; null if there is none.</summary>
    public async Task<string?> TextAsync(string key)
    {
        using var bucket = new S3Bucket(Options);
        return await bucket.GetAsync(key, CancellationToken.None) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;
    }

    /// <summary>All objects by key; empty for a real server.</summary>
    public IReadOnlyDictionary<string, StoredObject> Objects => _objects;

    /// <summary>Settings of the program.</summary>
    public void ApplyTo(BlogApplication blog)
    {
        blog.Settings["Blog:Static:S3:Endpoint"] = Options.Endpoint.AbsoluteUri;
        blog.Settings["Blog:Static:S3:Bucket"] = Options.Name;
        blog.Settings["Blog:Static:S3:Prefix"] = Options.Prefix;
        blog.Settings["Blog:Static:S3:AccessKey"] = Options.AccessKey;
        blog.Settings["Blog:Static:S3:SecretKey"] = Options.SecretKey;
    }

    private BucketOptions OptionsFor(Uri endpoint) =>
        new(endpoint, "blog", "S3RVER", "S3RVER")
        {
            Region = BucketOptions.DefaultRegion,
            Prefix = Guid.NewGuid().ToString("N") + "/",
            IsPathStyle = true,
        };

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var key = request.Path.Value!["/blog/".Length..];
        if (IsDown || !request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=S3RVER/", StringComparison.Ordinal))
        {
            response.StatusCode = IsDown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status403Forbidden;
            return;
        }

        switch (request.Method)
        {
            case "PUT":
                using (var bytes = new MemoryStream())
                {
                    await request.Body.CopyToAsync(bytes);
                    _objects[key] = new StoredObject(bytes.ToArray(), request.ContentType ?? "", request.Headers.CacheControl.ToString());
                    IsDown |= Interlocked.Increment(ref _puts) == GoesDownAfter;
                    response.Headers.ETag = TagOf(bytes.ToArray());
                }

                break;
            case "GET" when _objects.TryGetValue(key, out var found):
                response.ContentType = found.ContentType;
                response.Headers.ETag = TagOf(found.Bytes);
                await response.Body.WriteAsync(found.Bytes);
                break;
            case "GET":
                response.StatusCode = StatusCodes.Status404NotFound;
                response.ContentType = "application/xml";
                await response.WriteAsync("<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
                break;
            case "DELETE":
                _objects.TryRemove(key, out _);
                response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                break;
        }
    }

    /// <summary>The client takes tags without a hyphen for MD5, which this server does not make.</summary>
    private static string TagOf(byte[] bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}-1\"";

    internal sealed record StoredObject(byte[] Bytes, string ContentType, string CacheControl);
}

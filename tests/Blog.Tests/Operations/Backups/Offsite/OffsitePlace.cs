using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Blog.Operations.Backups.Offsite;
using Blog.Site.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Operations.Backups.Offsite;

/// <summary>
/// Another machine that keeps files in memory: as a bucket or as a folder of WebDAV, with as much of the protocols as the program uses, and
/// with faults on request. <c>BLOG_TEST_S3</c> names a real server for the bucket, as for the static copy.
/// </summary>
internal sealed class OffsitePlace : IAsyncDisposable
{
    public const string Passphrase = "a passphrase of the 测试 only";

    /// <summary>What must never be printed.</summary>
    public const string Secret = "S3RVER-or-password";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(string Key, string Part), byte[]> _parts = new();
    private readonly bool _isBucket;

    private OffsitePlace(bool isBucket)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        (_app, _isBucket) = (builder.Build(), isBucket);
        _app.Run(context => isBucket ? BucketAsync(context) : WebDavAsync(context));
    }

    /// <summary>The real server; null where none was started.</summary>
    public static BucketOptions? RealBucket { get; } =
        Environment.GetEnvironmentVariable("BLOG_TEST_S3") is { Length: > 0 } address
            ? new BucketOptions(new Uri(address), "blog", "S3RVER", "S3RVER")
            {
                Region = BucketOptions.DefaultRegion,
                Prefix = Guid.NewGuid().ToString("N") + "/",
                IsPathStyle = true,
            }
            : null;

    public OffsiteOptions Options { get; private set; } = OffsiteOptions.None;

    /// <summary>The files by name.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What becomes of a file that is uploaded.</summary>
    public Func<string, byte[], byte[]> Keep { get; set; } = (_, bytes) => bytes;

    public bool IsDown { get; set; }

    /// <summary>Whether a download ends in the middle.</summary>
    public bool BreaksOff { get; set; }

    /// <summary>Whether the folder of WebDAV exists.</summary>
    public bool HasFolder { get; private set; }

    public static async Task<OffsitePlace> StartAsync(bool isBucket)
    {
        var place = new OffsitePlace(isBucket);
        await place._app.StartAsync();
        var address = new Uri(place._app.Urls.Single());
        var bucket = new BucketOptions(address, "blog", "S3RVER", Secret)
        {
            Region = BucketOptions.DefaultRegion,
            Prefix = "off/",
            IsPathStyle = true,
        };
        place.Options = isBucket
            ? new OffsiteOptions(bucket, null, Passphrase) { Hashing = 0x60 } // the full amount is hashed by the commands
            : new OffsiteOptions(null, new WebDavOptions(new Uri(address, "dav/blog/"), "me", Secret), Passphrase) { Hashing = 0x60 };
        return place;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>The settings of a program that uses it.</summary>
    public IEnumerable<(string Key, string Value)> Settings => SettingsFor(Options.Bucket);

    /// <summary>The settings of a program that uses another bucket.</summary>
    public IEnumerable<(string Key, string Value)> SettingsFor(BucketOptions? used) =>
        [
            ("Blog__Offsite__Passphrase", Passphrase),
            .. used is { } bucket
                ? new[]
                {
                    ("Blog__Offsite__S3__Endpoint", bucket.Endpoint.AbsoluteUri),
                    ("Blog__Offsite__S3__Bucket", bucket.Name),
                    ("Blog__Offsite__S3__Prefix", bucket.Prefix),
                    ("Blog__Offsite__S3__AccessKey", bucket.AccessKey),
                    ("Blog__Offsite__S3__SecretKey", bucket.SecretKey),
                }
                :
                [
                    ("Blog__Offsite__WebDav__Url", Options.WebDav!.Address.AbsoluteUri),
                    ("Blog__Offsite__WebDav__User", Options.WebDav.User!),
                    ("Blog__Offsite__WebDav__Password", Options.WebDav.Password!),
                ],
        ];

    private async Task BucketAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (IsDown || !request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=S3RVER/", StringComparison.Ordinal))
        {
            response.StatusCode = IsDown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status403Forbidden;
            return;
        }

        var (path, query) = (request.Path.Value!, request.Query);
        var name = path.StartsWith("/blog/off/", StringComparison.Ordinal) ? path["/blog/off/".Length..] : "";
        if (query.ContainsKey("uploads"))
        {
            await XmlAsync(response, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>");
        }
        else if (query.TryGetValue("partNumber", out var number))
        {
            _parts[(name, number.ToString().PadLeft(5, '0'))] = await BodyAsync(request);
            response.Headers.ETag = "\"part-1\"";
        }
        else if (query.ContainsKey("uploadId"))
        {
            var parts = _parts.Where(part => part.Key.Key == name).OrderBy(part => part.Key.Part, StringComparer.Ordinal).ToList();
            _parts.Clear();
            if (request.Method == "POST")
            {
                Files[name] = Keep(name, [.. parts.SelectMany(part => part.Value)]);
                await XmlAsync(response, "<CompleteMultipartUploadResult><ETag>\"x-2\"</ETag></CompleteMultipartUploadResult>");
            }
        }
        else if (query.ContainsKey("list-type"))
        {
            var items = string.Concat(
                Files.Select(file => $"<Contents><Key>off/{file.Key}</Key><Size>{file.Value.Length}</Size></Contents>")
            );
            await XmlAsync(response, $"<ListBucketResult><IsTruncated>false</IsTruncated>{items}</ListBucketResult>");
        }
        else
        {
            await FileAsync(context, name, tag: true);
        }
    }

    private async Task WebDavAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var wanted = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Secret}"));
        if (IsDown || request.Headers.Authorization != wanted)
        {
            response.StatusCode = IsDown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized;
            return;
        }

        switch (request.Method)
        {
            case "MKCOL":
                HasFolder = true;
                response.StatusCode = StatusCodes.Status201Created;
                break;
            case "PROPFIND" when HasFolder:
                response.StatusCode = StatusCodes.Status207MultiStatus;
                var items = string.Concat(
                    Files.Select(file =>
                        $"<d:response><d:href>/dav/blog/{Uri.EscapeDataString(file.Key)}</d:href><d:propstat><d:prop>"
                        + $"<d:getcontentlength>{file.Value.Length}</d:getcontentlength></d:prop></d:propstat></d:response>"
                    )
                );
                await XmlAsync(
                    response,
                    "<d:multistatus xmlns:d='DAV:'><d:response><d:href>/dav/blog/</d:href><d:propstat><d:prop><d:getcontentlength/>"
                        + $"</d:prop></d:propstat></d:response>{items}</d:multistatus>"
                );
                break;
            case "PROPFIND":
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
            case "PUT" when !HasFolder:
                response.StatusCode = StatusCodes.Status409Conflict;
                break;
            default:
                await FileAsync(context, request.Path.Value!["/dav/blog/".Length..], tag: false);
                break;
        }
    }

    private async Task FileAsync(HttpContext context, string name, bool tag)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.Method)
        {
            case "PUT":
                var bytes = await BodyAsync(request);
                Files[name] = Keep(name, bytes);
                response.StatusCode = tag ? StatusCodes.Status200OK : StatusCodes.Status201Created;
                if (tag)
                {
                    response.Headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}-1\""; // not MD5
                }

                break;
            case "GET" when Files.TryGetValue(name, out var found):
                response.ContentLength = found.Length;
                await response.Body.WriteAsync(BreaksOff ? found.AsMemory(0, found.Length / 2) : found);
                if (BreaksOff)
                {
                    context.Abort();
                }

                break;
            case "GET":
                response.StatusCode = StatusCodes.Status404NotFound;
                if (_isBucket)
                {
                    await XmlAsync(response, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
                }

                break;
            default:
                Files.TryRemove(name, out _);
                response.StatusCode = StatusCodes.Status204NoContent;
                break;
        }
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static Task XmlAsync(HttpResponse response, string xml)
    {
        response.ContentType = "application/xml";
        return response.WriteAsync(xml);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Blog.Images;

namespace Blog.Site.Outbound;

/// <summary>
/// The only client for requests to other hosts, such as addresses that a user entered. Whatever the address says, only a public address
/// on port 80 or 443 is contacted: the resolved address of every single connection is checked, so DNS rebinding gains nothing. A test
/// verifies that nothing else in the assembly opens a connection.
/// </summary>
public sealed partial class SafeHttp : IDisposable
{
    /// <summary>Default response limit in bytes.</summary>
    public const int DefaultBytes = 5 * 1024 * 1024;

    /// <summary>The highest limit in bytes that a caller may set; meant for images.</summary>
    public const int MostBytes = ImageFile.MaxBytes;

    public const int MaxRedirects = 3;

    private const int MaxHeaderKilobytes = 32;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5); // covers DNS, connection, all redirects and the whole body

    private readonly HttpMessageInvoker _invoker;
    private readonly HostResolver _resolve;
    private readonly HostDialer _dial;
    private readonly TimeProvider _clock;
    private readonly string _agent;

    /// <summary>The client used in production.</summary>
    public SafeHttp(SiteOptions options, TimeProvider clock)
        : this(options, clock, Dns.GetHostAddressesAsync, DialAsync) { }

    /// <summary>For tests, which replace DNS and connections; the checks on addresses are the same.</summary>
    internal SafeHttp(SiteOptions options, TimeProvider clock, HostResolver resolve, HostDialer dial)
    {
        (_clock, _resolve, _dial) = (clock, resolve, dial);
        _agent = $"Blog (+{options.PublicUrl.GetLeftPart(UriPartial.Path)})";
        _invoker = new HttpMessageInvoker(CreateHandler());
    }

    /// <summary>Fetches an address.</summary>
    /// <param name="address">As the user entered it; any text is safe.</param>
    /// <param name="cancellationToken">Cancels the request; the only thing that makes this method throw.</param>
    /// <param name="maxBytes">Maximum number of bytes to read, up to <see cref="MostBytes"/>.</param>
    public Task<SafeHttpResult> GetAsync(string address, CancellationToken cancellationToken, int maxBytes = DefaultBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, MostBytes);
        return GetAsync(address, new Body(maxBytes, null), cancellationToken);
    }

    /// <summary>Fetches the beginning of what is at an address, and asks servers to send no more.</summary>
    /// <param name="address">As the user entered it; any text is safe.</param>
    /// <param name="isEnough">Whether the bytes read so far are enough; asked after each piece, and with all of them at the end.</param>
    /// <param name="maxBytes">Where to stop in any case.</param>
    /// <param name="cancellationToken">Cancels the request; the only thing that makes this method throw.</param>
    public Task<SafeHttpResult> GetStartAsync(
        string address,
        Func<ReadOnlyMemory<byte>, bool> isEnough,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, MostBytes);
        return GetAsync(address, new Body(maxBytes, isEnough), cancellationToken);
    }

    /// <summary>
    /// Sends a body once. Redirects are not followed, and an answer with any status is read, since it says why the body was not taken.
    /// </summary>
    /// <param name="address">Any text is safe.</param>
    /// <param name="contentType">The type of the body.</param>
    /// <param name="maxBytes">Maximum number of bytes of the answer.</param>
    /// <param name="cancellationToken">Cancels the request; the only thing that makes this method throw.</param>
    /// <param name="headers">Further headers; null for none.</param>
    public Task<SafeHttpResult> PostAsync(
        string address,
        byte[] body,
        string contentType,
        int maxBytes,
        CancellationToken cancellationToken,
        IReadOnlyList<(string Name, string Value)>? headers = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, MostBytes);
        return WithinLimitAsync(
            limited => SendAsync(address, body, contentType, headers ?? [], new Body(maxBytes, null) { TakesAnyStatus = true }, limited),
            cancellationToken
        );
    }

    public void Dispose() => _invoker.Dispose();

    private Task<SafeHttpResult> GetAsync(string address, Body body, CancellationToken cancellationToken) =>
        WithinLimitAsync(limited => FollowAsync(address, body, limited), cancellationToken);

    private async Task<SafeHttpResult> WithinLimitAsync(
        Func<CancellationToken, Task<SafeHttpResult>> work,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(Limit, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await work(both.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ReasonOf(e) is { } refusal)
        {
            return SafeHttpResult.Refused(refusal);
        }
    }

    private async Task<SafeHttpResult> SendAsync(
        string written,
        byte[] sent,
        string contentType,
        IReadOnlyList<(string Name, string Value)> headers,
        Body body,
        CancellationToken cancellationToken
    )
    {
        if (OutboundAddress.Read(written, out var address) is { } refusal)
        {
            return SafeHttpResult.Refused(refusal);
        }

        using var request = CreateRequest(HttpMethod.Post, address, body);
        request.Content = new ByteArrayContent(sent);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _invoker.SendAsync(request, cancellationToken);
        return await body.ReadAsync(answer, address, cancellationToken);
    }

    private async Task<SafeHttpResult> FollowAsync(string written, Body body, CancellationToken cancellationToken)
    {
        if (OutboundAddress.Read(written, out var address) is { } refusal)
        {
            return SafeHttpResult.Refused(refusal);
        }

        for (var hop = 0; ; hop++)
        {
            using var request = CreateRequest(HttpMethod.Get, address, body);
            using var answer = await _invoker.SendAsync(request, cancellationToken);
            if (
                answer.StatusCode
                is not (
                    HttpStatusCode.MovedPermanently
                    or HttpStatusCode.Found
                    or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect
                    or HttpStatusCode.PermanentRedirect
                )
            )
            {
                return await body.ReadAsync(answer, address, cancellationToken);
            }

            if (hop == MaxRedirects)
            {
                return SafeHttpResult.Refused(SafeHttpError.TooManyRedirects);
            }

            var next = answer.Headers.NonValidated.TryGetValues("Location", out var location) ? location.ToString() : "";
            if (OutboundAddress.ReadNext(address, next, out address) is { } refused)
            {
                return SafeHttpResult.Refused(refused);
            }
        }
    }

    private HttpRequestMessage CreateRequest(HttpMethod method, Uri address, Body body)
    {
        // HTTP/3 would bypass the connect callback: the version is exact.
        var request = new HttpRequestMessage(method, address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", _agent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        if (body.IsStart)
        {
            request.Headers.Range = new RangeHeaderValue(0, body.MaxBytes - 1);
        }

        return request;
    }

    private SocketsHttpHandler CreateHandler() =>
        new()
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = Limit, // a connection attempt can outlive the request that started it
            Credentials = null,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            PooledConnectionLifetime = TimeSpan.Zero, // every request resolves and checks again
            PreAuthenticate = false,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8, // Chinese sites redirect to unescaped paths
            SslOptions = new SslClientAuthenticationOptions
            {
                // A certificate contains addresses of its issuers and revocation lists: they would be fetched by a client other than this
                // one.
                CertificateChainPolicy = new X509ChainPolicy
                {
                    DisableCertificateDownloads = true,
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
            UseCookies = false,
            UseProxy = false,
        };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var resolved = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await _resolve(host, cancellationToken).WaitAsync(cancellationToken);
        var open = resolved.Where(PublicAddress.IsPublic).Take(4).ToList();
        if (open.Count == 0 || !OutboundAddress.IsPort(port))
        {
            throw new NotPublicException();
        }

        for (var i = 0; ; i++)
        {
            try
            {
                return await _dial(new IPEndPoint(open[i], port), cancellationToken);
            }
            catch (SocketException) when (i + 1 < open.Count)
            {
                // Try the host's next address.
            }
        }
    }

    private static async Task<Stream> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Maps an exception to a network error; null for a bug. A failed name lookup is a socket exception with its own error code.
    /// </summary>
    private static SafeHttpError? ReasonOf(Exception e) =>
        e switch
        {
            OperationCanceledException => SafeHttpError.TooSlow,
            { InnerException: NotPublicException } or NotPublicException => SafeHttpError.NotPublic,
            {
                InnerException: SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery
                }
            } => SafeHttpError.Unresolved,
            { InnerException: AuthenticationException } => SafeHttpError.Tls,
            HttpRequestException or IOException => SafeHttpError.Unreachable,
            _ => null,
        };

    /// <summary>Thrown because the connect callback has no other way to refuse.</summary>
    private sealed class NotPublicException : Exception;
}

/// <summary>Resolves a host name to its addresses.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>Opens a connection to an address that was verified to be public.</summary>
internal delegate Task<Stream> HostDialer(IPEndPoint endPoint, CancellationToken cancellationToken);

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Blog.Images;

namespace Blog.Site.Outbound;

/// <summary>
/// The one client for every request that this program makes to an address that somebody wrote. Whatever the address says, only a public
/// address on port 80 or 443 is dialled: the check is on the resolved address of each single connection, so that a name which answers
/// differently the second time gains nothing. A test holds that nothing else in the assembly opens a connection.
/// </summary>
public sealed class SafeHttp : IDisposable
{
    /// <summary>Bytes that an answer may have where the caller names no other limit.</summary>
    public const int DefaultBytes = 5 * 1024 * 1024;

    /// <summary>The highest limit that a caller may name: images.</summary>
    public const int MostBytes = ImageFile.MaxBytes;

    public const int MaxRedirects = 3;

    private const int MaxHeaderKilobytes = 32;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5); // name, connection, every redirect and the whole body together

    private readonly HttpMessageInvoker _invoker;
    private readonly HostResolver _resolve;
    private readonly HostDialer _dial;
    private readonly TimeProvider _clock;
    private readonly string _agent;

    /// <summary>The client as it serves.</summary>
    public SafeHttp(SiteOptions options, TimeProvider clock)
        : this(options, clock, Dns.GetHostAddressesAsync, DialAsync) { }

    /// <summary>Tests answer for names and connections; what may be dialled is decided before, here as everywhere.</summary>
    internal SafeHttp(SiteOptions options, TimeProvider clock, HostResolver resolve, HostDialer dial)
    {
        (_clock, _resolve, _dial) = (clock, resolve, dial);
        _agent = $"Blog (+{options.PublicUrl.GetLeftPart(UriPartial.Path)})";
        _invoker = new HttpMessageInvoker(CreateHandler());
    }

    /// <summary>Fetches an address.</summary>
    /// <param name="address">As somebody wrote it; any text is safe.</param>
    /// <param name="cancellationToken">Ends the wait; the only thing that makes this method throw.</param>
    /// <param name="maxBytes">Bytes to read at most, up to <see cref="MostBytes"/>.</param>
    public async Task<SafeHttpResult> GetAsync(string address, CancellationToken cancellationToken, int maxBytes = DefaultBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, MostBytes);
        using var limit = new CancellationTokenSource(Limit, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(address, maxBytes, both.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ReasonOf(e) is { } refusal)
        {
            return SafeHttpResult.Refused(refusal);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private async Task<SafeHttpResult> FollowAsync(string written, int maxBytes, CancellationToken cancellationToken)
    {
        if (OutboundAddress.Read(written, out var address) is { } refusal)
        {
            return SafeHttpResult.Refused(refusal);
        }

        for (var hop = 0; ; hop++)
        {
            using var request = CreateRequest(address);
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
                return await ReadAsync(answer, address, maxBytes, cancellationToken);
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

    private HttpRequestMessage CreateRequest(Uri address)
    {
        // HTTP/3 would not pass the connect callback: the version is exact.
        var request = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", _agent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        return request;
    }

    private static async Task<SafeHttpResult> ReadAsync(
        HttpResponseMessage answer,
        Uri address,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        if (!answer.IsSuccessStatusCode)
        {
            return SafeHttpResult.Refused(SafeHttpError.Status, (int)answer.StatusCode);
        }

        var headers = answer.Content.Headers;
        if (
            headers.NonValidated.TryGetValues("Content-Encoding", out var encoding)
            && !string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase)
        )
        {
            return SafeHttpResult.Refused(SafeHttpError.Encoded); // a bomb stays packed
        }

        if (headers.ContentLength > maxBytes)
        {
            return SafeHttpResult.Refused(SafeHttpError.TooLarge);
        }

        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (content.Length + read > maxBytes)
            {
                return SafeHttpResult.Refused(SafeHttpError.TooLarge);
            }

            content.Write(buffer, 0, read);
        }

        return SafeHttpResult.Fetched(content.ToArray(), headers.ContentType?.ToString(), address);
    }

    private SocketsHttpHandler CreateHandler() =>
        new()
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = Limit, // a connection attempt outlives the request that asked for it
            Credentials = null,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            PooledConnectionLifetime = TimeSpan.Zero, // each request resolves and checks anew
            PreAuthenticate = false,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8, // Chinese sites redirect to unescaped paths
            SslOptions = new SslClientAuthenticationOptions
            {
                // A certificate names addresses of its issuers and of revocation lists: they would be fetched by another client than this one.
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
                // The name has another address.
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

    /// <summary>What the network did; null for what is a bug. A name without an address comes as a socket exception of its own kind.</summary>
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

    /// <summary>The handler's callback has no other way to say no.</summary>
    private sealed class NotPublicException : Exception;
}

/// <summary>Answers for names: the addresses of a host.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>Opens a connection to an address that was found to be public.</summary>
internal delegate Task<Stream> HostDialer(IPEndPoint endPoint, CancellationToken cancellationToken);

using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Blog.Site;

namespace Blog.Operations.Doctor;

/// <summary>One thing that was looked at.</summary>
public sealed record DoctorFinding(bool IsFine, string Says);

/// <summary>Asks the public address of the blog, and compares what arrives with what was sent.</summary>
public sealed class AddressExam : IDisposable
{
    private const int FewDays = 14;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LargestDrift = TimeSpan.FromMinutes(1);

    private readonly SiteOptions _options;
    private readonly DoctorPass _pass;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private DateTimeOffset? _certificateEnds;
    private string? _certificateFault;

    public AddressExam(SiteOptions options, DoctorPass pass, TimeProvider clock)
    {
        (_options, _pass, _clock) = (options, pass, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Validate },
        };
        _client = new HttpClient(handler) { Timeout = Patience };
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Looks at everything, one after the other; ends early where nothing further can be asked.</summary>
    /// <param name="local">Where the program listens on this machine.</param>
    /// <param name="body">Bytes of the upload that must pass.</param>
    public async IAsyncEnumerable<DoctorFinding> RunAsync(
        Uri local,
        long body,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return await LocalAsync(local, cancellationToken);
        var (answer, failure) = await AskAsync(HttpMethod.Get, _options.Absolute(DoctorEndpoint.Path), 0, cancellationToken);
        if (_certificateEnds is { } end)
        {
            yield return Certificate(end);
        }

        if (answer is null)
        {
            yield return new(false, failure!);
            yield break;
        }

        foreach (var finding in Compare(answer))
        {
            yield return finding;
        }

        yield return await BodyAsync(body, cancellationToken);
        foreach (var host in _options.OtherHosts)
        {
            yield return await OtherHostAsync(host, cancellationToken);
        }
    }

    private async Task<DoctorFinding> LocalAsync(Uri local, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(local, _options.BasePath + "/health/live"), cancellationToken);
            return answer.IsSuccessStatusCode
                ? new(true, $"the blog answers at {local}")
                : new(false, $"{local} answers {(int)answer.StatusCode}: is it another program?");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(false, $"nothing answers at {local}: {Reason(e)}. Is the blog running, with the same settings?");
        }
    }

    private IEnumerable<DoctorFinding> Compare(DoctorSeen seen)
    {
        var url = _options.PublicUrl;
        yield return seen.Fault is { } fault ? new(false, fault)
        : seen.Scheme == url.Scheme ? new(true, $"requests arrive as {seen.Scheme}")
        : new(false, $"requests arrive as {seen.Scheme}, and Blog__PublicUrl is {url}");
        yield return seen.Host.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
            ? new(true, $"the host arrives as {seen.Host}")
            : new(
                false,
                $"the proxy passes the host on as '{seen.Host}' instead of {url.Authority}; for nginx: proxy_set_header Host $host;"
            );
        if (_options.BasePath.Length > 0)
        {
            yield return seen.PathBase == _options.BasePath
                ? new(true, $"the path {_options.BasePath} arrives")
                : new(
                    false,
                    $"the proxy takes {_options.BasePath} off the path; it must pass paths on unchanged "
                        + "(for nginx: proxy_pass without a path)"
                );
        }

        yield return seen.LacksClient
            ? new(
                false,
                $"all visitors have the address of the proxy, {seen.Client}: it sends no X-Forwarded-For; "
                    + "for nginx: proxy_set_header X-Forwarded-For $remote_addr;"
            )
            : new(true, $"this machine's address is seen as {(seen.Client.Length > 0 ? seen.Client : "a Unix socket")}");
        var drift = (seen.Now - _clock.GetUtcNow()).Duration();
        yield return drift <= LargestDrift
            ? new(true, "the clocks agree")
            : new(false, $"the blog's clock is {drift.TotalSeconds:0} s away from this machine's: set both by NTP");
    }

    private async Task<DoctorFinding> BodyAsync(long bytes, CancellationToken cancellationToken)
    {
        var megabytes = bytes >> 20;
        var (seen, failure) = await AskAsync(HttpMethod.Post, _options.Absolute(DoctorEndpoint.Path), bytes, cancellationToken);
        return seen is null ? new(false, $"an upload of {megabytes} MB does not arrive: {failure}")
            : seen.Body == bytes ? new(true, $"an upload of {megabytes} MB arrives")
            : new(false, $"of an upload of {megabytes} MB, {seen.Body >> 20} MB arrive");
    }

    private async Task<DoctorFinding> OtherHostAsync(string host, CancellationToken cancellationToken)
    {
        var asked = new UriBuilder(_options.PublicUrl) { Host = host, Path = "/" }.Uri;
        try
        {
            using var answer = await _client.GetAsync(asked, cancellationToken);
            return answer.Headers.Location?.Host == _options.PublicUrl.Host
                ? new(true, $"{host} redirects to {_options.PublicUrl.Host}")
                : new(false, $"{asked} answers {(int)answer.StatusCode} and does not redirect to {_options.PublicUrl}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(false, $"{asked} cannot be reached: {Reason(e)}");
        }
    }

    private DoctorFinding Certificate(DateTimeOffset end)
    {
        var days = (int)(end - _clock.GetUtcNow()).TotalDays;
        return days >= FewDays
            ? new(true, $"the certificate is good for {days} days")
            : new(false, $"the certificate ends in {days} days, on {end:yyyy-MM-dd}: is its renewal running?");
    }

    private async Task<(DoctorSeen? Seen, string? Failure)> AskAsync(
        HttpMethod method,
        string address,
        long bytes,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add(DoctorPass.Header, _pass.Make());
        if (bytes > 0)
        {
            request.Content = new StreamContent(new ZeroStream(bytes));
            request.Content.Headers.ContentLength = bytes;
            request.Headers.ExpectContinue = true; // a proxy that refuses the size then answers before the body, not in its middle
        }

        try
        {
            using var answer = await _client.SendAsync(request, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == "application/json"
                ? (await JsonAsync(answer, cancellationToken), null)
                : (null, Explain(address, answer));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, $"{address} cannot be reached from here: {_certificateFault ?? Reason(e)}");
        }
        catch (JsonException)
        {
            return (null, $"another program answers at {address}");
        }
    }

    private static async Task<DoctorSeen> JsonAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(cancellationToken), DoctorJson.Default.DoctorSeen)
        ?? throw new JsonException();

    private string Explain(string address, HttpResponseMessage answer) =>
        (int)answer.StatusCode switch
        {
            413 => "the proxy refuses it as too large; for nginx: client_max_body_size 27m; (Caddy has no limit of its own)",
            >= 300 and < 400 => $"{address} redirects to {answer.Headers.Location}, which is not the address in Blog__PublicUrl",
            400 => $"{address} is refused (400): the proxy most likely does not pass the host on; for nginx: proxy_set_header Host $host;",
            401 or 403 => $"{address} is refused ({(int)answer.StatusCode}): something before the blog asks for a sign-in or blocks it",
            404 => $"{address} is not found: another program answers, or a blog with another data folder or path"
                + (_options.BasePath.Length > 0 ? $"; the proxy must pass {_options.BasePath} on unchanged" : ""),
            502 or 503 or 504 => $"{address} answers {(int)answer.StatusCode}: the proxy does not reach the blog, or the blog is starting",
            var code => $"{address} answers {code}: another program answers there",
        };

    private static string Reason(Exception e) =>
        e is TaskCanceledException ? "no answer in time" : e.GetBaseException().Message.TrimEnd('.');

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is X509Certificate2 shown)
        {
            _certificateEnds ??= new DateTimeOffset(shown.NotAfter.ToUniversalTime());
        }

        _certificateFault = errors switch
        {
            SslPolicyErrors.None => null,
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) =>
                $"its certificate is for another name ({certificate?.Subject})",
            _ => "its certificate is not trusted: "
                + string.Join(", ", chain?.ChainStatus.Select(status => status.StatusInformation.TrimEnd('.')) ?? []),
        };
        return errors == SslPolicyErrors.None;
    }

    /// <summary>So many zeros.</summary>
    private sealed class ZeroStream(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            buffer.AsSpan(offset, read).Clear();
            _left -= read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

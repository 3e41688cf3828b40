using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Blog.Site;
using Blog.Site.Outbound;

namespace Blog.Tests.Site.Outbound;

/// <summary>
/// A real listener on 127.0.0.1, and a client whose connections all end there, whatever address it chose: what the client's check
/// lets through is visible. An unknown name resolves to 127.0.0.1, which is the worst case.
/// </summary>
internal sealed class OutboundFixture : IDisposable
{
    public const string PublicIp = "93.184.215.14";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private int _accepted;

    public OutboundFixture(TimeProvider? clock = null)
    {
        _listener.Start();
        _ = AcceptAsync();
        Client = new SafeHttp(
            new SiteOptions(new Uri("https://blog.example.org/x"), AllowHttp: false, []),
            clock ?? TimeProvider.System,
            ResolveAsync,
            DialAsync
        );
    }

    public SafeHttp Client { get; }

    /// <summary>Connections that the listener saw.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Where the client wanted to go.</summary>
    public ConcurrentQueue<IPEndPoint> Dialled { get; } = new();

    /// <summary>Requests as they came, with all headers.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What names resolve to, answer after answer; the last one stays.</summary>
    public Dictionary<string, Queue<string[]>> Names { get; } =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["public.example"] = new([
                [PublicIp],
            ]),
        };

    /// <summary>The whole answer to a request for a path.</summary>
    public Func<string, byte[]> Answer { get; set; } = _ => Ok("hello");

    /// <summary>Where set, connections speak TLS with this certificate.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Where set, the answer stops here until the test ends.</summary>
    public bool Hangs { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static byte[] Ok(string body, string headers = "Content-Type: text/plain\r\n") =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static byte[] Redirect(string location, int status = 302) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status} Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");

    public Task<SafeHttpResult> GetAsync(string address) => Client.GetAsync(address, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _closing.Cancel();
        Client.Dispose();
        _listener.Dispose();
        Certificate?.Dispose();
    }

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var answers = Names.GetValueOrDefault(host);
        string[] answer =
            answers is null ? ["127.0.0.1"]
            : answers.Count > 1 ? answers.Dequeue()
            : answers.Peek();
        return answer.Length > 0
            ? Task.FromResult(answer.Select(IPAddress.Parse).ToArray())
            : throw new SocketException((int)SocketError.HostNotFound);
    }

    private async Task<Stream> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Dialled.Enqueue(endPoint);
        if (endPoint.Address.ToString() == "93.184.215.99")
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        return client.GetStream();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_closing.Token);
            Interlocked.Increment(ref _accepted);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (Certificate is not null)
                {
                    var tls = new SslStream(stream);
                    // Offline: the server's own side would look for the issuer as well.
                    await tls.AuthenticateAsServerAsync(
                        new SslServerAuthenticationOptions
                        {
                            ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, null, offline: true),
                        },
                        _closing.Token
                    );
                    stream = tls;
                }

                var request = await ReadRequestAsync(stream);
                Requests.Enqueue(request);
                await stream.WriteAsync(Answer(request.Split(' ')[1]), _closing.Token);
                if (Hangs)
                {
                    await Task.Delay(Timeout.Infinite, _closing.Token);
                }
            }
            catch (Exception e)
                when (e
                        is IOException
                            or OperationCanceledException
                            or System.Security.Authentication.AuthenticationException
                            or IndexOutOfRangeException
                )
            {
                // The client went away, as it should.
            }
        }
    }

    /// <summary>The head, and the body that it announces.</summary>
    private async Task<string> ReadRequestAsync(Stream stream)
    {
        using var request = new MemoryStream();
        var buffer = new byte[4096];
        while (!IsWhole(request.ToArray()) && await stream.ReadAsync(buffer, _closing.Token) is var read and > 0)
        {
            request.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(request.ToArray());
    }

    private static bool IsWhole(byte[] request)
    {
        var end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = end < 0 ? "" : Encoding.UTF8.GetString(request, 0, end);
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        return end >= 0 && request.Length >= end + 4 + body;
    }
}

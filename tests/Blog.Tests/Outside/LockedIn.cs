using System.Net.Sockets;
using Blog.Tests.Processes;

namespace Blog.Tests.Outside;

/// <summary>
/// The program that a <see cref="BlogApplication"/> stands for with <c>BLOG_TEST_LOCKED_IN=1</c>: a process of its own, without privileges, on a
/// read-only root, asked over a socket. What a test stages through <see cref="Services"/> is done by a host within the tests, between two runs of
/// the process: they take turns on the same folder, as only one program may have it.
/// </summary>
internal sealed class LockedIn(BlogApplication blog) : IDisposable
{
    private readonly Sandbox? sandbox = Sandbox.Unavailable is null ? new Sandbox() : null;
    private readonly TemporaryFolder? folder = Sandbox.Unavailable is null ? null : new TemporaryFolder();
    private readonly SemaphoreSlim turn = new(1);
    private BlogServer? process;
    private SocketsHttpHandler? sockets;
    private BlogApplication? stage;
    private bool isGone;

    public static bool IsOn => Environment.GetEnvironmentVariable("BLOG_TEST_LOCKED_IN") == "1";

    public string DataFolder => sandbox?.Data ?? folder!.Path;

    /// <summary>The program's services, in a host within the tests. The process has ended when this returns.</summary>
    public IServiceProvider Services
    {
        get
        {
            turn.Wait();
            try
            {
                EndProcess();
                return (stage ??= blog.Stage(DataFolder)).Services;
            }
            finally
            {
                turn.Release();
            }
        }
    }

    /// <summary>Leads every request to the process, which is started if need be.</summary>
    public HttpMessageHandler Door() => new Line(this);

    /// <summary>Where the process listens, started if need be.</summary>
    public async Task<int> PortAsync()
    {
        await StartedAsync();
        return process!.Address.Port;
    }

    public void Dispose()
    {
        if (isGone)
        {
            return;   // a WebApplicationFactory disposes of itself twice
        }

        isGone = true;
        EndProcess();
        stage?.Dispose();
        sandbox?.Dispose();
        folder?.Dispose();
        turn.Dispose();
    }

    private async Task<HttpMessageInvoker> StartedAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (process is null)
            {
                await (stage?.DisposeAsync() ?? ValueTask.CompletedTask);
                stage = null;
                var started = new BlogServer(DataFolder, sandbox) { Settings = { ["Blog__PublicUrl"] = "http://localhost", ["Blog__TrustedProxies"] = "127.0.0.1", ["Blog__Owner__Email"] = "", ["Blog__Owner__Password"] = "" } };
                foreach (var (key, value) in blog.Settings)
                {
                    started.Settings[key.Replace(":", "__", StringComparison.Ordinal)] = value;
                }

                await started.StartAsync();
                process = started;
                sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectCallback = ConnectAsync };
            }

            return new HttpMessageInvoker(sockets!, disposeHandler: false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The address that a client names is the public one; the process listens elsewhere, as behind a proxy.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(process!.Address.Host, process.Address.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private void EndProcess()
    {
        if (process is null)
        {
            return;
        }

        sockets?.Dispose();
        process.StopAsync().GetAwaiter().GetResult();
        process.DisposeAsync().AsTask().GetAwaiter().GetResult();
        (process, sockets) = (null, null);
    }

    private sealed class Line(LockedIn place) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.TryGetValues(Visitor.AddressHeader, out var addresses))
            {
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", addresses);
                request.Headers.Remove(Visitor.AddressHeader);
            }

            var answer = await (await place.StartedAsync()).SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);   // the process may end before the test reads on
            return answer;
        }
    }
}

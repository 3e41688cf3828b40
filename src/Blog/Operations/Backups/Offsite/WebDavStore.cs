using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;

namespace Blog.Operations.Backups.Offsite;

/// <summary>Backups in a folder of a WebDAV server (RFC 4918).</summary>
internal sealed class WebDavStore : IOffsiteStore
{
    private const string Question = """<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getcontentlength/></prop></propfind>""";

    /// <summary>For the head of an answer; an upload has longer, by its size.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private const int SlowestBytesPerSecond = 50_000;

    private readonly WebDavOptions _options;
    private readonly HttpClient _http;

    public WebDavStore(WebDavOptions options)
    {
        _options = options;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (options.User is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}"))
            );
        }
    }

    public async Task<IReadOnlyList<(string Name, long Bytes)>> ListAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod("PROPFIND"), _options.Address)
        {
            Content = new StringContent(Question, Encoding.UTF8, "application/xml"),
        };
        request.Headers.Add("Depth", "1");
        using var answer = await SendAsync(request, 0, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return []; // made by the first upload
        }

        Require(answer);
        return await TryAsync(
            async () => await WebDavListing.ReadAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken),
            cancellationToken
        );
    }

    public async Task PutAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        using var answer = await PutOnceAsync(name, content, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict) // the folder is missing (RFC 4918, 9.7.1)
        {
            using var made = await SendAsync(new HttpRequestMessage(new HttpMethod("MKCOL"), _options.Address), 0, cancellationToken);
            Require(made);
            using var again = await PutOnceAsync(name, content, cancellationToken);
            Require(again);
            return;
        }

        Require(answer);
    }

    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, AddressOf(name)), 0, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            answer.Dispose();
            return null;
        }

        Require(answer);
        return await TryAsync(() => answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken); // which closes the connection
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, AddressOf(name)), 0, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            Require(answer);
        }
    }

    public void Dispose() => _http.Dispose();

    private Uri AddressOf(string name) => new(_options.Address, Uri.EscapeDataString(name));

    private Task<HttpResponseMessage> PutOnceAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, AddressOf(name)) { Content = new FileContent(content) };
        request.Headers.ExpectContinue = true; // a refusal comes before gigabytes are sent
        return SendAsync(request, content.Length, cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, long bytes, CancellationToken cancellationToken) =>
        TryAsync(
            async () =>
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(Patience + TimeSpan.FromSeconds(bytes / (double)SlowestBytesPerSecond));
                return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            },
            cancellationToken
        );

    private static void Require(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var status = (int)answer.StatusCode;
            answer.Dispose();
            throw new OffsiteException(
                status is 401 or 403 ? $"the WebDAV server answers {status}: it does not accept user and password, or does not allow this"
                : status == 507 ? "the WebDAV server is full"
                : string.Create(CultureInfo.InvariantCulture, $"the WebDAV server answers {status}")
            );
        }
    }

    private static async Task<T> TryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception e)
            when (!cancellationToken.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new OffsiteException("the WebDAV server does not answer", e);
        }
        catch (XmlException e)
        {
            throw new OffsiteException("the WebDAV server lists its files in a form that is not WebDAV's", e);
        }
    }

    /// <summary>A file as a body that can be sent once more, and stays open.</summary>
    private sealed class FileContent(Stream file) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            file.Position = 0;
            await file.CopyToAsync(stream);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = file.Length;
            return true;
        }
    }
}

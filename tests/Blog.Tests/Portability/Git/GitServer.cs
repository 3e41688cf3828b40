using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Portability.Git;

/// <summary>A git server by https, which takes one token: git's own program behind a web server, as services have it.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    public const string Token = "token-of-the-test";

    private readonly WebApplication _app;
    private readonly string _root;

    private GitServer(WebApplication app, string root, string certificate) => (_app, _root, CertificateFile) = (app, root, certificate);

    /// <summary>The certificate, for whoever is to trust the server.</summary>
    public string CertificateFile { get; }

    /// <summary>How often it was asked.</summary>
    public int Requests => _requests;

    private int _requests;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="root">The folder with the bare repositories.</param>
    public static async Task<GitServer> StartAsync(string root)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var file = Path.Combine(root, "server.pem");
        await File.WriteAllTextAsync(file, made.ExportCertificatePem());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var app = builder.Build();
        var server = new GitServer(app, root, file);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The address of a repository.</summary>
    public string UrlOf(string name) => $"https://localhost:{Address.Port}/{name}";

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("git:" + Token));
        if (context.Request.Headers.Authorization != expected)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return;
        }

        var start = new ProcessStartInfo("git", ["http-backend"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["GIT_PROJECT_ROOT"] = _root;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["REMOTE_USER"] = "git";
        start.Environment["REQUEST_METHOD"] = context.Request.Method;
        start.Environment["PATH_INFO"] = context.Request.Path;
        start.Environment["QUERY_STRING"] = context.Request.QueryString.Value?.TrimStart('?');
        start.Environment["CONTENT_TYPE"] = context.Request.ContentType;
        start.Environment["HTTP_CONTENT_ENCODING"] = context.Request.Headers.ContentEncoding;
        using var backend = Process.Start(start)!;
        var sending = SendAsync(context, backend);
        await ForwardAsync(backend.StandardOutput.BaseStream, context.Response);
        await sending;
        await backend.WaitForExitAsync();
    }

    private static async Task SendAsync(HttpContext context, Process backend)
    {
        try
        {
            await context.Request.Body.CopyToAsync(backend.StandardInput.BaseStream);
        }
        catch (IOException)
        {
            // The backend needed no more, or the client was killed.
        }

        backend.StandardInput.Close();
    }

    /// <summary>The answer of a CGI program: headers, an empty line, the body.</summary>
    private static async Task ForwardAsync(Stream output, HttpResponse response)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await output.ReadAsync(one) == 1)
        {
            if (one[0] != '\n')
            {
                line.Add(one[0]);
                continue;
            }

            var header = Encoding.ASCII.GetString([.. line]).TrimEnd('\r').Split(": ", 2);
            line.Clear();
            if (header[0].Length == 0)
            {
                break;
            }

            if (header[0] == "Status")
            {
                response.StatusCode = int.Parse(header[1][..3], System.Globalization.CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers[header[0]] = header[1];
            }
        }

        await output.CopyToAsync(response.Body);
    }
}

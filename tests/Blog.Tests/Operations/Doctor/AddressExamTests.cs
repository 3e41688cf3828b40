using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Blog.Operations.Doctor;
using Blog.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Operations.Doctor;

/// <summary>The blog stands behind a proxy that makes one mistake.</summary>
public sealed class AddressExamTests : IAsyncLifetime
{
    private const long Body = 300_000;

    private readonly BlogApplication _blog = new() { Settings = { ["Blog:TrustedProxies"] = "127.0.0.1" } };

    public ValueTask InitializeAsync()
    {
        _blog.Listen();
        return default;
    }

    public async ValueTask DisposeAsync() => await _blog.DisposeAsync();

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("host", "the proxy passes the host on as '127.0.0.1:")]
    [InlineData("for", "all visitors have the address of the proxy, 127.0.0.1")]
    [InlineData("body", "an upload of 0 MB does not arrive: the proxy refuses it as too large")]
    [InlineData("path", "is not found: another program answers")]
    [InlineData("elsewhere", "redirects to https://other.example/, which is not the address in Blog__PublicUrl")]
    [InlineData("blocked", "is refused (403): something before the blog")]
    [InlineData("down", "answers 502: the proxy does not reach the blog")]
    [InlineData("html", "answers 200: another program answers there")]
    public async Task Each_mistake_of_a_proxy_is_named(string mistake, string? said)
    {
        await using var proxy = await ProxyAsync(mistake);
        var findings = await ExamineAsync(proxy.Url);
        var wrong = findings.Where(finding => !finding.IsFine).Select(finding => finding.Says).ToList();
        if (said is null)
        {
            Assert.Empty(wrong);
        }
        else
        {
            Assert.Contains(said, Assert.Single(wrong), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_and_that_ends_soon_is_named()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(56), _blog.Clock.GetUtcNow().AddDays(3));
        await using var proxy = await ProxyAsync("nothing", certificate);
        var wrong = (await ExamineAsync(proxy.Url)).Where(finding => !finding.IsFine).Select(finding => finding.Says).ToList();
        Assert.Equal(2, wrong.Count);
        Assert.StartsWith("the certificate ends in 3 days, on 2026-11-26", wrong[0], StringComparison.Ordinal);
        Assert.Contains("cannot be reached from here: its certificate is", wrong[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public async Task Nobody_else_is_told_how_a_request_arrived(string? pass)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, DoctorEndpoint.Path);
        if (pass is not null)
        {
            request.Headers.Add(DoctorPass.Header, pass);
        }

        using var answer = await _blog.Client().SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<List<DoctorFinding>> ExamineAsync(Uri address)
    {
        var options = new SiteOptions(address, AllowHttp: true, []);
        using var exam = new AddressExam(
            options,
            new DoctorPass(_blog.Services.GetRequiredService<IDataProtectionProvider>()),
            _blog.Clock
        );
        return await exam.RunAsync(_blog.Client().BaseAddress!, Body, CancellationToken.None).ToListAsync();
    }

    /// <summary>A small reverse proxy in front of the blog.</summary>
    private async Task<Proxy> ProxyAsync(string mistake, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                {
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                }
            )
        );
        var app = builder.Build();
        var client = _blog.Client();
        app.Run(context => PassAsync(context, client, mistake));
        await app.StartAsync();
        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return new Proxy(app, new Uri($"{(certificate is null ? "http" : "https")}://localhost:{port}"));
    }

    private static async Task PassAsync(HttpContext context, HttpClient client, string mistake)
    {
        var (request, response) = (context.Request, context.Response);
        response.StatusCode = mistake switch
        {
            "body" when request.ContentLength > 0 => 413,
            "elsewhere" => 301,
            "blocked" => 403,
            "down" => 502,
            _ => 200,
        };
        response.Headers.Location = mistake == "elsewhere" ? "https://other.example/" : default;
        if (response.StatusCode != 200 || mistake == "html")
        {
            return;
        }

        using var passed = new HttpRequestMessage(
            new HttpMethod(request.Method),
            new Uri(client.BaseAddress!, mistake == "path" ? "/other" + request.Path : request.Path.Value)
        );
        passed.Headers.Host = mistake == "host" ? null : request.Host.Value;
        passed.Headers.Add(DoctorPass.Header, request.Headers[DoctorPass.Header].ToString());
        if (mistake != "for")
        {
            passed.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString());
        }

        passed.Headers.Add("X-Forwarded-Proto", request.Scheme);
        passed.Content = request.ContentLength > 0 ? new StreamContent(request.Body) : null;
        using var answer = await client.SendAsync(passed);
        response.StatusCode = (int)answer.StatusCode;
        response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(response.Body);
    }

    private sealed record Proxy(WebApplication App, Uri Url) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}

using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Blog.Site.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Site.Outbound;

public sealed class SafeHttpTests : IDisposable
{
    private readonly OutboundFixture _fixture = new();

    public static TheoryData<string> Hostile => [.. HostileAddresses.All];

    public static TheoryData<string> Redirects =>
        [
            .. HostileAddresses.All.Where(address =>
                address.Trim().Length > 0
                && !address.Any(char.IsControl)
                && address.StartsWith("http", StringComparison.Ordinal)
                && address.Contains("://", StringComparison.Ordinal)
            ),
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_address_leads_to_no_connection(string address)
    {
        var result = await _fixture.GetAsync(address);
        Assert.False(result.IsFetched);
        Assert.Null(result.Content);
        Assert.Equal(0, _fixture.Accepted);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_to_a_hostile_address_is_not_followed(string address)
    {
        _fixture.Answer = _ => OutboundFixture.Redirect(address);
        Assert.False((await _fixture.GetAsync("http://public.example/")).IsFetched);
        Assert.Equal(1, _fixture.Accepted); // the redirect's own
    }

    [Fact]
    public void The_hostile_addresses_are_many() => Assert.True(Hostile.Count >= 100 && Redirects.Count >= 60);

    [Theory]
    [InlineData("http://127.0.0.1/", SafeHttpError.NotPublic)]
    [InlineData("http://localhost/", SafeHttpError.NotPublic)]
    [InlineData("http://[::1]/", SafeHttpError.NotPublic)]
    [InlineData("https://127.0.0.1/", SafeHttpError.NotPublic)]
    public async Task The_client_as_it_serves_refuses_this_machine(string address, SafeHttpError refusal)
    {
        using var blog = new BlogApplication();
        _ = blog.Reader;
        Assert.Equal(refusal, (await blog.Services.GetRequiredService<SafeHttp>().GetAsync(address, CancellationToken.None)).Refusal);
    }

    [Theory]
    [InlineData("file:///etc/passwd", SafeHttpError.Scheme)]
    [InlineData("http://public.example:8080/", SafeHttpError.Port)]
    [InlineData("http://a@public.example/", SafeHttpError.Credentials)]
    [InlineData("http://@public.example/", SafeHttpError.Credentials)]
    [InlineData("public.example", SafeHttpError.Malformed)]
    [InlineData("http://public.example\\x", SafeHttpError.Malformed)]
    [InlineData("http://nowhere.example/", SafeHttpError.Unresolved)]
    [InlineData("http://refusing.example/", SafeHttpError.Unreachable)]
    public async Task A_refusal_says_why(string address, SafeHttpError refusal)
    {
        _fixture.Names["nowhere.example"] = new([
            [],
        ]);
        _fixture.Names["refusing.example"] = new([
            ["93.184.215.99"],
        ]);
        Assert.Equal(refusal, (await _fixture.GetAsync(address)).Refusal);
        Assert.Equal(0, _fixture.Accepted);
    }

    [Fact]
    public async Task A_host_that_resolves_differently_the_second_time_gains_nothing()
    {
        _fixture.Names["rebinding.example"] = new([
            [OutboundFixture.PublicIp],
            ["127.0.0.1"],
        ]);
        Assert.True((await _fixture.GetAsync("http://rebinding.example/")).IsFetched);
        Assert.Equal(SafeHttpError.NotPublic, (await _fixture.GetAsync("http://rebinding.example/")).Refusal);
        Assert.Equal(1, _fixture.Accepted);
        Assert.Equal([OutboundFixture.PublicIp], _fixture.Dialled.Select(endPoint => endPoint.Address.ToString()));
    }

    [Fact]
    public async Task A_host_that_resolves_differently_on_a_redirect_gains_nothing()
    {
        _fixture.Names["rebinding.example"] = new([
            [OutboundFixture.PublicIp],
            ["169.254.169.254"],
        ]);
        _fixture.Answer = _ => OutboundFixture.Redirect("/again");
        Assert.Equal(SafeHttpError.NotPublic, (await _fixture.GetAsync("http://rebinding.example/")).Refusal);
        Assert.Equal(1, _fixture.Accepted);
    }

    [Fact]
    public async Task Of_several_addresses_only_public_ones_are_dialled()
    {
        _fixture.Names["mixed.example"] = new([
            ["127.0.0.1", "::1", "93.184.215.99", OutboundFixture.PublicIp, "10.0.0.1"],
        ]);
        Assert.True((await _fixture.GetAsync("http://mixed.example/")).IsFetched);
        Assert.Equal(["93.184.215.99", OutboundFixture.PublicIp], _fixture.Dialled.Select(endPoint => endPoint.Address.ToString()));
    }

    [Fact]
    public async Task Content_comes_with_type_and_final_address()
    {
        _fixture.Answer = path =>
            path switch
            {
                "/a" => OutboundFixture.Redirect("b?x=1", 301),
                "/b?x=1" => OutboundFixture.Redirect("http://other.example:443/中文", 308),
                _ => OutboundFixture.Ok("内容", "Content-Type: text/html; charset=utf-8\r\nSet-Cookie: a=b\r\n"),
            };
        _fixture.Names["other.example"] = new([
            ["2606:2800:21f:cb07:6820:80da:af6b:8b2c"],
        ]);
        var result = await _fixture.GetAsync("http://public.example/a");
        Assert.True(result.IsFetched, result.Refusal.ToString());
        Assert.Equal(
            ("内容", "text/html; charset=utf-8", "http://other.example:443/%E4%B8%AD%E6%96%87"),
            (Encoding.UTF8.GetString(result.Content), result.ContentType, result.Address.AbsoluteUri)
        );
        Assert.Equal([80, 80, 443], _fixture.Dialled.Select(endPoint => endPoint.Port));
        Assert.Equal(3, _fixture.Accepted); // no connection is used twice
    }

    [Fact]
    public async Task A_request_reveals_no_more_than_necessary()
    {
        _fixture.Answer = _ => OutboundFixture.Ok("", "Set-Cookie: a=b; Path=/\r\n");
        using var activity = new System.Diagnostics.Activity("outer").Start();
        await _fixture.GetAsync("http://public.example/x#fragment");
        await _fixture.GetAsync("http://public.example/x#fragment");
        Assert.All(
            _fixture.Requests,
            request =>
                Assert.Equal(
                    "GET /x HTTP/1.1\r\nHost: public.example\r\nUser-Agent: Blog "
                        + "(+https://blog.example.org/x)\r\nAccept-Encoding: identity\r\n\r\n",
                    request
                )
        );
        Assert.Equal(2, _fixture.Requests.Count);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Three_redirects_are_followed(int redirects, bool fetched)
    {
        _fixture.Answer = path =>
            int.Parse(path[1..], System.Globalization.CultureInfo.InvariantCulture) is var n && n < redirects
                ? OutboundFixture.Redirect($"/{n + 1}", 303)
                : OutboundFixture.Ok("x");
        var result = await _fixture.GetAsync("http://public.example/0");
        Assert.Equal(fetched ? null : SafeHttpError.TooManyRedirects, result.Refusal);
        Assert.Equal(4, _fixture.Accepted);
    }

    [Theory]
    [InlineData("http://public.example/", SafeHttpError.Downgrade)]
    [InlineData("//public.example/", null)]
    [InlineData("ftp://public.example/", SafeHttpError.Scheme)]
    public void A_redirect_may_not_leave_https(string location, SafeHttpError? refusal) =>
        Assert.Equal(refusal, OutboundAddress.ReadNext(new Uri("https://public.example/"), location, out _));

    [Theory]
    [InlineData(1000, 1000, true)]
    [InlineData(1001, 1000, false)]
    [InlineData(SafeHttp.DefaultBytes, SafeHttp.DefaultBytes, true)]
    [InlineData(SafeHttp.DefaultBytes + 1, SafeHttp.DefaultBytes, false)]
    public async Task More_bytes_than_the_limit_are_not_read(int bytes, int limit, bool fetched)
    {
        foreach (var length in new[] { $"Content-Length: {bytes}\r\n", "" }) // by Content-Length, or while reading
        {
            _fixture.Answer = _ =>
                [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{length}Connection: close\r\n\r\n"), .. new byte[bytes]];
            var result = await _fixture.Client.GetAsync("http://public.example/", CancellationToken.None, limit);
            Assert.Equal(fetched ? null : SafeHttpError.TooLarge, result.Refusal);
            Assert.Equal(fetched ? bytes : null, result.Content?.Length);
        }
    }

    [Fact]
    public Task No_caller_can_ask_for_more_than_the_highest_limit() =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            _fixture.Client.GetAsync("http://public.example/", CancellationToken.None, SafeHttp.MostBytes + 1)
        );

    [Fact]
    public async Task Compressed_content_stays_packed()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[10_000_000]);
        }

        _fixture.Answer = _ =>
            [
                .. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"),
                .. packed.ToArray(),
            ];
        Assert.Equal(SafeHttpError.Encoded, (await _fixture.GetAsync("http://public.example/")).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")]
    public async Task A_request_times_out_after_five_seconds(string begun)
    {
        var clock = new FakeTimeProvider();
        using var slow = new OutboundFixture(clock) { Answer = _ => Encoding.ASCII.GetBytes(begun), Hangs = true };
        var fetching = slow.GetAsync("http://public.example/");
        await Poll.UntilAsync(() => !slow.Requests.IsEmpty);

        clock.Advance(TimeSpan.FromSeconds(4.9));
        await Poll.GraceAsync();
        Assert.False(fetching.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(SafeHttpError.TooSlow, (await fetching.WaitAsync(Poll.Limit)).Refusal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        _fixture.Hangs = true;
        _fixture.Answer = _ => [];
        using var leaving = new CancellationTokenSource();
        var fetching = _fixture.Client.GetAsync("http://public.example/", leaving.Token);
        await Poll.UntilAsync(() => !_fixture.Requests.IsEmpty);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", SafeHttpError.Status, 404)]
    [InlineData("HTTP/1.1 304 Not Modified\r\n\r\n", SafeHttpError.Status, 304)]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", SafeHttpError.Malformed, 0)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n", SafeHttpError.Malformed, 0)]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", SafeHttpError.Unreachable, 0)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", SafeHttpError.Unreachable, 0)]
    [InlineData("", SafeHttpError.Unreachable, 0)]
    public async Task A_bad_answer_is_a_refusal(string answer, SafeHttpError refusal, int status)
    {
        _fixture.Answer = _ => Encoding.ASCII.GetBytes(answer);
        var result = await _fixture.GetAsync("http://public.example/");
        Assert.Equal((refusal, status), (result.Refusal!.Value, result.Status));
    }

    [Fact]
    public async Task Endless_headers_are_a_refusal()
    {
        _fixture.Answer = _ => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nX: " + new string('a', 100_000) + "\r\n\r\n");
        Assert.Equal(SafeHttpError.Unreachable, (await _fixture.GetAsync("http://public.example/")).Refusal);
    }

    [Fact]
    public async Task A_certificate_must_prove_the_host_and_its_addresses_are_not_fetched()
    {
        using var issuersKey = RSA.Create(2048);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=public.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("public.example");
        request.CertificateExtensions.Add(names.Build());
        // Where a chain is incomplete, the platform would fetch the issuer from here.
        request.CertificateExtensions.Add(
            new X509AuthorityInformationAccessExtension(
                [$"http://127.0.0.1:{_fixture.Port}/ocsp"],
                [$"http://127.0.0.1:{_fixture.Port}/issuer.cer"]
            )
        );
        using var signed = request.Create(
            new X500DistinguishedName("CN=nobody"),
            X509SignatureGenerator.CreateForRSA(issuersKey, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UnixEpoch.AddYears(50),
            DateTimeOffset.UnixEpoch.AddYears(100),
            [1, 2, 3]
        );
        using var paired = signed.CopyWithPrivateKey(key);
        _fixture.Certificate = X509CertificateLoader.LoadPkcs12(paired.Export(X509ContentType.Pkcs12), null);
        Assert.Equal(SafeHttpError.Tls, (await _fixture.GetAsync("https://public.example/")).Refusal);
        await Poll.GraceAsync();
        Assert.Equal(1, _fixture.Accepted);
        Assert.DoesNotContain(_fixture.Requests, request => request.Length > 0);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("1.1.1.1", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("9.255.255.255", true)]
    [InlineData("11.0.0.0", true)]
    [InlineData("127.0.0.0", false)]
    [InlineData("198.19.255.255", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("::8.8.8.8", false)]
    [InlineData("64:ff9b::8.8.8.8", false)]
    [InlineData("2002:808:808::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:1ff::1", false)]
    [InlineData("4000::1", false)]
    [InlineData("fe80::1%1", false)]
    public void Only_globally_routable_addresses_are_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.IsPublic(IPAddress.Parse(address)));

    public void Dispose() => _fixture.Dispose();
}

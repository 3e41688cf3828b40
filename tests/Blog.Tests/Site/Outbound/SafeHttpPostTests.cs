using System.Text;
using Blog.Site.Outbound;

namespace Blog.Tests.Site.Outbound;

/// <summary>security.md B11: a body is sent only where a fetch may go, and once.</summary>
public sealed class SafeHttpPostTests : IDisposable
{
    private readonly OutboundFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_body_and_its_type_arrive_and_the_answer_is_read()
    {
        var result = await PostAsync("http://public.example/urls?a=b", "一行\n二行");
        Assert.True(result.IsFetched);
        Assert.Equal((200, "hello"), (result.Status, Encoding.UTF8.GetString(result.Content)));
        var request = Assert.Single(_fixture.Requests);
        Assert.StartsWith("POST /urls?a=b HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n一行\n二行", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task An_answer_that_refuses_is_read_too(int status)
    {
        _fixture.Answer = _ => Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: 3\r\n\r\nwhy");
        var result = await PostAsync("http://public.example/");
        Assert.Equal((true, status, "why"), (result.IsFetched, result.Status, Encoding.ASCII.GetString(result.Content!)));
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        _fixture.Answer = _ => OutboundFixture.Redirect("http://public.example/other", 307);
        var result = await PostAsync("http://public.example/");
        Assert.Equal(307, result.Status);
        Assert.Single(_fixture.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1/", SafeHttpError.NotPublic)]
    [InlineData("http://localhost/", SafeHttpError.NotPublic)]
    [InlineData("http://[::1]/", SafeHttpError.NotPublic)]
    [InlineData("http://169.254.169.254/", SafeHttpError.NotPublic)]
    [InlineData("http://public.example:8080/", SafeHttpError.Port)]
    [InlineData("ftp://public.example/", SafeHttpError.Scheme)]
    [InlineData("http://a@public.example/", SafeHttpError.Credentials)]
    public async Task Nothing_is_sent_where_a_fetch_may_not_go(string address, SafeHttpError error)
    {
        Assert.Equal(error, (await PostAsync(address)).Refusal);
        Assert.Equal(0, _fixture.Accepted);
    }

    [Fact]
    public async Task A_long_answer_is_refused()
    {
        _fixture.Answer = _ => OutboundFixture.Ok(new string('x', 20_000));
        Assert.Equal(SafeHttpError.TooLarge, (await PostAsync("http://public.example/")).Refusal);
    }

    private Task<SafeHttpResult> PostAsync(string address, string body = "x") =>
        _fixture.Client.PostAsync(address, Encoding.UTF8.GetBytes(body), "text/plain", 16 * 1024, TestContext.Current.CancellationToken);
}

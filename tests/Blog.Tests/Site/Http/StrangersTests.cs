using System.Net;
using System.Text;
using Blog.Storage.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Site.Http;

/// <summary>What anybody may ask without signing in costs little, however often it is asked.</summary>
[Trait("Suite", "Attacks")]
public sealed class StrangersTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Forms_of_strangers_to_private_pages_are_limited_by_network()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        var stranger = new Visitor(_blog, "192.0.2.66");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 130; i++)
        {
            using var answer = await stranger.PostBareAsync("/account/sign-in", Visitor.Form(("x", "y")));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(120, statuses.Count(status => status == HttpStatusCode.BadRequest));
        Assert.Equal(10, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        using var elsewhere = await new Visitor(_blog, "203.0.113.5").PostBareAsync("/account/sign-in", Visitor.Form(("x", "y")));
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        var there = new Visitor(_blog, "192.0.2.66", author.Cookies); // signed in, on the same network
        using var own = await there.PostAsync("/admin/profile", Visitor.Form(("Name", "写字的人")));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, own.StatusCode);
        using var reading = await stranger.GetAsync("/account/sign-in");
        Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
        _blog.Clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await stranger.PostBareAsync("/account/sign-in", Visitor.Form(("x", "y")));
        Assert.Equal(HttpStatusCode.BadRequest, later.StatusCode);
    }

    [Fact]
    public async Task Texts_of_strangers_are_sent_back_a_few_times_only()
    {
        await SignedIn.AuthorAsync(_blog);
        var stranger = new Visitor(_blog, "192.0.2.66");
        var echoed = 0;
        for (var i = 0; i < 25; i++)
        {
            using var answer = await stranger.PostBareAsync("/admin/posts/new", Visitor.Form(("Markdown", "写了很久的文字")));
            echoed += (await answer.Content.ReadAsStringAsync()).Contains("写了很久的文字", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.Equal(20, echoed);
    }

    [Fact]
    public async Task The_state_is_looked_up_once_a_second_for_anonymous_visitors()
    {
        await _blog.Services.GetRequiredService<Readiness>().Task;
        using var warm = await _blog.Reader.GetAsync("/health/ready");
        await _blog.WithDbAsync(async db => await db.Database.ExecuteSqlRawAsync("ALTER TABLE Settings RENAME TO Elsewhere"));
        Assert.Equal("healthy\n", await _blog.Reader.GetStringAsync("/health/ready"));
        _blog.Clock.Advance(TimeSpan.FromSeconds(1));
        using var later = await _blog.Reader.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, later.StatusCode);
    }

    [Fact]
    public async Task Parts_of_the_sitemap_that_are_not_there_are_not_counted_for_each_request()
    {
        using var whole = await _blog.Reader.GetAsync("/sitemap.xml");
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        // what counts reads the tags and categories
        await _blog.WithDbAsync(async db => await db.Database.ExecuteSqlRawAsync("ALTER TABLE Categories RENAME TO Elsewhere"));
        foreach (var part in new[] { "1", "2", "99999", "2147483647" })
        {
            using var answer = await _blog.Reader.GetAsync($"/sitemap-{part}.xml");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("192.0.2.1", null, false)]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("::1", null, true)]
    [InlineData("127.0.0.1", "198.51.100.7", false)] // a visitor behind a proxy on this machine
    public async Task The_host_filter_tells_the_machine_itself_which_host_is_expected(string address, string? forwarded, bool told)
    {
        _blog.Settings["Blog:PublicUrl"] = "https://blog.example.org";
        var answer = await ((TestServer)_blog.Server).SendAsync(context =>
        {
            context.Request.Path = "/";
            context.Request.Host = new HostString("evil.example");
            context.Request.Headers[Visitor.AddressHeader] = address;
            if (forwarded is not null)
            {
                context.Request.Headers["X-Forwarded-For"] = forwarded;
            }
        });
        Assert.Equal(400, answer.Response.StatusCode);
        foreach (
            var name in new[]
            {
                "X-Content-Type-Options",
                "Content-Security-Policy",
                "Referrer-Policy",
                "Permissions-Policy",
                "Cross-Origin-Opener-Policy",
                "Cross-Origin-Resource-Policy",
                "Strict-Transport-Security",
            }
        )
        {
            Assert.True(answer.Response.Headers.ContainsKey(name), name);
        }

        using var body = new MemoryStream(); // disposing of the other stream would abort the request
        await answer.Response.Body.CopyToAsync(body, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(body.ToArray());
        Assert.Equal(told, text.Contains("blog.example.org", StringComparison.Ordinal));
        Assert.DoesNotContain("evil.example", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "max-age=31536000")]
    [InlineData("true", null, "max-age=31536000; includeSubDomains")]
    [InlineData(null, "true", "max-age=31536000; includeSubDomains; preload")]
    public async Task Names_below_the_host_and_the_lists_of_browsers_are_included_by_setting(
        string? subDomains,
        string? preload,
        string expected
    )
    {
        _blog.Settings["Blog:PublicUrl"] = "https://localhost";
        _blog.Settings["Blog:Hsts:IncludeSubDomains"] = subDomains ?? "";
        _blog.Settings["Blog:Hsts:Preload"] = preload ?? "";
        using var answer = await _blog.Reader.GetAsync("/");
        Assert.Equal(expected, string.Join("", answer.Headers.GetValues("Strict-Transport-Security")));
    }
}

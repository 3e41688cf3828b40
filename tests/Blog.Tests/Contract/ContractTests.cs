using Blog.Site;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Contract;

/// <summary>Names that operators and readers rely on: a change here breaks their scripts and links.</summary>
public sealed class ContractTests
{
    [Fact]
    public void The_routes_match_the_contract()
    {
        using var blog = new BlogApplication();
        _ = blog.Reader;
        var routes = blog
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/",
                "/.well-known/security.txt",
                "/account/code",
                "/account/confirm",
                "/account/invitation",
                "/account/reset",
                "/account/sign-in",
                "/account/sign-out",
                "/admin",
                "/admin/backups",
                "/admin/backups/{name}",
                "/admin/comments",
                "/admin/comments/blocks",
                "/admin/comments/notices",
                "/admin/comments/{id:int}",
                "/admin/completions",
                "/admin/diagrams",
                "/admin/export",
                "/admin/friends",
                "/admin/friends/{id:int}",
                "/admin/git",
                "/admin/import",
                "/admin/import/comments",
                "/admin/import/{id:int}",
                "/admin/media",
                "/admin/media/home",
                "/admin/media/sizes",
                "/admin/media/{id:length(32)}",
                "/admin/people",
                "/admin/posts/delete",
                "/admin/posts/new",
                "/admin/posts/{id:int}",
                "/admin/posts/{id:int}/copy",
                "/admin/posts/{id:int}/history",
                "/admin/posts/{id:int}/history/{revision}",
                "/admin/posts/{id:int}/links",
                "/admin/profile",
                "/admin/redirects",
                "/admin/redirects/missing",
                "/admin/security",
                "/admin/security/authenticator",
                "/admin/security/log",
                "/admin/security/passkeys",
                "/admin/security/password",
                "/admin/settings",
                "/admin/snippets",
                "/admin/snippets/{id:int}",
                "/admin/status",
                "/admin/taxonomy",
                "/admin/taxonomy/categories/{id:int}",
                "/admin/taxonomy/series/{id:int}",
                "/admin/taxonomy/tags/{id:int}",
                "/apple-touch-icon.png",
                "/archives",
                "/archives/page/{number:int}",
                "/archives/{year:int:range(1,9998)}",
                "/archives/{year:int:range(1,9998)}/page/{number:int}",
                "/archives/{year:int:range(1,9998)}/{month:int:range(1,12)}",
                "/archives/{year:int:range(1,9998)}/{month:int:range(1,12)}/page/{number:int}",
                "/assets/{file}",
                "/categories",
                "/categories/{**path:ending(/feed.json)}",
                "/categories/{**path:ending(/feed.xml)}",
                "/categories/{**path:ending(/rss.xml)}",
                "/categories/{**path}",
                "/comments/at/{id:int}",
                "/comments/feed.xml",
                "/comments/moderate/{token}",
                "/comments/own",
                "/comments/own/{token}",
                "/comments/own/{token}/feed.xml",
                "/comments/privacy",
                "/comments/waiting/{secret}/feed.xml",
                "/comments/{post:int}",
                "/comments/{post:int}/feed.xml",
                "/comments/{post:int}/page/{number:int:min(2)}",
                "/error/insecure",
                "/error/{code:int}",
                "/favicon.ico",
                "/feed.json",
                "/feed.xml",
                "/feeds",
                "/health/live",
                "/health/ready",
                "/health/seen",
                "/hooks/git/{id:hex(32)}",
                "/llms.txt",
                "/media/diagrams/{name:ending(.png)}",
                "/media/diagrams/{name:ending(.svg)}",
                "/media/{id:hex(32)}/{name}",
                "/metrics",
                "/opensearch.xml",
                "/page/{number:int}",
                "/preview/{token}",
                "/robots.txt",
                "/rss.xml",
                "/search",
                "/series",
                "/series/{slug}",
                "/setup",
                "/site.webmanifest",
                "/sitemap-{part:int:min(1)}.xml",
                "/sitemap.xml",
                "/tags",
                "/tags/{slug}",
                "/tags/{slug}/feed.json",
                "/tags/{slug}/feed.xml",
                "/tags/{slug}/page/{number:int}",
                "/tags/{slug}/rss.xml",
                "/{**path:ending(.md)}",
                "/{**path}",
                "/{key:hex(32)}.txt",
                "/{path:friends}",
            ],
            routes
        );
    }

    [Theory]
    [InlineData("https://blog.example.org", "https://blog.example.org/x", true)]
    [InlineData("https://example.org/blog/", "https://example.org/blog/x", true)]
    [InlineData("http://localhost:8080", "http://localhost:8080/x", false)]
    [InlineData("http://127.0.0.1", "http://127.0.0.1/x", false)]
    public void A_public_address_sets_the_mode(string url, string absolute, bool https)
    {
        var options = Read(out var error, ("Blog:PublicUrl", url));
        Assert.Null(error);
        Assert.Equal(absolute, options!.Absolute("/x"));
        Assert.Equal(https, options.IsHttps);
    }

    [Theory]
    [InlineData("Blog:PublicUrl", "", "Blog__PublicUrl is not set")]
    [InlineData("Blog:PublicUrl", "blog.example.org", "Blog__PublicUrl is 'blog.example.org'")]
    [InlineData("Blog:PublicUrl", "ftp://example.org", "http or https")]
    [InlineData("Blog:PublicUrl", "https://example.org/?x", "without query")]
    [InlineData("Blog:PublicUrl", "http://example.org", "Blog__AllowHttp")]
    [InlineData("Blog:AllowHttp", "maybe", "true or false")]
    [InlineData("Blog:TrustedProxies", "10.0.0.0/8, nonsense", "'nonsense'")]
    [InlineData("Blog:Hsts:IncludeSubDomains", "1", "Blog__Hsts__IncludeSubDomains is '1': it must be true or false")]
    [InlineData("Blog:Hsts:Preload", "yes", "Blog__Hsts__Preload is 'yes': it must be true or false")]
    public void A_wrong_value_is_named_with_what_it_must_be(string key, string value, string says)
    {
        Assert.Null(Read(out var error, ("Blog:PublicUrl", "https://example.org"), (key, value)));
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error!);
    }

    [Fact]
    public void Proxies_are_addresses_or_networks()
    {
        var options = Read(out _, ("Blog:PublicUrl", "https://example.org"), ("Blog:TrustedProxies", "10.0.0.0/8, 192.168.1.1 ::1"));
        Assert.Equal(["10.0.0.0/8", "192.168.1.1/32", "::1/128"], options!.TrustedProxies.Select(network => network.ToString()));
    }

    [Fact]
    public void While_developing_the_public_address_may_be_left_out() =>
        Assert.Equal("http://localhost:5080/x", Read(out _, isDevelopment: true)!.Absolute("/x"));

    private static SiteOptions? Read(out string? error, params (string Key, string Value)[] settings) =>
        Read(out error, isDevelopment: false, settings);

    private static SiteOptions? Read(out string? error, bool isDevelopment, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(s => s.Key).Select(g => new KeyValuePair<string, string?>(g.Key, g.Last().Value)))
            .Build();
        return SiteOptions.Read(configuration, isDevelopment, out error);
    }
}

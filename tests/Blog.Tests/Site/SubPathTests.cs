using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Blog.Accounts.Management;
using Blog.Portability;
using Blog.Storage.Database;
using Blog.Tests.Data;
using Blog.Tests.Reading.Feeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Site;

/// <summary>
/// The sample blog below <c>/blog</c> of a shared host: no page, feed, form, redirect, script or cookie leads outside.
/// </summary>
public sealed partial class SubPathTests(SubPathTests.Below blog) : IClassFixture<SubPathTests.Below>
{
    private const string Host = "http://localhost",
        Prefix = "/blog";

    [Fact]
    public async Task No_reader_address_leaves_the_base_path()
    {
        var (pages, others) = await CrawlAsync(
            new Visitor(blog),
            [
                Prefix,
                Prefix + "/",
                Prefix + "/zh",
                Prefix + "/en",
                Prefix + "/feeds",
                Prefix + "/robots.txt",
                Prefix + "/site.webmanifest",
                Prefix + "/opensearch.xml",
                Prefix + "/llms.txt",
                Prefix + "/search?q=blog",
                Prefix + "/nothing",
                Prefix + "/account/sign-in",
            ]
        );
        Assert.True(pages > 100 && others > 100, $"{pages} pages, {others} others");
    }

    [Fact]
    public async Task No_admin_address_leaves_the_base_path()
    {
        var owner = await OwnerAsync();
        var (pages, _) = await CrawlAsync(
            owner,
            [Prefix + "/admin", Prefix + "/admin/status", Prefix + "/admin/settings"],
            path => path.StartsWith(Prefix + "/admin", StringComparison.Ordinal),
            most: 250
        );
        Assert.True(pages > 40, $"{pages} pages");
    }

    [Theory]
    [InlineData("/blog/admin", "/blog/account/sign-in?returnUrl=")]
    [InlineData("/blog/Archives/", null)]
    [InlineData("/blog/en/", "/blog/en")]
    [InlineData("/blog", "/blog/")]
    [InlineData("/blog?x=1", "/blog/?x=1")]
    public async Task A_redirect_stays_below_the_base_path(string from, string? to)
    {
        using var answer = await blog.Reader.GetAsync(from);
        var location = answer.Headers.Location?.OriginalString;
        if (to is null)
        {
            Assert.True(location is null || location.StartsWith(Prefix + "/", StringComparison.Ordinal), location);
        }
        else
        {
            Assert.StartsWith(to, location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Signing_in_writing_uploading_and_signing_out_work_with_a_base_path()
    {
        var owner = await OwnerAsync();
        var editor = await owner.PageAsync(Prefix + "/admin/posts/new");
        var fields = editor
            .QuerySelectorAll("form#post [name], [name][form=post]")
            .Where(field => field.LocalName != "button" && field.GetAttribute("type") != "radio")
            .GroupBy(field => field.GetAttribute("name")!)
            .ToDictionary(
                group => group.Key,
                group =>
                    group.First() switch
                    {
                        IHtmlSelectElement select => select.Value ?? "",
                        IHtmlTextAreaElement area => area.Value,
                        IHtmlInputElement { Type: "checkbox" } => "false",
                        var input => input.GetAttribute("value") ?? "",
                    },
                StringComparer.Ordinal
            );
        (fields["Title"], fields["Markdown"], fields["Address"], fields["Do"]) = ("题目", "[归档](/archives) 一段。", "below", "publish");
        using var published = await owner.PostBareAsync(
            Path(editor.QuerySelector("form#post")!.GetAttribute("action") ?? Prefix + "/admin/posts/new"),
            fields
        );
        Assert.True(published.StatusCode == HttpStatusCode.Redirect, $"{(int)published.StatusCode} {await Visitor.AlertAsync(published)}");
        Assert.StartsWith(Prefix + "/admin/", published.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var post = await owner.PageAsync(Prefix + "/below");
        Assert.Equal(Prefix + "/archives", post.QuerySelector(".prose a")!.GetAttribute("href"));

        using var content = new MultipartFormDataContent
        {
            { new StringContent(await owner.TokenAsync(Prefix + "/admin/media")), Visitor.TokenField },
            { new ByteArrayContent(TestImages.Photo(20, 10, ".png")), "file", "a.png" },
        };
        using var uploaded = await owner.Client.PostAsync(Prefix + "/admin/media?handler=Upload", content);
        Assert.True((int)uploaded.StatusCode < 400, $"{(int)uploaded.StatusCode}");
        Assert.True(
            uploaded.Headers.Location is null
                || uploaded.Headers.Location.OriginalString.StartsWith(Prefix + "/admin/media", StringComparison.Ordinal)
        );

        using var left = await owner.PostBareAsync(
            Prefix + "/account/sign-out",
            Visitor.Form((Visitor.TokenField, await owner.TokenAsync(Prefix + "/admin")))
        );
        Assert.StartsWith(Prefix + "/", left.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var after = await owner.GetAsync(Prefix + "/admin");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task The_setup_works_with_a_base_path()
    {
        await using var fresh = new Below { Seeds = false };
        await fresh.Services.GetRequiredService<Readiness>().Task;
        var link = fresh.Services.GetRequiredService<SetupLink>().Address!;
        Assert.StartsWith(Host + Prefix + "/setup?key=", link, StringComparison.Ordinal);
        var page = await new Visitor(fresh).PageAsync(link[Host.Length..]);
        Assert.Empty(Strays(page));
        Assert.NotNull(page.QuerySelector("form[method=post]"));
    }

    /// <summary>Follows every printed address; none may lie outside.</summary>
    private static async Task<(int Pages, int Others)> CrawlAsync(
        Visitor visitor,
        IEnumerable<string> from,
        Func<string, bool>? follows = null,
        int most = 600
    )
    {
        var (seen, open, wrong, pages, others) = (
            new HashSet<string>(StringComparer.Ordinal),
            new Queue<string>(from),
            new List<string>(),
            0,
            0
        );
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path) || path.Contains("/account/sign-out", StringComparison.Ordinal) || seen.Count > most)
            {
                continue;
            }

            using var answer = await visitor.GetAsync(path);
            if (answer.StatusCode >= HttpStatusCode.InternalServerError || (int)answer.StatusCode == StatusCodes.Status418ImATeapot)
            {
                wrong.Add($"{path} answered {(int)answer.StatusCode}");
            }

            if (answer.Headers.Location is { } location)
            {
                open.Enqueue(Path(location.OriginalString));
                wrong.AddRange(IsInside(location.OriginalString) ? [] : [$"{path} redirects to {location}"]);
            }

            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                pages++;
                var page = await Visitor.ParsedAsync(answer);
                wrong.AddRange(Strays(page).Select(stray => $"{path}: {stray}"));
                foreach (
                    var next in Written(page)
                        .Where(address => IsInside(address))
                        .Select(Path)
                        .Where(address => follows?.Invoke(address) != false)
                )
                {
                    open.Enqueue(next);
                }
            }
            else if (answer.Content.Headers.ContentType?.MediaType is { } type && !type.StartsWith("image/", StringComparison.Ordinal))
            {
                others++;
                var text = await answer.Content.ReadAsStringAsync();
                wrong.AddRange(Outside().Matches(text).Select(match => $"{path} holds {match.Value}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct().Take(40)));
        return (pages, others);
    }

    /// <summary>Every attribute that holds a path or an address of this host lies below the prefix.</summary>
    private static IEnumerable<string> Strays(IHtmlDocument page) =>
        page
            .All.SelectMany(element =>
                element
                    .Attributes.Where(attribute => attribute.Name != "data-nonce")
                    .SelectMany(attribute =>
                        Parts(attribute.Name, attribute.Value)
                            .Select(part => (Where: $"<{element.LocalName} {attribute.Name}=\"{part}\">", Address: part))
                    )
            )
            .Where(found => IsAddress(found.Address) && !IsInside(found.Address))
            .Select(found => found.Where)
            .Concat(
                page.QuerySelectorAll("script[type='application/ld+json']")
                    .SelectMany(script => Outside().Matches(script.TextContent).Select(match => "JSON-LD: " + match.Value))
            )
            .Where(stray =>
                !stray.Contains("value=\"", StringComparison.Ordinal) && !stray.Contains("placeholder=\"", StringComparison.Ordinal)
            );

    private static IEnumerable<string> Written(IHtmlDocument page) =>
        page.QuerySelectorAll("[href], [src], [srcset]")
            .SelectMany(element => new[] { "href", "src", "srcset" }.SelectMany(name => Parts(name, element.GetAttribute(name) ?? "")))
            .Where(address =>
                address.StartsWith(Prefix, StringComparison.Ordinal) || address.StartsWith(Host + Prefix, StringComparison.Ordinal)
            );

    private static IEnumerable<string> Parts(string name, string value) =>
        name == "srcset" ? value.Split(", ").Select(part => part.Split(' ')[0]) : [value];

    private static bool IsAddress(string text) =>
        (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && text.Length > 0)
        || text.StartsWith(Host + "/", StringComparison.Ordinal)
        || text == Host;

    private static bool IsInside(string address) =>
        !IsAddress(address)
        || Path(address) == Prefix
        || Path(address).StartsWith(Prefix + "/", StringComparison.Ordinal)
        || Path(address).StartsWith(Prefix + "?", StringComparison.Ordinal);

    private static string Path(string address) =>
        (address.StartsWith(Host, StringComparison.Ordinal) ? address[Host.Length..] : address).Split('#')[0];

    private async Task<Visitor> OwnerAsync()
    {
        await SignedIn.AccountAsync(blog, SignedIn.OwnerEmail, "站长本人", Blog.Data.People.AccountRole.Owner);
        var visitor = new Visitor(blog);
        var token = await visitor.TokenAsync(Prefix + "/account/sign-in");
        using var answer = await visitor.PostBareAsync(
            Prefix + "/account/sign-in",
            Visitor.Form((Visitor.TokenField, token), ("Input.Email", SignedIn.OwnerEmail), ("Input.Password", SignedIn.Password))
        );
        Assert.Equal(Prefix + "/admin", answer.Headers.Location?.OriginalString);
        return visitor;
    }

    /// <summary>
    /// In feeds, manifests, stylesheets and data: whole addresses of this host, and quoted paths where an address stands.
    /// </summary>
    [GeneratedRegex(
        """http://localhost(?!/blog(?:[/?"'<\s\\]|$))[^\s"'<]*|"""
            + """(?:href|src|url|start_url|scope|action)\\?["']?\s*[=:]\s*\\?["']/(?!blog[/?"'\\]|/)[^\s"'<]*|"""
            + """url\(["']?/(?!blog/)[^)]*""",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Outside();

    /// <summary>Answers requests outside the prefix with a distinct error.</summary>
    public sealed class Below : BlogApplication, IAsyncLifetime
    {
        public Below() => Settings["Blog:PublicUrl"] = Host + Prefix;

        public bool Seeds { get; init; } = true;

        public async ValueTask InitializeAsync()
        {
            await Services.GetRequiredService<Readiness>().Task;
            await using (var scope = Services.CreateAsyncScope())
            {
                await SampleBlog.SeedAsync(scope.ServiceProvider, CancellationToken.None);
            }

            Clock.Leap(TimeSpan.FromDays(400));
            await this.SettingsAsync(choices => choices with { Discovery = choices.Discovery with { PublishesMarkdown = true } });
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new Fence())));
        }

        private sealed class Fence : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
                app =>
                {
                    app.Use(
                        (context, go) =>
                        {
                            if (context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal))
                            {
                                return go(context);
                            }

                            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
                            return Task.CompletedTask;
                        }
                    );
                    next(app);
                };
        }
    }
}

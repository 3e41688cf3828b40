using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Blog.Tests;

/// <summary>A browser without scripts: stores cookies, follows no redirects, sends forms with the token of their page.</summary>
public class Visitor
{
    /// <summary>Names the network address that a request comes from.</summary>
    public const string AddressHeader = "Test-Address";

    /// <summary>The antiforgery field of every form.</summary>
    public const string TokenField = "__RequestVerificationToken";

    public Visitor(BlogApplication blog, string address = "192.0.2.1", IEnumerable<KeyValuePair<string, string>>? cookies = null)
    {
        _application = blog;
        Cookies = new SortedDictionary<string, string>((cookies ?? []).ToDictionary(), StringComparer.Ordinal);
        Client = blog.Client(new Jar(Cookies));
        Client.DefaultRequestHeaders.Add(AddressHeader, address);
    }

    /// <summary>Visits a server known only by its address.</summary>
    public Visitor(Uri server, IEnumerable<KeyValuePair<string, string>>? cookies = null)
    {
        Server = server;
        Cookies = new SortedDictionary<string, string>((cookies ?? []).ToDictionary(), StringComparer.Ordinal);
        Client = new HttpClient(
            new Jar(Cookies)
            {
                InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false },
            }
        )
        {
            BaseAddress = server,
        };
    }

    private readonly BlogApplication? _application;

    public BlogApplication Application =>
        _application ?? throw new InvalidOperationException("of a server outside, only the address is known");

    /// <summary>Where the server is, if it is none of the test's own.</summary>
    public Uri? Server { get; }

    public HttpClient Client { get; }

    /// <summary>Cookies by name, as the browser would send them.</summary>
    public SortedDictionary<string, string> Cookies { get; }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path);

    public Task<HttpResponseMessage> HeadAsync(string path) => Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

    /// <summary>Gets a page that must answer 200, parsed.</summary>
    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        var page = await ParsedAsync(answer);
        Assert.True(
            answer.StatusCode == HttpStatusCode.OK,
            $"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}: {page.Body!.TextContent.Trim()}"
        );
        return page;
    }

    /// <summary>Sends a form, with the token of its page, or of another where that page has none.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, IReadOnlyDictionary<string, string>? form = null, string? handler = null)
    {
        var token = await TokenAsync(path);
        return await PostBareAsync(
            path,
            new Dictionary<string, string>(form ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
            {
                [TokenField] = token,
            },
            handler
        );
    }

    /// <summary>Sends a form as it is, with further headers.</summary>
    public Task<HttpResponseMessage> PostBareAsync(
        string path,
        IReadOnlyDictionary<string, string> form,
        string? handler = null,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            path + (handler is null ? "" : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "handler=" + handler)
        )
        {
            Content = new FormUrlEncodedContent(form),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    /// <summary>The token of a page's forms; if it has none, that of a page that this visitor may always open.</summary>
    public async Task<string> TokenAsync(string path = "/account/sign-in")
    {
        foreach (var page in new[] { path, "/account/sign-in", "/admin/profile" })
        {
            using var answer = await GetAsync(page);
            if ((await ParsedAsync(answer)).QuerySelector($"input[name={TokenField}]")?.GetAttribute("value") is { } token)
            {
                return token;
            }
        }

        throw new InvalidOperationException($"{path} has no form");
    }

    /// <summary>Sends address and password to the sign-in page.</summary>
    public Task<HttpResponseMessage> SignInAsync(string email, string password = SignedIn.Password, string? returnUrl = null)
    {
        var form = Form(("Input.Email", email), ("Input.Password", password));
        if (returnUrl is not null)
        {
            form["returnUrl"] = returnUrl;
        }

        return PostAsync("/account/sign-in", form);
    }

    public static Dictionary<string, string> Form(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    /// <summary>The error message of a page.</summary>
    public static async Task<string> AlertAsync(HttpResponseMessage answer) =>
        string.Join(' ', (await ParsedAsync(answer)).QuerySelectorAll(".error:not([hidden])").Select(error => error.TextContent.Trim()));

    public static async Task<IHtmlDocument> ParsedAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Cookies of one host (RFC 6265).</summary>
    private sealed class Jar(SortedDictionary<string, string> cookies) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.Count > 0)
            {
                request.Headers.TryAddWithoutValidation(
                    "Cookie",
                    string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))
                );
            }

            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
            {
                var pair = line.Split(';')[0].Split('=', 2);
                if (pair[1].Length == 0 || line.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
                {
                    cookies.Remove(pair[0]);
                }
                else
                {
                    cookies[pair[0]] = pair[1];
                }
            }

            return answer;
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Blog.Browser;

/// <summary>Options of a visitor: screen, language, preferences.</summary>
public sealed record VisitorOptions
{
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 900;

    /// <summary>What the browser asks for in <c>Accept-Language</c>.</summary>
    public string Locale { get; init; } = "zh-CN";

    public bool Scripts { get; init; } = true;

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;

    public ReducedMotion Motion { get; init; } = ReducedMotion.Reduce;

    /// <summary>Permissions granted to pages, for example <c>clipboard-read</c>.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [];
}

/// <summary>A reader with a separate browser context, who records everything that a good page never does.</summary>
public sealed class Visitor
{
    private const string Listener =
        "addEventListener('securitypolicyviolation', e => noteViolation(e.violatedDirective + ' ' + e.blockedURI), true)";

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly Uri _address;

    private Visitor(Uri address, IPage page) => (_address, Page) = (address, page);

    public IPage Page { get; }

    public IBrowserContext Context => Page.Context;

    /// <summary>Error statuses that this test expects.</summary>
    public int? Expects { get; set; }

    /// <summary>Another status that may come at any time, such as of a request that was under way.</summary>
    public int? Tolerates { get; set; }

    /// <summary>Whether this test takes the server or the network away on purpose.</summary>
    public bool IsCutOff { get; set; }

    public static async Task<Visitor> ComeAsync(IBrowser browser, Uri address, VisitorOptions options)
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address.ToString(),
                ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
                Locale = options.Locale,
                JavaScriptEnabled = options.Scripts,
                ColorScheme = options.Scheme,
                ReducedMotion = options.Motion,
                Permissions = options.Grants.Count > 0 ? options.Grants : null,
            }
        );
        context.SetDefaultTimeout(60_000); // milliseconds
        var visitor = new Visitor(address, await context.NewPageAsync());
        await visitor.ListenAsync();
        return visitor;
    }

    /// <summary>Goes to a path of the blog and waits for all that it loads at once.</summary>
    public async Task<IResponse> GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Assert.NotNull(answer);
        Assert.Equal(Expects ?? 200, answer.Status);
        return answer;
    }

    public async Task FollowAsync(ILocator link)
    {
        await link.ClickAsync();
        await LoadedAsync();
    }

    /// <summary>Waits for all that the page in view loads. The event of it can be missed, and is then waited for in vain.</summary>
    public Task LoadedAsync() => Page.UntilAsync("document.readyState === 'complete'");

    /// <summary>Path and fragment of the page in view, decoded.</summary>
    public string Place => Uri.UnescapeDataString(new Uri(Page.Url).PathAndQuery + new Uri(Page.Url).Fragment);

    public ILocator Find(string selector, string? text = null) => Page.Locator(selector, new PageLocatorOptions { HasText = text });

    public Task<T> AskAsync<T>(string script) => Page.EvaluateAsync<T>(script);

    /// <summary>Closes the context, and fails the test if a page did what it must not.</summary>
    public async Task LeaveAsync()
    {
        await Context.CloseAsync();
        Assert.True(_problems.IsEmpty, string.Join("\n", _problems.Distinct()));
    }

    private async Task ListenAsync()
    {
        await Context.ExposeFunctionAsync<string, bool>(
            "noteViolation",
            what =>
            {
                _problems.Enqueue("security policy: " + what);
                return true;
            }
        );
        await Context.AddInitScriptAsync(Listener);
        Context.Console += (_, message) =>
        {
            var expected =
                new[] { Expects, Tolerates }
                    .OfType<int>()
                    .Any(status => message.Text.Contains($"status of {status}", StringComparison.Ordinal))
                || (IsCutOff && message.Text.Contains("net::ERR_", StringComparison.Ordinal));
            if (message.Type is "error" or "warning" && !expected)
            {
                _problems.Enqueue($"console: {message.Text} ({message.Location})");
            }
        };
        Context.WebError += (_, error) => _problems.Enqueue("script: " + error.Error);
        Context.Request += (_, request) =>
        {
            if (
                request.Url.StartsWith("http", StringComparison.Ordinal)
                && !request.Url.StartsWith(_address.ToString(), StringComparison.Ordinal)
            )
            {
                _problems.Enqueue("another origin: " + request.Url);
            }
        };
        Context.RequestFailed += (_, request) =>
        {
            if (request.Failure != "net::ERR_ABORTED" && !IsCutOff) // the visitor left the page before it arrived
            {
                _problems.Enqueue($"failed: {request.Url} {request.Failure}");
            }
        };
        Context.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Status != Expects && response.Status != Tolerates)
            {
                _problems.Enqueue($"{response.Status}: {response.Url}");
            }
        };
    }
}

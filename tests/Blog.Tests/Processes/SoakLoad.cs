using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Blog.Tests.Data;
using Blog.Tests.Editor.Editing;

namespace Blog.Tests.Processes;

/// <summary>The mixed load of a blog: many readers behind a proxy, one author who writes, and feed readers.</summary>
internal sealed class SoakLoad(BlogServer blog, EditorClient editorClient)
{
    /// <summary>How many of a hundred actions are of which kind; rarer ones are chosen in <see cref="KindOf"/>.</summary>
    private static readonly (string Kind, int Share)[] Shares =
    [
        ("home", 14),
        ("post", 26),
        ("list", 12),
        ("feed", 8),
        ("ask again", 12),
        ("search", 4),
        ("missing", 5),
        ("stylesheet", 6),
        ("picture", 6),
        ("other spelling", 2),
        ("health", 1),
        ("revise", 1),
        ("keep", 2),
        ("admin", 1),
    ];

    private static readonly string[] Kinds = Shuffled();
    private static readonly string[] Lists =
    [
        "/archives",
        "/tags",
        "/categories",
        "/tags/soak",
        "/zh",
        "/en",
        "/sitemap.xml",
        "/robots.txt",
    ];
    private static readonly string[] Feeds = ["/feed.xml", "/rss.xml", "/feed.json", "/en/feed.xml", "/tags/soak/feed.xml"];
    private static readonly string[] Searches = ["正文", "page", "浸泡 test", "\"a phrase\"", "C#", "猫", "nothing-there"];

    private readonly ConcurrentQueue<Written> _posts = new();
    private readonly ConcurrentQueue<string> _pictures = new(),
        _addresses = new();
    private readonly ConcurrentDictionary<string, string> _tags = new(StringComparer.Ordinal);
    private string _stylesheet = "";

    /// <summary>Completed actions: kind, milliseconds.</summary>
    public ConcurrentQueue<(string Kind, double Milliseconds)> Done { get; } = new();

    /// <summary>Actions without the expected response.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public ConcurrentQueue<string> Kept { get; } = new();

    /// <summary>Conditional requests answered with 304.</summary>
    public int Unchanged => _unchanged;

    private int _unchanged;

    /// <summary>Some posts and a picture, so that there is something to read.</summary>
    public async Task BeginAsync(int count)
    {
        var hand = new Hand(editorClient, blog.Address);
        await UploadAsync(hand, 0);
        for (var i = 0; i < count; i++)
        {
            await PublishAsync(hand, -1 - i);
        }

        _stylesheet = (await hand.Reader.PageAsync("/")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        await AskAgainAsync(hand, 2);
        await AskAgainAsync(hand, 2);
    }

    /// <summary>Starts each action at its time; with all workers busy it starts late but is still done.</summary>
    /// <param name="span">No act begins after it.</param>
    /// <param name="perSecond">The pace to keep.</param>
    /// <param name="hands">Acts at once, at most.</param>
    public async Task RunAsync(TimeSpan span, int perSecond, int hands)
    {
        var (watch, next) = (Stopwatch.StartNew(), -1);
        await Task.WhenAll(
            Enumerable
                .Range(0, hands)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var hand = new Hand(editorClient.Again(), blog.Address);
                        while (true)
                        {
                            var number = Interlocked.Increment(ref next);
                            var due = TimeSpan.FromSeconds((double)number / perSecond);
                            if (due > watch.Elapsed)
                            {
                                await Task.Delay(due - watch.Elapsed);
                            }

                            if (due >= span || watch.Elapsed >= span)
                            {
                                return;
                            }

                            await TimedAsync(hand, number);
                        }
                    })
                )
        );
    }

    private async Task TimedAsync(Hand hand, int number)
    {
        var (kind, begun) = (KindOf(number), Stopwatch.GetTimestamp());
        try
        {
            await DoAsync(kind, hand, number);
        }
        catch (Exception e) // any exception: an unanswered request is what this test looks for
        {
            Errors.Enqueue($"{kind} {number}: {e.GetType().Name} {e.Message}");
        }

        Done.Enqueue((kind, Stopwatch.GetElapsedTime(begun).TotalMilliseconds));
    }

    private static string KindOf(int number) =>
        number % 400 == 20 ? "new post"
        : number % 400 == 60 ? "sign in and out"
        : number % 1600 == 40 ? "upload"
        : Kinds[number % Kinds.Length];

    private Task DoAsync(string kind, Hand hand, int number) =>
        kind switch
        {
            "home" => ReadAsync(hand, "/", number),
            "post" => ReadAsync(hand, Of(_addresses, number * 7), number),
            "list" => ReadAsync(hand, Lists[number % Lists.Length], number),
            "feed" => ReadAsync(hand, Feeds[number % Feeds.Length], number),
            "search" => ReadAsync(hand, "/search?q=" + Uri.EscapeDataString(Searches[number % Searches.Length]), number),
            "missing" => ReadAsync(hand, number % 2 == 0 ? $"/gone/{number % 50}" : $"/never/{number}", number, HttpStatusCode.NotFound),
            "stylesheet" => ReadAsync(hand, _stylesheet, number),
            "picture" => ReadAsync(hand, Of(_pictures, number), number),
            "other spelling" => ReadAsync(hand, Of(_addresses, number) + "/", number, HttpStatusCode.MovedPermanently),
            "health" => ReadAsync(hand, "/health/ready", number),
            "ask again" => AskAgainAsync(hand, number),
            "admin" => AdminPageAsync(hand),
            "new post" => PublishAsync(hand, number),
            "revise" => ReviseAsync(hand, number, page => PressedAsync(page.PressAsync("publish"))),
            "keep" => ReviseAsync(hand, number, async page => Must((await page.AskAsync("Save")).Status == 200, "keeping was refused")),
            "upload" => UploadAsync(hand, number),
            _ => SignInAndOutAsync(),
        };

    private static async Task ReadAsync(Hand hand, string path, int number, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = Request(path, number);
        using var answer = await hand.Reader.Client.SendAsync(request);
        await answer.Content.LoadIntoBufferAsync();
        Must(answer.StatusCode == expected, $"{path} answered {(int)answer.StatusCode}");
    }

    private async Task AskAgainAsync(Hand hand, int number)
    {
        var path = (number % 4) switch
        {
            0 => "/feed.xml",
            1 => "/",
            2 => _stylesheet,
            _ => Of(_addresses, number),
        };
        using var request = Request(path, number);
        if (_tags.TryGetValue(path, out var tag))
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        using var answer = await hand.Reader.Client.SendAsync(request);
        await answer.Content.LoadIntoBufferAsync();
        Must(
            answer.StatusCode == HttpStatusCode.OK || (tag is not null && answer.StatusCode == HttpStatusCode.NotModified),
            $"{path} answered {(int)answer.StatusCode}"
        );
        Interlocked.Add(ref _unchanged, answer.StatusCode == HttpStatusCode.NotModified ? 1 : 0);
        if (answer.Headers.ETag is { } known)
        {
            _tags[path] = known.ToString();
        }
    }

    private static async Task AdminPageAsync(Hand hand)
    {
        using var answer = await hand.Author.Visitor.GetAsync("/admin");
        Must(answer.StatusCode == HttpStatusCode.OK, $"the admin page answered {(int)answer.StatusCode}");
    }

    private async Task PublishAsync(Hand hand, int number)
    {
        var (title, address) = ($"浸泡 {number}", $"/soak{number}");
        var form = hand.Author.Form(title, Text(number));
        (form["Address"], form["Tags"]) = (address, "soak, 浸泡");
        using var answer = await hand.Author.Visitor.PostBareAsync("/admin/posts/new", form);
        Must(answer.StatusCode == HttpStatusCode.Redirect, $"a new post answered {(int)answer.StatusCode}");
        Kept.Enqueue(title);
        _addresses.Enqueue(address);
        _posts.Enqueue(new Written(answer.Headers.Location!.ToString().Split('?')[0], title));
    }

    /// <summary>Takes a post that no other worker is editing: this is no test of conflicts.</summary>
    private async Task ReviseAsync(Hand hand, int number, Func<EditorPage, Task> act)
    {
        if (_posts.TryDequeue(out var post))
        {
            try
            {
                await act((await EditorPage.OpenAsync(hand.Author.Visitor, post.Editor)).With(("Markdown", Text(number))));
            }
            finally
            {
                _posts.Enqueue(post);
            }
        }
    }

    private static async Task PressedAsync(Task<HttpResponseMessage> pressing)
    {
        using var answer = await pressing;
        Must(answer.StatusCode == HttpStatusCode.Redirect, $"a revision answered {(int)answer.StatusCode}");
    }

    private async Task UploadAsync(Hand hand, int number)
    {
        using var answer = await Uploads.SendAsync(
            hand.Author,
            TestImages.Photo(1200 + (number / 1600 % 400), 800 + (number / 640_000), ".jpg"),
            "soak.jpg"
        );
        var json = await answer.Content.ReadAsStringAsync();
        Must(answer.StatusCode == HttpStatusCode.OK, $"an upload answered {(int)answer.StatusCode} {json}");
        _pictures.Enqueue(JsonDocument.Parse(json).RootElement.GetProperty("href").GetString()!);
    }

    private async Task SignInAndOutAsync()
    {
        var visitor = new Visitor(blog.Address);
        using var client = visitor.Client;
        using var signedIn = await visitor.SignInAsync(SignedIn.OwnerEmail);
        Must(signedIn.StatusCode == HttpStatusCode.Redirect, $"signing in answered {(int)signedIn.StatusCode}");
        using var signedOut = await visitor.PostAsync("/account/sign-out");
        Must(signedOut.StatusCode == HttpStatusCode.Redirect, $"signing out answered {(int)signedOut.StatusCode}");
    }

    /// <summary>From one of twenty thousand readers, as the proxy names them.</summary>
    private static HttpRequestMessage Request(string path, int number)
    {
        var reader = (uint)number * 2654435761u % 20_000;
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"198.18.{reader / 200}.{reader % 200}"));
        request.Headers.Add("Accept-Encoding", reader % 3 == 0 ? "gzip" : "br, gzip");
        return request;
    }

    private string Text(int number) =>
        $"""
            第 {number} 次写下的**正文。**然后是 English words, `code`, and a [link](/soak-1).

            ![一张图]({Of(_pictures, number)})

            <!-- more -->

            ## 一节 {number % 17}

            | a | b |
            |---|---|
            | 浸泡 | test {number} |

            ```csharp
            var count = {number}; // 计数
            foreach (var item in items) {"{ Console.WriteLine(item); }"}
            ```

            行内 $x_{number % 9} = \frac{"{1}{" + (number % 7 + 1) + "}"}$ 的公式。

            {string.Concat(Enumerable.Repeat("长长的一段，慢慢地写，a long paragraph about soaking. ", 10 + (int)((uint)number % 40)))}
            """;

    private static string Of(ConcurrentQueue<string> all, int number) => all.ElementAt((int)((uint)number % (uint)all.Count));

    private static void Must(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private static string[] Shuffled()
    {
        var kinds = Shares.SelectMany(share => Enumerable.Repeat(share.Kind, share.Share)).ToArray();
        Assert.Equal(100, kinds.Length);
        new Random(20261123).Shuffle(kinds);
        return kinds;
    }

    private sealed record Written(string Editor, string Title);

    /// <summary>One of those who act at the same time, with connections of their own.</summary>
    private sealed class Hand(EditorClient author, Uri server)
    {
        public EditorClient Author => author;

        public Visitor Reader { get; } = new(server);
    }
}

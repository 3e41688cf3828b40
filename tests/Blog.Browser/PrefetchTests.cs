using System.Collections.Concurrent;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

/// <summary>The browser fetches a page that the reader is about to open, as the rules of the <c>Speculation-Rules</c> header say.</summary>
public sealed class PrefetchTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_post_under_the_pointer_is_fetched_ahead_and_then_shown()
    {
        var reader = await ComeAsync();
        var session = await reader.Context.NewCDPSessionAsync(reader.Page);
        var sets = new ConcurrentQueue<string>();
        var fetched = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        session.Event("Preload.ruleSetUpdated").OnEvent += (_, message) => sets.Enqueue(message!.Value.ToString());
        session.Event("Preload.prefetchStatusUpdated").OnEvent += (_, message) =>
            fetched[message!.Value.GetProperty("prefetchUrl").GetString()!] = message.Value.GetProperty("status").GetString()!;
        await session.SendAsync("Preload.enable");
        await reader.GoAsync("/");
        await Poll.UntilAsync(() => Task.FromResult(!sets.IsEmpty), "the rules are read");
        Assert.DoesNotContain("errorType", Assert.Single(sets), StringComparison.Ordinal);

        var link = reader.Find("article.summary h2 a").First;
        var address = await link.EvaluateAsync<string>("link => link.href");
        await link.HoverAsync();
        await Poll.UntilAsync(() => Task.FromResult(fetched.GetValueOrDefault(address) is "Ready" or "Success"), "the post is fetched");
        await reader.FollowAsync(reader.Find("article.summary h2 a").First);
        await Expect(reader.Find("h1")).ToBeVisibleAsync();
    }
}

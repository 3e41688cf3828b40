using System.Globalization;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: with ten thousand posts no request of a stranger costs 10 ms of the processor, but a password (two are checked at a time) and
/// a search (which has a bar of its own). Asked in the ways that get past the cache: another address each time, queries, cookies and
/// credentials that nobody asked for; and forms with the dearest text that they take. On a copy of the corpus, with comments; the networks
/// of those that are limited by network are told by a trusted proxy.
/// </summary>
internal static class DearestBenchmark
{
    private const double Bar = 10;
    private const int WarmUp = 150,
        Sample = 200,
        MostText = 8_000; // bytes that a comment may have, with something left

    /// <param name="program"><c>Blog.dll</c> of a published folder; null for the one beside this benchmark.</param>
    public static async Task<int> RunAsync(int posts, string? program)
    {
        var folder = Directory.CreateTempSubdirectory("blog-dearest-");
        try
        {
            var database = await BlogCorpus.CopyAsync(posts, folder.FullName);
            BlogCorpus.Ask(database, "UPDATE Settings SET Comments = '{\"enabled\":true}'");
            await using var blog = BlogProcess.Start(
                program ?? Path.Combine(AppContext.BaseDirectory, "Blog.dll"),
                folder.FullName,
                null,
                ("Blog__TrustedProxies", "127.0.0.1")
            );
            await blog.UntilAsync("/health/ready");
            var (costs, number) = (new List<(string Name, double Cost)>(), 0);
            foreach (var (name, make) in await KindsAsync(blog, posts))
            {
                for (var i = 0; i < WarmUp; i++)
                {
                    await SendAsync(blog, make(number), number++);
                }

                var before = blog.Processor;
                for (var i = 0; i < Sample; i++)
                {
                    await SendAsync(blog, make(number), number++);
                }

                costs.Add((name, (blog.Processor - before).TotalMilliseconds / Sample));
            }

            foreach (var (name, cost) in costs.OrderByDescending(one => one.Cost))
            {
                Console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{name, -40} processor {cost, 7:F2} ms{(cost < Bar ? "" : "   MISSED")}")
                );
            }

            return costs.TrueForAll(one => one.Cost < Bar) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IEnumerable<(string Name, Func<int, HttpRequestMessage> Make)>> KindsAsync(BlogProcess blog, int posts)
    {
        var forms = await CommentBenchmark.StampsAsync(blog.Client);
        var pages = posts * 7 / 8 / 10; // a post and its translation stand once
        return
        [
            Get("home, another query", i => $"/?x={i}"),
            ("home, with credentials", i => With(Ask("/"), request => request.Headers.Authorization = new("Basic", $"{i}"))),
            (
                "home, with a false session",
                i => With(Ask("/"), request => request.Headers.Add("Cookie", $"blog-session=x{i}; __Host-blog-session=x{i}"))
            ),
            Get("home, page", i => $"/page/{2 + (i * 7 % (pages - 2))}"),
            Get("home of an edition, page", i => $"/en/page/{2 + (i % (posts / 30))}"),
            Get("tag", i => $"/tags/tag{1 + (i % BlogCorpus.Tags)}"),
            Get("tag, page", i => $"/tags/tag1/page/{2 + (i % (posts / 1000))}"),
            Get("category", i => $"/categories/分类{i % 6}"),
            Get("archive, page", i => $"/archives/page/{2 + (i % (posts / 200))}"),
            Get("archive of a month", i => $"/archives/{2013 + (i % 12)}/{1 + (i / 12 % 12)}"),
            Get("tags", i => $"/tags?x={i}"),
            Get("feeds", i => $"/feeds?x={i}"),
            Get("post", i => BlogCorpus.PathOf(1 + (i * 31 % posts))),
            Get("post as Markdown", i => BlogCorpus.PathOf(1 + (i * 31 % posts)) + ".md"),
            Get("comments of a post", i => $"/comments/{1 + (i * 31 % posts)}"),
            Get("feed of the comments of a post", i => $"/comments/{1 + (i * 31 % posts)}/feed.xml"),
            Get("feed of a tag", i => $"/tags/tag{1 + (i % BlogCorpus.Tags)}/feed.xml"),
            Get("JSON feed of a tag", i => $"/tags/tag{1 + (i % BlogCorpus.Tags)}/feed.json"),
            Get("feed of a category", i => $"/categories/分类{i % 6}/feed.xml?x={i}"),
            ("feed, with credentials", i => With(Ask("/feed.xml"), request => request.Headers.Authorization = new("Basic", $"{i}"))),
            Get("sitemap", i => $"/sitemap.xml?x={i}"),
            (
                "sitemap, a part, with credentials",
                i => With(Ask("/sitemap-2.xml"), request => request.Headers.Authorization = new("Basic", $"{i}"))
            ),
            Get("sitemap, no such part", i => $"/sitemap-{1000 + i}.xml"),
            Get("robots.txt", i => $"/robots.txt?x={i}"),
            Get("opensearch.xml", i => $"/opensearch.xml?x={i}"),
            Get("not found", i => $"/no/{i}"),
            Get("not found, below a tag", i => $"/tags/no-{i}"),
            Get("not found, an image", i => $"/media/{i:x32}/x.png"),
            Get("ready", i => $"/health/ready?x={i}"),
            Get("sign-in form", i => $"/account/sign-in?returnUrl=/x{i}"),
            Get("false preview link", i => $"/preview/{i}"),
            Get("false link of a comment", i => $"/comments/own/{i}"),
            Get("false reset link", i => $"/account/reset?token={i}"),
            Get("admin area", i => $"/admin?x={i}"),
            ("form to the admin area", i => Form("/admin/posts/new", ("x", new string('x', 60_000)), ("y", $"{i}"))),
            .. Dear()
                .Select(text =>
                    (
                        $"preview of a comment: {text.Name}",
                        (Func<int, HttpRequestMessage>)(i => Comment(forms[i % forms.Count], "preview", text.Text))
                    )
                ),
            (
                "a comment",
                i => Comment(forms[i % forms.Count], "send", $"{i} " + string.Join(' ', Enumerable.Range(i, 900).Select(n => n * 7919)))
            ),
            (
                "a comment with links",
                i =>
                    Comment(
                        forms[i % forms.Count],
                        "send",
                        string.Concat(Enumerable.Range(i, 200).Select(n => $"[{n}](https://example.org/{n}) "))
                    )
            ),
        ];
    }

    /// <summary>Texts that are dear to render for their length.</summary>
    private static IEnumerable<(string Name, string Text)> Dear() =>
        new (string, string)[]
        {
            ("emphasis", "*a_b "),
            ("brackets", "["),
            ("links", "[a](/b) "),
            ("code", "`a` "),
            ("fences", "```js\na\n```\n"),
            ("formulas", "$a$ "),
            ("quotes", "> "),
            ("lists", "- a\n"),
            ("HTML", "<b>a</b>"),
            ("references", "&amp;"),
            ("tables", "|a|b|\n|-|-|\n|c|d|\n\n"),
        }.Select(one => (one.Item1, string.Concat(Enumerable.Repeat(one.Item2, MostText / one.Item2.Length))));

    private static (string, Func<int, HttpRequestMessage>) Get(string name, Func<int, string> path) => (name, i => Ask(path(i)));

    private static HttpRequestMessage Ask(string path) => new(HttpMethod.Get, new Uri(path, UriKind.Relative));

    private static HttpRequestMessage With(HttpRequestMessage request, Action<HttpRequestMessage> change)
    {
        change(request);
        return request;
    }

    private static HttpRequestMessage Comment((string Path, string Stamp) form, string act, string text) =>
        Form(form.Path, ("name", "reader"), ("text", text), ("stamp", form.Stamp), ("act", act));

    private static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal)),
        };

    private static async Task SendAsync(BlogProcess blog, HttpRequestMessage request, int number)
    {
        using (request)
        {
            request.Headers.Add(
                "X-Forwarded-For",
                string.Create(CultureInfo.InvariantCulture, $"{11 + (number / 62_500)}.{number / 250 % 250}.{number % 250}.9")
            );
            using var answer = await blog.Client.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            if ((int)answer.StatusCode is >= 500 or 429)
            {
                throw new InvalidOperationException($"{request.RequestUri} answered {answer.StatusCode}");
            }
        }
    }
}

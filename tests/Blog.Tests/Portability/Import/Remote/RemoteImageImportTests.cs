using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Portability.Import;
using Blog.Site.Outbound;
using Blog.Storage.Database;
using Blog.Tests.Data;
using Blog.Tests.Site.Outbound;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Portability.Import.Remote;

/// <summary><c>import --bring-images-home</c>; security.md B11 for it.</summary>
public sealed class RemoteImageImportTests : IAsyncLifetime
{
    private const string Host = "http://public.example";

    private readonly OutboundFixture _web = new(new FakeTimeProvider()); // nothing is too slow
    private readonly TemporaryFolder _site = new();
    private OnlineBlog _blog = null!;

    public async ValueTask InitializeAsync()
    {
        _blog = new OnlineBlog(_web.Client);
        await _blog.Services.GetRequiredService<Readiness>().Task;
        _web.Answer = path =>
            path switch
            {
                "/none.png" => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
                "/page.png" => OutboundFixture.Ok("<!doctype html><html><body>gone</body></html>", "Content-Type: image/png\r\n"),
                "/large.png" => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"),
                "/pixels.png" => Image(TestImages.PngHeader(30_000, 30_000)),
                "/inward.png" => OutboundFixture.Redirect("http://10.0.0.1/x.png"),
                "/moved.png" => OutboundFixture.Redirect(Host + "/9.png"),
                _ => Numbered(path),
            };
    }

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        await _blog.DisposeAsync();
        _site.Dispose();
    }

    [Fact]
    public async Task Images_are_fetched_once_and_shown_from_here_and_the_rest_is_listed_with_the_reason()
    {
        var data = "data:image/png;base64," + Convert.ToBase64String(TestImages.Still(77, 10, ".png"));
        Post(
            "a",
            $"![一]({Host}/1.png) ![]({Host}/1.png#pic_center \"题\") <img src='{Host}/2.png?x=1&amp;y=2' alt='二'>\n\n"
                + $"![]({Host}/moved.png) ![]({Host}/3.png =200x) ![]({data}) `![]({Host}/4.png)` [x]({Host}/5.png)\n\n"
                + $"![][r]\n\n[r]: {Host}/6.png",
            $"cover: {Host}/7.png\n"
        );
        Post("b", $"![]({Host}/1.png) ![]({Host}/none.png) ![]({Host}/page.png) ![]({Host}/large.png) ![]({Host}/pixels.png)");
        Post("c", $"![]({Host}/inward.png) ![](http://127.0.0.1/x.png) ![](http://unknown.example/x.png) ![]({Host}:8080/x.png)");

        var plan = await ImportAsync(isDry: true);
        Assert.Empty(_web.Requests);
        Assert.Contains("15 images of other hosts would be fetched", plan.Notes);
        Assert.Contains("public.example: 11", plan.Notes);
        Assert.Contains($"would fetch {Host}/7.png", plan.Notes);
        Assert.DoesNotContain(plan.Notes, note => note.Contains("/4.png", StringComparison.Ordinal));

        var report = await ImportAsync();
        Assert.Contains("images of other hosts: 7 fetched, 0 were here, 8 could not be fetched", report.Notes);
        Assert.Equal(1, Requests("/1.png"));
        var posts = await PostsAsync();
        var text = posts["a"].Markdown;
        Assert.Equal(6, Regex.Count(text.Split("`![")[0], "/media/[0-9a-f]{32}/"));
        Assert.Contains($"`![]({Host}/4.png)` [x]({Host}/5.png)", text, StringComparison.Ordinal);
        Assert.Contains("[r]: /media/", text, StringComparison.Ordinal);
        Assert.DoesNotContain("=200x", text, StringComparison.Ordinal);
        Assert.StartsWith("/media/", posts["a"].Cover, StringComparison.Ordinal);
        Assert.Contains("width=\"21\" height=\"10\"", posts["a"].BodyHtml.Value, StringComparison.Ordinal);
        Assert.StartsWith("![](/media/", posts["b"].Markdown, StringComparison.Ordinal);
        Assert.Contains($"![]({Host}/none.png) ![]({Host}/page.png) ![]({Host}/large.png)", posts["b"].Markdown, StringComparison.Ordinal);
        Assert.All(
            new[] { ("none", "404"), ("page", "web page"), ("large", "25 MB"), ("pixels", "pixels") },
            one => Assert.Contains(Warnings(report, "b"), warning => Names(warning, one.Item1) && warning.Contains(one.Item2))
        );
        Assert.Equal(4, Warnings(report, "c").Count(warning => warning.Contains("was not fetched and stays", StringComparison.Ordinal)));
        Assert.Equal(3, Warnings(report, "c").Count(warning => warning.Contains("private network", StringComparison.Ordinal)));
        Assert.DoesNotContain(_web.Dialled, end => !PublicAddress.IsPublic(end.Address));

        // A second run asks only for what failed; one without the option changes nothing.
        var before = (_web.Requests.Count, await VersionsAsync());
        var again = await ImportAsync();
        Assert.Contains("images of other hosts: 0 fetched, 7 were here, 8 could not be fetched", again.Notes);
        Assert.Equal((1, 1, 1), (Requests("/1.png"), Requests("/7.png"), Requests("/moved.png")));
        Assert.Equal(3, again.Count(ImportOutcome.Unchanged));
        var asked = _web.Requests.Count;
        Assert.Equal(3, (await ImportAsync(brings: false)).Count(ImportOutcome.Unchanged));
        Assert.Equal((asked, before.Item2), (_web.Requests.Count, await VersionsAsync()));

        // Where all are here, nothing is asked for at all; a post that changes keeps its images.
        File.Delete(_site.File("b.md"));
        File.Delete(_site.File("c.md"));
        await File.AppendAllTextAsync(_site.File("a.md"), "\nmore");
        Assert.Equal(1, (await ImportAsync(brings: false)).Count(ImportOutcome.Updated));
        await ImportAsync();
        Assert.Equal(asked, _web.Requests.Count);
        Assert.DoesNotContain(Host + "/1.png", (await PostsAsync())["a"].Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_where_it_stopped_also_behind_half_a_line()
    {
        Post("a", string.Join(' ', Enumerable.Range(1, 30).Select(number => $"![]({Host}/{number}.png)")));
        using var stop = new CancellationTokenSource();
        var progress = new Progress(done =>
        {
            if (done == 5)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportAsync(progress: progress, cancellationToken: stop.Token));
        Assert.Empty(await PostsAsync());
        var list = Path.Combine(_blog.DataFolder, "imports", "fetched-images.jsonl");
        var fetched = (await File.ReadAllLinesAsync(list)).Length;
        Assert.InRange(fetched, 5, 29);
        await File.AppendAllTextAsync(list, "{\"Address\":\"http://public.exa");

        var report = await ImportAsync();
        Assert.Contains($"images of other hosts: {30 - fetched} fetched, {fetched} were here, 0 could not be fetched", report.Notes);
        await ImportAsync();
        Assert.Equal(30, (await PostsAsync())["a"].Markdown.Split("/media/").Length - 1);
        Assert.Equal(31, (await File.ReadAllLinesAsync(list)).Length);
        Assert.All(Enumerable.Range(1, 30), number => Assert.InRange(Requests($"/{number}.png"), 1, 2));
    }

    [Fact]
    public async Task No_host_is_asked_for_more_than_two_images_at_once_and_a_silent_one_not_for_all()
    {
        var (now, most, isDeadDone) = (0, 0, false);
        using var others = new ManualResetEventSlim(); // there are two at once, and the other host has been given up
        _web.Answer = path =>
        {
            lock (others)
            {
                most = Math.Max(most, ++now);
                OpenIfReady();
            }

            others.Wait(TimeSpan.FromSeconds(3)); // on a busy machine the second may come later
            lock (others)
            {
                now--;
            }

            return Numbered(path);
        };
        _web.Names["dead.example"] = new([
            ["93.184.215.99"],
        ]);
        Post(
            "a",
            string.Join(' ', Enumerable.Range(1, 12).Select(number => $"![]({Host}/{number}.png) ![](http://dead.example/{number}.png)"))
        );
        var progress = new Progress(done =>
        {
            lock (others)
            {
                isDeadDone |= done >= 12;
                OpenIfReady();
            }
        });
        var report = await ImportAsync(progress: progress);
        Assert.Contains("images of other hosts: 12 fetched, 0 were here, 12 could not be fetched", report.Notes);
        Assert.InRange(most, 1, 2);
        Assert.InRange(_web.Dialled.Count(end => end.Address.ToString() == "93.184.215.99"), 3, 5);

        void OpenIfReady()
        {
            if (isDeadDone && now >= 2)
            {
                others.Set();
            }
        }
    }

    private void Post(string name, string body, string fields = "") =>
        File.WriteAllText(_site.File(name + ".md"), $"---\ntitle: {name}\ndate: 2020-01-01\n{fields}---\n{body}\n");

    private Task<ImportReport> ImportAsync(
        bool isDry = false,
        bool brings = true,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) =>
        _blog
            .Services.GetRequiredService<MarkdownImport>()
            .RunAsync(new ImportRequest(_site.Path) { DryRun = isDry, BringImagesHome = brings }, progress, cancellationToken);

    private int Requests(string path) => _web.Requests.Count(request => request.StartsWith($"GET {path} ", StringComparison.Ordinal));

    private static bool Names(string warning, string name) => warning.Contains($"/{name}.png", StringComparison.Ordinal);

    private static IReadOnlyList<string> Warnings(ImportReport report, string name) =>
        report.Entries.Single(entry => entry.Path == name + ".md").Warnings;

    private async Task<Dictionary<string, Post>> PostsAsync()
    {
        await using var scope = _blog.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        return await db.Posts.AsNoTracking().Where(post => post.ImportKey != null).ToDictionaryAsync(post => post.Title);
    }

    private async Task<string> VersionsAsync() =>
        string.Join(' ', (await PostsAsync()).Values.OrderBy(post => post.Id).Select(post => post.Version));

    /// <summary>A picture that is another one for each number in its name.</summary>
    private static byte[] Numbered(string path) =>
        Image(TestImages.Still(20 + int.Parse(path.Split('.')[0].Trim('/'), CultureInfo.InvariantCulture), 10, ".png"));

    private static byte[] Image(byte[] bytes) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {bytes.Length}\r\n\r\n"), .. bytes];

    private sealed class Progress(Action<int> fetched) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Stage == ImportStage.Fetching)
            {
                fetched(value.Done);
            }
        }
    }

    private sealed class OnlineBlog(SafeHttp http) : BlogApplication
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(http));
        }
    }
}

using System.Net;
using Blog.Portability.Downloads;
using Blog.Tests.Admin.Media;
using Blog.Tests.Data;
using Blog.Tests.Portability.Export;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Pages;

/// <summary>An owner makes an export in the admin, and takes it away.</summary>
public sealed class ExportPageTests : IAsyncLifetime
{
    private const string Home = "/admin/export";

    private readonly BlogApplication _blog = new();
    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync(_blog);

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task An_export_is_made_downloaded_and_comes_back()
    {
        await _blog.PublishAsync("听雨", "窗外。");
        await MakeAsync(("Input.All", "true"));
        var page = await _fixture.PageAsync(Home);
        Assert.Contains("1 篇文章和页面", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("包含：全部内容", page.Body!.TextContent, StringComparison.Ordinal);
        using var answer = await _fixture.Person.Client.GetAsync(
            new Uri(page.QuerySelector("a[download]")!.GetAttribute("href")!, UriKind.Relative)
        );
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        Assert.Matches(
            "^blog-export-[0-9]{8}-[0-9]{4}\\.zip$",
            answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName
        );
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("out.zip"), await answer.Content.ReadAsByteArrayAsync());
        await using var other = new DataHost(folder.File("data"));
        await other.StartAsync();
        Assert.Equal("听雨", (await RoundTrip.ImportAsync(other, folder.File("out.zip"))).Entries.Single().Title);
    }

    [Fact]
    public async Task The_archive_is_gone_after_a_day_and_the_page_says_so()
    {
        await MakeAsync();
        _blog.Clock.Advance(TimeSpan.FromDays(1));
        var again = await SignedIn.OwnerAsync(_blog);
        using var answer = await again.Client.GetAsync(new Uri(Home + "?handler=File", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var page = await again.PageAsync(Home);
        Assert.Contains("这个导出已经不在了", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[download]"));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_named_and_the_next_export_succeeds()
    {
        var tmp = Path.Combine(_blog.DataFolder, "tmp");
        Directory.Delete(tmp, recursive: true);
        await File.WriteAllTextAsync(tmp, "in the way");
        await MakeAsync();
        Assert.Contains(
            "导出没有完成",
            (await _fixture.PageAsync(Home)).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        File.Delete(tmp);
        await MakeAsync();
        Assert.NotNull((await _fixture.PageAsync(Home)).QuerySelector("a[download]"));
    }

    private async Task MakeAsync(params (string Name, string Value)[] fields)
    {
        using var answer = await _fixture.Person.PostAsync(
            Home,
            fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal)
        );
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var worker = _blog.Services.GetRequiredService<ExportWorker>();
        await Poll.UntilAsync(() => worker.Running is null);
    }
}

using Blog.Data.Media;
using Blog.Data.Startup;
using Blog.Images;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Storage.Database;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Blog.Tests.Data.Startup;

/// <summary>Background work after a start, and writes of a command beside a running server.</summary>
public sealed class StartupMaintenanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Posts_of_an_older_renderer_are_rendered_again_in_the_background()
    {
        await using (var before = new BlogApplication(_folder.Path))
        {
            await before.PublishAsync("题", "**重点。**然后", with: r => r with { Slug = "x" });
            await before.WithDbAsync(db =>
                db.Posts.ExecuteUpdateAsync(set =>
                    set.SetProperty(post => post.RendererVersion, "0").SetProperty(post => post.BodyHtml, RenderedHtml.Empty)
                )
            );
        }

        await using var after = new BlogApplication(_folder.Path);
        await Poll.UntilAsync(async () => (await after.PageAsync("/x")).QuerySelector(".prose strong") is not null);
        await after.WithDbAsync(async db =>
            Assert.Equal(MarkdownRenderer.VersionOf(60, Notations.Default, ""), (await db.Posts.SingleAsync()).RendererVersion)
        );
    }

    [Fact]
    public async Task Images_without_variants_get_them_in_the_background()
    {
        await using (var before = new DataHost(_folder.Path)) // a running server would recreate them while the test deletes them
        {
            await before.StartAsync();
            MediaFile file = null!;
            await before.WithDbAsync(async db =>
            {
                var content = (await ImageFile.ReadAsync(TestImages.Photo(1000, 200, ".jpg"))).Content!;
                file = await new MediaStore(before.Folder, db, before.Clock).AddAsync(content, "a.jpg", "", CancellationToken.None);
                await db.SaveChangesAsync();
                await db.Media.ExecuteUpdateAsync(set => set.SetProperty(media => media.VariantWidths, (IReadOnlyList<int>?)null));
            });
            var post = await before.WriteAsync(DataHost.Request("题", $"![图]({file.Path})") with { Slug = "x" });
            Assert.DoesNotContain("srcset", post.BodyHtml.Value, StringComparison.Ordinal);
        }

        await using var after = new BlogApplication(_folder.Path);
        await Poll.UntilAsync(async () =>
        {
            var body = "";
            await after.WithDbAsync(async db => body = (await db.Posts.AsNoTracking().SingleAsync()).BodyHtml.Value);
            return body.Contains("srcset", StringComparison.Ordinal);
        });
        Assert.NotNull((await after.PageAsync("/x")).QuerySelector("img[srcset*='/480.webp 480w']"));
    }

    [Fact]
    public async Task A_post_that_a_newer_limit_refuses_keeps_its_html()
    {
        await using (var before = new BlogApplication(_folder.Path))
        {
            await before.PublishAsync("题", "原来的样子", with: r => r with { Slug = "x" });
            var giant = new string('a', 600_000);
            await before.WithDbAsync(db =>
                db.Posts.ExecuteUpdateAsync(set =>
                    set.SetProperty(post => post.RendererVersion, "0").SetProperty(post => post.Markdown, giant)
                )
            );
        }

        await using var after = new BlogApplication(_folder.Path);
        await after.PageAsync("/x");
        await Poll.UntilAsync(async () =>
        {
            var done = false;
            await after.WithDbAsync(async db => done = await db.Posts.AllAsync(post => post.RendererVersion != "0"));
            return done;
        });
        Assert.Contains("原来的样子", (await after.PageAsync("/x")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_startup_error_ends_the_program_instead_of_never_being_ready()
    {
        await using var blog = new FailingApplication(_folder.Path);
        _ = blog.Services;
        var readiness = blog.Services.GetRequiredService<Readiness>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => readiness.Task.WaitAsync(Poll.Limit));
        Assert.Equal("unforeseen", readiness.Failure!.Message);
    }

    [Fact]
    public async Task Writes_of_another_process_are_seen_shortly_after()
    {
        await using var blog = new BlogApplication(_folder.Path);
        Assert.Empty((await blog.PageAsync("/")).QuerySelectorAll("article"));
        await using var command = new DataHost(_folder.Path);
        await command.Get<DatabaseStart>().RunForCommandAsync(CancellationToken.None);
        await command.WriteAsync(DataHost.Request("从旁边来的"));
        await Poll.UntilAsync(async () => (await blog.PageAsync("/")).QuerySelectorAll("article").Length == 1);
    }

    private sealed class FailingApplication(string folder) : BlogApplication(folder)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services =>
                services.AddSingleton(
                    new AfterMigration(
                        async (provider, stopping) =>
                        {
                            var started = new TaskCompletionSource(); // after the web server has started, as a real start would
                            await using var registration = provider
                                .GetRequiredService<IHostApplicationLifetime>()
                                .ApplicationStarted.Register(started.SetResult);
                            await started.Task.WaitAsync(stopping);
                            throw new InvalidOperationException("unforeseen");
                        }
                    )
                )
            );
        }
    }
}

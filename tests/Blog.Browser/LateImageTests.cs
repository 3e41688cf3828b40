using Blog.Browser.Accounts;
using Blog.Data;
using Blog.Data.Media;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Blog.Browser;

/// <summary>An image of another host that comes late does not move the text below it, once its size is known.</summary>
public sealed class LateImageTests(BrowserFixture fixture, LateImageTests.Server server)
    : BrowserTest(fixture),
        IClassFixture<LateImageTests.Server>
{
    private const string Wide = "https://img.example/wide.svg";
    private const string Small = "https://img.example/small.svg";

    private readonly BrowserFixture _fixture = fixture;

    protected override Uri Address => server.Address;

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task The_text_below_stays_where_it_is(int width)
    {
        // Not as a visitor, who must not meet another host.
        var context = await _fixture.Browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Address.ToString(),
                ViewportSize = new ViewportSize { Width = width, Height = 2000 },
            }
        );
        try
        {
            var page = await context.NewPageAsync();
            var waits = new TaskCompletionSource();
            await page.RouteAsync(
                "https://img.example/**",
                async route =>
                {
                    await waits.Task;
                    var (w, h) = route.Request.Url == Wide ? (1600, 900) : (120, 60);
                    await route.FulfillAsync(
                        new RouteFulfillOptions
                        {
                            ContentType = "image/svg+xml",
                            Body = $"<svg xmlns='http://www.w3.org/2000/svg' width='{w}' height='{h}'><rect width='9' height='9'/></svg>",
                        }
                    );
                }
            );
            await page.GotoAsync("/late", new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
            const string Tops = "[...document.querySelectorAll('.prose > *')].map(e => Math.round(e.getBoundingClientRect().top))";
            var before = await page.EvaluateAsync<int[]>(Tops);
            waits.SetResult();
            await page.UntilAsync("[...document.querySelectorAll('.prose img')].every(i => i.complete && i.naturalWidth > 0)");
            Assert.Equal(before, await page.EvaluateAsync<int[]>(Tops));

            var small = await page.Locator("img[alt=小]").BoundingBoxAsync();
            Assert.Equal((120, 60), ((int)small!.Width, (int)small.Height));
            var wide = await page.Locator("img[alt=宽]").BoundingBoxAsync();
            Assert.InRange(wide!.Width / wide.Height, 1.75, 1.8);
            Assert.InRange(wide.X + wide.Width, 0, width);
        }
        finally
        {
            await context.CloseAsync();
        }
    }

    /// <summary>A blog that knows the sizes of two images of another host.</summary>
    public sealed class Server : AccountsServer
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await using (var scope = Services.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
                foreach (var (address, width, height) in new[] { (Wide, 1600, 900), (Small, 120, 60) })
                {
                    var row = new RemoteImageSize(address);
                    row.Measured(width, height, Clock.GetUtcNow());
                    db.RemoteImageSizes.Add(row);
                }

                await db.SaveChangesAsync();
            }

            await this.PublishAsync("late", $"前\n\n![宽]({Wide})\n\n中\n\n![小]({Small})\n\n行内 ![小图]({Small}) 后面\n\n后");
        }
    }
}

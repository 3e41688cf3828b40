using Blog.Browser.Accounts;
using Blog.Data;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Blog.Browser;

/// <summary>Players of a host that the owner allows: they load, keep their place, and nothing else is loaded.</summary>
public sealed class PlayerTests(BrowserFixture fixture, PlayerTests.Server server) : BrowserTest(fixture), IClassFixture<PlayerTests.Server>
{
    private const string Host = "player.bilibili.com";

    private readonly BrowserFixture _fixture = fixture;

    protected override Uri Address => server.Address;

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_player_loads_in_its_place_after_a_click_and_no_other_frame_does(int width)
    {
        // Not as a visitor, who must not meet another host.
        var context = await _fixture.Browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Address.ToString(),
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
            }
        );
        try
        {
            var page = await context.NewPageAsync();
            await page.AddInitScriptAsync(
                "addEventListener('securitypolicyviolation', e => (window.refused ??= []).push(e.violatedDirective))"
            );
            await page.RouteAsync(
                "https://**/*",
                route =>
                    route.FulfillAsync(
                        new RouteFulfillOptions { ContentType = "text/html; charset=utf-8", Body = "<!doctype html><title>x</title>播放" }
                    )
            );
            var foreign = new List<string>();
            page.Request += (_, request) =>
            {
                if (
                    !request.Url.StartsWith(Address.ToString(), StringComparison.Ordinal)
                    && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                )
                {
                    foreign.Add(request.Url);
                }
            };
            await page.GotoAsync("/players");
            await page.WaitForLoadStateAsync(LoadState.Load);
            Assert.Empty(foreign);
            foreach (var link in await page.Locator("a[data-player]").AllAsync())
            {
                await link.ClickAsync();
            }

            Assert.EndsWith("/players", page.Url, StringComparison.Ordinal);
            var frame = page.Locator(".player iframe").First;
            await frame.ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(frame.ContentFrame.Locator("body")).ToHaveTextAsync("播放");
            var box = (await frame.BoundingBoxAsync())!;
            Assert.InRange(box.Width / box.Height, 1.76, 1.79);
            Assert.InRange(box.X + box.Width, width / 3, width);
            Assert.Equal(90, (await page.Locator(".player.strip").BoundingBoxAsync())!.Height);
            Assert.Empty(await page.EvaluateAsync<string[]>(WidthTests.Wide));
            Assert.Null(await page.EvaluateAsync<string[]?>("window.refused"));
            await page.EvaluateAsync<object>(AccessibilityTests.Script + "; 0");
            Assert.Empty(await page.EvaluateAsync<string[]>(AccessibilityTests.Run));

            await page.EvaluateAsync(
                "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://evil.example/' }))"
            );
            await page.UntilAsync("window.refused?.includes('frame-src') === true");
        }
        finally
        {
            await context.CloseAsync();
        }
    }

    /// <summary>A blog whose owner allows two hosts.</summary>
    public sealed class Server : AccountsServer
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await using (var scope = Services.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
                var settings = await db.Settings.SingleAsync();
                settings.Revise(settings.Choices with { Display = SiteDisplay.OfNewBlog with { PlayerHosts = [Host, "music.163.com"] } });
                await db.SaveChangesAsync();
            }

            await this.PublishAsync(
                "players",
                $"前文。\n\n<iframe src=\"//{Host}/player.html?bvid=BV1xx411c7mD\"></iframe>\n\n"
                    + $"<iframe src=\"//{Host}/player.html?bvid=BV1yy411c7mD\"></iframe>\n\n[歌](https://music.163.com/#/song?id=1)\n\n后文。"
            );
        }
    }
}

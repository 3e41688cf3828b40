using Blog.Data;
using Blog.Data.Comments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

/// <summary>Readers comment on a blog of their own: what they leave behind is not on the pages of other tests.</summary>
public sealed class CommentTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private SampleServer _server = null!;

    protected override Uri Address => _server.Address;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await SampleServer.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("/sqlite-wal", "读者甲", "**谢谢**，`PRAGMA` 一节解决了我的问题。", "发送", "预览", "回复")]
    [InlineData("/en/btree-page", "A reader", "**Thanks**, the part on `fillfactor` helped.", "Send", "Preview", "Reply")]
    public async Task A_reader_comments_answers_changes_and_deletes_without_JavaScript(
        string path,
        string name,
        string text,
        string send,
        string preview,
        string reply
    )
    {
        var reader = await VisitAsync(path, new VisitorOptions { Scripts = false, Width = 360 });
        await reader.Find("#c_text").FillAsync(text);
        await reader.Find("#c_name").FillAsync(name);
        await Button(reader, preview).ClickAsync();
        await Expect(reader.Find(".look strong")).ToBeVisibleAsync();
        await Expect(reader.Find("#c_name")).ToHaveValueAsync(name);
        await Button(reader, send).ClickAsync();
        await Expect(reader.Find(".own-comment [role=status]")).ToBeVisibleAsync();
        var own = new Uri(reader.Page.Url).PathAndQuery;
        Assert.StartsWith("/comments/own/", own, StringComparison.Ordinal);

        await reader.GoAsync(path);
        await Expect(reader.Find(".thread")).ToHaveCountAsync(0);
        await ApproveAsync();
        await reader.GoAsync(path);
        await Expect(reader.Find(".thread .name")).ToHaveTextAsync([name]);
        await reader.Find(".reply a").First.ClickAsync();
        await reader.Find("#c_text").FillAsync(reply + " 1");
        await reader.Find("#c_name").FillAsync(name + " 2");
        reader.Tolerates = 422;
        do
        {
            await Button(reader, send).ClickAsync(); // refused, with the text kept, until people could have typed it
        } while (!reader.Page.Url.Contains("/comments/own/", StringComparison.Ordinal));
        await ApproveAsync();
        await reader.GoAsync(path);
        await Expect(reader.Find(".thread .level-2 .name")).ToHaveTextAsync([name + " 2"]);

        await reader.GoAsync(own);
        await reader.Find("#c_text").FillAsync(text + " +1");
        await reader.Find("form.write button.main").ClickAsync();
        await Expect(reader.Find("article .prose")).ToContainTextAsync("+1");
        await reader.Find("form.write button").Last.ClickAsync();
        await Expect(reader.Find(".thread .notice").First).ToBeVisibleAsync(); // its answer keeps its place
        await Expect(reader.Find(".thread")).Not.ToContainTextAsync(text.Split('`')[1]);
    }

    [Theory]
    [InlineData("/sqlite-wal")]
    [InlineData("/en/btree-page")]
    public async Task Axe_finds_nothing_on_the_pages_of_comments(string path)
    {
        await using (var scope = _server.Services.CreateAsyncScope())
        {
            var (db, writer) = (
                scope.ServiceProvider.GetRequiredService<BlogDb>(),
                scope.ServiceProvider.GetRequiredService<CommentWriter>()
            );
            var post = await db.Posts.AsNoTracking().SingleAsync(one => one.AddressKey == path);
            int? parent = null;
            for (var i = 0; i < 55; i++)
            {
                var content = new CommentContent { Name = $"Reader {i}", Text = "> quote\n\n`code`, $x^2$, [link](https://example.org)" };
                var sent = new SentComment(post.Id, i % 5 == 0 ? null : parent, content, post.Language, null, null);
                parent = (await writer.SubmitAsync(sent, CommentState.Approved, null, default))!.Id;
            }

            var reader = await ComeAsync();
            foreach (
                var page in new[] { path, $"/comments/{post.Id}", $"/comments/{post.Id}?answer={parent}", $"/comments/{post.Id}/page/2" }
            )
            {
                await reader.GoAsync(page);
                await reader.AskAsync<object>(AccessibilityTests.Script + "; 0");
                foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (360, ColorScheme.Dark) })
                {
                    await reader.Page.SetViewportSizeAsync(width, 900);
                    await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                    var found = await reader.AskAsync<string[]>(AccessibilityTests.Run);
                    Assert.True(found.Length == 0, $"{page}, {width} px, {scheme}: {string.Join("\n", found)}");
                    Assert.True(await reader.AskAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page} at {width} px");
                }
            }
        }
    }

    private static ILocator Button(Visitor reader, string name) =>
        reader.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    private async Task ApproveAsync()
    {
        await using var scope = _server.Services.CreateAsyncScope();
        var ids = await scope
            .ServiceProvider.GetRequiredService<BlogDb>()
            .Comments.Where(comment => comment.State == CommentState.Waiting)
            .Select(comment => comment.Id)
            .ToListAsync();
        Assert.Single(await scope.ServiceProvider.GetRequiredService<CommentWriter>().ApproveAsync(ids, null, default));
    }
}

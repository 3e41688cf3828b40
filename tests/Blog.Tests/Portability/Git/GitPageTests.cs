using System.Net;
using Blog.Comments.Sending;
using Blog.Portability.Git.Repository;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Git;

/// <summary>An owner connects a repository in the admin.</summary>
public sealed class GitPageTests : IAsyncLifetime
{
    private const string Home = "/admin/git";
    private readonly FolderBlog _blog = new();
    private SignedIn _owner = null!;
    private GitFixture _git = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = await SignedIn.OwnerAsync(_blog);
        _git = await GitFixture.OpenAsync(new() { ["source/_posts/a.md"] = GitFixture.TextOf("甲", "一") });
    }

    public async ValueTask DisposeAsync()
    {
        await _blog.DisposeAsync();
        await _git.DisposeAsync();
    }

    [Fact]
    public async Task A_repository_is_listed_first_and_synchronized_when_the_owner_agrees()
    {
        await _blog.PublishAsync("听雨", "窗外。");
        await ConnectAsync();
        var list = await UntilAsync(page => page.Contains("source/_posts/a.md", StringComparison.Ordinal));
        Assert.Contains("仓库中有 1 个文件会写入博客，博客中有 1 篇文章会推送到仓库", list, StringComparison.Ordinal);
        Assert.Equal(1, _git.Commits());

        using (var begun = await _owner.PostAsync(Home, null, "Agree"))
        {
            Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        }

        await UntilAsync(_ => _git.Commits() == 2);
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Posts.CountAsync()));
    }

    [Fact]
    public async Task What_is_published_later_follows_by_itself()
    {
        await ConnectAsync();
        using (await _owner.PostAsync(Home, null, "Agree")) { }

        await UntilAsync(page => page.Contains("两边一致的提交", StringComparison.Ordinal));
        await _blog.PublishAsync("听雨", "窗外。");
        await Poll.UntilAsync(() =>
        {
            _blog.Clock.Advance(TimeSpan.FromSeconds(6));
            return Task.FromResult(_git.Commits() == 2);
        });
        Assert.Contains("source/_posts/ting-yu.md", _git.Files());
    }

    [Fact]
    public async Task The_token_is_never_shown_and_stored_encrypted()
    {
        await ConnectAsync(("Input.Token", "glpat-very-secret"));

        Assert.DoesNotContain("very-secret", await TextAsync(), StringComparison.Ordinal);
        await _blog.WithDbAsync(async db =>
            Assert.DoesNotContain(
                "secret",
                (await db.Secrets.SingleAsync(secret => secret.Name != FormStamps.KeyName)).Protected,
                StringComparison.Ordinal
            )
        );

        await ConnectAsync();
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Secrets.CountAsync(secret => secret.Name != FormStamps.KeyName)));
        await ConnectAsync(("Input.RemoveToken", "true"));
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Secrets.CountAsync(secret => secret.Name != FormStamps.KeyName)));
    }

    [Theory]
    [InlineData("Input.Url", "git@github.com:me/blog.git", "不支持 ssh")]
    [InlineData("Input.Url", "http://example.org/x.git", "只能用 https")]
    [InlineData("Input.Branch", "a b", "有效的分支名")]
    [InlineData("Input.Folder", "../x", "有效的文件夹")]
    [InlineData("Input.Email", "nobody", "邮箱")]
    [InlineData("Input.Poll", "0", "1440")]
    public async Task A_wrong_value_is_named_beside_its_field(string field, string value, string says)
    {
        using var answer = await _owner.PostAsync(Home, Form((field, value)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.GitConnections.CountAsync()));
    }

    [Fact]
    public async Task The_secret_of_the_webhook_is_shown_once()
    {
        await ConnectAsync();
        using var made = await _owner.PostAsync(Home, null, "Hook");
        var page = await made.Content.ReadAsStringAsync();
        Assert.Contains("<code>whsec_", page, StringComparison.Ordinal);
        Assert.Contains("/hooks/git/", page, StringComparison.Ordinal);

        Assert.DoesNotContain("whsec_", await TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_opens_the_editor_s_page_of_two_versions()
    {
        var post = await _blog.PublishAsync("听雨", "一\n\n二\n\n三");
        await ConnectAsync();
        using (await _owner.PostAsync(Home, null, "Agree")) { }

        await UntilAsync(_ => _git.Commits() == 2);
        var path = _git.Files().Single(file => file.Contains("ting-yu", StringComparison.Ordinal));
        _git.Push(new Dictionary<string, string?> { [path] = _git.Read(path).Replace("二", "二（外面）", StringComparison.Ordinal) });
        await _blog.ReviseAsync(post, request => request with { Content = request.Content with { Markdown = "一\n\n二（这里）\n\n三" } });
        using (await _owner.PostAsync(Home, null, "Sync")) { }

        await UntilAsync(page => page.Contains("对比并合并", StringComparison.Ordinal));
        var form = (await _owner.PageAsync(Home)).QuerySelector("form[action*='handler=Compare']")!;
        var fields = form.QuerySelectorAll("input")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        using var answer = await _owner.PostAsync("/admin/posts/" + post.Id, fields, "Compare");
        var page = await Visitor.ParsedAsync(answer);
        var shown = page.Body!.TextContent;
        Assert.Contains("二（外面）", shown, StringComparison.Ordinal);
        Assert.Contains("二（这里）", shown, StringComparison.Ordinal);
        Assert.Contains("有 1 处需要你来决定", shown, StringComparison.Ordinal);
        Assert.Contains("右边是仓库里的版本", shown, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector("input[name=OfRepository]")!.GetAttribute("value")); // also after the next choice
    }

    [Fact]
    public async Task Disconnecting_leaves_both_sides_as_they_are()
    {
        await ConnectAsync(("Input.Token", "x"));
        using (var unsure = await _owner.PostAsync(Home, null, "Disconnect"))
        {
            Assert.Equal(HttpStatusCode.Redirect, unsure.StatusCode);
        }

        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.GitConnections.CountAsync()));
        using (await _owner.PostAsync(Home, Visitor.Form(("sure", "true")), "Disconnect")) { }

        await _blog.WithDbAsync(async db =>
        {
            Assert.Equal(0, await db.GitConnections.CountAsync());
            Assert.Equal(0, await db.Secrets.CountAsync(secret => secret.Name != FormStamps.KeyName));
        });
    }

    private Dictionary<string, string> Form(params (string Name, string Value)[] changes)
    {
        var form = Visitor.Form(("Input.Url", _git.Bare), ("Input.Branch", "main"), ("Input.Email", "a@example.org"), ("Input.Poll", "5"));
        foreach (var (name, value) in changes)
        {
            form[name] = value;
        }

        return form;
    }

    private async Task ConnectAsync(params (string Name, string Value)[] changes)
    {
        using var answer = await _owner.PostAsync(Home, Form(changes));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> TextAsync()
    {
        using var answer = await _owner.GetAsync(Home);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> UntilAsync(Func<string, bool> isSo)
    {
        var page = "";
        await Poll.UntilAsync(async () => isSo(page = await TextAsync()));
        return page;
    }

    private sealed class FolderBlog : BlogApplication
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(new GitOptions { AllowsFolders = true }));
        }
    }
}

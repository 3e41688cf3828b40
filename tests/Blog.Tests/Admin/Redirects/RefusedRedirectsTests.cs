using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Redirects;

/// <summary>Redirects that are refused; nothing is written, so the cases share a blog.</summary>
public sealed class RefusedRedirectsTests(RefusedRedirectsTests.FilledBlog blog) : IClassFixture<RefusedRedirectsTests.FilledBlog>
{
    [Theory]
    [InlineData("/bloom", "/after-bloom", "布隆过滤器该开多大")]
    [InlineData("/BLOOM/", "/after-bloom", "布隆过滤器该开多大")]
    [InlineData("/draft", "/bloom", "草稿")]
    [InlineData("/tags/csharp", "/bloom", "C#")]
    [InlineData("/en/tags/C%23", "/bloom", "C#")]
    [InlineData("/categories/算法", "/bloom", "算法")]
    [InlineData("/admin/x", "/bloom", "系统")]
    [InlineData("/en/page/2", "/bloom", "系统")]
    [InlineData("/tags", "/bloom", "系统")]
    [InlineData("/tags/a/b", "/bloom", "系统")]
    [InlineData("/media/x.png", "/bloom", "系统")]
    [InlineData("/en", "/bloom", "系统")]
    [InlineData("/", "/bloom", "系统")]
    [InlineData("//evil.example/x", "/bloom", "路径无效")]
    [InlineData("/a/../b", "/bloom", "路径无效")]
    [InlineData("", "/bloom", "请填写")]
    [InlineData("/old", "没有这一篇", "没有找到")]
    [InlineData("/old", "", "没有找到")]
    public async Task A_redirect_that_would_shadow_a_page_or_the_system_is_refused_with_a_message(string from, string to, string says)
    {
        using var answer = await blog.Owner.PostAsync("/admin/redirects", Visitor.Form(("Input.From", from), ("Input.To", to)), "Add");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(says, await Visitor.AlertAsync(answer), StringComparison.Ordinal);
        await blog.WithDbAsync(async db => Assert.Empty(await db.Redirects.ToListAsync()));
    }

    public sealed class FilledBlog : BlogApplication, IAsyncLifetime
    {
        public SignedIn Owner { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Owner = await SignedIn.OwnerAsync(this);
            await RedirectsTests.PublishAsync(this);
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor;

/// <summary>An author does not learn from names what others are writing about.</summary>
public sealed class SeenNamesTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Names_that_only_drafts_of_others_use_are_shown_to_nobody_else()
    {
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        await SaveAsync("草稿", "秘密收购", "内部/收购", publish: false);
        await SaveAsync("定时", "秘密发布", "内部/发布", publish: true, days: 1);
        await SaveAsync("公开", "公开的标签", "公开/分类", publish: true);
        // Without posts of their own, an author's list offers nothing.
        var own = await _blog.PublishAsync("自己的", "正文。");
        await _blog.WithDbAsync(db =>
            db.Posts.Where(post => post.Id == own.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(
                        post => post.AuthorId,
                        post => db.Users.Where(account => account.Id == author.AccountId).Select(account => account.AuthorId).First()
                    )
                )
        );
        foreach (var path in new[] { "/admin", "/admin/posts/new" })
        {
            var (theirs, mine) = (await TextAsync(author, path), await TextAsync(owner, path));
            foreach (var secret in new[] { "秘密收购", "秘密发布", "内部", "收购" })
            {
                Assert.DoesNotContain(secret, theirs, StringComparison.Ordinal);
                Assert.Contains(secret, mine, StringComparison.Ordinal);
            }
        }

        var proposed = await TextAsync(author, "/admin/posts/new");
        Assert.Contains("公开的标签", proposed, StringComparison.Ordinal);
        Assert.Contains("公开/分类", proposed, StringComparison.Ordinal);
    }

    private async Task SaveAsync(string title, string tag, string category, bool publish, int days = -1) =>
        await _blog.PublishAsync(
            title,
            with: r =>
                r with
                {
                    Tags = [tag],
                    Category = category.Split('/'),
                    PublishAt = publish ? _blog.Clock.GetUtcNow().AddDays(days) : null,
                }
        );

    /// <summary>The proposals of a page; the owner's drafts are in the owner's own list.</summary>
    private static async Task<string> TextAsync(SignedIn person, string path) =>
        string.Join(
            '\n',
            (await person.PageAsync(path)).QuerySelectorAll("datalist option, select option").Select(option => option.OuterHtml)
        );
}

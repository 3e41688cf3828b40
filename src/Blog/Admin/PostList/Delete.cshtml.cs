using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Admin.PostList;

/// <summary>Asks for confirmation before posts in the trash are deleted permanently, naming each.</summary>
[Authorize(Policy = Access.Author)]
public sealed class DeleteModel(SelectedPosts picked, PostWriter writer, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.DeleteForGood, "/admin");

    public IReadOnlyList<Post> Posts { get; private set; } = [];

    private PostListTexts Words => PostListTexts.Of(site.UiLanguage);

    private string Trash => site.Local("/admin") + new PostListFilter { State = PostListState.Trash }.ToQuery();

    public async Task<IActionResult> OnGetAsync([FromQuery] string?[] pick, CancellationToken cancellationToken)
    {
        Posts =
        [
            .. (await picked.FindAsync(SelectedPosts.Read(pick), User.Actor, cancellationToken)).Where(post =>
                post.State == PostState.Trash
            ),
        ];
        return Posts.Count == 0 ? Redirect(Trash) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string?[] pick, CancellationToken cancellationToken)
    {
        var done = await writer.DeleteAsync(SelectedPosts.Read(pick), User.Actor, cancellationToken);
        TempData[done.Changed.Count == 0 ? "done" : "refused"] = Words.Report(BulkAction.Delete, done, site.AdminTexts.ListComma);
        return Redirect(Trash);
    }
}

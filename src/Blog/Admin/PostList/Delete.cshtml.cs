using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Copies;
using Blog.Data.Posts.Writing;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Admin.PostList;

/// <summary>Asks for confirmation before posts in the trash are deleted permanently, naming each.</summary>
[Authorize(Policy = Access.Author)]
public sealed class DeleteModel(
    SelectedPosts picked,
    PostWriter writer,
    BlogDb db,
    DraftWordCounts wordCounts,
    CopyLog copies,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.DeleteForGood, "/admin");

    public IReadOnlyList<Post> Posts { get; private set; } = [];

    private PostListTexts Words => PostListTexts.Of(site.UiLanguage);

    private string Trash => site.Local("/admin") + new PostListFilter { State = PostListState.Trash }.ToQuery();

    /// <summary>Asks about the picked posts, or about all of the trash that the query's filter lets through.</summary>
    public async Task<IActionResult> OnGetAsync([FromQuery] string?[] pick, CancellationToken cancellationToken)
    {
        var filter = PostListFilter.Read(Request.Query);
        var picks =
            pick.Length == 0 && filter.State == PostListState.Trash
                ? await new PostListQuery(db, wordCounts, User.IsOwner ? null : User.AuthorId, clock.GetUtcNow())
                {
                    OutdatedCopies = filter.HasOutdatedCopies ? await copies.OutdatedAsync(cancellationToken) : [],
                }.AllAsync(filter, cancellationToken)
                : SelectedPosts.Read(pick);
        Posts = [.. (await picked.FindAsync(picks, User.Actor, cancellationToken)).Where(post => post.State == PostState.Trash)];
        return Posts.Count == 0 ? Redirect(Trash) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string?[] pick, CancellationToken cancellationToken)
    {
        var done = await writer.DeleteAsync(SelectedPosts.Read(pick), User.Actor, cancellationToken);
        TempData[done.Changed.Count == 0 ? "done" : "refused"] = Words.Report(BulkAction.Delete, done, site.AdminTexts.ListComma);
        return Redirect(Trash);
    }
}

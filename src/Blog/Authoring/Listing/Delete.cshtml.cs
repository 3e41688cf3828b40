using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Authoring.Listing;

/// <summary>Asks again before posts of the trash are deleted for good, naming each.</summary>
[Authorize(Policy = Access.Author)]
public sealed class DeleteModel(PickedPosts picked, PostWriter writer, SiteContext site) : PageModel, IPage
{
    /// <inheritdoc />
    public PageHead Head => PageHead.ForAdmin(Words.DeleteForGood, "/admin");

    /// <summary>What would go.</summary>
    public IReadOnlyList<Post> Posts { get; private set; } = [];

    private ListTexts Words => ListTexts.Of(site.DeskTag);

    private string Trash => site.Local("/admin") + new ListFilter { State = ListState.Trash }.ToQuery();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync([FromQuery] string?[] pick, CancellationToken cancellationToken)
    {
        Posts = [.. (await picked.FindAsync(PickedPosts.Read(pick), User.Actor, cancellationToken)).Where(post => post.State == PostState.Trash)];
        return Posts.Count == 0 ? Redirect(Trash) : Page();
    }

    /// <summary>Deletes.</summary>
    public async Task<IActionResult> OnPostAsync(string?[] pick, CancellationToken cancellationToken)
    {
        var done = await writer.DeleteAsync(PickedPosts.Read(pick), User.Actor, cancellationToken);
        TempData[done.Changed.Count == 0 ? "done" : "refused"] = Words.Report(ManyAct.Delete, done, site.Desk.ListComma);
        return Redirect(Trash);
    }
}

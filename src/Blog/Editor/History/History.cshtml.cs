using Blog.Data.Posts.Drafts;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Editor.History;

/// <summary>The saved versions of a post, for those who may write it.</summary>
[Authorize(Policy = Access.Author)]
public sealed class HistoryModel(OpenPosts posts, RevisionList revisionList, SiteContext site, TimeProvider clock) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.Heading, "/admin");

    /// <summary>The post and its pending edit.</summary>
    public OpenPost Open { get; private set; } = null!;

    /// <summary>Its title, as last typed.</summary>
    public string PostTitle { get; private set; } = "";

    /// <summary>The entries of this page.</summary>
    public new RevisionPage Page { get; private set; } = null!;

    /// <summary>The difference between what is typed and what is stored.</summary>
    public ChangeSize? EditSize { get; private set; }

    /// <summary>Whether the post is public.</summary>
    public bool IsLive => Open.Post.IsPublic(clock.GetUtcNow());

    public Pager Pager =>
        new(Page.Number, Page.Total, site.Local(PathOf(Open.Post.Id)))
        {
            Address = number =>
                site.Local(PathOf(Open.Post.Id)) + (number == 1 ? "" : "?page=" + number.ToString(CultureInfo.InvariantCulture)),
        };

    private HistoryTexts Words => HistoryTexts.Of(site.UiLanguage);

    /// <summary>The history of a post, without the base path.</summary>
    public static string PathOf(int id) => EditorPaths.OfPost(id) + "/history";

    /// <summary>The page of one version.</summary>
    public string Href(string version) => site.Local(PathOf(Open.Post.Id)) + "/" + version;

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>How much was added and removed, as text; empty where that is not known.</summary>
    public string Size(ChangeSize? size) =>
        size is not { } known ? ""
        : known == default ? Words.NoChange
        : Words.Change(known.Came, known.Went);

    /// <summary>Shows a page of the history.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] int id, [FromQuery] string? page, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(id, User.Actor, cancellationToken) is not { } open)
        {
            return NotFound();
        }

        Open = open;
        PostTitle = open.Edit?.Title ?? open.Post.Title;
        PostTitle = PostTitle.Length > 0 ? PostTitle : EditTexts.Of(site.UiLanguage).Untitled;
        Page = await revisionList.PageAsync(
            open.Post,
            int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1,
            cancellationToken
        );
        EditSize = open.Edit is { } edit ? ChangeSize.Between(open.Post.Markdown, edit.Draft.Markdown) : null;
        return base.Page();
    }
}

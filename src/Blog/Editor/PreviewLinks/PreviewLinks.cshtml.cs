using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Security;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Editor.PreviewLinks;

/// <summary>The preview links of a post: created here, shown once, revoked here.</summary>
[Authorize(Policy = Access.Author)]
public sealed class PreviewLinksModel(
    PreviewLinkStore links,
    SecurityLog security,
    SiteContext site,
    SiteOptions options,
    TimeProvider clock
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.Heading, "/admin");

    public OpenPost Open { get; private set; } = null!;

    /// <summary>Its title, as last typed.</summary>
    public string PostTitle { get; private set; } = "";

    public IReadOnlyList<PreviewLinkRow> Rows { get; private set; } = [];

    /// <summary>A newly created link; it is shown only this once.</summary>
    public (string Address, DateTimeOffset Until)? NewLink { get; private set; }

    /// <summary>The validity in days that is preselected.</summary>
    public int Chosen { get; private set; } = PreviewLink.Life.Days;

    /// <summary>Whether readers already see the current text.</summary>
    public bool LeadsToThePost => Open.Edit is null && Open.Post.IsPublic(clock.GetUtcNow());

    private PreviewLinkTexts Words => PreviewLinkTexts.Of(site.UiLanguage);

    /// <summary>The page of a post's links, without the base path.</summary>
    public static string PathOf(int id) => EditorPaths.OfPost(id) + "/links";

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    public string Action(string handler) => site.Local(PathOf(Open.Post.Id)) + "?handler=" + handler;

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ? await ShowAsync(cancellationToken) : NotFound();

    /// <summary>Creates one. The response is this page rather than a redirect, because the link is stored nowhere.</summary>
    public async Task<IActionResult> OnPostCreateAsync([FromRoute] int id, [FromForm] string? days, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (Open.Post.State == PostState.Trash)
        {
            return await RefuseAsync(Words.InTrash, cancellationToken);
        }

        Chosen = PreviewLinkStore.Days.FirstOrDefault(known => known.ToString(CultureInfo.InvariantCulture) == days);
        if (Chosen == 0)
        {
            Chosen = PreviewLink.Life.Days;
            return await RefuseAsync(Words.UnknownLife, cancellationToken);
        }

        if (await links.CreateAsync(Open.Post, Chosen, User, cancellationToken) is not { } token)
        {
            return await RefuseAsync(Words.TooMany, cancellationToken);
        }

        security.Add(HttpContext, SecurityEventKind.TokenMade, method: "preview-link");
        NewLink = (options.Absolute(AdminResponseHeaders.Preview + "/" + token), clock.GetUtcNow().AddDays(Chosen));
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostRevokeAsync([FromRoute] int id, [FromForm] int? link, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        var isGone = !await links.RevokeAsync(id, link ?? 0, cancellationToken);
        TempData[isGone ? "refused" : "done"] = isGone ? Words.Gone : Words.Revoked;
        return Redirect(site.Local(PathOf(id)));
    }

    private async Task<bool> FindAsync(int id, CancellationToken cancellationToken)
    {
        if (await links.PostAsync(id, User, cancellationToken) is not { } open)
        {
            return false;
        }

        Open = open;
        PostTitle = open.Edit?.Title ?? open.Post.Title;
        PostTitle = PostTitle.Length > 0 ? PostTitle : EditTexts.Of(site.UiLanguage).Untitled;
        return true;
    }

    private Task<IActionResult> RefuseAsync(string words, CancellationToken cancellationToken)
    {
        ModelState.AddModelError("", words);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Rows = await links.OfAsync(Open.Post.Id, cancellationToken);
        return Page();
    }
}

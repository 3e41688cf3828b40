using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Images;
using Blog.Rendering.Html;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Upload;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Admin.Media;

/// <summary>The images that a post loads from other hosts; one button imports them into the pending edit.</summary>
[Authorize(Policy = Access.Author)]
[RequestTimeout(150_000)] // the import's own limit, plus the last image begun within it, plus storing
public sealed class RemoteImagesModel(OpenPosts posts, DraftLoader drafts, PostWriter writer, RemoteImages remote, SiteContext site)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.HomeTitle, "/admin/media");

    /// <summary>Row id of the post.</summary>
    [BindProperty(SupportsGet = true, Name = "post")]
    public int PostId { get; set; }

    /// <summary>Its title, and the language of it.</summary>
    public PostDraft Draft { get; private set; } = new();

    public IReadOnlyList<RemoteImage> Images { get; private set; } = [];

    /// <summary>The results of the import that just ran.</summary>
    public IReadOnlyList<RemoteImageResult> Results { get; private set; } = [];

    private MediaTexts Words => MediaTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>
    /// Imports the chosen images. The response is a page rather than a redirect, because failures are reported only once.
    /// </summary>
    public async Task<IActionResult> OnPostAsync(List<string> pick, CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return NotFound();
        }

        var chosen = Images.Where(image => pick.Contains(image.Key, StringComparer.Ordinal)).ToList();
        if (chosen.Count == 0)
        {
            ModelState.AddModelError("", Words.NothingChosen);
            return Page();
        }

        var results = await remote.BringAsync(chosen, cancellationToken);
        await writer.AmendAsync(PostId, draft => RemoteImages.Rewrite(draft, results), User.Actor, cancellationToken);
        await FindAsync(cancellationToken);
        Results = results;
        return Page();
    }

    /// <summary>
    /// Imports images for the editor, which puts the new addresses into the text it shows: nothing is written to a post here.
    /// </summary>
    public async Task<IActionResult> OnPostFetchAsync(List<string> address, CancellationToken cancellationToken)
    {
        var images = address.Where(UrlPolicy.IsRemote).Distinct(StringComparer.Ordinal).Select(one => new RemoteImage(one, ""));
        var results = await remote.BringAsync(images, cancellationToken);
        return new JsonResult(
            results.Select(result => new
            {
                address = result.Image.Address,
                href = result.File?.Path,
                error = result.File is null ? ReasonOf(result) : null,
            })
        );
    }

    /// <summary>Why an image was not imported.</summary>
    public string ReasonOf(RemoteImageResult result) =>
        result.IsPutOff ? Words.PutOff
        : result.Refusal is { } refusal ? Words.Refusal(refusal, result.Status)
        : UploadTexts.Of(site.UiLanguage).Error(result.Error ?? ImageError.Broken, result.Kind);

    /// <summary>Only the post's author and owners have access; for others it does not exist.</summary>
    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(PostId, User.Actor, cancellationToken) is not { } open)
        {
            return false;
        }

        Draft = await drafts.OfAsync(open, cancellationToken);
        Images = remote.Find(Draft);
        return true;
    }
}

using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Friends;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Upload;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Friends;

/// <summary>One site of the friends page. For owners.</summary>
[Authorize(Policy = Access.Owner)]
[MultipartUpload(IsOptional = true)]
public sealed class EditFriendModel(BlogDb db, FriendEditor editor, FriendAvatars avatars, PictureUploads pictures, SiteContext site)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForAdmin(Friend.Name, "/admin/friends");

    [BindProperty]
    public FormInput Input { get; set; } = new();

    public Friend Friend { get; private set; } = null!;

    private FriendTexts Words => FriendTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Input = new FormInput
        {
            Name = Friend.Name,
            Url = Friend.Url,
            Words = Friend.Words,
            Section = Friend.Section,
            Picture = new PictureInput { Path = Friend.Avatar?.Path },
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        var picture = await pictures.ReadAsync(
            Input.Picture,
            "Input.Picture",
            PictureUploads.Author,
            Input.Name ?? "",
            ModelState,
            User,
            cancellationToken
        );
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var fetched = string.IsNullOrWhiteSpace(Input.PictureUrl)
            ? null
            : await avatars.FetchAsync(Input.PictureUrl, Input.Name ?? "", cancellationToken);
        var (_, error) = await editor.SaveAsync(
            id,
            new FriendContent(Input.Name ?? "", Input.Url ?? "", Input.Words ?? "", Input.Section ?? "", (fetched ?? picture)?.Id),
            cancellationToken
        );
        if (error is { } why)
        {
            ModelState.AddModelError("", Words.Error(why));
            return Page();
        }

        var lacks = !string.IsNullOrWhiteSpace(Input.PictureUrl) && fetched is null;
        TempData[lacks ? "refused" : "done"] = lacks ? Words.PictureFailed : site.AdminTexts.Saved;
        return Redirect(site.Local(lacks ? string.Create(CultureInfo.InvariantCulture, $"/admin/friends/{id}") : "/admin/friends"));
    }

    public async Task<IActionResult> OnPostRemoveAsync(int id, bool sure, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!sure)
        {
            TempData["refused"] = Words.BeSure;
            return Redirect(site.Local(string.Create(CultureInfo.InvariantCulture, $"/admin/friends/{id}")));
        }

        await editor.RemoveAsync(id, cancellationToken);
        TempData["done"] = Words.Removed;
        return Redirect(site.Local("/admin/friends"));
    }

    private async Task<bool> ReadAsync(int id, CancellationToken cancellationToken)
    {
        var found = await db
            .Friends.AsNoTracking()
            .Include(friend => friend.Avatar)
            .SingleOrDefaultAsync(friend => friend.Id == id, cancellationToken);
        Friend = found!;
        return found is not null;
    }

    public sealed class FormInput
    {
        [Required, MaxLength(TextLengths.Name)]
        public string? Name { get; set; }

        [Required, MaxLength(TextLengths.Line)]
        public string? Url { get; set; }

        [MaxLength(TextLengths.Path)]
        public string? Words { get; set; }

        [MaxLength(TextLengths.Name)]
        public string? Section { get; set; }

        public PictureInput Picture { get; set; } = new();

        /// <summary>Where to fetch a picture from, once.</summary>
        [MaxLength(TextLengths.Line)]
        public string? PictureUrl { get; set; }
    }
}

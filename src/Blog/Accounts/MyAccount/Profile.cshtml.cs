using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Management;
using Blog.Accounts.People;
using Blog.Data;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Localization;
using Blog.Site.Upload;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.MyAccount;

/// <summary>The name, picture and language of the signed-in person.</summary>
[Authorize(Policy = Access.Author)]
[MultipartUpload(IsOptional = true)]
public sealed class ProfileModel(BlogDb db, AccountManager accounts, PictureUploads pictures, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Profile, "/admin/profile");

    [BindProperty]
    public FormInput Input { get; set; } = new();

    /// <summary>The address to sign in with.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Languages of the admin pages.</summary>
    public IEnumerable<SelectListItem> Languages =>
        AdminResponseHeaders
            .Languages.Select(tag => new SelectListItem(AdminTexts.Of(tag).LanguageName, tag))
            .Prepend(new SelectListItem(MyAccountTexts.Of(site.UiLanguage).AsTheBrowser, ""));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var account = await ShowAsync(cancellationToken);
        Input = new FormInput
        {
            Name = account.Author!.Name,
            Picture = new PictureInput { Path = account.Author.Picture },
            Language = account.Language,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var picture = await pictures.ReadAsync(
            Input.Picture,
            "Input.Picture",
            PictureUploads.Author,
            Input.Name ?? "",
            ModelState,
            User,
            cancellationToken
        );
        var account = await ShowAsync(cancellationToken);
        if (!ModelState.IsValid || (Input.Language is not null && !AdminResponseHeaders.Languages.Contains(Input.Language)))
        {
            return Page();
        }

        account.Author!.Rename(Input.Name!);
        account.Author.ShowAs(picture?.Path);
        account.Speak(Input.Language);
        if (await accounts.SaveAsync(cancellationToken) is { } refusal)
        {
            ModelState.AddModelError("", PeopleTexts.Of(site.UiLanguage).Refused(refusal));
            return Page();
        }

        TempData["done"] = AdminTexts.Of(Input.Language ?? site.UiLanguage).Saved;
        return Redirect(site.Local("/admin/profile"));
    }

    private async Task<Data.People.Account> ShowAsync(CancellationToken cancellationToken)
    {
        var id = User.AccountId;
        var account = await db.Users.Include(a => a.Author).SingleAsync(a => a.Id == id, cancellationToken);
        Email = account.Email!;
        return account;
    }

    public sealed class FormInput
    {
        /// <summary>The name that readers see.</summary>
        [Required, MaxLength(TextLengths.Name)]
        public string? Name { get; set; }

        /// <summary>The picture that readers see.</summary>
        public PictureInput Picture { get; set; } = new();

        /// <summary>BCP 47 tag; null to follow the browser.</summary>
        [MaxLength(20)]
        public string? Language { get; set; }
    }
}

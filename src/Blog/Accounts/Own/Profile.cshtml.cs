using System.ComponentModel.DataAnnotations;
using Blog.Accounts.People;
using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Own;

/// <summary>How the signed-in person is called and spoken to.</summary>
[Authorize(Policy = Access.Author)]
public sealed class ProfileModel(BlogDb db, AccountDesk accounts, SiteContext site) : PageModel, IPage
{
    /// <inheritdoc />
    public PageHead Head => PageHead.ForAdmin(site.Desk.Profile, "/admin/profile");

    /// <summary>What was typed.</summary>
    [BindProperty]
    public FormInput Input { get; set; } = new();

    /// <summary>The address to sign in by.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Languages of the author's pages.</summary>
    public IEnumerable<SelectListItem> Languages =>
        PrivatePages.Languages.Select(tag => new SelectListItem(DeskTexts.Of(tag).LanguageName, tag)).Prepend(new SelectListItem(MyAccountTexts.Of(site.DeskTag).AsTheBrowser, ""));

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var account = await ShowAsync(cancellationToken);
        Input = new FormInput { Name = account.Author!.Name, Language = account.Language };
    }

    /// <summary>Changes it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var account = await ShowAsync(cancellationToken);
        if (!ModelState.IsValid || (Input.Language is not null && !PrivatePages.Languages.Contains(Input.Language)))
        {
            return Page();
        }

        account.Author!.Rename(Input.Name!);
        account.Speak(Input.Language);
        if (await accounts.SaveAsync(cancellationToken) is { } refusal)
        {
            ModelState.AddModelError("", PeopleTexts.Of(site.DeskTag).Refused(refusal));
            return Page();
        }

        TempData["done"] = DeskTexts.Of(Input.Language ?? site.DeskTag).Saved;
        return Redirect(site.Local("/admin/profile"));
    }

    private async Task<Data.People.Account> ShowAsync(CancellationToken cancellationToken)
    {
        var id = User.AccountId;
        var account = await db.Users.Include(a => a.Author).SingleAsync(a => a.Id == id, cancellationToken);
        Email = account.Email!;
        return account;
    }

    /// <summary>Name and language.</summary>
    public sealed class FormInput
    {
        /// <summary>The name that readers see.</summary>
        [Required, MaxLength(TextLengths.Name)]
        public string? Name { get; set; }

        /// <summary>BCP 47 tag; null to follow the browser.</summary>
        [MaxLength(20)]
        public string? Language { get; set; }
    }
}

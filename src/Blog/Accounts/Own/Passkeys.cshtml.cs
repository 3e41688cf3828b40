using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Blog.Accounts.Sessions;
using Blog.Accounts.SigningIn;
using Blog.Data;
using Blog.Data.People;
using Blog.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Own;

/// <summary>The signed-in person's passkeys: adding, naming, removing.</summary>
[Authorize(Policy = Access.Author)]
[RecentSignIn(nameof(PasskeyName))]
public sealed class PasskeysModel(BlogDb db, UserManager<Account> users, SignInManager<Account> ceremonies, SiteContext site, SiteOptions options, TimeProvider clock) : PageModel, IPage
{
    private Account account = null!;

    /// <inheritdoc />
    public PageHead Head => PageHead.ForAdmin(Words.Passkeys, "/admin/security");

    /// <summary>What a new passkey is to be called.</summary>
    [BindProperty(SupportsGet = true), MaxLength(TextLengths.Name)]
    public string? PasskeyName { get; set; }

    /// <summary>The passkeys.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Why none can be made here; null where one can.</summary>
    public PasskeyHindrance? Hindrance => PasskeyPlaces.HindranceOf(options, Request.Host.Host);

    /// <summary>Where one can.</summary>
    public string PublicAddress => options.Absolute("/admin/security/passkeys");

    private MyAccountTexts Words => MyAccountTexts.Of(site.DeskTag);

    /// <summary>Shows them.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>What the browser needs to make one.</summary>
    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var person = new PasskeyUserEntity { Id = account.Id.ToString(CultureInfo.InvariantCulture), Name = account.Email!, DisplayName = account.Author!.Name };
        return Content(await ceremonies.MakePasskeyCreationOptionsAsync(person), "application/json");
    }

    /// <summary>Takes one that the browser made.</summary>
    public async Task<IActionResult> OnPostAddAsync([MaxLength(50_000)] string? credential, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var passkey = Rows.Count < PasskeyPlaces.Most ? await AttestAsync(credential) : null;
        if (passkey is null)
        {
            ModelState.AddModelError("", Words.PasskeyNotMade);
        }

        if (passkey is null || !ModelState.IsValid)
        {
            return Page();
        }

        passkey.Name = string.IsNullOrWhiteSpace(PasskeyName) ? NameOfThisDevice() : PasskeyName.Trim();
        await users.AddOrUpdatePasskeyAsync(account, passkey);
        return Done(Words.PasskeyMade);
    }

    /// <summary>Removes one.</summary>
    public async Task<IActionResult> OnPostRemoveAsync([MaxLength(2_000)] string? id, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Rows.FirstOrDefault(passkey => passkey.Id == id) is { } known)
        {
            await users.RemovePasskeyAsync(account, Base64Url.DecodeFromChars(known.Id));
        }

        return Done(Words.PasskeyRemoved);
    }

    /// <summary>An instant as the desk writes it.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private string NameOfThisDevice()
    {
        var device = DeviceName.Of(Request.Headers.UserAgent);
        return Words.DeviceName(device.Browser, device.System);
    }

    private async Task<UserPasskeyInfo?> AttestAsync(string? credential)
    {
        try
        {
            var result = await ceremonies.PerformPasskeyAttestationAsync(credential ?? "");
            return result.Succeeded ? result.Passkey : null;
        }
        catch (Exception e) when (e is PasskeyException or InvalidOperationException or JsonException or ArgumentException)
        {
            return null;   // no ceremony was begun, or the answer is none
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var id = User.AccountId;
        account = await db.Users.Include(a => a.Author).SingleAsync(a => a.Id == id, cancellationToken);
        Rows = [.. (await users.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt).Select(p => new Row(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt))];
    }

    private RedirectResult Done(string words)
    {
        TempData["done"] = words;
        return Redirect(site.Local("/admin/security/passkeys"));
    }

    /// <summary>One passkey.</summary>
    public sealed record Row(string Id, string Name, DateTimeOffset CreatedAt);
}

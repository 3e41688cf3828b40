using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Blog.Accounts.Sessions;
using Blog.Accounts.SignIn;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Security;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.MyAccount;

/// <summary>The signed-in person's passkeys: adding, naming, removing.</summary>
[Authorize(Policy = Access.Author)]
[AllowsSingleFactor]
[RecentSignIn(nameof(PasskeyName))]
public sealed class PasskeysModel(
    BlogDb db,
    UserManager<Account> users,
    SignInManager<Account> ceremonies,
    SignInService signIn,
    SecurityLog security,
    SiteContext site,
    SiteOptions options,
    TimeProvider clock
) : PageModel, IPage
{
    private Account _account = null!;

    public PageHead Head => PageHead.ForAdmin(Words.Passkeys, "/admin/security");

    /// <summary>The name of a new passkey.</summary>
    [BindProperty(SupportsGet = true), MaxLength(TextLengths.Name)]
    public string? PasskeyName { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Why passkeys cannot be created here; null where they can.</summary>
    public PasskeyProblem? Hindrance => PasskeySupport.HindranceOf(options, Request.Host.Host);

    public string PublicAddress => options.Absolute("/admin/security/passkeys");

    private MyAccountTexts Words => MyAccountTexts.Of(site.UiLanguage);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>The creation options for the browser.</summary>
    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var person = new PasskeyUserEntity
        {
            Id = _account.Id.ToString(CultureInfo.InvariantCulture),
            Name = _account.Email!,
            DisplayName = _account.Author!.Name,
        };
        return Content(await ceremonies.MakePasskeyCreationOptionsAsync(person), "application/json");
    }

    /// <summary>Stores a passkey that the browser created.</summary>
    public async Task<IActionResult> OnPostAddAsync([MaxLength(50_000)] string? credential, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var passkey = Rows.Count < PasskeySupport.Most ? await AttestAsync(credential) : null;
        if (passkey is null)
        {
            ModelState.AddModelError("", Words.PasskeyNotMade);
        }

        if (passkey is null || !ModelState.IsValid)
        {
            return Page();
        }

        passkey.Name = string.IsNullOrWhiteSpace(PasskeyName) ? NameOfThisDevice() : PasskeyName.Trim();
        await users.AddOrUpdatePasskeyAsync(_account, passkey);
        security.Add(HttpContext, SecurityEventKind.PasskeyAdded);
        if (User.HasClaim(Viewer.SingleFactorClaim, bool.TrueString))
        {
            // The device has just verified its user: what is demanded is fulfilled.
            await signIn.RenewAsync(HttpContext, _account, SignInMethod.Passkey);
        }

        return Done(Words.PasskeyMade);
    }

    public async Task<IActionResult> OnPostRemoveAsync([MaxLength(2_000)] string? id, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (_account.IsPasswordOff && Rows.Count <= PasskeySupport.LeastAlone)
        {
            TempData["refused"] = Words.NeedsTwoPasskeys;
            return Redirect(site.Local("/admin/security/passkeys"));
        }

        if (Rows.FirstOrDefault(passkey => passkey.Id == id) is { } known)
        {
            await users.RemovePasskeyAsync(_account, Base64Url.DecodeFromChars(known.Id));
            security.Add(HttpContext, SecurityEventKind.PasskeyRemoved);
        }

        return Done(Words.PasskeyRemoved);
    }

    /// <summary>An instant in the format of the admin pages.</summary>
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
            return null; // no ceremony was begun, or the response is invalid
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var id = User.AccountId;
        _account = await db.Users.Include(a => a.Author).SingleAsync(a => a.Id == id, cancellationToken);
        Rows =
        [
            .. (await users.GetPasskeysAsync(_account))
                .OrderBy(p => p.CreatedAt)
                .Select(p => new Row(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt)),
        ];
    }

    private RedirectResult Done(string words)
    {
        TempData["done"] = words;
        return Redirect(site.Local("/admin/security/passkeys"));
    }

    public sealed record Row(string Id, string Name, DateTimeOffset CreatedAt);
}

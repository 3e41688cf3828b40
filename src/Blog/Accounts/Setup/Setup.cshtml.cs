using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Management;
using Blog.Accounts.Passwords;
using Blog.Accounts.SignIn;
using Blog.Caching;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Posts.Writing;
using Blog.Data.Settings;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Blog.Accounts.Setup;

/// <summary>
/// The first start: with the link from the log, names the site and creates the owner's account; afterwards the setup is closed permanently.
/// </summary>
[Compressed]
public sealed class SetupModel(SetupLink link, FirstRun firstRun, SignInService signIn, SamplePosts samples, BlogDb db, SiteContext site)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForSignIn(Words.SetupTitle);

    [BindProperty]
    public FormInput Input { get; set; } = new();

    /// <summary>The key of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    /// <summary>Whether the key is valid.</summary>
    public bool HasKey { get; private set; }

    /// <summary>The number of sample posts.</summary>
    public int Samples { get; private set; }

    /// <summary>The languages of the interface.</summary>
    public IEnumerable<SelectListItem> LanguageChoices =>
        AdminResponseHeaders.Languages.Select(tag => new SelectListItem(AdminTexts.Of(tag).LanguageName, tag));

    /// <summary>IANA names of time zones to choose from.</summary>
    public IEnumerable<string> Zones => TimeZones.Names;

    private SetupTexts Words => SetupTexts.Of(site.UiLanguage);

    /// <summary>Shows the form with a valid link; without one, explains where the link is; 404 once there is an account.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await link.WaitsAsync(db, cancellationToken))
        {
            return NotFound();
        }

        Input = Prefilled(site.Settings);
        return await ShowAsync(cancellationToken);
    }

    /// <summary>Names the site, creates the account and signs it in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await link.WaitsAsync(db, cancellationToken))
        {
            return NotFound();
        }

        this.CheckPassword("Input.Password", Input.Password, PasswordTexts.Of(site.UiLanguage), Input.Email, Input.Name, Input.Title);
        if (Input.TimeZone is not null && !TimeZones.Knows(Input.TimeZone))
        {
            ModelState.AddModelError("Input.TimeZone", Words.UnknownTimeZone);
        }

        if (!link.Fits(Key) || !ModelState.IsValid)
        {
            return await ShowAsync(cancellationToken);
        }

        if (await firstRun.FinishAsync(Input, cancellationToken) is not { } account)
        {
            ModelState.AddModelError("", Words.Busy);
            return await ShowAsync(cancellationToken);
        }

        await signIn.BeginAsync(HttpContext, account, SignInMethod.Link, Input.StaySignedIn);
        TempData["done"] = Words.SetupFinished;
        return Redirect(site.Local("/admin"));
    }

    /// <summary>
    /// What the operator has set (<see cref="FirstStart"/>); everything else is empty, whatever the sample blog says of itself.
    /// </summary>
    private static FormInput Prefilled(SiteSettings settings)
    {
        static string? TitleOf(SiteLanguage language) => SampleSettings.IsUnnamed(language) ? null : language.Title;
        static string? TaglineOf(SiteLanguage language) =>
            language.Tagline == SampleSettings.Of(language.Tag).Tagline ? null : language.Tagline;
        var (main, other) = (settings.Main, settings.Languages.Count > 1 ? settings.Languages[1] : null);
        return new FormInput
        {
            Language = main.Tag,
            Title = TitleOf(main),
            Tagline = TaglineOf(main),
            Both = other is not null,
            OtherTitle = other is null || other.Title == main.Title ? null : TitleOf(other),
            OtherTagline = other is null ? null : TaglineOf(other),
            TimeZone =
                !settings.HasTimeZone || settings.TimeZone == SampleSettings.TimeZone
                    ? null
                    : SiteSettings.TimeZoneLabel(settings.TimeZone),
        };
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Samples = await samples.CountAsync(cancellationToken);
        HasKey = link.Fits(Key);
        if (!HasKey && !await link.WaitsAsync(db, cancellationToken))
        {
            return NotFound(); // somebody else has completed the setup meanwhile
        }

        Response.StatusCode = HasKey ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
        return Page();
    }

    /// <summary>The site and its owner.</summary>
    public sealed class FormInput
    {
        /// <summary>BCP 47 tag of the main language.</summary>
        [Required, MaxLength(20)]
        public string? Language { get; set; }

        [Required, MaxLength(100)]
        public string? Title { get; set; }

        [MaxLength(200)]
        public string? Tagline { get; set; }

        /// <summary>Whether the site has both languages.</summary>
        public bool Both { get; set; }

        /// <summary>The site's name in the other language; the same where empty.</summary>
        [MaxLength(100)]
        public string? OtherTitle { get; set; }

        /// <summary>The tagline in the other language.</summary>
        [MaxLength(200)]
        public string? OtherTagline { get; set; }

        /// <summary>IANA name of the zone that readers see times in.</summary>
        [Required, MaxLength(100)]
        public string? TimeZone { get; set; }

        /// <summary>Whether to keep the sample posts.</summary>
        public bool KeepSamples { get; set; }

        /// <summary>The name that readers see.</summary>
        [Required, MaxLength(100)]
        public string? Name { get; set; }

        /// <summary>The address to sign in with.</summary>
        [Required, EmailAddress, MaxLength(200)]
        public string? Email { get; set; }

        [Required]
        public string? Password { get; set; }

        /// <summary>Whether to stay signed in on this device.</summary>
        public bool StaySignedIn { get; set; }
    }
}

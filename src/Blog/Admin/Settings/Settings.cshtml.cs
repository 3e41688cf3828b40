using Blog.Caching;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Security;
using Blog.Data.Settings;
using Blog.Data.Startup;
using Blog.Images;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Security;
using Blog.Site.Upload;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Settings;

/// <summary>
/// The settings of the whole site. Two owners who save at the same time are shown both values of each setting that differs.
/// </summary>
[Compressed]
[Authorize(Policy = Access.Owner)]
[MultipartUpload(IsOptional = true)]
public sealed class SettingsModel(
    BlogDb db,
    SamplePosts samples,
    Rerendering rerendering,
    PictureUploads pictures,
    AnnouncingChanges announcing,
    SecurityLog security,
    SiteContext site,
    SiteOptions options
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Settings, "/admin/settings");

    [BindProperty]
    public SettingsInput Input { get; set; } = new();

    /// <summary>After a conflict: keys of the settings whose saved value is used.</summary>
    [BindProperty]
    public IList<string> Take { get; set; } = [];

    /// <summary>Settings that somebody else changed in the meantime.</summary>
    public IReadOnlyList<Row> Conflicts { get; private set; } = [];

    /// <summary>How many posts each language has, by tag; languages without posts are missing.</summary>
    public IReadOnlyDictionary<string, int> Posts { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The number of sample posts.</summary>
    public int Samples { get; private set; }

    /// <summary>The day when Baidu's token was saved; null if there is none.</summary>
    public string? TokenDay { get; private set; }

    /// <summary>Languages that can be the main one.</summary>
    public IEnumerable<SelectListItem> MainChoices =>
        Input.Languages.Select(language => new SelectListItem(Words.NameOfLanguage(language.Tag!), language.Tag));

    /// <summary>Options for the list on the home page.</summary>
    public IEnumerable<SelectListItem> HomeScopes =>
        [new(Words.HomeScopeAll, nameof(HomeScope.All)), new(Words.HomeScopeMain, nameof(HomeScope.MainLanguage))];

    /// <summary>Options for the lists of category and tag pages.</summary>
    public IEnumerable<SelectListItem> ListStyles =>
        Enum.GetValues<PostListStyle>().Select(style => new SelectListItem(Words.NameOf(style), style.ToString()));

    /// <summary>Options for the content of the feeds.</summary>
    public IEnumerable<SelectListItem> FeedContents =>
        [new(Words.FeedFull, nameof(FeedContent.Full)), new(Words.FeedSummary, nameof(FeedContent.Summary))];

    private SettingsTexts Words => SettingsTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Input = SettingsInput.Of(await db.Settings.AsNoTracking().SingleAsync(cancellationToken));
        await ShowAsync(cancellationToken);
    }

    /// <summary>Saves all settings or none.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var settings = await db.Settings.SingleAsync(cancellationToken);
        Posts = await PostsAsync(settings, cancellationToken);
        TakeSaved(SettingsInput.Of(settings));
        var chosen = await ChosenAsync(settings, cancellationToken);
        if (new SettingsValidator(Input, settings.Choices, Posts, chosen, ModelState, Words, options.PublicUrl).Read() is not { } choices)
        {
            await ShowAsync(cancellationToken);
            return Page();
        }

        if (Input.Version != settings.Version || !await SaveAsync(settings.Version, choices, cancellationToken))
        {
            return await ShowConflictAsync(choices, cancellationToken);
        }

        return Done(site.AdminTexts.Saved);
    }

    /// <summary>Removes the sample posts, after confirmation.</summary>
    public async Task<IActionResult> OnPostRemoveSamplesAsync(bool sure, CancellationToken cancellationToken)
    {
        if (!sure)
        {
            TempData["refused"] = Words.SayYouAreSure;
            return Redirect(site.Local("/admin/settings"));
        }

        await samples.RemoveAsync(cancellationToken);
        return Done(Words.SamplesRemoved);
    }

    private RedirectResult Done(string words)
    {
        TempData["done"] = words;
        return Redirect(site.Local("/admin/settings"));
    }

    /// <summary>Completes the form, whatever was posted, and applies the saved values that the owner chose to use.</summary>
    private void TakeSaved(SettingsInput saved)
    {
        if (
            !Input.Languages.Select(language => language?.Tag).SequenceEqual(saved.Languages.Select(language => language.Tag))
            || Input.Languages.Any(language => language.Links.Concat(language.FooterLinks).Any(row => row is null))
        )
        {
            Input.Languages = saved.Languages;
            Forget("Languages");
            ModelState.AddModelError("", Words.Unreadable);
        }

        foreach (var field in SettingsField.All(saved, Words).Where(field => Take.Contains(field.Key)))
        {
            field.Copy(Input, saved);
            Forget(field.Key);
        }
    }

    private void Forget(string key)
    {
        foreach (var entry in ModelState.Keys.Where(name => name.StartsWith("Input." + key, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            ModelState.Remove(entry);
        }
    }

    /// <returns>False if the settings were saved elsewhere since this version.</returns>
    private async Task<bool> SaveAsync(int version, SiteChoices choices, CancellationToken cancellationToken)
    {
        var isSaved = await db.WriteAsync(
            async () =>
            {
                var settings = await db.Settings.SingleAsync(cancellationToken);
                if (settings.Version != version)
                {
                    return false;
                }

                await announcing.ApplyAsync(Input.Announcing, settings.Announcing, choices.Announcing, cancellationToken);
                settings.Revise(choices);
                return true;
            },
            cancellationToken,
            commitIf: isRevised => isRevised
        );
        if (isSaved)
        {
            security.Add(HttpContext, SecurityEventKind.SettingsChanged, method: "site");
            rerendering.Request(); // at once, where a setting changes the HTML of posts
        }

        return isSaved;
    }

    private async Task<IActionResult> ShowConflictAsync(SiteChoices typed, CancellationToken cancellationToken)
    {
        var saved = SettingsInput.Of(await db.Settings.AsNoTracking().SingleAsync(cancellationToken));
        var mine = SettingsInput.Of(typed, saved.Version!.Value);
        Conflicts =
        [
            .. SettingsField
                .All(saved, Words)
                .Select(field => new Row(field.Key, field.Label, field.Lang, field.Show(saved), field.Show(mine)))
                .Where(row => row.Theirs != row.Mine),
        ];
        if (Input.Announcing.ChangesToken)
        {
            ModelState.AddModelError("Input.Announcing.BaiduToken", Words.Announcing.EnterTokenAgain); // no page shows it again
        }
        else if (Conflicts.Count == 0)
        {
            return Done(site.AdminTexts.Saved); // both made the same change
        }

        (Input.Version, Response.StatusCode) = (saved.Version, StatusCodes.Status409Conflict);
        await ShowAsync(cancellationToken);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Posts = await PostsAsync(site.Settings, cancellationToken);
        Samples = await samples.CountAsync(cancellationToken);
        var saved = await announcing.TokenSavedAtAsync(cancellationToken);
        TokenDay = saved is { } at ? site.Day(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        Input.AddRows();
    }

    /// <summary>Takes the files of the form into the library, and reads the pictures that stay.</summary>
    private async Task<ChosenPictures> ChosenAsync(SiteSettings settings, CancellationToken cancellationToken)
    {
        var (identity, title) = (Input.Identity, settings.Main.Title);
        var captions = Input.Languages.Select(language => language.PictureAlt ?? language.PictureCaption);
        return new ChosenPictures(
            await SharedAsync(cancellationToken),
            await TakeAsync(identity.Logo, "Logo", PictureUploads.Logo, title),
            await TakeAsync(identity.Favicon, "Favicon", PictureUploads.Icon, title),
            await TakeAsync(identity.Footer, "Footer", PictureUploads.Footer, captions.FirstOrDefault(text => text is not null) ?? "")
        );

        Task<MediaFile?> TakeAsync(PictureInput input, string key, PictureFrame frame, string alt) =>
            pictures.ReadAsync(input, "Input.Identity." + key, frame, alt, ModelState, User, cancellationToken);
    }

    /// <summary>The image at the typed address; null where there is none that can be shared.</summary>
    private async Task<MediaFile?> SharedAsync(CancellationToken cancellationToken) =>
        MediaFile.IdIn(Input.ShareImage) is { } id
            ? await db
                .Media.AsNoTracking()
                .FirstOrDefaultAsync(file => file.Id == id && file.ContentType != "image/svg+xml", cancellationToken)
            : null;

    /// <summary>Drafts count, because they will be posts; posts in the trash do not.</summary>
    private async Task<IReadOnlyDictionary<string, int>> PostsAsync(SiteSettings settings, CancellationToken cancellationToken)
    {
        var counts = await db
            .Posts.Where(post => post.State != PostState.Trash)
            .GroupBy(post => post.Language)
            .Select(group => new { Language = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return counts
            .GroupBy(row => settings.Find(row.Language)?.Tag ?? row.Language, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Count), StringComparer.Ordinal);
    }

    /// <summary>One setting with its two values.</summary>
    public sealed record Row(string Key, string Label, string? Lang, string Theirs, string Mine);
}

using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Friends;
using Blog.Data.Security;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Friends;

/// <summary>The friends page for owners: its address, its sites, their order, and whether they answer.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class FriendsModel(BlogDb db, FriendEditor editor, FriendAvatars avatars, SecurityLog security, SiteContext site)
    : PageModel,
        IPage
{
    private const int MostPictures = 30;
    private const int MaxYaml = 512 * 1024;
    private const int MostPlace = 100_000;

    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Friends, "/admin/friends");

    [BindProperty]
    public OptionsInput Options { get; set; } = new();

    [BindProperty]
    public NewInput New { get; set; } = new();

    [BindProperty]
    public IList<PlaceInput> Places { get; set; } = [];

    [BindProperty, MaxLength(MaxYaml)]
    public string? Yaml { get; set; }

    /// <summary>The sites in their order.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    private FriendTexts Words => FriendTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Options = new OptionsInput { Path = site.Settings.Friends.Path, Checks = site.Settings.Friends.Checks };
        await ReadAsync(cancellationToken);
    }

    /// <summary>Moves the page.</summary>
    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellationToken)
    {
        var refusal = await editor.MoveAsync(Options.Path ?? "", Options.Checks, cancellationToken);
        if (refusal is null)
        {
            security.Add(HttpContext, SecurityEventKind.SettingsChanged, method: "friends");
        }

        return await AnswerAsync(refusal, site.AdminTexts.Saved, cancellationToken);
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        var content = new FriendContent(New.Name ?? "", New.Url ?? "", New.Words ?? "", New.Section ?? "", null);
        var (id, error) = await editor.SaveAsync(null, content, cancellationToken);
        return error is null
            ? Redirect(site.Local(string.Create(CultureInfo.InvariantCulture, $"/admin/friends/{id}")))
            : await AnswerAsync(error, "", cancellationToken);
    }

    public async Task<IActionResult> OnPostOrderAsync(CancellationToken cancellationToken)
    {
        await editor.OrderAsync(
            Places
                .Where(place => place.Place is not null)
                .DistinctBy(place => place.Id)
                .ToDictionary(place => place.Id, place => place.Place!.Value),
            cancellationToken
        );
        return await AnswerAsync(null, Words.Ordered, cancellationToken);
    }

    /// <summary>Takes in a list of a Hexo theme.</summary>
    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellationToken)
    {
        if (FriendList.Read(Yaml ?? "") is not { } list)
        {
            ModelState.AddModelError(nameof(Yaml), Words.NotYaml);
            await ReadAsync(cancellationToken);
            return Page();
        }

        var (added, pictures) = (0, 0);
        foreach (var (friend, picture) in list.Take(FriendEditor.Most))
        {
            var (id, error) = await editor.SaveAsync(null, friend, cancellationToken);
            added += error is null ? 1 : 0;
            if (error is null && picture is not null && pictures++ < MostPictures)
            {
                await editor.SaveAsync(
                    id,
                    friend with
                    {
                        AvatarId = (await avatars.FetchAsync(picture, friend.Name, cancellationToken))?.Id,
                    },
                    cancellationToken
                );
            }
        }

        return await AnswerAsync(null, Words.Imported(added, list.Count - added), cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(FriendError? error, string done, CancellationToken cancellationToken)
    {
        if (error is null && ModelState.IsValid)
        {
            TempData["done"] = done;
            return Redirect(site.Local("/admin/friends"));
        }

        if (error is not null)
        {
            ModelState.AddModelError("", Words.Error(error.Value));
        }

        await ReadAsync(cancellationToken);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var friends = await db
            .Friends.AsNoTracking()
            .Include(friend => friend.Check)
            .Include(friend => friend.Avatar)
            .OrderBy(friend => friend.Position)
            .ThenBy(friend => friend.Id)
            .ToListAsync(cancellationToken);
        Rows =
        [
            .. friends.Select(friend => new Row(
                friend.Id,
                friend.Name,
                friend.Url,
                friend.Section,
                friend.Position,
                friend.Avatar is { } avatar ? site.Local(avatar.Thumbnail) : null,
                Words.StateOf(
                    friend.Check,
                    friend.Check?.FailingSince is { } since ? site.Day(since).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null
                ),
                friend.Check?.FailingSince is not null
            )),
        ];
    }

    public sealed record Row(int Id, string Name, string Url, string Section, int Place, string? Avatar, string State, bool IsFailing);

    public sealed class OptionsInput
    {
        [MaxLength(TextLengths.Name)]
        public string? Path { get; set; }

        public bool Checks { get; set; }
    }

    public sealed class NewInput
    {
        [MaxLength(TextLengths.Name)]
        public string? Name { get; set; }

        [MaxLength(TextLengths.Line)]
        public string? Url { get; set; }

        [MaxLength(TextLengths.Path)]
        public string? Words { get; set; }

        [MaxLength(TextLengths.Name)]
        public string? Section { get; set; }

        /// <summary>Whether anything is typed: the form is then shown open.</summary>
        public bool IsTyped => Name is not null || Url is not null;
    }

    public sealed class PlaceInput
    {
        public int Id { get; set; }

        [Range(0, MostPlace)]
        public int? Place { get; set; }
    }
}

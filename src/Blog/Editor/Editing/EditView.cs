using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Data.Settings;
using Blog.Data.Snippets;
using Blog.Data.Suggestions;
using Blog.Editor.Previews;
using Blog.Editor.Scripting;
using Blog.Site;
using Blog.Site.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.Editing;

/// <summary>What the editor shows around the text: state, suggestions, addresses for the script.</summary>
public sealed class EditView(
    BlogDb db,
    OpenPosts posts,
    KnownNames names,
    Translations translations,
    DraftLoader drafts,
    PostPlanner planner,
    RedirectClaims redirects,
    SnippetEditor snippets,
    SiteContext site,
    TimeProvider clock
)
{
    private const int MaxNames = 2_000;

    /// <summary>Leaves Chinese unescaped: the page encodes the attribute.</summary>
    private static readonly JsonSerializerOptions Plainly = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private EditTexts Words => EditTexts.Of(site.UiLanguage);

    public OpenPost? Open { get; private set; }

    /// <summary>State and time of the last save, for the header.</summary>
    public string Status { get; private set; } = "";

    /// <summary>The public address; null where the post is not public.</summary>
    public string? LiveHref { get; private set; }

    public bool IsPublic { get; private set; }

    /// <summary>Whether it is scheduled.</summary>
    public bool IsScheduled { get; private set; }

    /// <summary>Whether it is in the trash.</summary>
    public bool IsInTrash => Open?.Post.State == PostState.Trash;

    /// <summary>The pending edit is based on an older version of the post.</summary>
    public bool IsBasedOnOlder => Open is { Edit: { } edit, Post: { } post } && edit.PostVersion != post.Version;

    /// <summary>Suggestions for the address.</summary>
    public string AddressHint { get; private set; } = "";

    /// <summary>The redirect that the post would end with its typed address; null if there is nothing to ask.</summary>
    public RedirectClaim? Redirect { get; private set; }

    public IEnumerable<SelectListItem> Languages =>
        site.Settings.Languages.Select(language => new SelectListItem(Words.LanguageChoice(language.Tag), language.Tag));

    public IEnumerable<SelectListItem> Kinds =>
        Enum.GetValues<PostKind>().Select(kind => new SelectListItem(Words.KindName(kind), kind.ToString()));

    public IReadOnlyList<SelectListItem> TranslationOptions { get; private set; } = [];

    /// <summary>Languages into which it can still be translated.</summary>
    public IReadOnlyList<SiteLanguage> Untranslated { get; private set; } = [];

    /// <summary>The same post in the other language, to read beside the text; null for none.</summary>
    public TextBeside? Beside { get; private set; }

    public IReadOnlyList<string> Categories { get; private set; } = [];

    /// <summary>Titles of the series to choose from.</summary>
    public IReadOnlyList<string> Series { get; private set; } = [];

    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>The time zone of publishing times, with its current offset.</summary>
    public string Zone =>
        SiteSettings.TimeZoneLabel(site.Settings.TimeZone)
        + Words.ZoneComma
        + ZonedTime.Offset(site.Settings.Zone.GetUtcOffset(Open?.Post.PublishedAt ?? clock.GetUtcNow()));

    public string ClientWords => JsonSerializer.Serialize(EditorScriptTexts.Of(site.UiLanguage), Plainly);

    /// <summary>Address of one of the editor's handlers; null for the page itself.</summary>
    public string Href(string? handler) => site.Local(EditorPaths.OfPost(Open?.Post.Id)) + (handler is null ? "" : "?handler=" + handler);

    /// <summary>
    /// Where to sign in again, in a separate tab; it leads to the list afterwards, because the text is still open in this tab.
    /// </summary>
    public string SignInHref => site.Local("/account/sign-in") + QueryString.Create("returnUrl", site.Local("/admin"));

    /// <summary>Where to start a translation of this post.</summary>
    public string TranslationHref(SiteLanguage language) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{site.Local(EditorPaths.OfPost(null))}?translationOf={Open?.Post.Id}&language={language.Tag}"
        );

    /// <summary>The stored translation of a post.</summary>
    public Task<int?> CounterpartAsync(Post post, CancellationToken cancellationToken) =>
        translations.CounterpartAsync(post, cancellationToken);

    /// <summary>
    /// The initial form of a new post; for a translation, the original as its author left it, to be written over, at the same last part of
    /// the address.
    /// </summary>
    public async Task<PostDraft> NewAsync(string? language, int? translationOf, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var original = translationOf is { } id ? await posts.FindAsync(id, person.Actor, cancellationToken) : null;
        var chosen = site.Settings.Find(language)?.Tag;
        if (original?.Post is not { } post)
        {
            return new PostDraft { Language = chosen ?? site.Settings.Main.Tag };
        }

        var own = chosen ?? site.Settings.Languages.FirstOrDefault(other => other.Tag != post.Language)?.Tag ?? post.Language;
        return await drafts.OfAsync(original, cancellationToken) with
        {
            Language = own,
            Address = await AddressAsync(post, own, cancellationToken),
            PublishAt = "",
            TranslationOf = post.Id,
            MinorEdit = false,
        };
    }

    /// <summary>The initial form of a new post from a template; null if the author has no such template.</summary>
    /// <param name="template">Row id, as the address says it.</param>
    public async Task<PostDraft?> FromTemplateAsync(string? template, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        int.TryParse(template, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && await snippets.FindAsync(id, person.AuthorId, cancellationToken) is { IsTemplate: true } found
            ? new PostDraft
            {
                Title = TitlePattern.Fill(found.Title, site.Day(clock.GetUtcNow())),
                Markdown = found.Markdown,
                Tags = found.Tags,
                Category = found.Category,
                Language = site.Settings.LanguageOf(found.Language).Tag,
            }
            : null;

    /// <summary>Reads what the page shows; writes nothing.</summary>
    public async Task FillAsync(OpenPost? open, EditForm form, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var (now, post) = (clock.GetUtcNow(), open?.Post);
        Open = open;
        (IsPublic, IsScheduled) = (post?.IsPublic(now) == true, post?.IsScheduled(now) == true);
        LiveHref = IsPublic ? site.Local(post!.Address.Href) : null;
        Status = StatusOf(open);
        AddressHint =
            post is null ? Words.AddressHint
            : await drafts.FollowsTitleAsync(post, cancellationToken) ? Words.AddressFollows(post.Address.Value)
            : Words.AddressLiveHint;
        Redirect = await FindRedirectAsync(form.Draft.Address, post, person.Actor, cancellationToken) is { IsHeld: false } redirect
            ? redirect
            : null;
        TranslationOptions =
        [
            new SelectListItem(Words.NoTranslation, ""),
            .. (
                await translations.ChoicesAsync(person.Actor, form.Draft.Language, form.Draft.TranslationOf, post?.Id, cancellationToken)
            ).Select(choice => new SelectListItem(
                choice.Title.Length > 0 ? choice.Title : Words.Untitled,
                choice.Id.ToString(CultureInfo.InvariantCulture)
            )),
        ];
        Beside = await BesideAsync(form.Draft, post, person.Actor, cancellationToken);
        Untranslated = post is null ? [] : await UntranslatedAsync(post, cancellationToken);
        Categories = Names(await names.CategoriesAsync(person.Actor, cancellationToken));
        Series = Names(await names.SeriesAsync(person.Actor, cancellationToken));
        Tags = Names(await names.TagsAsync(person.Actor, cancellationToken));
    }

    /// <summary>What an address redirects to today, if that is not the post itself; null for an invalid address.</summary>
    public async Task<RedirectClaim?> FindRedirectAsync(string typed, Post? post, Actor actor, CancellationToken cancellationToken) =>
        !string.IsNullOrWhiteSpace(typed)
        && PostAddress.TryCreate(typed, site.Settings.EditionCodes, out var address, mayBeReserved: post?.Holds(typed) == true) is null
            ? await redirects.FindAsync(address, post?.Id, actor, cancellationToken)
            : null;

    /// <summary>State of a post and when its text was last saved, for the header.</summary>
    public string StatusOf(OpenPost? open)
    {
        if (open is null)
        {
            return Words.NewPost;
        }

        var (post, edit, now) = (open.Post, open.Edit, clock.GetUtcNow());
        var savedAt = edit is null ? null : site.Moment(edit.UpdatedAt, now);
        var state =
            post.State == PostState.Trash ? Words.InTrash
            : post.IsScheduled(now) ? Words.ScheduledFor(Moment(post.PublishedAt!.Value))
            : post.IsPublic(now) ? Words.Live
            : Words.Draft;
        return savedAt is null
            ? state + " · " + Words.Saved
            : state + " · " + (post.State == PostState.Published ? Words.UnpublishedEdit(savedAt) : Words.KeptAt(savedAt));
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<KnownName> known) => [.. known.Take(MaxNames).Select(name => name.Name)];

    /// <summary>The address of a new translation; empty if the original has none worth following yet, or it would be reserved.</summary>
    private async Task<string> AddressAsync(Post original, string language, CancellationToken cancellationToken)
    {
        if (original.Title.Length == 0 && await drafts.FollowsTitleAsync(original, cancellationToken))
        {
            return "";
        }

        var path = PostPlanner.SuggestTranslation(original.Address, language, site.Settings);
        return PostAddress.TryCreate(path, site.Settings.EditionCodes, out _) is null
            ? await planner.FreeAsync(path, null, site.Settings, cancellationToken)
            : "";
    }

    /// <summary>The text that a post translates, or its translation; null if it has neither or the actor may not edit that one.</summary>
    private async Task<TextBeside?> BesideAsync(PostDraft draft, Post? post, Actor actor, CancellationToken cancellationToken)
    {
        if (draft.TranslationOf is not { } id || id == post?.Id || await posts.FindAsync(id, actor, cancellationToken) is not { } other)
        {
            return null;
        }

        var text = await drafts.OfAsync(other, cancellationToken);
        var isOriginal = post is null || id < post.Id;
        var language = Words.NameOfLanguage(text.Language);
        return new TextBeside(
            text.Title.Length > 0 ? text.Title : Words.Untitled,
            text.Description,
            text.Markdown,
            text.Language,
            isOriginal ? Words.Original : Words.TranslatedText,
            isOriginal ? Words.OriginalIn(language) : Words.TranslatedIn(language),
            site.Local(EditorPaths.OfPost(id))
        );
    }

    /// <summary>Length and reading time, as readers will see them.</summary>
    public string CountOf(Preview preview)
    {
        var words = ReaderTexts.Of(site.UiLanguage);
        return words.Words(preview.Words) + " · " + words.Minutes(preview.Minutes);
    }

    /// <summary>The confirmation shown on the next page.</summary>
    public string Say(EditAction act, DraftSaved done)
    {
        var (post, now) = (done.Post!, clock.GetUtcNow());
        var said = done.IsPending
            ? Words.DoneKept
            : act switch
            {
                EditAction.Trash => Words.DoneTrashed(post.Title.Length > 0 ? post.Title : Words.Untitled),
                EditAction.Unpublish => Words.DoneUnpublished,
                _ when post.IsScheduled(now) => Words.DoneScheduled(Moment(post.PublishedAt!.Value)),
                EditAction.Save => Words.DoneSaved,
                _ => Words.DonePublished,
            };
        return done.MovedFrom is { } old ? said + " " + Words.DoneMoved(old) : said;
    }

    /// <summary>A publishing time with its offset, because of daylight saving time.</summary>
    private string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, site.Settings.Zone);
        return $"{local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} ({ZonedTime.Offset(local.Offset)})";
    }

    private async Task<IReadOnlyList<SiteLanguage>> UntranslatedAsync(Post post, CancellationToken cancellationToken)
    {
        var group = post.TranslationGroup;
        var there = group is null
            ? []
            : await db.Posts.Where(other => other.TranslationGroup == group).Select(other => other.Language).ToListAsync(cancellationToken);
        return [.. site.Settings.Languages.Where(language => language.Tag != post.Language && !there.Contains(language.Tag))];
    }
}

/// <summary>A text to read beside the one that is being written.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Name">Short name of the view: original or translation.</param>
/// <param name="Label">The same, with its language.</param>
/// <param name="Href">Its own editor.</param>
public sealed record TextBeside(string Title, string Description, string Markdown, string Language, string Name, string Label, string Href);

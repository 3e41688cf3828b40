using Blog.Data;
using Blog.Data.People;
using Blog.Data.Settings;
using Blog.Portability.Import.Sources;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.Offers;

/// <summary>
/// What the old site says of itself is offered to a blog without posts of its own. Nothing that somebody chose here is changed, and a blog
/// in use only learns what differs.
/// </summary>
internal sealed class SettingsOffer
{
    private readonly OldSettings? _old;
    private readonly List<string> _notes = [];
    private readonly OfferState _state;

    private SettingsOffer(OldSettings? old, OfferState state, SiteSettings settings) => (_old, _state, Settings) = (old, state, settings);

    /// <summary>The settings in force for this import: those of a dry run are not saved.</summary>
    public SiteSettings Settings { get; }

    /// <summary>Takes everything but the menu, which needs the imported pages.</summary>
    /// <param name="folder">The imported folder; null where its settings are not asked for.</param>
    /// <param name="keys">The import keys of the folder's files: posts of its earlier runs do not make a blog one in use.</param>
    public static async Task<SettingsOffer> StartAsync(
        IServiceProvider services,
        SourceFolder? folder,
        IEnumerable<string> keys,
        bool takes,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        var db = services.GetRequiredService<BlogDb>();
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        if (folder is null || OldSettingsReader.Read(folder) is not { } old)
        {
            return new SettingsOffer(null, OfferState.InUse, settings);
        }

        var own = await db.Posts.Where(post => !post.IsSample).Select(post => post.ImportKey ?? "").ToListAsync(cancellationToken);
        var known = keys.ToHashSet(StringComparer.Ordinal);
        var state =
            own.Any(key => !known.Contains(key)) ? OfferState.InUse
            : !takes ? OfferState.Offered
            : isDryRun ? OfferState.Tried
            : OfferState.Taken;
        var offer = new SettingsOffer(old, state, settings);
        if (state == OfferState.InUse && takes)
        {
            offer._notes.Add("--take-settings took nothing: this blog has posts of its own");
        }

        var choices = await offer.ChooseAsync(db, hasPosts: own.Count > 0, cancellationToken);
        if (state is OfferState.Taken or OfferState.Tried)
        {
            settings.Revise(choices);
        }

        if (state == OfferState.Taken)
        {
            (await db.Settings.SingleAsync(cancellationToken)).Revise(choices);
            await db.SaveChangesAsync(cancellationToken);
        }

        return offer;
    }

    /// <summary>Takes the menu.</summary>
    /// <param name="pages">The addresses of this blog that readers can open now, by the keys of their old ones and of their files.</param>
    /// <returns>Notes for the report.</returns>
    public async Task<IReadOnlyList<string>> FinishAsync(BlogDb db, OldPages pages, CancellationToken cancellationToken)
    {
        if (_old is null)
        {
            return [];
        }

        var settings = await db.Settings.SingleAsync(cancellationToken);
        var here = _state == OfferState.Tried ? Settings : settings;
        var languages = here.Languages.Select(language => WithMenu(language, here, pages)).ToList();
        if (_state == OfferState.Taken && !languages.SequenceEqual(here.Languages))
        {
            settings.Revise(settings.Choices with { Languages = languages });
            await db.SaveChangesAsync(cancellationToken);
        }

        if (_state == OfferState.Offered && _notes.Exists(note => note.Contains("would become", StringComparison.Ordinal)))
        {
            _notes.Add("to take the settings of the old site, run the import with --take-settings");
        }

        return _notes;
    }

    private async Task<SiteChoices> ChooseAsync(BlogDb db, bool hasPosts, CancellationToken cancellationToken)
    {
        var choices = WithLanguages(Settings.Choices, hasPosts);
        choices = choices with { Languages = [.. choices.Languages.Select(WithTexts)] };
        await ChooseAuthorAsync(db, cancellationToken);
        var (licence, url) = (SettingRules.Line(_old!.LicenceName), _old.LicenceUrl ?? Licences.UrlOf(_old.LicenceName));
        var address = url is null ? null : SettingRules.ReadLicenceUrl(url);
        var isFreeLicence = SampleSettings.WithoutLicence(choices).LicenceName is null;
        var licenceError =
            licence.Length > SettingRules.MaxLicenceName ? TooLong(SettingRules.MaxLicenceName)
            : url is not null && address is null ? "has an address that cannot be linked"
            : null;
        if (Takes("licence", licence, choices.LicenceName ?? "", isFreeLicence, licenceError))
        {
            choices = choices with { LicenceName = licence, LicenceUrl = address };
        }

        var isNumber = int.TryParse(_old.PostsPerPage, NumberStyles.None, CultureInfo.InvariantCulture, out var perPage);
        var perPageError =
            isNumber && perPage is >= 1 and <= SiteChoices.MaxPostsPerPage ? null : $"is no number from 1 to {SiteChoices.MaxPostsPerPage}";
        var present = choices.PostsPerPage.ToString(CultureInfo.InvariantCulture);
        var isInitial = choices.PostsPerPage == SiteSettings.InitialPostsPerPage;
        return Takes("posts per page", _old.PostsPerPage ?? "", present, isInitial, perPageError)
            ? choices with
            {
                PostsPerPage = perPage,
            }
            : choices;
    }

    private SiteChoices WithLanguages(SiteChoices choices, bool hasPosts)
    {
        foreach (var old in _old!.Languages.Where(old => old.Tag is not null && Settings.Find(old.Tag) is null))
        {
            Say($"language {old.Tag}: not one of this blog's, left out");
        }

        var isInitial =
            !hasPosts && choices.Languages.Select(one => one.Tag).SequenceEqual(SiteSettings.InitialLanguages.Select(one => one.Tag));
        return
            _old.Languages[0].Tag is { } tag
            && Settings.Find(tag) is { } main
            && Takes("main language", main.Tag, choices.Languages[0].Tag, isInitial, null)
            ? choices with
            {
                Languages = [.. choices.Languages.OrderByDescending(language => language.Tag == main.Tag)],
            }
            : choices;
    }

    /// <summary>The old site in one of this blog's languages; null where it was not in that language.</summary>
    private OldLanguage? OldOf(SiteLanguage language, SiteLanguage main) =>
        _old!.Languages.FirstOrDefault(old => old.Tag is null ? language == main : Settings.Find(old.Tag)?.Tag == language.Tag);

    private SiteLanguage WithTexts(SiteLanguage language)
    {
        var main = Settings.Find(_old!.Languages[0].Tag) ?? Settings.Main;
        var old = OldOf(language, main);
        string Name(string setting) => $"{setting} ({language.Tag})";

        // A site of one language has one name, also where its posts are in another.
        var title = SettingRules.Line(old?.Title ?? _old.Languages[0].Title);
        if (Takes(Name("title"), title, language.Title, SampleSettings.IsUnnamed(language), Longer(title, SettingRules.MaxTitle)))
        {
            language = language with { Title = title };
        }

        var sample = SampleSettings.Of(language.Tag);
        var tagline = SettingRules.Line(old?.Tagline);
        var isFree = language.Tagline.Length == 0 || language.Tagline == sample.Tagline;
        if (Takes(Name("tagline"), tagline, language.Tagline, isFree, Longer(tagline, SettingRules.MaxTagline)))
        {
            language = language with { Tagline = tagline };
        }

        var description = SettingRules.Line(old?.Description);
        isFree = language.Description.Length == 0 || language.Description == sample.Description;
        return Takes(Name("description"), description, language.Description, isFree, Longer(description, SettingRules.MaxDescription))
            ? language with
            {
                Description = description,
            }
            : language;
    }

    /// <summary>Whoever has an account has chosen a name; without accounts the author of imported posts has the site's.</summary>
    private async Task ChooseAuthorAsync(BlogDb db, CancellationToken cancellationToken)
    {
        var name = SettingRules.Line(_old!.Author);
        var author = await db.Authors.OrderBy(author => author.Id).FirstOrDefaultAsync(cancellationToken);
        var isFree =
            !await db.Users.AnyAsync(cancellationToken)
            && (
                author is null || Settings.Languages.Any(one => author.Name == one.Title || author.Name == SampleSettings.Of(one.Tag).Title)
            );
        if (!Takes("author", name, author?.Name ?? "", isFree, Longer(name, SettingRules.MaxAuthorName)) || _state != OfferState.Taken)
        {
            return;
        }

        if (author is null)
        {
            db.Authors.Add(new Author(name));
        }
        else
        {
            author.Rename(name);
        }
    }

    private SiteLanguage WithMenu(SiteLanguage language, SiteSettings here, OldPages pages)
    {
        var old = OldOf(language, here.Find(_old!.Languages[0].Tag) ?? here.Main);
        if (old is null || old.Menu.Count == 0)
        {
            return language;
        }

        var links = new List<NavigationLink>();
        foreach (var entry in old.Menu)
        {
            var (page, reason) = pages.Find(entry, old.Code, language, here);
            var text = SettingRules.Line(entry.Text.Length > 0 ? entry.Text : page?.Title);
            reason ??=
                links.Count == SettingRules.MaxLinks ? $"only {SettingRules.MaxLinks} links have room"
                : text.Length == 0 ? "has no text"
                : Longer(text, SettingRules.MaxLinkText);
            if (reason is not null)
            {
                Say($"menu entry '{text}' ({entry.Address}): {reason}, left out");
            }
            else if (page is not null && !links.Exists(link => link.Path == page.Path))
            {
                links.Add(new NavigationLink(text, page.Path));
            }
        }

        string Shown(IEnumerable<NavigationLink> all) => string.Join(", ", all.Select(link => $"{link.Text} {link.Path}"));
        var isFree = language.Navigation.Count == 0 || language.Navigation.SequenceEqual(SampleSettings.Of(language.Tag).Navigation);
        return Takes($"menu ({language.Tag})", Shown(links), Shown(language.Navigation), isFree, null)
            ? language with
            {
                Navigation = links,
            }
            : language;
    }

    /// <summary>Decides on one setting, and says so.</summary>
    /// <param name="old">What the old site had; empty for nothing.</param>
    /// <param name="here">What is set here.</param>
    /// <param name="isFree">Whether nobody has chosen it here.</param>
    /// <param name="error">Why it cannot be taken; null if it can.</param>
    private bool Takes(string name, string old, string here, bool isFree, string? error)
    {
        if (old.Length == 0 || old == here)
        {
            return false;
        }

        if (_state == OfferState.InUse)
        {
            _notes.Add($"{name} differs: the old site had '{old}', here it is {(here.Length == 0 ? "not set" : $"'{here}'")}");
            return false;
        }

        if (error is not null)
        {
            _notes.Add($"{name} of the old site, '{TextLengths.Cut(old, TextLengths.Name)}', {error}: left out");
            return false;
        }

        if (!isFree)
        {
            _notes.Add($"{name} stays '{here}', which was chosen here; the old site had '{old}'");
            return false;
        }

        _notes.Add($"{name} {(_state == OfferState.Taken ? "is now" : "would become")} '{old}', as on the old site");
        return _state != OfferState.Offered;
    }

    private void Say(string note)
    {
        if (_state != OfferState.InUse)
        {
            _notes.Add(note);
        }
    }

    private static string? Longer(string text, int most) => text.Length > most ? TooLong(most) : null;

    private static string TooLong(int most) => $"is longer than {most.ToString(CultureInfo.InvariantCulture)} characters";

    private enum OfferState
    {
        InUse,

        /// <summary>Nobody asked for it: the report says what there is.</summary>
        Offered,

        /// <summary>A dry run.</summary>
        Tried,

        Taken,
    }
}

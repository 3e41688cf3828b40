using Blog.Data.Settings;
using Blog.Portability.StaticSite.Snapshot;
using Blog.Site;
using Blog.Site.Discovery;
using Blog.Site.Layout;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>
/// The lists of every edition, with all their numbered pages, and their feeds: the same rules as the pages of <c>Reading/Lists</c> have,
/// applied to the snapshot.
/// </summary>
internal sealed class ListPages
{
    private readonly SiteSnapshot _site;
    private readonly SiteLanguage? _edition;
    private readonly string? _language;
    private readonly List<PostFacts> _posts;
    private readonly Dictionary<int, string> _cards = [];
    private readonly Dictionary<int, string> _entries = [];

    private ListPages(SiteSnapshot site, SiteLanguage? edition)
    {
        var settings = site.Settings;
        (_site, _edition) = (site, edition);
        _language = edition?.Tag ?? (settings.HomeScope == HomeScope.MainLanguage ? settings.Main.Tag : null);
        _posts = [.. site.Listed.Where(post => _language is null || post.Language == _language)];
    }

    /// <summary>The lists of all editions, that at the root first.</summary>
    public static IEnumerable<PlannedPage> All(SiteSnapshot site) =>
        site
            .Settings.Languages.Where(language => language != site.Settings.Main || site.Settings.HomeScope == HomeScope.All)
            .Prepend(null)
            .SelectMany(edition => new ListPages(site, edition).Pages());

    private IEnumerable<PlannedPage> Pages() =>
        [.. Home(), .. OfTags(), .. OfCategories(), .. OfSeries(), .. Archives(), .. Overviews(), .. Feeds("", Once(_posts))];

    private IEnumerable<PlannedPage> Home()
    {
        var all = Once(_posts);
        var posts = all.FindAll(post => post.Pinned); // newest first, and so are the others
        posts.AddRange(all.Where(post => !post.Pinned));
        return Numbered("/", posts, _site.Settings.PostsPerPage, CardOf, "home");
    }

    private IEnumerable<PlannedPage> OfTags()
    {
        var used = _posts.SelectMany(post => post.Tags.Select(id => new Use(id, post))).ToLookup(use => use.Id, use => use.Post);
        var languages = LanguagesOf(post => post.Tags);
        foreach (var tag in used.OrderBy(tag => tag.Key))
        {
            var (name, slug) = (_site.Tags[tag.Key].Name, _site.Tags[tag.Key].Slug);
            var posts = Once(tag);
            foreach (var page in Styled("/tags/" + slug, posts, name, languages[tag.Key]))
            {
                yield return page;
            }

            foreach (var feed in Feeds("/tags/" + slug, posts, name))
            {
                yield return feed;
            }
        }
    }

    private IEnumerable<PlannedPage> OfCategories()
    {
        var used = _posts
            .SelectMany(post => _site.ChainOf(post.CategoryId).Select(category => (category.Path, Post: post)))
            .ToLookup(use => use.Path, use => use.Post, StringComparer.Ordinal);
        var languages = LanguagesOf(post => _site.ChainOf(post.CategoryId).Select(category => category.Path));
        foreach (var category in used.OrderBy(category => category.Key, StringComparer.Ordinal))
        {
            var path = category.Key;
            var names = string.Join('\n', _site.ChainOf(path).Select(above => above.Name));
            var below = used.Where(other => other.Key.StartsWith(path + "/", StringComparison.Ordinal))
                .Select(other => Fingerprint.Of(other.Key, _site.ChainOf(other.Key)[^1].Name, CountOf(other)))
                .Order(StringComparer.Ordinal);
            var about = new Fingerprint().Add(names).AddAll(below).ToString();
            var posts = Once(category);
            foreach (var page in Styled("/categories/" + path, posts, about, languages[path]))
            {
                yield return page;
            }

            foreach (var feed in Feeds("/categories/" + path, posts, names))
            {
                yield return feed;
            }
        }
    }

    /// <summary>The pages of series, and that which lists them.</summary>
    private IEnumerable<PlannedPage> OfSeries()
    {
        var languages = LanguagesOf(post => post.Series is null ? [] : new[] { post.Series });
        var all = new Fingerprint();
        foreach (
            var series in _posts
                .Where(post => post.Series is not null && _site.Series.ContainsKey(post.Series))
                .GroupBy(post => post.Series!)
        )
        {
            var posts = Once(series);
            var shown = new Fingerprint()
                .Add(_site.AboutSeries(series.Key))
                .AddAll(languages[series.Key])
                .AddAll(posts.Select(post => RowOf(post) + post.SeriesOrder.ToString(CultureInfo.InvariantCulture)))
                .ToString();
            all.Add(shown);
            yield return Page(_site.Series[series.Key].Address, shown);
        }

        yield return Page("/series", all.ToString());
        if (_site.Settings.Friends.Path is { } friends)
        {
            yield return Page("/" + friends, _site.Friends);
        }
    }

    private IEnumerable<PlannedPage> Archives()
    {
        var posts = Once(_posts);
        var years = posts.GroupBy(post => post.Day.Year).ToList();
        var counts = string.Join(',', years.Select(year => string.Create(CultureInfo.InvariantCulture, $"{year.Key}:{year.Count()}")));
        foreach (var page in Numbered("/archives", posts, PostRow.PerPage, RowOf, "archives " + counts))
        {
            yield return page;
        }

        foreach (var year in years)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/archives/{year.Key:0000}");
            var months = year.GroupBy(post => post.Day.Month).ToList();
            var about =
                counts
                + " "
                + string.Join(',', months.Select(month => string.Create(CultureInfo.InvariantCulture, $"{month.Key}:{month.Count()}")));
            foreach (
                var page in months
                    .Select(month => (Path: string.Create(CultureInfo.InvariantCulture, $"{path}/{month.Key:00}"), Posts: month.ToList()))
                    .Prepend((Path: path, Posts: year.ToList()))
                    .SelectMany(span => Numbered(span.Path, span.Posts, PostRow.PerPage, RowOf, about))
            )
            {
                yield return page;
            }
        }
    }

    /// <summary>The pages that list tags, categories and feeds, and the search.</summary>
    private IEnumerable<PlannedPage> Overviews()
    {
        var tags = _posts
            .SelectMany(post => post.Tags.Select(id => new Use(id, post)))
            .GroupBy(use => use.Id, use => use.Post)
            .OrderBy(tag => tag.Key)
            .Select(tag => Fingerprint.Of(_site.Tags[tag.Key].Name, _site.Tags[tag.Key].Slug, CountOf(tag)));
        var categories = _posts
            .SelectMany(post => _site.ChainOf(post.CategoryId).Select(category => (Category: category, Post: post)))
            .GroupBy(use => use.Category, use => use.Post)
            .OrderBy(category => category.Key.Path, StringComparer.Ordinal)
            .Select(category => Fingerprint.Of(category.Key.Name, category.Key.Path, CountOf(category)));
        var (allTags, allCategories) = (new Fingerprint().AddAll(tags).ToString(), new Fingerprint().AddAll(categories).ToString());
        yield return Page("/tags", allTags);
        yield return Page("/categories", allCategories);
        yield return Page("/feeds", allTags + allCategories);
        yield return Page("/search", "");
        yield return Page("/opensearch.xml", "") with
        {
            IsHtml = false,
        };
    }

    private IEnumerable<PlannedPage> Feeds(string folder, List<PostFacts> posts, string name = "")
    {
        const int Newest = 20;
        var about = new Fingerprint().Add(name).AddAll(posts.Take(Newest).Select(EntryOf)).ToString();
        return SiteFeeds.Kinds.Select(kind => Page(folder + "/" + kind.File, about) with { IsHtml = false });
    }

    private IEnumerable<PlannedPage> Styled(string path, List<PostFacts> posts, string about, IReadOnlyList<string> languages)
    {
        var style = _site.Settings.Display.ListStyle;
        return style == PostListStyle.Rows || (style == PostListStyle.Automatic && posts.Count > SiteDisplay.RowsAbove)
            ? Numbered(path, posts, PostRow.PerPage, RowOf, about, languages)
            : Numbered(path, posts, _site.Settings.PostsPerPage, CardOf, about, languages);
    }

    private IEnumerable<PlannedPage> Numbered(
        string path,
        List<PostFacts> posts,
        int perPage,
        Func<PostFacts, string> show,
        string about,
        IReadOnlyList<string>? languages = null
    )
    {
        var pages = Pager.PagesFor(posts.Count, perPage);
        for (var number = 1; number <= pages; number++)
        {
            var shown = posts.Skip((number - 1) * perPage).Take(perPage).ToList();
            var inputs = new Fingerprint()
                .Add(about)
                .Add(number)
                .Add(pages)
                .Add(posts.Count)
                .AddAll(languages ?? [])
                .AddAll(shown.Select(show));
            yield return Page(Pager.PathOf(path, number), inputs.ToString());
        }
    }

    private PlannedPage Page(string path, string shown) =>
        new(SiteContext.EditionPath(path, _edition), Fingerprint.Of(_site.Site, _language, _edition?.Code, path, shown)) { IsHtml = true };

    private string CardOf(PostFacts post) => Kept(_cards, post, () => string.Join('\n', post.Whole, _site.CategoryOf(post), MixedOf(post)));

    private string RowOf(PostFacts post) => MixedOf(post) is { Length: > 0 } others ? post.Row + "\n" + others : post.Row;

    private string EntryOf(PostFacts post) => Kept(_entries, post, () => MakeEntry(post));

    /// <summary>A post is in many lists.</summary>
    private static string Kept(Dictionary<int, string> made, PostFacts post, Func<string> make) =>
        made.TryGetValue(post.Id, out var known) ? known : made[post.Id] = make();

    private string MakeEntry(PostFacts post) =>
        new Fingerprint()
            .Add(post.Whole)
            .Add(_site.Authors.GetValueOrDefault(post.AuthorId))
            .Add(_site.CategoryOf(post))
            .Add(_site.TranslationsOf(post))
            .Add(post.ShownTags)
            .ToString();

    private string MixedOf(PostFacts post) => _language is null ? _site.TranslationsOf(post) : "";

    /// <summary>A post and its translations count once.</summary>
    private static int CountOf(IEnumerable<PostFacts> posts) =>
        posts.GroupBy(post => post.Group, StringComparer.Ordinal).Sum(group => group.Key is null ? group.Count() : 1);

    /// <summary>As <see cref="ListedPosts.List"/>: where languages mix, a post and its translations stand once.</summary>
    private List<PostFacts> Once(IEnumerable<PostFacts> posts)
    {
        if (_language is not null)
        {
            return [.. posts];
        }

        var all = posts.ToList();
        var main = _site.Settings.Main.Tag;
        var shown = all.Where(post => post.Group is not null)
            .GroupBy(post => post.Group, StringComparer.Ordinal)
            .Select(group => group.OrderByDescending(post => post.Language == main).ThenBy(post => post.Id).First().Id)
            .ToHashSet();
        return [.. all.Where(post => post.Group is null || shown.Contains(post.Id))];
    }

    /// <summary>The languages in which there are posts of a tag or category, whatever the edition.</summary>
    private Dictionary<TKey, List<string>> LanguagesOf<TKey>(Func<PostFacts, IEnumerable<TKey>> of)
        where TKey : notnull
    {
        var languages = new Dictionary<TKey, List<string>>();
        foreach (var post in _site.Listed)
        {
            foreach (var key in of(post))
            {
                if (!languages.TryGetValue(key, out var some))
                {
                    languages.Add(key, some = []);
                }

                if (!some.Contains(post.Language))
                {
                    some.Add(post.Language);
                }
            }
        }

        foreach (var some in languages.Values)
        {
            some.Sort(StringComparer.Ordinal);
        }

        return languages;
    }

    /// <summary>A tag that a post has.</summary>
    private sealed record Use(int Id, PostFacts Post);
}

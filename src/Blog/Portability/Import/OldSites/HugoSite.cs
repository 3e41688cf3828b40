using System.Text;
using System.Text.RegularExpressions;
using Blog.Data.Addresses;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.OldSites;

/// <summary>A site built by Hugo: sections, bundles, languages, taxonomies.</summary>
public sealed partial class HugoSite(SiteConfig config) : OldSite(config)
{
    private const int UsualPerPage = 10;
    private readonly string _mainLanguage = config.Text("defaultContentLanguage") ?? "en";

    public override string Root { get; } = RootOf(config.Text("baseURL"));

    public override IReadOnlyList<string> AddressesOf(string path, PostFilePath file, PostFile post, TimeZoneInfo zone)
    {
        var (folders, language) = Place(path, file);
        var prefix = Prefix(language);
        if (post.Address is { } given)
        {
            return Distinct([given.StartsWith(prefix + "/", StringComparison.Ordinal) ? given : prefix + given, given]);
        }

        if (post.IsDraft || folders is null)
        {
            return [];
        }

        var names = file.IsBundle && folders.Count > 0 ? folders[..^1] : folders;
        var section = folders.Count > 0 ? folders[0] : "";
        var ugly = IsUgly(section);
        if (PatternOf(section) is { } pattern && !(post.IsPage && section.Length == 0))
        {
            var date = post.Date;
            var readings = date is { } known ? Readings(known, zone) : [default];
            return Distinct(readings.Select(reading => End(prefix + Expand(pattern, file, post, names, reading), ugly)));
        }

        return [End(Joined([prefix, .. names.Select(Urlize), Urlize(TextOf(post, "slug") ?? file.Name)]), ugly)];
    }

    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone)
    {
        yield return new OldPage("/sitemap.xml", OldTarget.ToPage(SystemPage.Sitemap));
        yield return new OldPage($"/{_mainLanguage}/", OldTarget.ToPage(SystemPage.Home));
        yield return new OldPage($"/{_mainLanguage}/sitemap.xml", OldTarget.ToPage(SystemPage.Sitemap));
        foreach (var language in posts.GroupBy(one => LanguageOf(one.File)))
        {
            var (prefix, edition) = (Prefix(language.Key), language.First().Edition);
            yield return new OldPage(prefix + "/sitemap.xml", OldTarget.ToPage(SystemPage.Sitemap));
            foreach (var page in List(prefix, language.Count(), OldTarget.ToPage(SystemPage.Home, edition), SystemPage.RssFeed, edition))
            {
                yield return page;
            }

            // Sections are the closest to all posts of a language.
            foreach (var section in language.GroupBy(one => SectionOf(one.File)).Where(section => section.Key.Length > 0))
            {
                var target = OldTarget.ToPage(SystemPage.Archives, edition);
                foreach (var page in List(prefix + "/" + Urlize(section.Key), section.Count(), target, SystemPage.RssFeed, edition))
                {
                    yield return page;
                }
            }

            foreach (var page in Taxonomies([.. language], prefix, edition))
            {
                yield return page;
            }
        }
    }

    /// <summary>A name as Hugo makes a part of an address of it.</summary>
    internal string Urlize(string name)
    {
        var (slug, isGap, wasHyphen) = (new StringBuilder(), false, false);
        foreach (var rune in name.EnumerateRunes())
        {
            var isKept =
                Rune.IsLetterOrDigit(rune)
                || IsMark(rune)
                || "._#+~-@\\".Contains((char)Math.Min(rune.Value, 0xFFFF), StringComparison.Ordinal);
            if (isKept)
            {
                wasHyphen = rune.Value == '-';
                if (isGap && !wasHyphen)
                {
                    slug.Append('-');
                }

                isGap = false;
                slug.Append(rune);
            }
            else if (slug.Length > 0 && !wasHyphen && Rune.IsWhiteSpace(rune))
            {
                isGap = true;
            }
        }

        var text = slug.ToString();
        return Config.Flag("disablePathToLower") is true ? text : text.ToLowerInvariant();
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private string Prefix(string language) =>
        language == _mainLanguage && Config.Flag("defaultContentLanguageInSubdir") is not true ? "" : "/" + language;

    private string LanguageOf(PostFilePath file) =>
        file.Language is { } named && (Config.Map("languages").Has(named) || Config.Map("languages").Count == 0)
            ? named.ToLowerInvariant()
            : _mainLanguage;

    private static string SectionOf(PostFilePath file)
    {
        var at = file.Path.IndexOf("content/", StringComparison.Ordinal);
        var below = (at < 0 ? file.Path : file.Path[(at + "content/".Length)..]).Split('/');
        below = file.Language is { } language && below[0].Equals(language, StringComparison.OrdinalIgnoreCase) ? below[1..] : below;
        return below.Length > (file.IsBundle ? 2 : 1) ? below[0] : "";
    }

    /// <summary>The folders of a file below its language's content; null for a file outside.</summary>
    private (List<string>? Folders, string Language) Place(string path, PostFilePath file)
    {
        var language = LanguageOf(file);
        var roots = Config
            .Map("languages")
            .Select(entry => (Code: entry.Key.ToLowerInvariant(), Folder: Config.Text($"languages.{entry.Key}.contentDir")))
            .Where(entry => entry.Folder is not null)
            .Append((Code: language, Folder: Config.Text("contentDir") ?? "content"))
            .Select(entry => (entry.Code, Folder: entry.Folder!.Trim('/') + "/"))
            .OrderByDescending(entry => entry.Folder.Length);
        foreach (var (code, folder) in roots)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal))
            {
                var folders = path[folder.Length..].Split('/')[..^1].ToList();
                if (folders.Count > 0 && file.Language is { } named && folders[0].Equals(named, StringComparison.OrdinalIgnoreCase))
                {
                    folders.RemoveAt(0);
                }

                return (folders, code);
            }
        }

        return (null, language);
    }

    /// <summary>The pattern of a section; Hugo 0.115 and later may have it one table deeper.</summary>
    private string? PatternOf(string section) =>
        section.Length == 0 ? null : Config.Text("permalinks." + section) ?? Config.Text("permalinks.page." + section);

    private bool IsUgly(string section) =>
        Config.Flag("uglyURLs") ?? (section.Length > 0 ? Config.Flag("uglyURLs." + section) : null) ?? false;

    private static string End(string address, bool isUgly) =>
        Path.HasExtension(address) && address.EndsWith(".html", StringComparison.Ordinal) ? address
        : isUgly ? address.TrimEnd('/') + ".html"
        : address.TrimEnd('/') + "/";

    private string Expand(string pattern, PostFilePath file, PostFile post, List<string> folders, DateTimeOffset date)
    {
        string Day(string format) => date.ToString(format, CultureInfo.InvariantCulture);
        var slug = TextOf(post, "slug");
        return Joined(
            Parameter()
                .Replace(
                    pattern,
                    match =>
                        match.Groups["name"].Value switch
                        {
                            "year" => Day("yyyy"),
                            "month" => Day("MM"),
                            "monthname" => Day("MMMM"),
                            "day" => Day("dd"),
                            "weekday" => ((int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture),
                            "weekdayname" => Day("dddd"),
                            "yearday" => date.DayOfYear.ToString(CultureInfo.InvariantCulture),
                            "section" => folders.Count > 0 ? Urlize(folders[0]) : "",
                            "sections" => string.Join('/', Slice(folders, match.Groups["slice"].Value).Select(Urlize)),
                            "title" => Urlize(post.Title),
                            "slug" => Urlize(slug ?? post.Title),
                            "slugorfilename" or "slugorcontentbasename" => Urlize(slug ?? file.Name),
                            "filename" or "contentbasename" => Urlize(file.Name),
                            _ => match.Value,
                        }
                )
        );
    }

    /// <summary><c>:sections[1:]</c>, <c>[0]</c>, <c>[last]</c>.</summary>
    private static IEnumerable<string> Slice(List<string> folders, string slice)
    {
        int At(string written, int otherwise) =>
            written == "last" ? folders.Count - 1
            : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : otherwise;
        if (slice.Length == 0)
        {
            return folders;
        }

        var parts = slice.Trim('[', ']').Split(':');
        var from = At(parts[0], 0);
        var to = parts.Length == 1 ? from + 1 : At(parts[1], folders.Count);
        return folders.Skip(from).Take(Math.Max(0, to - from));
    }

    private IEnumerable<OldPage> Taxonomies(List<OldPost> posts, string prefix, string edition)
    {
        var taxonomies = Config.Map("taxonomies");
        var names =
            taxonomies.Count == 0
                ? ["tags", "categories"]
                : taxonomies.Select(entry => entry.Value).OfType<FrontMatterValue.Text>().Select(text => text.Value.Trim()).ToList();
        foreach (var name in names)
        {
            var isCategory = name.StartsWith("categor", StringComparison.OrdinalIgnoreCase);
            var isTag = name.StartsWith("tag", StringComparison.OrdinalIgnoreCase);
            var terms = posts
                .SelectMany(one => TermsOf(one.Post, name, isTag, isCategory))
                .GroupBy(term => term, StringComparer.Ordinal)
                .ToList();
            var all = OldTarget.ToPage(
                isTag ? SystemPage.Tags
                    : isCategory ? SystemPage.Categories
                    : SystemPage.Archives,
                edition
            );
            foreach (var page in List($"{prefix}/{Urlize(name)}", terms.Count, all, SystemPage.RssFeed, edition))
            {
                yield return page;
            }

            foreach (var term in terms)
            {
                var target =
                    isTag ? OldTarget.ToTag(term.Key)
                    : isCategory ? OldTarget.ToCategory([term.Key])
                    : OldTarget.ToPage(SystemPage.Archives, edition);
                foreach (var page in List($"{prefix}/{Urlize(name)}/{Urlize(term.Key)}", term.Count(), target, SystemPage.RssFeed, edition))
                {
                    yield return page;
                }
            }
        }
    }

    private static IEnumerable<string> TermsOf(PostFile post, string taxonomy, bool isTag, bool isCategory) =>
        isTag ? post.Tags.Except(post.CategoryPaths.Skip(1).Select(path => path[^1]), StringComparer.Ordinal)
        : isCategory ? post.CategoryPaths.SelectMany(path => path)
        : post.Fields.TryGet(taxonomy, out var value)
            ? value switch
            {
                FrontMatterValue.Text { Value.Length: > 0 } text => [text.Value],
                FrontMatterValue.List list => list.Items.OfType<FrontMatterValue.Text>().Select(item => item.Value),
                _ => [],
            }
        : [];

    /// <summary>A list, its numbered pages (the first of which redirects on Hugo's sites) and its feed.</summary>
    private IEnumerable<OldPage> List(string path, int count, OldTarget target, string feed, string edition)
    {
        var perPage = Config.Number("pagination.pagerSize") ?? Config.Number("paginate") ?? UsualPerPage;
        var folder = Config.Text("pagination.path") ?? Config.Text("paginatePath") ?? "page";
        var isUgly = IsUgly(path.TrimStart('/').Split('/')[0]);
        var extension = isUgly ? ".html" : "/";
        if (path.Length > 0)
        {
            yield return new OldPage(path + extension, target);
        }

        foreach (
            var page in Numbered(
                count,
                perPage,
                number => string.Create(CultureInfo.InvariantCulture, $"{path}/{folder}/{number}{extension}"),
                target
            )
        )
        {
            yield return page;
        }

        yield return new OldPage(
            path + "/index.xml",
            target.Tag is not null || target.Category is not null ? target.Feed(feed) : OldTarget.ToPage(feed, edition)
        );
    }

    [GeneratedRegex(
        @":(?<name>sections|[a-z]+)(?<slice>\[[a-z0-9]*(?::[a-z0-9]*)?\])?",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Parameter();
}

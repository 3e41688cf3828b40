using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Blog.Data.Addresses;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.OldSites;

/// <summary>A site built by Hexo, by the rules of Hexo 8 and its usual generators.</summary>
public sealed partial class HexoSite(SiteConfig config) : OldSite(config)
{
    private const string DefaultPermalink = ":year/:month/:day/:title/";
    private const int UsualPerPage = 10;

    public override string Root { get; } = RootOf(config.Text("root") ?? config.Text("url"));

    private string SourceFolder => (Config.Text("source_dir") ?? "source").Trim('/') + "/";

    private string PageFolder => Config.Text("pagination_dir") ?? "page";

    /// <summary>The plugin for encryption may protect all posts that have a tag.</summary>
    public override PostFile Adapt(string path, PostFile post)
    {
        var secret = Config
            .List("encrypt.tags")
            .OfType<FrontMatterValue.Map>()
            .Select(rule => rule.Fields.TryGet("name", out var name) && name is FrontMatterValue.Text text ? text.Value.Trim() : "")
            .FirstOrDefault(name => post.Tags.Contains(name, StringComparer.Ordinal));
        return secret is null || post.IsDraft || Config.Flag("encrypt.enable") is false
            ? post
            : post with
            {
                IsDraft = true,
                Warnings = [.. post.Warnings, $"was not public (its tag {secret} was encrypted): imported as a draft"],
            };
    }

    public override IReadOnlyList<string> AddressesOf(string path, PostFilePath file, PostFile post, TimeZoneInfo zone)
    {
        if (post.Address is not null)
        {
            return [WithAssetFolderSlash(post.Address)];
        }

        if (post.IsPage || post.IsDraft || post.Date is not { } date || SlugOf(path) is not { } slug)
        {
            return [];
        }

        var categories = post
            .CategoryPaths.Select(CategorySlug)
            .Reverse()
            .DefaultIfEmpty(Config.Text("default_category") ?? "uncategorized");
        var pattern = Config.Text("permalink") ?? DefaultPermalink;
        return Distinct(
            from category in categories
            from reading in Readings(date, zone)
            from address in Spellings(Expand(pattern, slug, category, reading, post))
            select address
        );
    }

    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone)
    {
        posts = [.. posts.Where(one => !one.Post.IsPage)];
        var usual = Config.Number("per_page") ?? UsualPerPage;
        int PerPage(string generator) => Config.Number(generator + "_generator.per_page") ?? usual;
        string Page(string list, int number) => number == 1 ? Joined(list, "") : Joined(list, PageFolder, $"{number}", "");
        string Dir(string key, string usualName) => (Config.Text(key) ?? usualName).Trim('/');

        var home = Config.Text("index_generator.path") ?? "";
        foreach (
            var page in Numbered(
                posts.Count,
                PerPage("index"),
                number =>
                    number == 1
                        ? Joined(home, "")
                        : Joined(home, Config.Text("index_generator.pagination_dir") ?? PageFolder, $"{number}", ""),
                OldTarget.ToPage(SystemPage.Home)
            )
        )
        {
            yield return page;
        }

        foreach (var page in Archives(posts, zone, Dir("archive_dir", "archives"), PerPage("archive"), Page))
        {
            yield return page;
        }

        var (tags, categories) = (Dir("tag_dir", "tags"), Dir("category_dir", "categories"));
        yield return new OldPage(Joined(tags, ""), OldTarget.ToPage(SystemPage.Tags));
        yield return new OldPage(Joined(categories, ""), OldTarget.ToPage(SystemPage.Categories));
        foreach (var tag in posts.SelectMany(one => TagsOf(one.Post)).GroupBy(name => name, StringComparer.Ordinal))
        {
            var list = tags + "/" + Slugize(Mapped("tag_map", tag.Key), FilenameCase);
            foreach (var page in Numbered(tag.Count(), PerPage("tag"), number => Page(list, number), OldTarget.ToTag(tag.Key)))
            {
                yield return page;
            }
        }

        foreach (
            var category in posts
                .SelectMany(one => one.Post.CategoryPaths.SelectMany(Prefixes))
                .GroupBy(path => string.Join('\n', path), StringComparer.Ordinal)
        )
        {
            var path = category.First();
            var list = categories + "/" + CategorySlug(path);
            foreach (var page in Numbered(category.Count(), PerPage("category"), number => Page(list, number), OldTarget.ToCategory(path)))
            {
                yield return page;
            }
        }

        foreach (var page in Feeds())
        {
            yield return page;
        }
    }

    /// <summary>A name as Hexo makes a part of an address of it.</summary>
    /// <param name="letterCase">1 for lower case, 2 for upper case, else as written.</param>
    internal static string Slugize(string name, int letterCase)
    {
        var plain = string.Concat(name.EnumerateRunes().Select(Plain));
        var slug = Special().Replace(plain, "-").Trim('-');
        return letterCase switch
        {
            1 => slug.ToLowerInvariant(),
            2 => slug.ToUpperInvariant(),
            _ => slug,
        };
    }

    private int FilenameCase => Config.Number("filename_case") ?? 0;

    private static IEnumerable<string> TagsOf(PostFile post) =>
        post.Tags.Except(post.CategoryPaths.Skip(1).Select(path => path[^1]), StringComparer.Ordinal);

    private static IEnumerable<IReadOnlyList<string>> Prefixes(IReadOnlyList<string> path) =>
        Enumerable.Range(1, path.Count).Select(length => (IReadOnlyList<string>)[.. path.Take(length)]);

    private static IEnumerable<OldPage> Dated(
        IGrouping<int, DateTimeOffset> dates,
        int perPage,
        Func<int, string> address,
        string target
    ) => Numbered(dates.Count(), perPage, address, OldTarget.ToPage(target));

    private List<OldPage> Archives(
        IReadOnlyList<OldPost> posts,
        TimeZoneInfo zone,
        string folder,
        int perPage,
        Func<string, int, string> page
    )
    {
        var pages = Numbered(posts.Count, perPage, number => page(folder, number), OldTarget.ToPage(SystemPage.Archives)).ToList();
        var dates = posts.SelectMany(one => Readings(one.Post.Date!.Value, zone)).ToList();
        foreach (var year in dates.GroupBy(date => date.Year))
        {
            var ofYear = string.Create(CultureInfo.InvariantCulture, $"{folder}/{year.Key}");
            pages.AddRange(Dated(year, perPage, number => page(ofYear, number), SystemPage.Archive(year.Key)));
            foreach (var month in year.GroupBy(date => date.Month))
            {
                var ofMonth = string.Create(CultureInfo.InvariantCulture, $"{ofYear}/{month.Key:00}");
                var target = SystemPage.Archive(year.Key, month.Key);
                pages.AddRange(Dated(month, perPage, number => page(ofMonth, number), target));
                if (Config.Flag("archive_generator.daily") is true)
                {
                    pages.AddRange(
                        month
                            .GroupBy(date => date.Day)
                            .SelectMany(day => Dated(day, perPage, number => page($"{ofMonth}/{day.Key:00}", number), target))
                    );
                }
            }
        }

        return pages;
    }

    /// <summary>The feeds of the usual generators, also where only an earlier configuration had one.</summary>
    private IEnumerable<OldPage> Feeds()
    {
        var (types, paths) = (Config.Texts("feed.type"), Config.Texts("feed.path"));
        foreach (var (index, path) in paths.Index())
        {
            var type = index < types.Count ? types[index] : path;
            var file = Path.HasExtension(path) ? path : path + ".xml";
            yield return new OldPage(Joined(file), OldTarget.ToPage(FeedKind(type)));
        }

        foreach (var file in new[] { "atom.xml", "rss2.xml", "rss.xml", "feed.xml", "feed/", "rss/" })
        {
            yield return new OldPage("/" + file, OldTarget.ToPage(FeedKind(file)));
        }

        foreach (var file in new[] { "sitemap.xml", "baidusitemap.xml", "sitemap.txt" })
        {
            yield return new OldPage("/" + file, OldTarget.ToPage(SystemPage.Sitemap));
        }
    }

    private static string FeedKind(string name) =>
        name.Contains("rss", StringComparison.OrdinalIgnoreCase) ? SystemPage.RssFeed : SystemPage.AtomFeed;

    /// <summary>The path below <c>_posts</c> without extension, or the part of it that the pattern of file names calls the title.</summary>
    private string? SlugOf(string path)
    {
        var at = path.IndexOf("_posts/", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var name = path[(at + "_posts/".Length)..path.LastIndexOf('.')];
        var pattern = Path.ChangeExtension(Config.Text("new_post_name") ?? ":title.md", null);
        if (pattern == ":title")
        {
            return name;
        }

        var expression = Parameter()
            .Replace(
                Regex.Escape(pattern),
                match =>
                    match.Groups["name"].Value switch
                    {
                        "year" => "[0-9]{4}",
                        "month" or "day" => "[0-9]{2}",
                        "i_month" or "i_day" => "[0-9]{1,2}",
                        "hash" => "[0-9a-f]{12}",
                        "title" => "(?<title>.+?)",
                        _ => ".+?",
                    }
            );
        var parsed = Regex.Match(name, $"^{expression}$", RegexOptions.ExplicitCapture, TimeSpan.FromMilliseconds(200));
        return parsed.Success && parsed.Groups["title"].Success ? parsed.Groups["title"].Value : Slugize(name, 0);
    }

    private string? Expand(string pattern, string slug, string category, DateTimeOffset date, PostFile post)
    {
        var isUnknown = false;
        var address = Parameter()
            .Replace(
                pattern,
                match =>
                {
                    var value = Value(match.Groups["name"].Value, slug, category, date, post);
                    isUnknown |= value is null;
                    return value ?? "";
                }
            );
        return isUnknown ? null : Joined(address);
    }

    private string? Value(string name, string slug, string category, DateTimeOffset date, PostFile post)
    {
        string Day(string format) => date.ToString(format, CultureInfo.InvariantCulture);
        return name switch
        {
            "title" => slug,
            "name" => slug[(slug.LastIndexOf('/') + 1)..],
            "post_title" => Slugize(post.Title, 1),
            "year" => Day("yyyy"),
            "month" => Day("MM"),
            "day" => Day("dd"),
            "hour" => Day("HH"),
            "minute" => Day("mm"),
            "second" => Day("ss"),
            "i_month" => Day("%M"),
            "i_day" => Day("%d"),
            "timestamp" => date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "hash" => Hash(slug, date),
            "category" => category,
            _ when post.Fields.TryGet(name, out var field) && field is FrontMatterValue.Text { Value.Length: > 0 } text =>
                text.Value.Trim(),
            _ => Config.Text("permalink_defaults." + name),
        };
    }

    /// <summary>As Hexo names a post by text and time; SHA-1 is not used to protect anything.</summary>
    private static string Hash(string slug, DateTimeOffset date)
    {
        var text = slug + date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
#pragma warning disable CA5350
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)))[..12];
#pragma warning restore CA5350
    }

    private string CategorySlug(IReadOnlyList<string> path) =>
        string.Join('/', path.Select(name => Slugize(Mapped("category_map", name), FilenameCase)));

    private string Mapped(string map, string name) =>
        Config.Map(map).FirstOrDefault(entry => entry.Key == name).Value is FrontMatterValue.Text { Value.Length: > 0 } text
            ? text.Value.Trim()
            : name;

    /// <summary>Where the configuration hides <c>.html</c>, links had none, and the file still answered.</summary>
    private IEnumerable<string?> Spellings(string? address)
    {
        if (address is null)
        {
            yield break;
        }

        address = WithAssetFolderSlash(address);
        if (Config.Flag("pretty_urls.trailing_html") is false && address.EndsWith(".html", StringComparison.Ordinal))
        {
            yield return address[..^".html".Length];
        }

        yield return address;
    }

    private string WithAssetFolderSlash(string address) =>
        Config.Flag("post_asset_folder") is true && !address.EndsWith('/') && !address.EndsWith(".html", StringComparison.Ordinal)
            ? address + "/"
            : address;

    /// <summary>A letter without its marks (é is e), as Hexo's table has it: Latin letters only.</summary>
    private static string Plain(Rune rune)
    {
        if (rune.Value < 0x80 || rune.Value is (>= 0x2E80 and < 0xFF00) or > 0xFFFF)
        {
            return rune.Value < 0x20 ? "" : rune.ToString();
        }

        var parts = rune.ToString().Normalize(NormalizationForm.FormKD);
        return rune.Value switch
        {
            'Æ' => "AE",
            'æ' => "ae",
            'Œ' => "OE",
            'œ' => "oe",
            'Ø' => "O",
            'ø' => "o",
            'Ł' => "L",
            'ł' => "l",
            'Đ' => "D",
            'đ' => "d",
            'ı' => "i",
            _ when char.IsAsciiLetter(parts[0]) => string.Concat(parts.Where(char.IsAsciiLetter)),
            _ => rune.ToString(),
        };
    }

    [GeneratedRegex(@":(?<name>[A-Za-z0-9_]*[A-Za-z0-9])", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:""'<>,.?/]+", RegexOptions.NonBacktracking)]
    private static partial Regex Special();
}

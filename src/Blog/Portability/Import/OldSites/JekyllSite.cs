using System.Text.RegularExpressions;
using Blog.Data.Addresses;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.OldSites;

/// <summary>A site built by Jekyll: dated posts, collections, pages.</summary>
public sealed partial class JekyllSite(SiteConfig config) : OldSite(config)
{
    private const string Posts = "_posts/";

    public override string Root { get; } = RootOf(config.Text("baseurl") ?? config.Text("url"));

    /// <summary>Jekyll publishes files without a date: those of collections and all others are pages.</summary>
    public override PostFile Adapt(string path, PostFile post)
    {
        // The plugin for redirects makes a file of each, which most hosts serve under both names.
        var files = post.Aliases.Where(alias => !alias.EndsWith('/') && !Path.HasExtension(alias)).Select(alias => alias + ".html");
        post = post with { Aliases = [.. post.Aliases, .. files] };
        if (path.Contains(Posts, StringComparison.Ordinal) || path.Contains("_drafts/", StringComparison.Ordinal))
        {
            return post;
        }

        if (CollectionOf(path) is { } collection && Config.Flag($"collections.{collection}.output") is not true)
        {
            return post with { IsDraft = true, Warnings = [.. post.Warnings, $"the collection {collection} was not published: a draft"] };
        }

        return post.Date is null && post.LacksDate && post.Fields.Count > 0
            ? post with
            {
                IsPage = true,
                IsDraft = false,
                LacksDate = false,
                Warnings = [.. post.Warnings.Where(one => !one.StartsWith(PostFile.NoDate, StringComparison.Ordinal))],
            }
            : post;
    }

    public override IReadOnlyList<string> AddressesOf(string path, PostFilePath file, PostFile post, TimeZoneInfo zone)
    {
        if (post.IsDraft)
        {
            return [];
        }

        if (post.Address is not null)
        {
            return [post.Address];
        }

        var at = path.IndexOf(Posts, StringComparison.Ordinal);
        var pattern = Pattern(Default(path, at >= 0 ? "posts" : CollectionOf(path) ?? "pages") ?? Config.Text("permalink"), "date");
        if (at >= 0)
        {
            var folders = path[..at].Split('/', StringSplitOptions.RemoveEmptyEntries);
            return post.Date is { } date
                ? Distinct(Readings(date, zone).SelectMany(reading => Spellings(Expand(pattern, path, file, post, folders, reading))))
                : [];
        }

        if (CollectionOf(path) is { } collection)
        {
            var own = Pattern(Default(path, collection) ?? Config.Text($"collections.{collection}.permalink"), "");
            own = own.Length == 0 ? "/:collection/:path:output_ext" : own;
            return Distinct(Spellings(Expand(own, path, file, post, [], post.Date ?? default)));
        }

        var name = path[..path.LastIndexOf('.')];
        name = name.EndsWith("/index", StringComparison.Ordinal) ? name[..^"index".Length] : name;
        return [name.EndsWith('/') ? Joined(name) : Joined(name + (pattern.EndsWith('/') ? "/" : ".html"))];
    }

    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone)
    {
        posts = [.. posts.Where(one => !one.Post.IsPage)];
        yield return new OldPage("/sitemap.xml", OldTarget.ToPage(SystemPage.Sitemap));
        foreach (var feed in new[] { Config.Text("feed.path") ?? "feed.xml", "atom.xml", "rss.xml", "feed/" })
        {
            var kind = feed.Contains("rss", StringComparison.OrdinalIgnoreCase) ? SystemPage.RssFeed : SystemPage.AtomFeed;
            yield return new OldPage(Joined(feed), OldTarget.ToPage(kind));
        }

        if (Config.Number("paginate") is { } perPage and > 0)
        {
            var pattern = Config.Text("paginate_path") ?? "/page:num/";
            string Page(int number) => number == 1 ? "/" : Joined(pattern.Replace(":num", $"{number}", StringComparison.Ordinal));
            foreach (var page in Numbered(posts.Count, perPage, Page, OldTarget.ToPage(SystemPage.Home)))
            {
                yield return page;
            }
        }

        string Archive(string kind, string usual) => Config.Text($"jekyll-archives.permalinks.{kind}") ?? usual;
        foreach (var tag in posts.SelectMany(one => one.Post.Tags).Distinct(StringComparer.Ordinal))
        {
            yield return new OldPage(
                Joined(Archive("tag", "/tag/:name/").Replace(":name", Slugify(tag, false, false), StringComparison.Ordinal)),
                OldTarget.ToTag(tag)
            );
        }

        foreach (var category in posts.SelectMany(one => one.Post.CategoryPaths).SelectMany(path => path).Distinct(StringComparer.Ordinal))
        {
            yield return new OldPage(
                Joined(Archive("category", "/category/:name/").Replace(":name", Slugify(category, false, false), StringComparison.Ordinal)),
                OldTarget.ToCategory([category])
            );
        }

        if (Config.Map("jekyll-archives").Count > 0)
        {
            foreach (var date in posts.SelectMany(one => Readings(one.Post.Date!.Value, zone)).DistinctBy(date => (date.Year, date.Month)))
            {
                yield return new OldPage(Dates(Archive("year", "/:year/"), date), OldTarget.ToPage(SystemPage.Archive(date.Year)));
                yield return new OldPage(
                    Dates(Archive("month", "/:year/:month/"), date),
                    OldTarget.ToPage(SystemPage.Archive(date.Year, date.Month))
                );
            }
        }
    }

    /// <summary>A name as Jekyll makes a part of an address of it.</summary>
    /// <param name="isPretty">Keeps signs that addresses may have.</param>
    internal static string Slugify(string name, bool isPretty, bool isCased)
    {
        var slug = (isPretty ? PrettyGap() : Gap()).Replace(name, "-").Trim('-');
        return isCased ? slug : slug.ToLowerInvariant();
    }

    private static string Dates(string pattern, DateTimeOffset date) =>
        Joined(Parameter().Replace(pattern, match => Date(match.Groups["name"].Value, date) ?? ""));

    /// <summary>The value of a front-matter default that applies to a file.</summary>
    private string? Default(string path, string type)
    {
        string? found = null;
        foreach (var rule in Config.List("defaults").OfType<FrontMatterValue.Map>())
        {
            var scope = rule.Fields.TryGet("scope", out var one) && one is FrontMatterValue.Map map ? map.Fields : new FrontMatterMap();
            string Of(string key) =>
                scope.TryGet(key, out var value) && value is FrontMatterValue.Text text ? text.Value.Trim().Trim('/') : "";
            var isMeant =
                (Of("type").Length == 0 || Of("type") == type)
                && (Of("path").Length == 0 || path.StartsWith(Of("path"), StringComparison.Ordinal));
            if (
                isMeant
                && rule.Fields.TryGet("values", out var values)
                && values is FrontMatterValue.Map given
                && given.Fields.TryGet("permalink", out var permalink)
                && permalink is FrontMatterValue.Text written
            )
            {
                found = written.Value.Trim();
            }
        }

        return found;
    }

    private string? CollectionOf(string path) =>
        Config
            .Map("collections")
            .Select(entry => entry.Key)
            .Concat(Config.Texts("collections"))
            .FirstOrDefault(name =>
                path.StartsWith(Joined(Config.Text("collections_dir") ?? "", "_" + name, "")[1..], StringComparison.Ordinal)
            );

    private static string Pattern(string? written, string usual) =>
        (written ?? usual) switch
        {
            "date" => "/:categories/:year/:month/:day/:title:output_ext",
            "pretty" => "/:categories/:year/:month/:day/:title/",
            "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
            "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
            "none" => "/:categories/:title:output_ext",
            var own => own,
        };

    private string? Expand(string pattern, string path, PostFilePath file, PostFile post, string[] folders, DateTimeOffset date)
    {
        var isUnknown = false;
        var address = Parameter()
            .Replace(
                pattern,
                match =>
                {
                    var value = Value(match.Groups["name"].Value, path, file, post, folders) ?? Date(match.Groups["name"].Value, date);
                    isUnknown |= value is null;
                    return value ?? "";
                }
            );
        return isUnknown ? null : Joined(address);
    }

    private string? Value(string name, string path, PostFilePath file, PostFile post, string[] folders)
    {
        var stem = TextOf(post, "slug") ?? file.Name;
        var categories = folders.Concat(post.CategoryPaths.SelectMany(one => one));
        switch (name)
        {
            case "title":
                return Slugify(stem, true, true);
            case "slug":
                return Slugify(stem, false, false);
            case "name" or "basename":
                return Slugify(file.Name, false, false);
            case "categories":
                return string.Join('/', categories.Select(one => one.ToLowerInvariant()).Distinct(StringComparer.Ordinal));
            case "slugified_categories":
                return string.Join('/', categories.Select(one => Slugify(one, false, false)).Distinct(StringComparer.Ordinal));
            case "output_ext":
                return ".html";
            case "collection":
                return CollectionOf(path);
            case "path":
                var below = path[(path.IndexOf('/', path.IndexOf('_', StringComparison.Ordinal)) + 1)..];
                return below[..below.LastIndexOf('.')];
            default:
                return null;
        }
    }

    private static string? Date(string name, DateTimeOffset date)
    {
        string Day(string format) => date.ToString(format, CultureInfo.InvariantCulture);
        return name switch
        {
            "year" => Day("yyyy"),
            "short_year" => Day("yy"),
            "month" => Day("MM"),
            "i_month" => Day("%M"),
            "short_month" => Day("MMM"),
            "long_month" => Day("MMMM"),
            "day" => Day("dd"),
            "i_day" => Day("%d"),
            "y_day" => date.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
            "w_year" => ISOWeek.GetYear(date.DateTime).ToString(CultureInfo.InvariantCulture),
            "week" => ISOWeek.GetWeekOfYear(date.DateTime).ToString("00", CultureInfo.InvariantCulture),
            "w_day" or "short_day" => name == "w_day" ? Weekday(date) : Day("ddd"),
            "long_day" => Day("dddd"),
            "hour" => Day("HH"),
            "minute" => Day("mm"),
            "second" => Day("ss"),
            _ => null,
        };
    }

    private static string Weekday(DateTimeOffset date) =>
        (date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture);

    /// <summary>A file without extension in its address answered with it too.</summary>
    private static IEnumerable<string?> Spellings(string? address)
    {
        yield return address;
        if (address is not null && !address.EndsWith('/') && !address.EndsWith(".html", StringComparison.Ordinal))
        {
            yield return address + ".html";
        }
    }

    [GeneratedRegex(":(?<name>[a-z_]*[a-z])", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[^\p{M}\p{L}\p{Nd}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Gap();

    [GeneratedRegex(@"[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+", RegexOptions.NonBacktracking)]
    private static partial Regex PrettyGap();
}

using System.Net;
using Blog.Data.Comments;
using Blog.Portability.Import.Comments;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.Typecho;

/// <summary>Turns rows into posts, pages, counts and comments.</summary>
/// <param name="root">The path under which the site was published; empty for the root of its host.</param>
internal sealed class TypechoPosts(TypechoIndex index, string root, PostFolder folder, BackupReading reading)
{
    private static readonly string[] CoverFields = ["thumb", "thumbnail", "cover", "banner", "thumbUrl"];

    private readonly Dictionary<string, string> _authors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<SourceComment> _early = [];

    private TimeZoneInfo Zone => reading.Zone ?? index.ZoneOf() ?? TimeZoneInfo.Utc;

    public void Add(string table, Dictionary<string, string?> row)
    {
        if (table == "contents" && row.GetValueOrDefault("cid") is { } cid && IsNumber(cid))
        {
            AddContent(cid, row);
        }
        else if (table == "comments" && row.GetValueOrDefault("coid") is { } coid && IsNumber(coid))
        {
            AddComment(coid, row);
        }
    }

    /// <summary>Hands over the comments, and says what the backup does not.</summary>
    public void End()
    {
        foreach (var comment in _early)
        {
            var cid = comment.PostKey!;
            folder.Add(
                comment with
                {
                    PostKey = _known.Contains(cid) ? PostFolder.FileOf(cid, _pages.Contains(cid)) : null,
                    Page = "/archives/" + cid + "/",
                }
            );
        }

        if (!index.HasOptions)
        {
            folder.Note(
                "the backup does not hold the settings of Typecho: addresses were taken to be /archives/1/ and /name.html; "
                    + "give a copy of the database instead if they were others"
            );
        }
    }

    private void AddContent(string cid, Dictionary<string, string?> row)
    {
        string Of(string name) => row.GetValueOrDefault(name) ?? "";
        var (type, parent) = (Of("type"), Of("parent"));
        var isDraft = type is "post_draft" or "page_draft";
        if (type is not ("post" or "page") && !(isDraft && parent is "0" or ""))
        {
            return;
        }

        _authors[cid] = Of("authorId");
        var isPage = type.StartsWith("page", StringComparison.Ordinal);
        var (date, body) = (DateOf(Of("created")), TypechoText.ToMarkdown(Of("text")));
        var hidden = NotPublicOf(type, Of("status"), Of("password"), date);
        var categories = index.CategoriesOf(cid);
        var fields = index.FieldsOf(cid);
        if (!_known.Add(cid))
        {
            return; // a damaged backup may hold a row twice
        }

        if (isPage)
        {
            _pages.Add(cid);
        }

        var slug = Uri.UnescapeDataString(Of("slug"));
        folder.Add(
            new BackupPost(cid)
            {
                Title = WebUtility.HtmlDecode(Of("title")),
                Markdown = body.Markdown,
                Original = Of("text"),
                Limit = body.Refusal,
                IsPage = isPage,
                NotPublic = hidden,
                IsHidden = Of("status") == "hidden",
                Date = date,
                Updated = DateOf(Of("modified")),
                Slug = slug.StartsWith('@') ? "" : slug,
                Categories = [.. categories.Select(category => (IReadOnlyList<string>)[.. index.PathOf(category).Select(one => one.Name)])],
                Tags = [.. index.TagsOf(cid).Select(tag => tag.Name)],
                Author = index.Users.GetValueOrDefault(Of("authorId")) is { Length: > 0 } author ? author : null,
                Cover = CoverFields.Select(name => fields.GetValueOrDefault(name)).FirstOrDefault(IsAddress),
                CommentsOpen = Of("allowComment") != "0",
                Addresses = hidden is null ? AddressesOf(cid, isPage, slug, date, categories) : [],
                OtherFields = OtherFieldsOf(fields),
                Warnings = index.IsEdited(cid) ? ["has edits that were not published: only the published text was imported"] : [],
            },
            root
        );
        Count(cid, isPage, row, fields);
    }

    private static string? NotPublicOf(string type, string status, string password, DateTimeOffset? date) =>
        type.EndsWith("_draft", StringComparison.Ordinal) ? "status: draft"
        : password.Length > 0 ? "visibility: password"
        : status is "publish" or "hidden" ? null
        : $"status: {(status.Length > 0 ? status : "unknown")}";

    /// <summary>By the pattern in the settings; without rewriting, everything was behind <c>/index.php</c>, which always answers.</summary>
    private List<string> AddressesOf(string cid, bool isPage, string slug, DateTimeOffset? date, IReadOnlyList<Meta> categories)
    {
        var local = TimeZoneInfo.ConvertTime(date ?? default, Zone);
        var path = TypechoSite.Fill(
            index.PatternOf(isPage ? "page" : "post"),
            name =>
                name switch
                {
                    "cid" => cid,
                    "slug" => slug,
                    "category" => categories is [var first, ..] ? first.Slug : "",
                    "directory" => categories is [var main, ..] ? string.Join('/', index.PathOf(main).Select(one => one.Slug)) : "",
                    "year" => local.ToString("yyyy", CultureInfo.InvariantCulture),
                    "month" => local.ToString("MM", CultureInfo.InvariantCulture),
                    "day" => local.ToString("dd", CultureInfo.InvariantCulture),
                    _ => "",
                }
        );
        string[] both = index.Options.GetValueOrDefault("rewrite") == "0" ? ["/index.php" + path, path] : [path, "/index.php" + path];
        return [.. both, "/feed" + path, "/feed/atom" + path]; // the feeds of its comments
    }

    private static FrontMatterMap OtherFieldsOf(IReadOnlyDictionary<string, string> fields)
    {
        var others = new FrontMatterMap();
        foreach (var (name, value) in fields.Where(field => field.Value.Length > 0 && !IsCount(field.Key)))
        {
            others.Set(name, new FrontMatterValue.Text(value));
        }

        return others;
    }

    /// <summary>Themes add a column, or keep it as a field.</summary>
    private void Count(string cid, bool isPage, Dictionary<string, string?> row, IReadOnlyDictionary<string, string> fields)
    {
        long NumberOf(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                var written = row.GetValueOrDefault(name) ?? fields.GetValueOrDefault(name);
                if (long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }
            }

            return 0;
        }

        var (views, likes) = (NumberOf("views", "viewsNum"), NumberOf("agree", "likes", "likesNum"));
        if (views + likes > 0)
        {
            folder.Add(
                new SourceCount
                {
                    PostKey = PostFolder.FileOf(cid, isPage),
                    Views = views,
                    Reactions = likes,
                }
            );
        }
    }

    private static bool IsCount(string name) => name is "views" or "viewsNum" or "agree" or "likes" or "likesNum";

    /// <summary>Comments may stand before the posts, so that they are handed over at the end.</summary>
    private void AddComment(string coid, Dictionary<string, string?> row)
    {
        string Of(string name) => row.GetValueOrDefault(name) ?? "";
        _early.Add(
            new SourceComment(coid)
            {
                PostKey = Of("cid"),
                Parent = Of("parent") is "0" or "" ? null : Of("parent"),
                Name = WebUtility.HtmlDecode(Of("author")),
                Email = Of("mail"),
                Website = Of("url"),
                Ip = Of("ip"),
                Text = Of("text"),
                Format = index.Options.GetValueOrDefault("commentsMarkdown") == "1" ? CommentFormat.Markdown : CommentFormat.HtmlLines,
                Kind = Of("type") is "pingback" or "trackback" ? CommentKind.Pingback : CommentKind.Comment,
                State = Of("status") switch
                {
                    "approved" => CommentState.Approved,
                    "spam" => CommentState.Spam,
                    _ => CommentState.Waiting,
                },
                At = DateOf(Of("created")),
                ByAuthor = Of("authorId") is not ("" or "0") && Of("authorId") == Of("ownerId"),
            }
        );
    }

    private DateTimeOffset? DateOf(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 253_402_300_799
            ? TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(number), Zone)
            : null;

    private static bool IsNumber(string id) => id.Length is > 0 and <= 18 && id.All(char.IsAsciiDigit);

    private static bool IsAddress(string? value) =>
        value is not null
        && (value.StartsWith('/') || value.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        && !value.Contains('\n', StringComparison.Ordinal);
}

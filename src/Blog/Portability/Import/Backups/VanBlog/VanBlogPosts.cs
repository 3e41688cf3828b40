using System.Text;
using System.Text.Json;
using Blog.Portability.Import.Comments;
using Blog.Portability.Import.Comments.Systems;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.VanBlog;

/// <summary>Turns the rows of a backup into posts, pages and counts.</summary>
/// <param name="root">The path under which the site was published; empty for the root of its host.</param>
/// <param name="privateCategories">Names of categories that are known to have been private; null where the backup does not say.</param>
internal sealed class VanBlogPosts(PostFolder folder, string root, IReadOnlySet<string>? privateCategories)
{
    private const int MaxNamed = 20;

    private readonly SortedSet<string> _categories = new(StringComparer.Ordinal);

    /// <summary>The private ones of the categories; null where there are only names, as in every version up to 0.54.</summary>
    public static IReadOnlySet<string>? PrivateCategories(JsonElement backup)
    {
        var rows = VanBlogFormat.RowsOf(backup, "categories").ToList();
        return rows.Count == 0
            ? null
            : rows.Where(row => row.Flag("private")).Select(row => row.Text("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    public void AddArticle(JsonElement row)
    {
        if (IdOf(row) is not { } id || row.Flag("deleted"))
        {
            return;
        }

        var (category, pathname) = (row.Text("category"), row.Text("pathname")?.Trim('/'));
        var hidden =
            row.Flag("private") ? "visibility: password"
            : category is not null && privateCategories?.Contains(category) == true ? "visibility: private"
            : null;
        if (hidden is null && category is not null)
        {
            _categories.Add(category);
        }

        folder.Add(
            PostOf(row, id) with
            {
                NotPublic = hidden,
                IsPinned = row.Number("top") > 0,
                IsHidden = row.Flag("hidden"),
                Slug = pathname ?? "",
                Addresses = [.. new[] { pathname, id }.OfType<string>().Select(name => "/post/" + name)],
            },
            root
        );
        folder.Add(
            new SourceCount
            {
                PostKey = PostFolder.FileOf(id, isPage: false),
                Views = row.Number("viewer"),
                Visitors = row.Number("visited"),
            }
        );
    }

    public void AddDraft(JsonElement row)
    {
        if (IdOf(row) is { } id && !row.Flag("deleted"))
        {
            folder.Add(PostOf(row, "draft-" + id) with { NotPublic = "status: draft" }, root);
        }
    }

    /// <summary>The page about the author, and the one of links.</summary>
    public void AddPages(JsonElement backup)
    {
        var meta = VanBlogFormat.PartOf(backup, "meta");
        var visits = VanBlogFormat
            .RowsOf(backup, "visit")
            .ToLookup(row => row.Text("pathname")?.TrimEnd('/') ?? "", StringComparer.Ordinal);
        var about = VanBlogFormat.PartOf(meta, "about");
        if (about.ValueKind == JsonValueKind.Object && about.Text("content") is { } content)
        {
            AddPage("about", "关于", content, "/about", DateOf(about, "updatedAt"), visits);
        }

        var links = VanBlogFormat.RowsOf(meta, "links").Where(row => row.Text("url") is not null).ToList();
        if (links.Count > 0)
        {
            var text = new StringBuilder();
            foreach (var link in links)
            {
                var name = Markdown(link.Text("name") ?? link.Text("url")!);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"- [{name}](<{link.Text("url")!.Replace(">", "%3E", StringComparison.Ordinal)}>)"
                );
                text.Append(link.Text("desc") is { } words ? "：" + Markdown(words) + "\n" : "\n");
            }

            AddPage("links", "友情链接", text.ToString(), "/link", links.Max(link => DateOf(link, "updatedAt")), visits);
        }
    }

    /// <summary>Says what the backup does not.</summary>
    public void End()
    {
        if (privateCategories is null && _categories.Count > 0)
        {
            var names = string.Join(", ", _categories.Take(MaxNamed)) + (_categories.Count > MaxNamed ? ", …" : "");
            folder.Note($"VanBlog's backup does not say which categories were private: before importing, compare {names}");
        }
    }

    private void AddPage(
        string id,
        string title,
        string markdown,
        string address,
        DateTimeOffset? date,
        ILookup<string, JsonElement> visits
    )
    {
        folder.Add(
            new BackupPost(id)
            {
                Title = title,
                Markdown = markdown,
                IsPage = true,
                Date = date,
                Slug = address.Trim('/'),
                Addresses = [address],
            },
            root
        );
        if (visits[address].ToList() is { Count: > 0 } days)
        {
            // A row a day, each with the sum of all days before.
            folder.Add(
                new SourceCount
                {
                    PostKey = PostFolder.FileOf(id, isPage: true),
                    Views = days.Max(day => day.Number("viewer")),
                    Visitors = days.Max(day => day.Number("visited")),
                }
            );
        }
    }

    private static BackupPost PostOf(JsonElement row, string id)
    {
        var others = new FrontMatterMap();
        if (row.Text("copyright") is { } copyright)
        {
            others.Set("copyright", new FrontMatterValue.Text(copyright));
        }

        return new BackupPost(id)
        {
            Title = row.Text("title") ?? "",
            Markdown = row.Text("content") ?? "",
            Date = DateOf(row, "createdAt"),
            Updated = DateOf(row, "updatedAt"),
            Categories = row.Text("category") is { } category
                ?
                [
                    [category],
                ]
                : [],
            Tags = TagsOf(row),
            Author = row.Text("author"),
            OtherFields = others,
        };
    }

    private static IReadOnlyList<string> TagsOf(JsonElement row) =>
        row.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
            ? [.. tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!)]
            : [];

    private static string? IdOf(JsonElement row) => row.Text("id") is { Length: <= 20 } id && id.All(char.IsAsciiDigit) ? id : null;

    private static DateTimeOffset? DateOf(JsonElement row, string name) =>
        JsonFields.MomentOf(row.Text(name), TimeZoneInfo.Utc, new SourceBundle());

    private static string Markdown(string words) =>
        string.Concat(
            words.Where(c => !char.IsControl(c)).Select(c => c is '[' or ']' or '*' or '_' or '<' or '\\' or '`' ? $"\\{c}" : $"{c}")
        );
}

using System.Text.Json;
using Blog.Data.Comments;
using Blog.Portability.Import.Comments;
using Blog.Portability.Import.Comments.Systems;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.Halo1;

/// <summary>Turns the rows of an export into posts, pages, counts and comments.</summary>
/// <param name="root">The path under which the site was published; empty for the root of its host.</param>
internal sealed class Halo1Posts(Halo1Index index, string root, PostFolder folder)
{
    private static readonly string[] LeftOut = ["journals", "journal_comments", "photos", "links"];

    private readonly SortedDictionary<string, int> _left = new(StringComparer.Ordinal);
    private readonly SourceBundle _dates = new();

    public static bool Wants(string table) =>
        table is "posts" or "sheets" or "post_comments" or "sheet_comments" || LeftOut.Contains(table, StringComparer.Ordinal);

    public void Add(string table, JsonElement row)
    {
        switch (table)
        {
            case "posts" or "sheets":
                AddPost(row, isPage: table == "sheets");
                break;
            case "post_comments" or "sheet_comments":
                AddComment(row, isPage: table == "sheet_comments");
                break;
            default:
                _left[table] = _left.GetValueOrDefault(table) + 1;
                break;
        }
    }

    /// <summary>Says what was left out, and what the export does not say.</summary>
    public void End()
    {
        foreach (var (table, count) in _left)
        {
            folder.Note(string.Create(CultureInfo.InvariantCulture, $"left out: {count} rows of the table '{table}', which are no posts"));
        }

        if (!index.HasZone && index.Posts.Count > 0 && Halo1Addresses.HaveDates(index))
        {
            folder.Note(HaloZone.Note);
        }
    }

    private void AddPost(JsonElement row, bool isPage)
    {
        var (id, title) = (row.Text("id") ?? "", row.Text("title") ?? "");
        if (!IsNumber(id))
        {
            folder.Refuse(title, "has no id");
            return;
        }

        var categories = isPage ? [] : index.CategoriesOf(id);
        var status = row.Text("status") ?? "unknown";
        var hidden =
            status != "PUBLISHED" ? $"status: {status.ToLowerInvariant()}"
            : row.Text("password") is not null || categories.Any(index.IsProtected) ? "visibility: password"
            : null;
        var (text, isEdited) = TextOf(id, row, isPublic: hidden is null);
        var date = row.Moment("createTime", TimeZoneInfo.Utc, _dates);
        folder.Add(
            new BackupPost(id)
            {
                Title = title,
                Markdown = text.Markdown,
                Original = text.Original,
                Limit = text.Limit,
                IsPage = isPage,
                NotPublic = hidden,
                Doubt = text.IsOld ? HaloText.IsDamaged : null,
                Date = date is { } at ? TimeZoneInfo.ConvertTime(at, index.Zone) : null,
                Updated = row.Moment("editTime", TimeZoneInfo.Utc, _dates),
                Slug = row.Text("slug") ?? row.Text("url") ?? "",
                Categories = [.. categories.Select(category => (IReadOnlyList<string>)[.. index.PathOf(category).Select(one => one.Name)])],
                Tags = isPage ? [] : index.TagsOf(id),
                Author = index.Author,
                Description = row.Text("summary") ?? row.Text("metaDescription"),
                Cover = row.Text("thumbnail"),
                IsPinned = row.Number("topPriority") > 0,
                CommentsOpen = !row.Flag("disallowComment"),
                Addresses = hidden is null ? Halo1Addresses.Of(index, id, row.Text("slug") ?? row.Text("url") ?? "", date, isPage) : [],
                OtherFields = OtherFieldsOf(id),
                Warnings = isEdited ? ["has edits that were not published: only the published text was imported"] : [],
            },
            root
        );
        var (views, likes) = (row.Number("visits"), row.Number("likes"));
        if (views + likes > 0)
        {
            folder.Add(
                new SourceCount
                {
                    PostKey = PostFolder.FileOf(id, isPage),
                    Views = views,
                    Reactions = likes,
                }
            );
        }
    }

    /// <summary>
    /// What readers saw; of a post that they did not see, what its author wrote last, since the text beside it is only changed by
    /// publishing.
    /// </summary>
    private (HaloText Text, bool IsEdited) TextOf(string id, JsonElement row, bool isPublic)
    {
        var isMarkdown = row.Text("editorType") is not "RICHTEXT";
        if (index.ContentOf(id) is not { } content)
        {
            return row.Text("originalContent") is { } written
                ? (HaloText.Of(written, isMarkdown), false)
                : (HaloText.Of(row.Text("formatContent") ?? "", isMarkdown: false), false);
        }

        var (published, head) = (content.Text.Read(), content.Head is null ? null : index.HeadOf(id));
        if (!isPublic && head is { Length: > 0 })
        {
            return (HaloText.Of(head, isMarkdown), false);
        }

        var text =
            published.Length > 0 ? HaloText.Of(published, isMarkdown)
            : content.Html.Read() is { Length: > 0 } html ? HaloText.Of(html, isMarkdown: false)
            : HaloText.Of(head ?? "", isMarkdown);
        return (
            text with
            {
                IsOld = !isPublic && head is null && content.Head is not null && index.HasPatch(id),
            },
            isPublic && content.IsEdited && head is not null && head != published
        );
    }

    private FrontMatterMap OtherFieldsOf(string id)
    {
        var fields = new FrontMatterMap();
        foreach (var (key, value) in index.MetasOf(id))
        {
            fields.Set(key, new FrontMatterValue.Text(value));
        }

        return fields;
    }

    private void AddComment(JsonElement row, bool isPage)
    {
        var (id, post) = (row.Text("id") ?? "", row.Text("postId") ?? "");
        if (!IsNumber(id))
        {
            return;
        }

        var isKnown = (isPage ? index.Pages : index.Posts).Contains(post);
        folder.Add(
            new SourceComment(id)
            {
                PostKey = isKnown ? PostFolder.FileOf(post, isPage) : null,
                Page = isKnown ? null : "/?p=" + post,
                Parent = row.Text("parentId") is { } parent and not "0" ? parent : null,
                Name = row.Text("author"),
                Email = row.Text("email"),
                Website = row.Text("authorUrl"),
                Ip = row.Text("ipAddress"),
                Text = row.Text("content") ?? "",
                Format = CommentFormat.Markdown, // as its comment box shows it
                State = row.Text("status") switch
                {
                    "PUBLISHED" => CommentState.Approved,
                    "RECYCLE" => CommentState.Trash,
                    _ => CommentState.Waiting,
                },
                At = row.Moment("createTime", TimeZoneInfo.Utc, _dates),
                ByAuthor = row.Flag("isAdmin"),
                Pinned = row.Number("topPriority") > 0,
            }
        );
    }

    private static bool IsNumber(string id) => id.Length is > 0 and <= 18 && id.All(char.IsAsciiDigit);
}

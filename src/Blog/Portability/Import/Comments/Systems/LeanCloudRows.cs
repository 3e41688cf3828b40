using System.Text.Json;
using Blog.Data.Comments;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>
/// Valine and Waline: the rows of a LeanCloud application (<c>Comment.0.jsonl</c>, <c>Counter.0.jsonl</c>, or <c>results</c>), and
/// Waline's own export with the same fields.
/// </summary>
internal static class LeanCloudRows
{
    private const int Reactions = 9; // reaction0 to reaction8

    /// <summary>Whether a value is an export of Waline.</summary>
    public static bool IsWaline(JsonElement value) => value.Text("type") == "waline" && value.Has("data");

    public static bool IsComment(JsonElement row) => row.Has("comment") && (row.Has("url") || row.Has("nick"));

    /// <summary>A count of Valine or NexT, or of Waline.</summary>
    public static bool IsCount(JsonElement row) => row.Has("url") && row.Has("time") && !row.Has("comment");

    /// <summary>Fields that only Waline's comments have.</summary>
    public static bool HasWalineFields(JsonElement row) => row.Has("status") || row.Has("sticky") || row.Has("user_id");

    public static void Read(CommentFile file, CommentSystem system, TimeZoneInfo zone, SourceBundle bundle)
    {
        foreach (var row in JsonValues.Rows(file, bundle))
        {
            if (IsWaline(row))
            {
                ReadExport(row.GetProperty("data"), zone, bundle);
            }
            else
            {
                ReadRow(row, system, [], zone, bundle);
            }
        }
    }

    private static void ReadExport(JsonElement data, TimeZoneInfo zone, SourceBundle bundle)
    {
        var users = Rows(data, "Users")
            .Where(user => user.Text("objectId") is not null)
            .GroupBy(user => user.Text("objectId")!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var row in Rows(data, "Comment").Concat(Rows(data, "Counter")))
        {
            ReadRow(row, CommentSystem.Waline, users, zone, bundle);
        }
    }

    private static IReadOnlyList<JsonElement> Rows(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray()]
            : [];

    private static void ReadRow(
        JsonElement row,
        CommentSystem system,
        Dictionary<string, JsonElement> users,
        TimeZoneInfo zone,
        SourceBundle bundle
    )
    {
        if (IsCount(row))
        {
            bundle.Add(
                new SourceCount
                {
                    Page = row.Text("url"),
                    PageTitle = row.Text("title"),
                    Views = row.Number("time"),
                    Reactions = Enumerable.Range(0, Reactions).Sum(one => Math.Max(0, row.Number("reaction" + (char)('0' + one)))),
                }
            );
        }
        else if (IsComment(row) && (row.Text("objectId") ?? row.Text("id") ?? row.Text("_id")) is { } id)
        {
            bundle.Add(CommentOf(row, id, system, users, zone, bundle));
        }
        else
        {
            bundle.Skip();
        }
    }

    private static SourceComment CommentOf(
        JsonElement row,
        string id,
        CommentSystem system,
        Dictionary<string, JsonElement> users,
        TimeZoneInfo zone,
        SourceBundle bundle
    )
    {
        JsonElement? user = row.Text("user_id") is { } who && users.TryGetValue(who, out var found) ? found : null;
        var written = row.Text("comment") ?? "";
        var isHtml = system == CommentSystem.Valine || Replies.IsHtml(written);
        var isAnswer = row.Text("pid") is not null || row.Text("rid") is not null;
        var (text, mention) =
            !isAnswer ? (written, null)
            : isHtml ? Replies.FromHtml(written)
            : Replies.FromMarkdown(written);
        return new SourceComment(id)
        {
            Page = row.Text("url"),
            Parent = row.Text("pid") ?? row.Text("rid"), // old rows have rid only
            Root = row.Text("rid"),
            Mention = mention,
            Name = user?.Text("display_name") ?? row.Text("nick"),
            Email = user?.Text("email") ?? row.Text("mail"),
            Website = user?.Text("url") ?? row.Text("link"),
            Ip = row.Text("ip"),
            Text = text,
            Format = isHtml ? CommentFormat.Html : CommentFormat.Markdown,
            State = row.Text("status") switch
            {
                "waiting" => CommentState.Waiting,
                "spam" => CommentState.Spam,
                _ => CommentState.Approved,
            },
            At = row.Moment("insertedAt", zone, bundle) ?? row.Moment("createdAt", zone, bundle) ?? JsonFields.MomentOfId(id),
            ByAuthor = user?.Text("type") == "administrator",
            Pinned = row.Flag("sticky"),
            Likes = (int)Math.Clamp(row.Number("like"), int.MinValue, int.MaxValue),
        };
    }
}

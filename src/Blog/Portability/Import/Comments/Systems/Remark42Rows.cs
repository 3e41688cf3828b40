using System.Text.Json;
using Blog.Data.Comments;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>Remark42: a line about the site and its users, then a comment a line.</summary>
internal static class Remark42Rows
{
    public static bool IsHead(JsonElement value) => value.Has("version") && value.Has("users") && value.Has("posts");

    public static bool IsComment(JsonElement row) => row.Has("locator") && row.Has("id") && row.Has("user");

    public static void Read(CommentFile file, TimeZoneInfo zone, SourceBundle bundle)
    {
        var emails = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var row in JsonValues.Values(file, bundle))
        {
            if (IsHead(row))
            {
                ReadUsers(row, emails);
            }
            else if (IsComment(row) && row.Text("id") is { } id)
            {
                bundle.Add(CommentOf(row, id, emails, zone, bundle));
            }
            else
            {
                bundle.Skip();
            }
        }
    }

    private static void ReadUsers(JsonElement head, Dictionary<string, string?> emails)
    {
        if (head.TryGetProperty("users", out var users) && users.ValueKind == JsonValueKind.Array)
        {
            foreach (var user in users.EnumerateArray())
            {
                if (user.Text("id") is { } id && user.TryGetProperty("details", out var details))
                {
                    emails[id] = details.Text("email");
                }
            }
        }
    }

    private static SourceComment CommentOf(
        JsonElement row,
        string id,
        Dictionary<string, string?> emails,
        TimeZoneInfo zone,
        SourceBundle bundle
    )
    {
        var (user, locator, markdown) = (row.GetProperty("user"), row.GetProperty("locator"), row.Text("orig"));
        return new SourceComment(id)
        {
            Page = locator.Text("url"),
            PageTitle = row.Text("title"),
            Site = locator.Text("site"),
            Parent = row.Text("pid"),
            Name = user.Text("name"),
            Email = user.Text("id") is { } who ? emails.GetValueOrDefault(who) : null,
            Ip = user.Text("ip"), // a hash in most versions, which is dropped
            Text = markdown ?? row.Text("text") ?? "",
            Format = markdown is null ? CommentFormat.Html : CommentFormat.Markdown,
            State = row.Flag("delete") ? CommentState.Trash : CommentState.Approved,
            At = row.Moment("time", zone, bundle),
            ByAuthor = user.Flag("admin"),
            Pinned = row.Flag("pin"),
            Likes = (int)Math.Clamp(row.Number("score"), int.MinValue, int.MaxValue),
        };
    }
}

using System.Text.Json;
using Blog.Data.Comments;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>Artalk 2: an array whose values are all text (an "artran").</summary>
internal static class ArtalkRows
{
    public static bool IsComment(JsonElement row) => row.Has("page_key") && row.Has("content");

    public static void Read(CommentFile file, TimeZoneInfo zone, SourceBundle bundle)
    {
        foreach (var row in JsonValues.Rows(file, bundle))
        {
            if (!IsComment(row) || row.Text("id") is not { } id)
            {
                bundle.Skip();
                continue;
            }

            bundle.Add(
                new SourceComment(id)
                {
                    Page = row.Text("page_key"),
                    PageTitle = row.Text("page_title"),
                    Site = row.Text("site_name"),
                    Parent = row.Text("rid") is "0" ? null : row.Text("rid"),
                    Name = row.Text("nick"),
                    Email = row.Text("email"),
                    Website = row.Text("link"),
                    Ip = row.Text("ip"),
                    Text = row.Text("content") ?? "",
                    State = row.Flag("is_pending") ? CommentState.Waiting : CommentState.Approved,
                    At = row.Moment("created_at", zone, bundle),
                    Pinned = row.Flag("is_pinned"),
                    Likes = (int)Math.Clamp(row.Number("vote_up") - row.Number("vote_down"), int.MinValue, int.MaxValue),
                }
            );
        }
    }
}

using System.Text.Json;
using Blog.Data.Comments;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>Twikoo: <c>twikoo-comment.json</c>, <c>twikoo-counter.json</c>, and the exports of its databases.</summary>
internal static class TwikooRows
{
    /// <summary>CloudBase and uniCloud hand out so many rows at most.</summary>
    private static readonly int[] SuspectCounts = [100, 1000];

    public static bool IsComment(JsonElement row) => row.Has("comment") && row.Has("_id") && !row.Has("objectId");

    public static bool IsCount(JsonElement row) => row.Has("_id") && row.Has("url") && row.Has("time") && !row.Has("comment");

    public static void Read(CommentFile file, TimeZoneInfo zone, SourceBundle bundle)
    {
        var (comments, counts) = (0, 0);
        foreach (var row in JsonValues.Rows(file, bundle))
        {
            if (IsComment(row))
            {
                bundle.Add(CommentOf(row, zone, bundle));
                comments++;
            }
            else if (IsCount(row))
            {
                bundle.Add(
                    new SourceCount
                    {
                        Page = row.Text("url"),
                        PageTitle = row.Text("title"),
                        Views = row.Number("time"),
                    }
                );
                counts++;
            }
            else
            {
                bundle.Skip();
            }
        }

        if (comments > 0 && file.Name.Contains("counter", StringComparison.OrdinalIgnoreCase))
        {
            // twikoojs/twikoo#1162: 2.0.0 to 2.0.6 wrote the comments into it.
            bundle.Note($"{file.Name} holds comments instead of counts, as Twikoo before 2.0.7 wrote it: its counts are not in it");
        }

        if (SuspectCounts.Contains(comments + counts))
        {
            bundle.Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.Name} holds exactly {comments + counts} rows: the export may have been cut off there, so compare its end"
                )
            );
        }
    }

    private static SourceComment CommentOf(JsonElement row, TimeZoneInfo zone, SourceBundle bundle)
    {
        var id = row.Text("_id")!;
        if (row.Flag("isSpam"))
        {
            bundle.Note("Twikoo marks what waits for approval and spam alike: both wait here");
        }

        return new SourceComment(id)
        {
            Page = row.Text("url") ?? row.Text("href"),
            Site = Uri.TryCreate(row.Text("href"), UriKind.Absolute, out var href) && href.Host.Length > 0 ? href.IdnHost : null,
            Parent = row.Text("pid") ?? row.Text("rid"),
            Root = row.Text("rid"),
            Name = row.Text("nick"),
            Email = row.Text("mail"),
            Website = row.Text("link"),
            Ip = row.Text("ip"),
            Text = row.Text("comment") ?? "",
            Format = CommentFormat.Html,
            State = row.Flag("isSpam") ? CommentState.Waiting : CommentState.Approved,
            At = row.Moment("created", zone, bundle) ?? row.Moment("createdAt", zone, bundle) ?? JsonFields.MomentOfId(id),
            ByAuthor = row.Flag("master"),
            Pinned = row.Flag("top"),
            Likes = (int)Math.Clamp(row.Number("like"), 0, int.MaxValue),
        };
    }
}

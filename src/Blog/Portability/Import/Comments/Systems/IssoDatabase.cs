using Blog.Data.Comments;
using Blog.Portability.Archives;
using Microsoft.Data.Sqlite;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>Isso: its SQLite file.</summary>
internal static class IssoDatabase
{
    private const int MaxText = 1 << 20;

    /// <summary>Whether a file has the tables of Isso.</summary>
    public static bool IsDatabase(CommentFile file, string temporary)
    {
        try
        {
            using var database = ForeignDatabase.Open(new MemoryStream(file.Bytes), temporary);
            return database.ColumnsOf("threads").IsSupersetOf(["id", "uri", "title"])
                && database.ColumnsOf("comments").IsSupersetOf(["tid", "id", "text"]);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <exception cref="CommentFileException">It is damaged.</exception>
    public static void Read(CommentFile file, string temporary, SourceBundle bundle)
    {
        try
        {
            using var database = ForeignDatabase.Open(new MemoryStream(file.Bytes), temporary);
            Read(database, bundle);
        }
        catch (SqliteException)
        {
            throw new CommentFileException($"{file.Name} is damaged: the database cannot be read");
        }
    }

    private static void Read(ForeignDatabase database, SourceBundle bundle)
    {
        var columns = database.ColumnsOf("comments");
        string Column(string name) => columns.Contains(name) ? "c." + name : "NULL";
        var rows = database.Ask(
            $"""
            SELECT c.id, substr(t.uri, 1, 2000) uri, substr(t.title, 1, 500) title, {Column("parent")} parent, {Column("created")} created,
                {Column("mode")} mode, substr({Column("remote_addr")}, 1, 100) ip, substr(c.text, 1, {MaxText}) text,
                substr({Column("author")}, 1, 500) author, substr({Column("email")}, 1, 500) email,
                substr({Column("website")}, 1, 2500) website, {Column("likes")} likes, {Column("dislikes")} dislikes
            FROM comments c LEFT JOIN threads t ON t.id = c.tid LIMIT {SourceBundle.MaxRows + 1}
            """
        );
        foreach (var row in rows)
        {
            if (row["id"] is not { Length: > 0 } id)
            {
                bundle.Skip();
                continue;
            }

            bundle.Add(
                new SourceComment(id)
                {
                    Page = row["uri"],
                    PageTitle = row["title"],
                    Parent = row["parent"],
                    Name = row["author"],
                    Email = row["email"],
                    Website = row["website"],
                    Ip = row["ip"],
                    Text = row["text"] ?? "",
                    State = row["mode"] switch
                    {
                        "2" => CommentState.Waiting,
                        "4" => CommentState.Trash,
                        _ => CommentState.Approved,
                    },
                    At = JsonFields.MomentOf(row["created"], TimeZoneInfo.Utc, bundle),
                    Likes = Number(row["likes"]) - Number(row["dislikes"]),
                }
            );
        }
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 0, 1_000_000)
            : 0;
}

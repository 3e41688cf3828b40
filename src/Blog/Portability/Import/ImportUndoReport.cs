using System.Text.Json;
using System.Text.Json.Serialization;
using Blog.Data.Posts.Imports;

namespace Blog.Portability.Import;

/// <summary>What became of one post.</summary>
public sealed record ImportUndoEntry(int PostId, string Title, string Address, ImportUndone Outcome)
{
    /// <summary>Whether the post is as the import left it, or edited since.</summary>
    public bool Stays => Outcome is not (ImportUndone.Removed or ImportUndone.Restored);
}

/// <summary>What became of the posts of an import that was taken back.</summary>
/// <param name="RunId">Row id of the run.</param>
/// <param name="Source">What was imported.</param>
/// <param name="Entries">By post, the last one first.</param>
public sealed record ImportUndoReport(int RunId, string Source, IReadOnlyList<ImportUndoEntry> Entries)
{
    /// <summary>How many comments were removed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Comments { get; init; }

    public int Count(ImportUndone outcome) => Entries.Count(entry => entry.Outcome == outcome);

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    public static ImportUndoReport FromJson(string json) => JsonSerializer.Deserialize<ImportUndoReport>(json, ReportJson.Options)!;

    /// <summary>Writes a readable report: a line per post that stays, and totals at the end.</summary>
    public void WriteTo(TextWriter output)
    {
        foreach (var entry in Entries.Where(entry => entry.Stays))
        {
            var reason = entry.Outcome switch
            {
                ImportUndone.Edited => "was edited since",
                ImportUndone.ImportedAgain => "a later import changed it: take that one back first",
                _ => "what it was before cannot be stored any more",
            };
            output.WriteLine($"stays     {ReportText.Printable(entry.Address)}  {ReportText.Printable(entry.Title)}: {reason}");
        }

        if (Comments > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Comments} comments removed."));
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Import {RunId} taken back: {Count(ImportUndone.Removed)} removed, {Count(ImportUndone.Restored)} restored, "
                    + $"{Entries.Count(entry => entry.Stays)} left as they are."
            )
        );
    }
}

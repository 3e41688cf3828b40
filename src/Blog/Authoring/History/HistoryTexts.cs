using Blog.Data.Posts;

namespace Blog.Authoring.History;

/// <summary>The words of a post's history, in one language.</summary>
public sealed partial record HistoryTexts
{
    public required string Heading { get; init; }

    public required string Back { get; init; }

    public required string BackToHistory { get; init; }

    public required string Intro { get; init; }

    public required string Nothing { get; init; }

    public required Func<RevisionKind, string> KindName { get; init; }

    /// <summary>What is typed and not saved, of a draft.</summary>
    public required string Unsaved { get; init; }

    /// <summary>The same of a post that is public or will be.</summary>
    public required string Unpublished { get; init; }

    public required string Unknown { get; init; }

    /// <summary>How many autosaves, the first and the last of them.</summary>
    public required Func<int, string, string, string> Autosaves { get; init; }

    /// <summary>Characters and words that came, and that went.</summary>
    public required Func<int, int, string> Change { get; init; }

    public required string NoChange { get; init; }

    /// <summary>Marks what readers see.</summary>
    public required string IsLive { get; init; }

    /// <summary>Marks what the draft holds.</summary>
    public required string IsCurrent { get; init; }

    public required string Compare { get; init; }

    public required string CompareWith { get; init; }

    public required string Before { get; init; }

    public required string First { get; init; }

    public required string NowLive { get; init; }

    public required string NowDraft { get; init; }

    public required Func<string, string, string> FromTo { get; init; }

    public required string Same { get; init; }

    public required string TitleChanged { get; init; }

    public required Func<int, string> Line { get; init; }

    public required string WholeText { get; init; }

    public required string Restore { get; init; }

    public required string RestoreDraft { get; init; }

    public required string RestoreLive { get; init; }

    public required string RestoreScheduled { get; init; }

    public required string RestoreTrash { get; init; }

    public required string AlreadyThere { get; init; }

    public required string DoneDraft { get; init; }

    public required string DoneScheduled { get; init; }

    public required string DoneLive { get; init; }

    /// <summary>Brought back into the editor, but not saved, since something else there is wrong.</summary>
    public required string DoneUnsaved { get; init; }

    public required string Stale { get; init; }

    public required string DiskFull { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static HistoryTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

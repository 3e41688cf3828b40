using Blog.Data.Posts;

namespace Blog.Authoring.History;

public sealed partial record HistoryTexts
{
    /// <summary>English.</summary>
    public static HistoryTexts English { get; } = new()
    {
        Heading = "History",
        Back = "‹ Back to the post",
        BackToHistory = "‹ History",
        Intro = "Every publication, save and import stays here. Of the autosaves all of the last hour stay; before that one an hour, then one a day, then one a week. Open any of them to see what changed, or to bring it back.",
        Nothing = "There is no history yet: the first save begins it.",
        KindName = kind => kind switch
        {
            RevisionKind.Publish => "Published",
            RevisionKind.Import => "Imported",
            RevisionKind.Autosave => "Autosaved",
            RevisionKind.Restore => "Restored",
            RevisionKind.Conflict => "One side of a conflict",
            _ => "Saved",
        },
        Unsaved = "Not yet saved",
        Unpublished = "Changes not yet published",
        Unknown = "unknown",
        Autosaves = (count, first, last) => $"{count} autosaves, {first} to {last}",
        Change = (came, went) => came == 0 ? $"−{Words(went)}" : went == 0 ? $"+{Words(came)}" : $"+{came:N0} −{went:N0} words",
        NoChange = "No words came or went",
        IsLive = "What readers see",
        IsCurrent = "What the draft holds",
        Compare = "Compare",
        CompareWith = "Compare with",
        Before = "The one before it",
        First = "The earliest one: there is none before it",
        NowLive = "What readers see now",
        NowDraft = "The draft as it is now",
        FromTo = (from, to) => $"From “{from}” to “{to}”",
        Same = "Title and text are the same in both.",
        TitleChanged = "Title",
        Line = line => $"Line {line:N0}",
        WholeText = "The whole text of this version",
        Restore = "Restore this version",
        RestoreDraft = "Title and text of the draft become these; category, tags and the rest stay. What is there now, typed but unsaved words included, goes into the history first: nothing is lost.",
        RestoreLive = "Readers go on seeing what they see: this version becomes your unpublished changes, to look over and publish when you like. What you are typing goes into the history first: nothing is lost.",
        RestoreScheduled = "This version is what will turn public at the time you set; category, tags and time stay. What is there now goes into the history first: nothing is lost.",
        RestoreTrash = "The post is in the trash. Restore it as a draft first, then this version of its text.",
        AlreadyThere = "The editor holds this very version already, so there is nothing to restore.",
        DoneDraft = "Restored into the draft. The words before it are in the history.",
        DoneScheduled = "Restored: this is what will turn public at its time. The words before it are in the history.",
        DoneLive = "Restored as unpublished changes; readers see what they saw before. The words before it are in the history.",
        DoneUnsaved = "This version is back in the editor, but not saved: something else about the post has to be mended first, and “Save” will show what. The words before it are in the history.",
        Stale = "The post was changed after this page was opened, so nothing was overwritten. Below is the comparison with how things stand now; press once more if you still want to restore.",
        DiskFull = "The server’s disk is full, so nothing was changed. Please make room and try again.",
    };

    private static string Words(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "word" : "words")}");
}

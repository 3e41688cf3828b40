using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Shelf;

namespace Blog.Operations.Backups.Pages;

public sealed partial record BackupTexts
{
    /// <summary>English.</summary>
    public static BackupTexts English { get; } = new()
    {
        Intro = "A backup holds the whole blog: database, images and keys. It is read again from end to end after it is written, and counts only when it is whole.",
        NotScheduled = "Backups are not made by themselves (Blog__Backup__Every=off).",
        BackUpNow = "Back up now",
        BackUpHint = "A backup that you ask for stays until you delete it.",
        Made = "The backup is made, read again, and whole.",
        NotMade = "No backup was made; the reason is below.",
        IsRunning = "A backup is being made…",
        IsReading = "A backup is being read again…",
        LookAgain = "Reload to see how far it is",
        NoBackups = "There are no backups yet.",
        IsLate = "A new backup should have been made long ago. Please look at the log.",
        MadeAt = "Made",
        Size = "Size",
        Kind = "Kind",
        State = "Verified",
        Whole = "Whole",
        Broken = "Damaged",
        Unread = "Not verified",
        Snapshot = "Database only",
        SnapshotText = "A copy of the database alone, made before an upgrade changed it; without images and keys.",
        Contents = "Contents",
        File = "File",
        KeptAs = "Kind",
        ReadAt = "Last verified",
        Unreadable = "This file cannot be read:",
        Download = "Download",
        DownloadHint = "It holds the hashes of passwords, and keys. Keep it where only you can open it.",
        ReadAgain = "Verify again",
        ReadWhole = "It was read from end to end and is whole.",
        ReadBroken = "This backup is damaged: nothing can be restored from it.",
        NotRead = "It could not be read just now, which says nothing about the backup: please look at the free space and the log.",
        Incomplete = "Incomplete",
        Lacks = "The backup is as it should be, but the blog was not: this was wrong when it was made. The command “check” says what can be repaired.",
        NewestLacks = "The newest backup lacks something that the blog itself had lost. Open it to see what.",
        Delete = "Delete this backup",
        DeleteHint = "It cannot be brought back.",
        Deleted = "The backup is deleted.",
        NotDeleted = "This file could not be deleted; please look at the permissions of its folder.",
        Back = "All backups",
        RestoreHow = "How to restore",
        RestoreText = "Stop the blog first, then run this on the command line. What is there now is moved aside, not deleted.",
        Schedule = (every, kept) => string.Create(
            CultureInfo.InvariantCulture,
            $"One is made every {(every.TotalHours % 24 == 0 ? every.TotalDays == 1 ? "day" : $"{every.TotalDays} days" : every.TotalHours == 1 ? "hour" : $"{every.TotalHours} hours")}; the last of each of {kept.Days} days, {kept.Weeks} weeks and {kept.Months} months are kept."),
        Failed = (at, why) => $"The last try failed ({at}): " + why switch
        {
            BackupFault.NoRoom => "there is too little room on the disk. Please make some.",
            BackupFault.Damaged => "the database is damaged. Please stop the blog, keep a copy of the data folder, and restore an older backup.",
            _ => "see below.",
        },
        TitleOf = at => $"Backup of {at}",
        KindName = kind => kind switch { BackupKind.Manual => "By hand", BackupKind.BeforeUpgrade => "Before an upgrade", _ => "By itself" },
        KeptName = kept => "last of its " + Periods(kept, "day", "week", "month") switch { [.. [_, ..] others, var last] => $"{string.Join(", ", others)} and {last}", [var only] => only, _ => "" },
        Holds = (posts, images, accounts) => string.Create(
            CultureInfo.InvariantCulture,
            $"{posts} {(posts == 1 ? "post" : "posts")}, {images} {(images == 1 ? "image" : "images")}, {accounts} {(accounts == 1 ? "account" : "accounts")}"),
    };
}

using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Shelf;
using Blog.Site;

namespace Blog.Operations.Backups.Pages;

public sealed class BackupTexts : Texts<BackupTexts>
{
    public string Intro => T(
        "一份备份包含整个博客：数据库、图片和密钥。写完之后会从头到尾再读一遍，确认完整才算数。",
        "A backup holds the whole blog: database, images and keys. It is read again from end to end after it is written, and "
            + "counts only when it is whole.");

    public string NotScheduled => T("自动备份已关闭（Blog__Backup__Every=off）。", "Backups are not made by themselves (Blog__Backup__Every=off).");
    public string BackUpNow => T("立即备份", "Back up now");
    public string BackUpHint => T("手动备份会一直保留，直到你删除它。", "A backup that you ask for stays until you delete it.");
    public string Made => T("备份已完成，并已通读核对。", "The backup is made, read again, and whole.");
    public string NotMade => T("没有备份成功，原因见下。", "No backup was made; the reason is below.");
    public string IsRunning => T("正在备份……", "A backup is being made…");
    public string IsReading => T("正在核对备份……", "A backup is being read again…");
    public string LookAgain => T("刷新查看进度", "Reload to see how far it is");
    public string NoBackups => T("还没有备份。", "There are no backups yet.");
    public string IsLate => T("早就该有新的备份了，却没有。请查看日志。", "A new backup should have been made long ago. Please look at the log.");
    public string MadeAt => T("备份时间", "Made");
    public string Size => T("大小", "Size");
    public string Kind => T("类型", "Kind");
    public string State => T("核对", "Verified");
    public string Whole => T("完整", "Whole");
    public string Broken => T("已损坏", "Damaged");
    public string Unread => T("未核对", "Not verified");
    public string Snapshot => T("仅数据库", "Database only");

    public string SnapshotText =>
        T("升级前自动留下的数据库副本，不含图片和密钥。", "A copy of the database alone, made before an upgrade changed it; without images and keys.");

    public string Contents => T("内容", "Contents");
    public string File => T("文件", "File");
    public string KeptAs => T("类型", "Kind");
    public string ReadAt => T("上次核对", "Last verified");
    public string Unreadable => T("这个文件读不出来：", "This file cannot be read:");
    public string Download => T("下载", "Download");

    public string DownloadHint =>
        T("里面有密码的哈希值和密钥。请存放在只有你能打开的地方。", "It holds the hashes of passwords, and keys. Keep it where only you can open it.");

    public string ReadAgain => T("重新核对", "Verify again");
    public string ReadWhole => T("已从头到尾读过一遍，备份完整。", "It was read from end to end and is whole.");
    public string ReadBroken => T("这份备份已损坏，不能用来恢复。", "This backup is damaged: nothing can be restored from it.");

    /// <summary>It could not be read, for a reason that is not its own.</summary>
    public string NotRead => T(
        "刚才没能读取，这并不说明备份有问题。请查看磁盘空间和日志。",
        "It could not be read just now, which says nothing about the backup: please look at the free space and the log.");

    /// <summary>State of one that lacks what the blog itself had lost.</summary>
    public string Incomplete => T("不完整", "Incomplete");

    /// <summary>Before the list of what it lacks.</summary>
    public string Lacks => T(
        "备份本身没有问题，但备份时博客里已经缺了下面这些内容。运行 check 命令可以看到哪些能修复。",
        "The backup is as it should be, but the blog was not: this was wrong when it was made. The command “check” says what can "
            + "be repaired.");

    /// <summary>The newest one is such a one.</summary>
    public string NewestLacks => T(
        "最新的备份缺少一些内容，因为博客里当时就已经没有了。打开它可以看到缺了什么。",
        "The newest backup lacks something that the blog itself had lost. Open it to see what.");

    public string Delete => T("删除这份备份", "Delete this backup");
    public string DeleteHint => T("删除后无法找回。", "It cannot be brought back.");
    public string Deleted => T("备份已删除。", "The backup is deleted.");
    public string NotDeleted => T("这个文件删不掉，请检查文件夹权限。", "This file could not be deleted; please look at the permissions of its folder.");
    public string Back => T("所有备份", "All backups");
    public string RestoreHow => T("如何恢复", "How to restore");

    public string RestoreText => T(
        "先停止博客，再在命令行运行下面的命令。原有的内容会移到一旁，不会被删除。",
        "Stop the blog first, then run this on the command line. What is there now is moved aside, not deleted.");

    /// <summary>How often backups are made, and which are kept.</summary>
    public string Schedule(TimeSpan every, Retention kept) =>
        IsChinese
            ? string.Create(
            CultureInfo.InvariantCulture,
            $"每{(every.TotalHours % 24 == 0 ? every.TotalDays == 1 ? "天" : $" {every.TotalDays} 天" : $" {every.TotalHours} 小时")}自动备份一次，保留最近 {kept.Days} 天、{kept.Weeks} 周、{kept.Months} 个月中每段的最后一份。")
            : string.Create(
            CultureInfo.InvariantCulture,
            $"One is made every {(every.TotalHours % 24 == 0 ? every.TotalDays == 1 ? "day" : $"{every.TotalDays} days" : every.TotalHours == 1 ? "hour" : $"{every.TotalHours} hours")}; the last of each of {kept.Days} days, {kept.Weeks} weeks and {kept.Months} months are kept.");

    public string Failed(string at, BackupFault why) =>
        IsChinese
            ? $"上次备份失败（{at}）：" + why switch
        {
            BackupFault.NoRoom => "磁盘空间不够。请腾出空间。",
            BackupFault.Damaged => "数据库已损坏。请停止博客，保留一份数据文件夹的副本，再恢复较早的备份。",
            _ => "原因如下。",
        }
            : $"The last try failed ({at}): " + why switch
        {
            BackupFault.NoRoom => "there is too little room on the disk. Please make some.",
            BackupFault.Damaged => "the database is damaged. Please stop the blog, keep a copy of the data folder, and restore an older backup.",
            _ => "see below.",
        };

    public string TitleOf(string at) => IsChinese ? $"{at} 的备份" : $"Backup of {at}";

    public string KindName(BackupKind kind) =>
        kind switch
        {
            BackupKind.Manual => T("手动", "By hand"),
            BackupKind.BeforeUpgrade => T("升级前", "Before an upgrade"),
            _ => T("自动", "By itself"),
        };

    /// <summary>What one that was made by itself is kept for; at least for one thing.</summary>
    public string KeptName(KeptFor kept) =>
        IsChinese
            ? string.Join('、', Periods(kept, "当天", "当周", "当月")) + "的最后一份"
            : "last of its " + Periods(kept, "day", "week", "month") switch { [.. [_, ..] others, var last] => $"{string.Join(", ", others)} and {last}", [var only] => only, _ => "" };

    /// <summary>Posts, images, accounts.</summary>
    public string Holds(long posts, long images, long accounts) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{posts} 篇文章，{images} 张图片，{accounts} 个账号")
            : string.Create(
            CultureInfo.InvariantCulture,
            $"{posts} {(posts == 1 ? "post" : "posts")}, {images} {(images == 1 ? "image" : "images")}, {accounts} {(accounts == 1 ? "account" : "accounts")}");

    /// <summary>Names of the periods that a backup is the last one of.</summary>
    private static string[] Periods(KeptFor kept, string day, string week, string month) =>
        [.. new[] { (KeptFor.Day, day), (KeptFor.Week, week), (KeptFor.Month, month) }.Where(period => kept.HasFlag(period.Item1)).Select(period => period.Item2)];
}

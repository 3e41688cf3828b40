using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Site.Localization;

namespace Blog.Operations.Backups.Pages;

public sealed class BackupTexts : Texts<BackupTexts>
{
    public string Intro =>
        T(
            "一份备份包含整个博客：数据库、图片和密钥。写完后会完整地再读一遍，确认无误才算成功。",
            "A backup contains the whole blog: database, images and keys. It is verified by reading it back after it is written, and "
                + "counts only if it is complete."
        );

    public string NotScheduled => T("自动备份已关闭（Blog__Backup__Every=off）。", "Automatic backups are off (Blog__Backup__Every=off).");
    public string BackUpNow => T("立即备份", "Back up now");
    public string BackUpHint => T("手动备份会一直保留，直到你删除它。", "A manual backup is kept until you delete it.");
    public string Made => T("备份已完成，并已校验。", "The backup is complete and verified.");
    public string NotMade => T("备份失败，原因见下。", "The backup failed; see the reason below.");
    public string IsRunning => T("正在备份……", "Backup in progress…");
    public string IsReading => T("正在校验备份……", "Verifying the backup…");
    public string LookAgain => T("刷新查看进度", "Reload to see the progress");
    public string NoBackups => T("还没有备份。", "There are no backups yet.");
    public string IsLate => T("新的备份早应完成，却没有。请查看日志。", "A new backup is overdue. Please check the log.");
    public string MadeAt => T("备份时间", "Created");
    public string Size => T("大小", "Size");
    public string Kind => T("类型", "Kind");
    public string State => T("校验", "Verified");
    public string Whole => T("完整", "Complete");
    public string Broken => T("已损坏", "Damaged");
    public string Unread => T("未校验", "Not verified");
    public string Snapshot => T("仅数据库", "Database only");
    public string SnapshotText =>
        T("升级前自动保留的数据库副本，不含图片和密钥。", "A copy of the database made before an upgrade; without images and keys.");
    public string Contents => T("内容", "Contents");
    public string File => T("文件", "File");
    public string KeptAs => T("类型", "Kind");
    public string ReadAt => T("上次校验", "Last verified");
    public string Unreadable => T("无法读取这个文件：", "This file cannot be read:");
    public string Download => T("下载", "Download");

    public string DownloadHint =>
        T(
            "其中含有密码的哈希值和密钥，请妥善保管，不要让他人取得。",
            "It contains password hashes and keys. Store it where nobody else has access."
        );

    public string ReadAgain => T("重新校验", "Verify again");
    public string ReadWhole => T("校验通过，备份完整。", "Verified: the backup is complete.");
    public string ReadBroken => T("这份备份已损坏，无法用于恢复。", "This backup is damaged and cannot be restored.");

    /// <summary>It could not be read, for a reason that is not its own.</summary>
    public string NotRead =>
        T(
            "刚才未能读取，这并不说明备份有问题。请检查磁盘空间和日志。",
            "It could not be read just now, which does not mean that the backup is damaged. Please check the free space and the log."
        );

    /// <summary>State of one that lacks what the blog itself had lost.</summary>
    public string Incomplete => T("不完整", "Incomplete");

    /// <summary>Before the list of what it lacks.</summary>
    public string Lacks =>
        T(
            "备份本身没有问题，但备份时博客已缺少以下内容。运行 check 命令可以查看哪些能够修复。",
            "The backup itself is intact, but the blog already had these problems when it was made. The command “check” shows what "
                + "can be repaired."
        );

    /// <summary>The newest one is such a one.</summary>
    public string NewestLacks =>
        T(
            "最新的备份缺少一些内容，因为博客当时就已缺失。打开它可以查看缺少的内容。",
            "The newest backup lacks something that the blog had already lost. Open it for details."
        );

    public string Delete => T("删除这份备份", "Delete this backup");
    public string DeleteHint => T("删除后无法恢复。", "This cannot be undone.");
    public string Deleted => T("备份已删除。", "The backup was deleted.");
    public string NotDeleted =>
        T("无法删除这个文件，请检查文件夹权限。", "This file could not be deleted. Please check the permissions of its folder.");
    public string Back => T("所有备份", "All backups");
    public string RestoreHow => T("如何恢复", "How to restore");

    public string RestoreText =>
        T(
            "先停止博客，再在命令行运行下面的命令。现有的内容会移到一旁，不会被删除。",
            "Stop the blog first, then run this on the command line. The current data is moved aside, not deleted."
        );

    /// <summary>How often backups are made, and which are kept.</summary>
    public string Schedule(TimeSpan every, Retention kept) =>
        IsChinese
            ? $"每{Period(every)}自动备份一次，保留最近 {kept.Days} 天、{kept.Weeks} 周、{kept.Months} 个月中每段的最后一份。"
            : $"A backup is made every {Period(every)}; the last of each of the past {kept.Days} days, {kept.Weeks} weeks and "
                + $"{kept.Months} months is kept.";

    public string Failed(string at, BackupError why) =>
        (IsChinese ? $"上次备份失败（{at}）：" : $"The last backup failed ({at}): ")
        + why switch
        {
            BackupError.NoRoom => T("磁盘空间不足。请腾出空间。", "there is not enough disk space. Please free some up."),
            BackupError.Damaged => T(
                "数据库已损坏。请停止博客，保留一份数据文件夹的副本，再恢复较早的备份。",
                "the database is damaged. Please stop the blog, keep a copy of the data folder, and restore an older backup."
            ),
            _ => T("原因如下。", "see below."),
        };

    public string TitleOf(string at) => IsChinese ? $"{at} 的备份" : $"Backup of {at}";

    public string KindName(BackupKind kind) =>
        kind switch
        {
            BackupKind.Manual => T("手动", "Manual"),
            BackupKind.BeforeUpgrade => T("升级前", "Before an upgrade"),
            _ => T("自动", "Automatic"),
        };

    /// <summary>What one that was made by itself is kept for; at least for one thing.</summary>
    public string KeptName(KeptFor kept) =>
        IsChinese
            ? string.Join('、', Periods(kept, "当天", "当周", "当月")) + "的最后一份"
            : "last of its "
                + Periods(kept, "day", "week", "month") switch
                {
                    [.. [_, ..] others, var last] => $"{string.Join(", ", others)} and {last}",
                    [var only] => only,
                    _ => "",
                };

    public string Holds(long posts, long images, long accounts) =>
        IsChinese
            ? $"{posts} 篇文章，{images} 张图片，{accounts} 个账户"
            : $"{Count(posts, "post")}, {Count(images, "image")}, {Count(accounts, "account")}";

    private string Period(TimeSpan every) =>
        (every.TotalHours % 24, every.TotalHours) switch
        {
            (0, 24) => T("天", "day"),
            (0, _) => IsChinese ? $" {every.TotalDays} 天" : $"{every.TotalDays} days",
            (_, 1) => T(" 1 小时", "hour"),
            _ => IsChinese ? $" {every.TotalHours} 小时" : $"{every.TotalHours} hours",
        };

    private static string Count(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <summary>Names of the periods that a backup is the last one of.</summary>
    private static string[] Periods(KeptFor kept, string day, string week, string month)
    {
        (KeptFor Period, string Name)[] all = [(KeptFor.Day, day), (KeptFor.Week, week), (KeptFor.Month, month)];
        return [.. all.Where(one => kept.HasFlag(one.Period)).Select(one => one.Name)];
    }
}

using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Shelf;

namespace Blog.Operations.Backups.Pages;

public sealed partial record BackupTexts
{
    /// <summary>Simplified Chinese.</summary>
    public static BackupTexts Chinese { get; } = new()
    {
        Intro = "一份备份包含整个博客：数据库、图片和密钥。写完之后会从头到尾再读一遍，确认完整才算数。",
        NotScheduled = "自动备份已关闭（Blog__Backup__Every=off）。",
        BackUpNow = "立即备份",
        BackUpHint = "手动备份会一直保留，直到你删除它。",
        Made = "备份已完成，并已通读核对。",
        NotMade = "没有备份成功，原因见下。",
        IsRunning = "正在备份……",
        IsReading = "正在核对备份……",
        LookAgain = "刷新查看进度",
        NoBackups = "还没有备份。",
        IsLate = "早就该有新的备份了，却没有。请查看日志。",
        MadeAt = "备份时间",
        Size = "大小",
        Kind = "类型",
        State = "核对",
        Whole = "完整",
        Broken = "已损坏",
        Unread = "未核对",
        Snapshot = "仅数据库",
        SnapshotText = "升级前自动留下的数据库副本，不含图片和密钥。",
        Contents = "内容",
        File = "文件",
        KeptAs = "类型",
        ReadAt = "上次核对",
        Unreadable = "这个文件读不出来：",
        Download = "下载",
        DownloadHint = "里面有密码的哈希值和密钥。请存放在只有你能打开的地方。",
        ReadAgain = "重新核对",
        ReadWhole = "已从头到尾读过一遍，备份完整。",
        ReadBroken = "这份备份已损坏，不能用来恢复。",
        NotRead = "刚才没能读取，这并不说明备份有问题。请查看磁盘空间和日志。",
        Incomplete = "不完整",
        Lacks = "备份本身没有问题，但备份时博客里已经缺了下面这些内容。运行 check 命令可以看到哪些能修复。",
        NewestLacks = "最新的备份缺少一些内容，因为博客里当时就已经没有了。打开它可以看到缺了什么。",
        Delete = "删除这份备份",
        DeleteHint = "删除后无法找回。",
        Deleted = "备份已删除。",
        NotDeleted = "这个文件删不掉，请检查文件夹权限。",
        Back = "所有备份",
        RestoreHow = "如何恢复",
        RestoreText = "先停止博客，再在命令行运行下面的命令。原有的内容会移到一旁，不会被删除。",
        Schedule = (every, kept) => string.Create(
            CultureInfo.InvariantCulture,
            $"每{(every.TotalHours % 24 == 0 ? every.TotalDays == 1 ? "天" : $" {every.TotalDays} 天" : $" {every.TotalHours} 小时")}自动备份一次，保留最近 {kept.Days} 天、{kept.Weeks} 周、{kept.Months} 个月中每段的最后一份。"),
        Failed = (at, why) => $"上次备份失败（{at}）：" + why switch
        {
            BackupFault.NoRoom => "磁盘空间不够。请腾出空间。",
            BackupFault.Damaged => "数据库已损坏。请停止博客，保留一份数据文件夹的副本，再恢复较早的备份。",
            _ => "原因如下。",
        },
        TitleOf = at => $"{at} 的备份",
        KindName = kind => kind switch { BackupKind.Manual => "手动", BackupKind.BeforeUpgrade => "升级前", _ => "自动" },
        KeptName = kept => string.Join('、', Periods(kept, "当天", "当周", "当月")) + "的最后一份",
        Holds = (posts, images, accounts) => string.Create(CultureInfo.InvariantCulture, $"{posts} 篇文章，{images} 张图片，{accounts} 个账号"),
    };
}

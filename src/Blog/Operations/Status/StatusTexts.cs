using Blog.Site.Localization;

namespace Blog.Operations.Status;

public sealed class StatusTexts : Texts<StatusTexts>
{
    /// <summary>What an upgrade kept as it was, although new blogs have other defaults.</summary>
    /// <param name="foldAbove">In lines.</param>
    public string KeepsEarlierDefaults(int foldAbove, bool ageNotice) =>
        IsChinese
            ? $"升级保留了本站原来的显示方式：代码超过 {foldAbove} 行折叠，久未更新的提醒{(ageNotice ? "开启" : "关闭")}，"
                + "标签页和分类页列出摘要。新博客的默认值不同：60 行、关闭、文章多时只列日期和标题。可在设置里更改："
            : $"The upgrade kept what this blog shows: code folds above {foldAbove} lines, the notice on old posts is "
                + $"{(ageNotice ? "on" : "off")}, tag and category pages list summaries. New blogs have other defaults: 60 lines, off, "
                + "and rows for long lists. You can change them in the settings:";

    public string Checks => T("检查", "Checks");
    public string Program => T("程序", "Program");
    public string Version => T("版本", "Version");
    public string Runtime => T("运行时", "Runtime");
    public string Schema => T("数据库结构", "Schema");
    public string Started => T("启动于", "Started");

    public string Since(TimeSpan time)
    {
        var (days, hours, minutes) = ((int)time.TotalDays, time.Hours, time.Minutes);
        return (days, hours) switch
        {
            (0, 0) => IsChinese ? $"已运行 {minutes} 分钟" : $"up {minutes} min",
            (0, _) => IsChinese ? $"已运行 {hours} 小时 {minutes} 分" : $"up {hours} h {minutes} min",
            _ => IsChinese ? $"已运行 {days} 天 {hours} 小时" : $"up {days} d {hours} h",
        };
    }

    public string Room => T("空间", "Storage");
    public string Database => T("数据库", "Database");
    public string Log => T("预写日志", "Write-ahead log");
    public string Media => T("媒体", "Media");

    public string Images(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{count} 张图片")
            : (count == 1 ? "1 image" : string.Create(CultureInfo.InvariantCulture, $"{count} images"));

    public string Backups => T("备份", "Backups");
    public string Free => T("磁盘剩余", "Free disk space");
    public string Unknown => T("未知", "unknown");
    public string LatestBackup => T("最近一份", "Latest");
    public string NoBackup => T("还没有备份", "No backup yet");
    public string Verified => T("已校验", "verified");
    public string NotVerified => T("尚未校验", "not verified yet");
    public string NotWhole => T("不完整", "incomplete");
    public string Schedule => T("自动备份", "Automatic backups");

    public string Every(TimeSpan? every) =>
        every switch
        {
            null => T("没有开启", "off"),
            { TotalHours: 24 } => T("每 1 天一次", "every day"),
            { TotalHours: 1 } => T("每 1 小时一次", "every hour"),
            { TotalHours: var hours } when hours % 24 == 0 => IsChinese ? $"每 {hours / 24:0} 天一次" : $"every {hours / 24:0} days",
            { TotalHours: var hours } => IsChinese ? $"每 {hours:0} 小时一次" : $"every {hours:0} hours",
        };

    public string Offsite => T("异地备份", "Off-machine");
    public string NoOffsite => T("还没有", "none yet");

    public string OffsiteKept(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"上传后已核对，异地共 {count} 份")
            : string.Create(CultureInfo.InvariantCulture, $"read back, {count} kept there");

    public string OffsiteFailure => T("最近一次上传失败", "Last upload failed");
    public string Drill => T("恢复演练", "Restore drill");

    /// <summary>How the restore drills stand.</summary>
    /// <param name="passed">When one was last passed; null for never.</param>
    /// <param name="posts">Posts in what was restored.</param>
    public string DrillState(string? passed, long posts, bool isOn) =>
        passed is null
            ? isOn
                ? T("还没有做过", "none yet")
                : T("没有开启", "off")
            : IsChinese
                ? string.Create(CultureInfo.InvariantCulture, $"{passed} 通过，恢复出 {posts} 篇文章")
                : string.Create(CultureInfo.InvariantCulture, $"passed {passed}, with {posts} posts");

    public string DrillFailed(string at) => IsChinese ? $"{at} 失败" : $"failed {at}";

    public string Replica => T("数据库副本", "Replica");

    /// <summary>How old the replica was.</summary>
    /// <param name="seen">When it was last restored; null for never.</param>
    public string ReplicaState(string? seen, double seconds) =>
        seen is null ? T("还没有检查过", "not looked at yet")
        : IsChinese ? string.Create(CultureInfo.InvariantCulture, $"{seen} 检查时，最新内容在 {seconds:0} 秒前")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s old when restored {seen}");

    public string LastFailure => T("最近一次失败", "Last failure");
    public string Jobs => T("后台任务", "Background jobs");
    public string Job => T("任务", "Job");

    public string JobName(string job) =>
        job switch
        {
            "rendering" => T("重新渲染文章", "Re-rendering posts"),
            "media" => T("生成小尺寸图片", "Resizing images"),
            "search" => T("搜索索引", "Search index"),
            "sweep" => T("清理多余文件", "Cleaning up files"),
            "checkpoint" => T("回收预写日志", "Write-ahead log checkpoint"),
            "static-site" => T("更新静态副本", "Updating the static copy"),
            "git" => T("与 Git 仓库同步", "Synchronizing with the Git repository"),
            "missing-paths" => T("记录找不到的地址", "Recording not-found addresses"),
            _ => job,
        };

    public string CommentAttack(string until) =>
        IsChinese
            ? $"垃圾评论很多：读者发评论前要先答一道算术题，预计到 {until} 为止。"
            : $"There is a lot of comment spam: readers answer a sum before a comment is taken, until {until} if nothing more happens.";

    public string StaticCopy => T("静态副本", "Static copy");
    public string Target => T("位置", "Where");
    public string State => T("状态", "State");

    /// <summary>How the static copy stands.</summary>
    /// <param name="done">When it was last brought up to date; null if not yet.</param>
    public string CopyState(string? done, TimeSpan behind, bool isLate)
    {
        var minutes = ((int)Math.Ceiling(behind.TotalMinutes)).ToString(CultureInfo.InvariantCulture);
        return isLate
            ? IsChinese
                ? $"落后 {minutes} 分钟，撤下的内容可能还看得到"
                : $"{minutes} minutes behind: what is no longer public may still be there"
            : done is null
                ? T("正在准备", "being prepared")
                : behind > TimeSpan.Zero
                    ? T("正在更新", "being updated")
                    : IsChinese
                        ? $"已更新到最新（{done}）"
                        : $"up to date ({done})";
    }

    public string Waiting => T("待处理", "Waiting");
    public string LastRun => T("最近一次", "Last run");
    public string Result => T("结果", "Result");
    public string Running => T("正在进行", "running");
    public string Done => T("完成", "done");

    public string Failed(string kind) => IsChinese ? $"失败（{kind}）" : $"failed ({kind})";

    public string Writers => T("写入", "Writes");

    public string WritersNow(int waiting, TimeSpan? held)
    {
        var seconds = held?.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return (waiting, seconds) switch
        {
            (0, null) => T("空闲", "idle"),
            (_, null) => IsChinese ? $"{waiting} 个等待中" : $"{waiting} waiting",
            _ => IsChinese ? $"正在写入 {seconds} 秒，{waiting} 个等待中" : $"one running for {seconds} s, {waiting} waiting",
        };
    }

    public string Posts => T("文章", "Posts");
    public string Published => T("已公开", "Published");
    public string Scheduled => T("定时", "Scheduled");
    public string Drafts => T("草稿", "Drafts");
    public string Trash => T("回收站", "Trash");

    public string NextAt(string moment) => IsChinese ? $"下一篇 {moment}" : $"next {moment}";

    public string RecentErrors => T("最近的错误", "Recent errors");

    public string RecentErrorsIntro =>
        T(
            "自本次启动起，错误和警告各保留最近 50 条。这里只有事件、时间和请求编号，详细内容在日志里；读者看到的错误编号就是请求编号。",
            "Since startup, up to 50 of each kind. Only event, time and request are shown here, details are in the log; the number on "
                + "a reader’s error page is the request."
        );

    public string NoErrors => T("没有。", "None.");

    public string ErrorCount(long errors, long warnings) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"共 {errors:N0} 个错误，{warnings:N0} 个警告。")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{errors:N0} {(errors == 1 ? "error" : "errors")} and {warnings:N0} {(warnings == 1 ? "warning" : "warnings")} in all."
            );

    public string When => T("时间", "When");
    public string What => T("事件", "Event");
    public string Request => T("请求编号", "Request");
    public string Error => T("错误", "Error");
    public string Warning => T("警告", "Warning");
    public string Missing => T("找不到的地址", "Not found");

    public string MissingCount(int count) =>
        count == 0 ? T("没有待处理的", "none open")
        : IsChinese ? string.Create(CultureInfo.InvariantCulture, $"{count} 个待处理")
        : string.Create(CultureInfo.InvariantCulture, $"{count} open");
}

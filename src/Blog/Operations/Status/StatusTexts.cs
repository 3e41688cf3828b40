using Blog.Site;

namespace Blog.Operations.Status;

public sealed class StatusTexts : Texts<StatusTexts>
{
    public string Checks => T("检查", "Checks");
    public string Program => T("程序", "Program");
    public string Version => T("版本", "Version");
    public string Runtime => T("运行时", "Runtime");
    public string Schema => T("数据库结构", "Schema");
    public string Started => T("启动于", "Started");

    public string Since(TimeSpan time) =>
        IsChinese
            ? "已运行 " + (time.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} 天 {time.Hours} 小时") : time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} 小时 {time.Minutes} 分") : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} 分钟"))
            : "running for " + (time.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h") : time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min") : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min"));

    public string Room => T("空间", "Room");
    public string Database => T("数据库", "Database");
    public string Log => T("写前日志", "Write-ahead log");
    public string Media => T("媒体", "Media");

    public string Images(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{count} 张图片")
            : (count == 1 ? "1 image" : string.Create(CultureInfo.InvariantCulture, $"{count} images"));

    public string Backups => T("备份", "Backups");
    public string Free => T("磁盘剩余", "Free on the disk");
    public string Unknown => T("未知", "unknown");
    public string LatestBackup => T("最近一份", "Newest");
    public string NoBackup => T("还没有备份", "There is none yet");
    public string Verified => T("通读验证过", "read from end to end");
    public string NotVerified => T("还没有验证", "not verified yet");
    public string NotWhole => T("不完整", "not whole");
    public string Schedule => T("自动备份", "By itself");

    public string Every(TimeSpan? every) =>
        every is not { } time
            ? T("没有开启", "switched off")
            : IsChinese
                ? (time.TotalHours % 24 == 0 ? string.Create(CultureInfo.InvariantCulture, $"每 {time.TotalDays:0} 天一次") : string.Create(CultureInfo.InvariantCulture, $"每 {time.TotalHours:0} 小时一次"))
                : (time.TotalHours == 24 ? "every day" : time.TotalHours % 24 == 0 ? string.Create(CultureInfo.InvariantCulture, $"every {time.TotalDays:0} days") : time.TotalHours == 1 ? "every hour" : string.Create(CultureInfo.InvariantCulture, $"every {time.TotalHours:0} hours"));

    public string LastFailure => T("最近一次失败", "Last failure");
    public string Jobs => T("后台任务", "Background jobs");
    public string Job => T("任务", "Job");

    public string JobName(string job) =>
        job switch
        {
            "rendering" => T("重新渲染文章", "Rendering posts again"),
            "media" => T("生成小尺寸图片", "Smaller copies of images"),
            "search" => T("搜索索引", "Search index"),
            "sweep" => T("清理多余文件", "Removing left-over files"),
            "checkpoint" => T("收拢写前日志", "Shortening the log"),
            "missing-paths" => T("记录找不到的地址", "Noting missing addresses"),
            _ => job,
        };

    public string Waiting => T("待处理", "Waiting");
    public string LastRun => T("最近一次", "Last run");
    public string Result => T("结果", "Result");
    public string Running => T("正在进行", "running");
    public string Done => T("完成", "done");
    public string Failed(string kind) => IsChinese ? $"没有做成（{kind}）" : $"failed ({kind})";
    public string Writers => T("写入", "Writing");

    public string WritersNow(int waiting, TimeSpan? held)
    {
        var seconds = held?.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return (waiting, seconds) switch
        {
            (0, null) => T("空闲", "idle"),
            (_, null) => IsChinese ? $"{waiting} 个在等" : $"{waiting} waiting",
            _ => IsChinese ? $"正在写入 {seconds} 秒，{waiting} 个在等" : $"one for {seconds} s, {waiting} waiting",
        };
    }

    public string Posts => T("文章", "Posts");
    public string Published => T("已公开", "Public");
    public string Scheduled => T("定时", "Scheduled");
    public string Drafts => T("草稿", "Drafts");
    public string Trash => T("回收站", "In the trash");
    public string NextAt(string moment) => IsChinese ? $"下一篇 {moment}" : $"next {moment}";
    public string Faults => T("最近的错误", "Recent errors");

    public string FaultsIntro => T(
        "从这次启动算起，最多各留 50 条。这里只有事件、时间和请求编号，内容在日志里；读者看到的错误编号就是请求编号。",
        "Since this start, at most 50 of each kind. Here are event, time and request only, the words are in the log; the number "
            + "on a reader’s error page is the request.");

    public string NoFaults => T("没有。", "None.");

    public string FaultCount(long errors, long warnings) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"共 {errors:N0} 个错误，{warnings:N0} 个警告。")
            : string.Create(CultureInfo.InvariantCulture, $"{errors:N0} {(errors == 1 ? "error" : "errors")} and {warnings:N0} {(warnings == 1 ? "warning" : "warnings")} in all.");

    public string When => T("时间", "When");
    public string What => T("事件", "Event");
    public string Request => T("请求编号", "Request");
    public string Error => T("错误", "Error");
    public string Warning => T("警告", "Warning");
    public string Missing => T("找不到的地址", "Missing addresses");

    public string MissingCount(int count) =>
        count == 0
            ? T("没有待处理的", "none open")
            : IsChinese
                ? string.Create(CultureInfo.InvariantCulture, $"{count} 个待处理")
                : string.Create(CultureInfo.InvariantCulture, $"{count} open");
}

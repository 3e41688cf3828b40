using Blog.Site;

namespace Blog.Operations.Health;

public sealed class HealthTexts : Texts<HealthTexts>
{
    public string Whole(HealthState state) =>
        state switch
        {
            HealthState.Healthy => T("一切正常。", "All is well."),
            HealthState.Degraded => T("站点照常运行，但有地方需要你看一下。", "The site runs, and something wants your attention."),
            _ => T("站点现在不能正常工作。", "The site cannot work properly at present."),
        };

    public string StateName(HealthState state) =>
        state switch
        {
            HealthState.Healthy => T("正常", "Fine"),
            HealthState.Degraded => T("需要处理", "Needs care"),
            _ => T("不可用", "Not working"),
        };

    /// <summary>Names of what is looked at, by the name of the finding.</summary>
    public string FindingName(string name) =>
        name switch
        {
            "database" => T("数据库", "Database"),
            "schema" => T("数据库结构", "Schema"),
            "disk" => T("磁盘", "Disk"),
            "backup" => T("备份", "Backup"),
            "jobs" => T("后台任务", "Background jobs"),
            _ => T("写入", "Writing"),
        };

    /// <summary>What to do where something is not well, by the name of the finding.</summary>
    public string Advice(string name) =>
        name switch
        {
            "database" => T(
                "数据库里有损坏的地方。请先复制一份数据目录，再从备份恢复，步骤见「备份」。",
                "The database is damaged in places. Copy the data folder first, then restore a backup; see “Backups”."),
            "disk" => T(
                "剩余空间不到 200 MB，满了就不能保存。请清理或扩容。",
                "Less than 200 MB are free; when they are used up, nothing can be saved. Please make room."),
            "backup" => T(
                "最近一次备份失败、不完整，或者已经过了该备份的时候。详情见下面的「备份」。",
                "The last backup failed, is not whole, or is overdue. See “Backups” below."),
            "jobs" => T(
                "有任务上一次没有做成，会再试。详情见下面的「后台任务」与日志。",
                "A job did not succeed the last time and will be tried again. See “Background jobs” below, and the log."),
            "writes" => T(
                "有一次写入已经超过 30 秒，后面的都在等它。持续不动的话，请查看日志并重启。",
                "One writer has been at it for more than 30 seconds and the others wait. If it stays so, look at the log and restart."),
            _ => T("请查看日志。", "Please look at the log."),
        };

    public string Colon => T("：", ": ");

    /// <summary>Ends a sentence that another may follow.</summary>
    public string Stop => T("。", ". ");

    /// <summary>What was found, and what to do about it.</summary>
    public string Sentence(HealthFinding finding) =>
        $"{FindingName(finding.Name)}{Colon}{StateName(finding.State)}" + (finding.State == HealthState.Healthy ? "" : Stop + Advice(finding.Name));
}

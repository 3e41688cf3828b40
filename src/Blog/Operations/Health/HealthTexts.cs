using Blog.Site.Localization;

namespace Blog.Operations.Health;

public sealed class HealthTexts : Texts<HealthTexts>
{
    public string Whole(HealthState state) =>
        state switch
        {
            HealthState.Healthy => T("一切正常。", "Everything is fine."),
            HealthState.Degraded => T("站点运行正常，但有问题需要处理。", "The site is running, but something needs your attention."),
            _ => T("站点目前无法正常工作。", "The site is not working properly."),
        };

    public string StateName(HealthState state) =>
        state switch
        {
            HealthState.Healthy => T("正常", "Fine"),
            HealthState.Degraded => T("需要处理", "Needs attention"),
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
            "offsite" => T("异地备份", "Off-machine backups"),
            "drill" => T("恢复演练", "Restore drill"),
            "replica" => T("数据库副本", "Replica"),
            "jobs" => T("后台任务", "Background jobs"),
            "proxy" => T("反向代理", "Reverse proxy"),
            _ => T("写入", "Writes"),
        };

    /// <summary>What to do where something is not well, by the name of the finding.</summary>
    public string Advice(string name) =>
        name switch
        {
            "database" => T(
                "数据库已损坏。请先复制一份数据目录，再从备份恢复，步骤见「备份」。",
                "The database is damaged. Copy the data directory first, then restore a backup; see “Backups”."
            ),
            "disk" => T(
                "剩余空间不足 200 MB，用尽后将无法保存。请清理或扩容。",
                "Less than 200 MB are free; once they are used up, nothing can be saved. Please free up space."
            ),
            "backup" => T(
                "最近一次备份失败、不完整，或已逾期。详情见下面的「备份」。",
                "The last backup failed, is incomplete, or is overdue. See “Backups” below."
            ),
            "offsite" => T(
                "异地备份已逾期：很久没有新的一份在上传后通过核对。原因见下面的「备份」。",
                "An off-machine backup is overdue: none was uploaded and read back for too long. See “Backups” below for the reason."
            ),
            "drill" => T(
                "最近一次恢复演练失败或已逾期：备份可能无法恢复。原因见下面的「备份」。",
                "The last restore drill failed or is overdue: backups may not be restorable. See “Backups” below for the reason."
            ),
            "replica" => T(
                "数据库副本有问题，或很久没有检查过。原因见下面的「备份」，也可运行 blog doctor --replica。",
                "The replica is not good, or was not looked at for too long. See “Backups” below, or run blog doctor --replica."
            ),
            "jobs" => T(
                "有任务上一次失败，将会重试。详情见下面的「后台任务」与日志。",
                "A job failed last time and will be retried. See “Background jobs” below, and the log."
            ),
            "writes" => T(
                "有一次写入已超过 30 秒，其他写入都在等待。如果持续如此，请查看日志并重启。",
                "One write has been running for more than 30 seconds and the others are waiting. If this persists, check the log "
                    + "and restart."
            ),
            "proxy" => T(
                "有请求以明文 http 到达后台页面，那里无法登录。要改的那一行写在日志的 ProxyMisconfigured 里。",
                "An admin page was asked for by plain http, where nobody can sign in. The log names the line to change: ProxyMisconfigured."
            ),
            _ => T("请查看日志。", "Please check the log."),
        };

    public string Colon => T("：", ": ");

    /// <summary>Ends a sentence that another may follow.</summary>
    public string Stop => T("。", ". ");

    /// <summary>What was found, and what to do about it.</summary>
    public string Sentence(HealthFinding finding) =>
        $"{FindingName(finding.Name)}{Colon}{StateName(finding.State)}"
        + (finding.State == HealthState.Healthy ? "" : Stop + Advice(finding.Name));
}

namespace Blog.Operations.Backups.Schedule;

/// <summary>A backup being made or verified.</summary>
/// <param name="StartedAt">Since when.</param>
/// <param name="Reading">The one being verified; null where one is being made.</param>
public sealed record BackupWork(DateTimeOffset StartedAt, string? Reading)
{
    /// <summary>The current step, in English, as a command would print it.</summary>
    public string? Step { get; init; }
}

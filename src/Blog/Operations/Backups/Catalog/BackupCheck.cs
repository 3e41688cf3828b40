using System.Text.Json.Serialization;

namespace Blog.Operations.Backups.Catalog;

/// <summary>The result of reading a backup from end to end.</summary>
/// <param name="Damage">What was wrong with it; null where it was intact.</param>
public sealed record BackupCheck(DateTimeOffset At, [property: JsonPropertyName("fault")] string? Damage)
{
    /// <summary>The number of items missing from it because the blog itself had lost them when it was made.</summary>
    public int Lacking { get; init; }
}

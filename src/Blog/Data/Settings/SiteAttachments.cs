using System.Text.Json.Serialization;
using Blog.Images.Attachments;

namespace Blog.Data.Settings;

/// <summary>Which files other than images may be uploaded, and how large they may be.</summary>
public sealed record SiteAttachments
{
    /// <summary>The most that <see cref="MaxMegabytes"/> can be.</summary>
    public const int MostMegabytes = 4096;

    public bool Documents { get; init; } = true;

    public bool Archives { get; init; } = true;

    public bool Audio { get; init; } = true;

    public bool Video { get; init; } = true;

    /// <summary>Of one file, in MiB.</summary>
    public int MaxMegabytes { get; init; } = 100;

    /// <summary>The same in bytes.</summary>
    [JsonIgnore]
    public long MaxBytes => MaxMegabytes * 1024L * 1024;

    /// <summary>The extensions of what may be uploaded, with their dots.</summary>
    [JsonIgnore]
    public IEnumerable<string> Extensions => AttachmentType.All.Where(type => Allows(type.Group)).Select(type => type.Extension);

    public bool Allows(AttachmentGroup group) =>
        group switch
        {
            AttachmentGroup.Document => Documents,
            AttachmentGroup.Archive => Archives,
            AttachmentGroup.Audio => Audio,
            _ => Video,
        };
}

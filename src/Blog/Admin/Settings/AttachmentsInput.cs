using System.ComponentModel.DataAnnotations;
using Blog.Data.Settings;

namespace Blog.Admin.Settings;

/// <summary>Which files may be attached, as form fields.</summary>
public sealed class AttachmentsInput
{
    public bool Documents { get; set; }

    public bool Archives { get; set; }

    public bool Audio { get; set; }

    public bool Video { get; set; }

    /// <summary>Of one file, in MiB.</summary>
    [Required, Range(1, SiteAttachments.MostMegabytes)]
    public int? MaxMegabytes { get; set; }

    internal static AttachmentsInput Of(SiteAttachments attachments) =>
        new()
        {
            Documents = attachments.Documents,
            Archives = attachments.Archives,
            Audio = attachments.Audio,
            Video = attachments.Video,
            MaxMegabytes = attachments.MaxMegabytes,
        };

    /// <summary>The settings that the form means.</summary>
    internal SiteAttachments Read() =>
        new()
        {
            Documents = Documents,
            Archives = Archives,
            Audio = Audio,
            Video = Video,
            MaxMegabytes = MaxMegabytes!.Value,
        };

    /// <summary>The settings that two people may have changed differently.</summary>
    internal static IEnumerable<SettingsField> Fields(SettingsTexts words, AttachmentTexts attachments)
    {
        yield return Flag("Documents", attachments.Documents, f => f.Documents, (to, from) => to.Documents = from.Documents);
        yield return Flag("Archives", attachments.Archives, f => f.Archives, (to, from) => to.Archives = from.Archives);
        yield return Flag("Audio", attachments.Audio, f => f.Audio, (to, from) => to.Audio = from.Audio);
        yield return Flag("Video", attachments.Video, f => f.Video, (to, from) => to.Video = from.Video);
        yield return new(
            "Attachments.MaxMegabytes",
            attachments.MaxMegabytes,
            null,
            f => f.Attachments.MaxMegabytes?.ToString(CultureInfo.InvariantCulture) ?? "",
            (to, from) => to.Attachments.MaxMegabytes = from.Attachments.MaxMegabytes
        );

        SettingsField Flag(string key, string label, Func<AttachmentsInput, bool> show, Action<AttachmentsInput, AttachmentsInput> copy) =>
            new(
                "Attachments." + key,
                label,
                null,
                f => show(f.Attachments) ? words.Yes : words.No,
                (to, from) => copy(to.Attachments, from.Attachments)
            );
    }
}

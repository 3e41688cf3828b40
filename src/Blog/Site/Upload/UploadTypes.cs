using Blog.Data.Settings;

namespace Blog.Site.Upload;

/// <summary>What a control for files offers to choose; what is accepted is decided by the content.</summary>
public static class UploadTypes
{
    public const string Images = "image/jpeg,image/png,image/gif,image/webp,image/avif,image/svg+xml";

    /// <summary>Images, and the attachments that the owner allows.</summary>
    public static string Accept(SiteAttachments attachments) => string.Join(',', attachments.Extensions.Prepend(Images));
}

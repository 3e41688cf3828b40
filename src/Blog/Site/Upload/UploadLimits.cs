using System.Security.Claims;
using Blog.Data.Settings;
using Blog.Images;

namespace Blog.Site.Upload;

/// <summary>How much one form of images may hold. An owner's blog is the owner's to fill; other roles are limited.</summary>
/// <param name="Files">Number of images.</param>
/// <param name="Bytes">Size of the form.</param>
/// <param name="Patience">Time for sending it; Kestrel ends anything slower than 240 bytes a second long before.</param>
public sealed record UploadLimits(int Files, long Bytes, TimeSpan Patience)
{
    /// <summary>For everybody but owners: one large image or several small ones; 25 MB at 350 kbit/s.</summary>
    public static readonly UploadLimits Others = new(Files: 20, Bytes: ImageFile.MaxBytes, TimeSpan.FromMinutes(10));

    /// <summary>For owners: a holiday's photos; 1 GB at 2.4 Mbit/s. They wait on disk, not in memory.</summary>
    public static readonly UploadLimits Owners = new(Files: 500, Bytes: 1024L * 1024 * 1024, TimeSpan.FromHours(1));

    /// <summary>For a form of other fields with a few pictures, each within the limit of one image.</summary>
    public static readonly UploadLimits Pictures = new(Files: 4, Bytes: 4L * ImageFile.MaxBytes, TimeSpan.FromMinutes(10)) { Fields = 400 };

    /// <summary>Maximum number of fields beside the images.</summary>
    public int Fields { get; private init; } = 20;

    /// <summary>Maximum size of one attachment in bytes; 0 for a form that takes none.</summary>
    public long AttachmentBytes { get; private init; }

    /// <summary>Maximum bytes of the whole request: the images and the rest of the form.</summary>
    public long RequestBytes => Bytes + (64 * 1024) + (Files * 1024L);

    /// <summary>Maximum number of parts: the images and the fields.</summary>
    public int Parts => Files + Fields;

    /// <summary>The limits for a signed-in person: at least one attachment of the size that the owner allows.</summary>
    public static UploadLimits Of(ClaimsPrincipal person, SiteAttachments attachments)
    {
        var most = attachments.Extensions.Any() ? attachments.MaxBytes : 0;
        var basis = person.IsOwner ? Owners : Others;
        return basis with
        {
            Bytes = Math.Max(basis.Bytes, most),
            Patience = most > basis.Bytes ? Owners.Patience : basis.Patience,
            AttachmentBytes = most,
        };
    }
}

using System.Security.Claims;
using Blog.Images;
using Blog.Site;

namespace Blog.Admin.Media.Upload;

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

    /// <summary>Maximum bytes of the whole request: the images and the rest of the form.</summary>
    public long RequestBytes => Bytes + (64 * 1024) + (Files * 1024L);

    /// <summary>Maximum number of parts: the images and a few fields.</summary>
    public int Parts => Files + 20;

    /// <summary>The limits for a signed-in person.</summary>
    public static UploadLimits Of(ClaimsPrincipal person) => person.IsOwner ? Owners : Others;
}

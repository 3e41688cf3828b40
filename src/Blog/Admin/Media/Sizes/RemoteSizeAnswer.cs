using Blog.Images;
using Blog.Images.Headers;
using Blog.Site.Outbound;

namespace Blog.Admin.Media.Sizes;

/// <summary>What asking for one image gave: a size, or the reason why there is none.</summary>
/// <param name="Refusal">Why the image could not be fetched.</param>
/// <param name="Status">The status that the other server answered; 0 for any other failure.</param>
/// <param name="Kind">What was sent where it is no image.</param>
/// <param name="Size">The size; not known where one of the others is set.</param>
public sealed record RemoteSizeAnswer(SafeHttpError? Refusal, int Status, FileKind? Kind, HeaderSize Size)
{
    private const string NoSize = "NoSize";

    /// <summary>Whether the other server, rather than this one image, does not answer.</summary>
    public bool IsOfHost =>
        Refusal
            is SafeHttpError.Unresolved
                or SafeHttpError.NotPublic
                or SafeHttpError.Unreachable
                or SafeHttpError.Tls
                or SafeHttpError.TooSlow;

    /// <summary>The reason as it is stored; null if there is a size.</summary>
    public string? Code =>
        Refusal is { } refusal ? Joined(refusal.ToString(), Status > 0 ? Status.ToString(CultureInfo.InvariantCulture) : null)
        : Kind is { } kind ? Joined(nameof(HeaderState.NotAnImage), kind.ToString())
        : Size.State == HeaderState.Known ? null
        : NoSize;

    internal static RemoteSizeAnswer Of(SafeHttpResult fetched)
    {
        if (!fetched.IsFetched)
        {
            return new RemoteSizeAnswer(fetched.Refusal, fetched.Status, null, default);
        }

        var size = ImageHeader.Read(fetched.Content, isAll: true);
        return new RemoteSizeAnswer(null, 0, size.State == HeaderState.NotAnImage ? FileKinds.Of(fetched.Content) : null, size);
    }

    /// <summary>Reads what <see cref="Code"/> has written, also if another version did.</summary>
    public static RemoteSizeAnswer Parse(string code)
    {
        var (name, detail) = code.Split(' ', 2) is [var first, var second] ? (first, second) : (code, "");
        return Enum.TryParse<SafeHttpError>(name, out var refusal)
                ? new RemoteSizeAnswer(
                    refusal,
                    int.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0,
                    null,
                    default
                )
            : name == NoSize ? new RemoteSizeAnswer(null, 0, null, HeaderSize.None)
            : new RemoteSizeAnswer(null, 0, Enum.TryParse<FileKind>(detail, out var kind) ? kind : FileKind.Unknown, HeaderSize.NotAnImage);
    }

    private static string Joined(string name, string? detail) => detail is null ? name : name + " " + detail;
}

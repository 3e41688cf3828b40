using System.Net;
using Blog.Data.Media;
using Blog.Rendering.Output;

namespace Blog.Editor.Copying.Content;

/// <summary>Whether another site can take an image: it fetches the address itself, without cookies.</summary>
internal static class ImageCheck
{
    /// <summary>What WeChat's editor takes, in bytes.</summary>
    public const long MostBytes = 10 << 20;

    private static readonly string[] Formats = [".jpg", ".jpeg", ".png", ".gif"];
    private static readonly string[] FormatsRefused = [".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".ico", ".heic"];

    /// <summary>The address where it can be fetched in a format that every platform takes.</summary>
    /// <param name="address">Absolute.</param>
    public static string Portable(CopySource source, string address) =>
        source.OwnImage(address) is { HasJpeg: true } ? address[..(address.LastIndexOf('/') + 1)] + MediaFile.JpegName
        : source.DiagramAt(address) is { HasPicture: true } ? DiagramSource.PicturePathOf(address)
        : address;

    /// <summary>Notes what is wrong with an image.</summary>
    /// <param name="address">Absolute.</param>
    public static void Note(CopySource source, string address, NoteCounter notes)
    {
        var (own, diagram) = (source.OwnImage(address), source.DiagramAt(address));
        var name = diagram is null ? NameOf(address) : ""; // nobody knows a diagram by its hash
        if (!IsFetchable(address))
        {
            notes.Add(CopyNoteKind.ImagesNotPublic, name);
        }

        if (diagram is not null)
        {
            if (!diagram.HasPicture)
            {
                notes.Add(CopyNoteKind.DiagramPictures);
            }
        }
        else if (own is null ? HasRefusedName(name) : !own.HasJpeg && own.ContentType is not ("image/jpeg" or "image/png" or "image/gif"))
        {
            notes.Add(CopyNoteKind.ImageFormats, name);
        }

        if (own is { HasJpeg: false } && own.Bytes > MostBytes)
        {
            notes.Add(CopyNoteKind.ImagesTooLarge, name);
        }
    }

    private static bool HasRefusedName(string name) =>
        FormatsRefused.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !Formats.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsFetchable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && !uri.IsLoopback
        && uri.Host.Contains('.', StringComparison.Ordinal)
        && !(IPAddress.TryParse(uri.Host, out var ip) && Site.Outbound.PublicAddress.IsPublic(ip) == false);

    private static string NameOf(string address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Uri.UnescapeDataString(uri.AbsolutePath) : address;
        return path[(path.LastIndexOf('/') + 1)..];
    }
}

using AngleSharp.Dom;
using Blog.Editor.Copying.Content;

namespace Blog.Editor.Copying.WeChat;

/// <summary>Writes images by their absolute addresses, which the editor fetches, with their size as a style.</summary>
internal static class PictureWriter
{
    private const int MostWidth = 677;

    public static bool IsOnlyPictures(IElement element) => element.ClassList.Contains("pictures");

    public static void Write(WeChatPage page, IElement image, IElement into, bool isInline)
    {
        if (page.Source.Absolute(image.GetAttribute("src")) is not { } address)
        {
            return;
        }

        ImageCheck.Note(page.Source, address, page.Notes);
        var width = int.TryParse(image.GetAttribute("width"), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
            ? string.Create(CultureInfo.InvariantCulture, $"width:{Math.Min(pixels, MostWidth)}px;")
            : "";
        var place = isInline ? "display:inline-block;vertical-align:middle" : "display:block;margin:0 auto";
        var written = page.Add(into, "img", $"{width}max-width:100%;height:auto;{place}");
        written.SetAttribute("src", ImageCheck.Portable(page.Source, address));
        written.SetAttribute("alt", image.GetAttribute("alt") ?? "");
    }

    /// <summary>Video and audio become a line with their address among the sources: neither element survives.</summary>
    public static void WriteMedia(WeChatPage page, IElement media, IElement into)
    {
        var address = page.Source.Absolute(media.GetAttribute("src") ?? media.QuerySelector("source")?.GetAttribute("src"));
        page.Notes.Add(CopyNoteKind.Media, address ?? "");
        if (address is null)
        {
            return;
        }

        var isVideo = media.LocalName == "video";
        var words = page.Source.IsChinese
            ? isVideo
                ? "▶ 视频"
                : "♪ 音频"
            : isVideo
                ? "▶ Video"
                : "♪ Audio";
        var link = media.Owner!.CreateElement("a");
        link.SetAttribute("href", address);
        link.TextContent = words;
        new InlineWriter(page).Write(link, into);
    }
}

using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Blog.Rendering.Html;

/// <summary>
/// An image whose file is sound or a film (<c>![talk](/media/…/talk.mp3)</c>) becomes a player, with a link inside for programs that play
/// nothing. Only the blog's own files are played: the policy of the site loads no others, so one of another site becomes a link.
/// </summary>
internal static partial class MediaPlayers
{
    private static readonly string[] Audio = [".mp3", ".m4a", ".ogg", ".wav", ".flac"];
    private static readonly string[] Video = [".mp4", ".webm"];

    /// <summary>Replaces them in a sanitized tree, before its links and images are collected.</summary>
    public static void Settle(IElement body)
    {
        foreach (var image in body.Descendants<IElement>().Where(element => element.LocalName == "img").ToList())
        {
            var address = image.GetAttribute("src") ?? "";
            if (PlayerOf(address) is { } player)
            {
                Replace(image, address, player);
            }
        }
    }

    /// <summary>The element that plays a file; null if it is neither sound nor a film.</summary>
    private static string? PlayerOf(string address)
    {
        var path = address.Split('?', '#')[0];
        return Audio.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) ? "audio"
            : Video.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) ? "video"
            : null;
    }

    private static void Replace(IElement image, string address, string player)
    {
        var (document, alt) = (image.Owner!, image.GetAttribute("alt")?.Trim() ?? "");
        var name = alt.Length > 0 ? alt : NameIn(address);
        if (image.Ancestors<IElement>().Any(element => element.LocalName == "a"))
        {
            image.Parent!.ReplaceChild(document.CreateTextNode(name), image); // a link holds neither a link nor a player
            return;
        }

        var link = document.CreateElement("a");
        link.SetAttribute("href", address);
        link.TextContent = name;
        if (!OwnFile().IsMatch(address))
        {
            image.Parent!.ReplaceChild(link, image);
            return;
        }

        var element = document.CreateElement(player);
        element.SetAttribute("controls", "");
        element.SetAttribute("preload", player == "audio" ? "none" : "metadata");
        element.SetAttribute("src", address);
        element.SetAttribute("aria-label", name);
        foreach (var size in new[] { "width", "height" })
        {
            if (player == "video" && image.GetAttribute(size) is { } value)
            {
                element.SetAttribute(size, value);
            }
        }

        element.AppendChild(link);
        image.Parent!.ReplaceChild(element, image);
    }

    private static string NameIn(string address)
    {
        var path = address.Split('?', '#')[0];
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }

    [GeneratedRegex("^/media/[0-9a-f]{32}/[^/]+$", RegexOptions.NonBacktracking)]
    private static partial Regex OwnFile();
}

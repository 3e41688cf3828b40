using AngleSharp.Dom;
using Blog.Rendering.Output;
using Blog.Rendering.Players;

namespace Blog.Rendering.Html;

/// <summary>Converts obsolete and embedding HTML before the allowlist is applied.</summary>
internal static class LegacyHtml
{
    /// <summary>
    /// Frames become labelled links (see <see cref="PlayerLinks"/>), scripts and forms are removed, obsolete elements are renamed.
    /// </summary>
    public static void Replace(IElement body, RenderTexts texts)
    {
        foreach (var element in body.AllElements())
        {
            if (element.Parent is null)
            {
                continue;
            }

            if (element.LocalName == "iframe")
            {
                ReplaceFrame(element, texts);
            }
            else if (HtmlRules.Dropped.Contains(element.LocalName) || element.NamespaceUri != "http://www.w3.org/1999/xhtml")
            {
                element.Remove();
            }
            else if (element.LocalName == "a")
            {
                NameToId(element);
            }
            else if (HtmlRules.Renamed.TryGetValue(element.LocalName, out var name))
            {
                element.Rename(name);
            }
        }
    }

    // Fragment links of other pages point to old anchors (<a name="x">).
    private static void NameToId(IElement element)
    {
        if (!element.HasAttribute("id") && element.GetAttribute("name") is { } name)
        {
            element.SetAttribute("id", name);
        }
    }

    private static void ReplaceFrame(IElement frame, RenderTexts texts)
    {
        var source = (frame.GetAttribute("src") ?? "").TrimStart();
        if (!UrlPolicy.IsRemote(source) || UrlPolicy.HostOf(source) is not { } host)
        {
            frame.Remove();
            return;
        }

        var link = frame.Owner!.CreateElement("a");
        var isPlain = source.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        link.SetAttribute("href", isPlain ? UrlPolicy.Print(source, "") : UrlPolicy.PrintMedia(source, ""));
        link.TextContent = PlayerLabels.Of(source, texts) ?? RenderTexts.Fill(texts.Embedded, host);
        if (!isPlain)
        {
            link.ClassName = PlayerLinks.Class;
        }

        frame.Parent!.ReplaceChild(link, frame);
    }
}

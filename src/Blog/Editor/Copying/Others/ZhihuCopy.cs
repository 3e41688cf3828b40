using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Blog.Editor.Copying.Content;
using Blog.Rendering.Html;

namespace Blog.Editor.Copying.Others;

/// <summary>
/// A post for Zhihu's editor, which ignores styles and has its own forms of code and formulas: simple elements, and no attribute but those.
/// </summary>
public static class ZhihuCopy
{
    private const string Equation = "https://www.zhihu.com/equation?tex=";

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });
    private static readonly string[] Kept = ["href", "src", "alt", "lang", "colspan", "rowspan", "start", "class", "data-eeimg"];

    public static CopiedText Make(CopySource source)
    {
        var notes = new NoteCounter();
        PostCheck.Note(source, notes);
        var body = Parser.ParseDocument("<!doctype html><html><head></head><body>" + source.Body.Value).Body!;
        foreach (var element in body.AllElements())
        {
            Write(element, source, notes);
        }

        body.AllElements().ForEach(Strip);
        AddOrigin(body, source);
        return new CopiedText(body.InnerHtml.Trim(), body.TextContent.Trim() + "\n", notes.ToNotes());
    }

    /// <summary>A copy for the preview: formulas as their source, since Zhihu draws them and a preview asks no other site.</summary>
    public static string WithoutRequests(string html)
    {
        if (!html.Contains(Equation, StringComparison.Ordinal))
        {
            return html;
        }

        var body = Parser.ParseDocument("<!doctype html><html><head></head><body>" + html).Body!;
        foreach (var image in body.QuerySelectorAll("img[data-eeimg]"))
        {
            var code = body.Owner!.CreateElement("code");
            code.TextContent = image.GetAttribute("alt") ?? "";
            image.Parent!.ReplaceChild(code, image);
        }

        return body.InnerHtml;
    }

    private static void Write(IElement element, CopySource source, NoteCounter notes)
    {
        if (element.Owner?.Body?.Contains(element) != true)
        {
            return; // gone with what held it
        }

        switch (element.LocalName)
        {
            case "a":
                WriteLink(element, source, notes);
                break;
            case "div" when element.ClassName == "code" && element.QuerySelector("pre") is { } pre:
                WriteCode(element, pre);
                break;
            case "div" or "span" when element.ClassName is "formula" or "formula-inline" && element.QuerySelector("math") is { } math:
                ReplaceWithEquation(element, math, isBlock: element.ClassName == "formula");
                break;
            case "math":
                ReplaceWithEquation(element, element, isBlock: false);
                break;
            case "div" when element.ClassList.Contains("markdown-alert"):
                WriteAlert(element);
                break;
            case "figure" when element.ClassList.Contains("diagram"):
                WriteDiagram(element, source, notes);
                break;
            case "div" or "details" or "picture" or "colgroup":
                element.Unwrap();
                break;
            case "summary" or "h4" or "h5" or "h6" or "dt":
                element.Rename("p").InnerHtml = $"<b>{element.InnerHtml}</b>";
                break;
            case "dd":
                element.RenameToParagraph();
                break;
            case "dl":
                element.Unwrap();
                break;
            case "h1":
                element.Rename("h2");
                break;
            case "input":
                element.Parent!.ReplaceChild(element.Owner!.CreateTextNode(element.HasAttribute("checked") ? "✅ " : "⬜ "), element);
                break;
            case "img" when source.Absolute(element.GetAttribute("src")) is { } address && !element.HasAttribute("data-eeimg"):
                element.SetAttribute("src", ImageCheck.Portable(source, address));
                break;
            case "video" or "audio":
                WriteMedia(element, source);
                break;
            case "source":
                element.Remove();
                break;
        }
    }

    private static void WriteLink(IElement link, CopySource source, NoteCounter notes)
    {
        switch (link.ClassName)
        {
            case "anchor" or "footnote-back-ref":
                link.Remove();
                return;
            case "footnote-ref":
                link.InnerHtml = $"<sup>[{link.TextContent.Trim()}]</sup>";
                link.Unwrap();
                return;
        }

        var written = link.GetAttribute("href");
        if (
            source.Absolute(written) is not { } address
            || written!.StartsWith('#')
            || address.StartsWith(source.Address + "#", StringComparison.Ordinal)
        )
        {
            notes.Add(CopyNoteKind.Fragments, link.TextContent.Trim());
            link.Unwrap();
            return;
        }

        link.SetAttribute("href", address);
    }

    private static void WriteCode(IElement box, IElement pre)
    {
        var code = pre.QuerySelector("code");
        var language = code
            ?.ClassList.FirstOrDefault(name => name.StartsWith("language-", StringComparison.Ordinal))
            ?["language-".Length..];
        var plain = box.Owner!.CreateElement("pre");
        plain.SetAttribute("lang", language ?? "text");
        plain.TextContent = pre.TextContent.TrimEnd('\n');
        box.Parent!.ReplaceChild(plain, box);
    }

    private static void WriteDiagram(IElement figure, CopySource source, NoteCounter notes)
    {
        if (figure.QuerySelector("img") is not { } light) // the first is for light pages
        {
            return;
        }

        figure.ReplaceChildren(light);
        if (source.Absolute(light.GetAttribute("src")) is { } address)
        {
            ImageCheck.Note(source, address, notes);
        }
    }

    private static void ReplaceWithEquation(IElement holder, IElement math, bool isBlock)
    {
        var tex = (math.GetAttribute("alttext") ?? math.TextContent) + (isBlock ? @" \\" : "");
        var image = holder.Owner!.CreateElement("img");
        image.ClassName = "Formula-image";
        image.SetAttribute("data-eeimg", "true");
        image.SetAttribute("alt", tex);
        image.SetAttribute("src", Equation + Uri.EscapeDataString(tex));
        holder.Parent!.ReplaceChild(image, holder);
        if (isBlock && image.ParentElement is { LocalName: not "p" })
        {
            image.Wrap("p");
        }
    }

    private static void WriteAlert(IElement alert)
    {
        if (alert.Children.FirstOrDefault(child => child.ClassName == "markdown-alert-title") is { } title)
        {
            title.InnerHtml = $"<b>{title.InnerHtml}</b>";
        }

        alert.Rename("blockquote");
    }

    private static void WriteMedia(IElement media, CopySource source)
    {
        var address = source.Absolute(media.GetAttribute("src") ?? media.QuerySelector("source")?.GetAttribute("src"));
        var link = media.Owner!.CreateElement("a");
        link.TextContent = address ?? "";
        link.SetAttribute("href", address ?? source.Address);
        media.Parent!.ReplaceChild(link, media);
    }

    private static void Strip(IElement element)
    {
        foreach (var name in element.Attributes.Select(attribute => attribute.Name).ToList())
        {
            var isKept = name switch
            {
                "class" or "data-eeimg" => element.HasAttribute("data-eeimg"),
                "lang" => element.LocalName == "pre",
                _ => Kept.Contains(name),
            };
            if (!isKept)
            {
                element.RemoveAttribute(name);
            }
        }

        if (element.LocalName == "span" && element.Attributes.Length == 0)
        {
            element.Unwrap();
        }
    }

    private static void AddOrigin(IElement body, CopySource source)
    {
        var line = body.Owner!.CreateElement("p");
        line.TextContent = source.IsChinese ? "原文：" : "Original: ";
        var link = body.Owner.CreateElement("a");
        link.SetAttribute("href", source.Address);
        link.TextContent = source.Title.Length > 0 ? source.Title : source.Address;
        line.AppendChild(link);
        body.AppendChild(line);
    }
}

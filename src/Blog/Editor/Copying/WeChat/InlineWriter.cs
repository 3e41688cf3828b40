using System.Text;
using AngleSharp.Dom;
using Blog.Editor.Copying.Content;

namespace Blog.Editor.Copying.WeChat;

/// <summary>Writes what stands in a line.</summary>
/// <param name="page">The copy.</param>
/// <param name="isSource">True in the list of sources: an address follows its words there instead of becoming a source itself.</param>
internal sealed class InlineWriter(WeChatPage page, bool isSource = false)
{
    private const string OwnArticles = "mp.weixin.qq.com";

    private WeChatStyle Style => page.Style;

    public void WriteChildren(INode parent, IElement into)
    {
        foreach (var node in parent.ChildNodes)
        {
            Write(node, into);
        }
    }

    public void Write(INode node, IElement into)
    {
        if (node is IText text)
        {
            WriteText(text.Data, into);
        }
        else if (node is IElement element)
        {
            WriteElement(element, into);
        }
    }

    private void WriteElement(IElement element, IElement into)
    {
        switch (element.LocalName)
        {
            case "br":
                page.Add(into, "br");
                break;
            case "wbr":
                page.AddText(into, "\u200B");
                break;
            case "strong" or "b":
                WriteChildren(element, page.Add(into, "strong", Style.Strong));
                break;
            case "em" or "i" or "cite" or "dfn" or "var":
                var isLatin = !page.Source.IsChinese || element.ClassList.Contains("latin");
                WriteChildren(element, page.Add(into, "em", Style.Emphasis(isLatin)));
                break;
            case "code" or "samp" or "kbd":
                WriteCode(element, into);
                break;
            case "del" or "s":
                WriteChildren(element, page.Add(into, "span", Style.Struck));
                break;
            case "ins" or "u":
                WriteChildren(element, page.Add(into, "span", Style.Underlined));
                break;
            case "mark":
                WriteChildren(element, page.Add(into, "span", Style.Marked));
                break;
            case "small":
                WriteChildren(element, page.Add(into, "span", Style.Small));
                break;
            case "sup" or "sub":
                WriteChildren(element, page.Add(into, element.LocalName, element.LocalName == "sup" ? Style.Raised : Style.Lowered));
                break;
            case "q":
                Surround(element, into, page.Source.IsChinese ? ("「", "」") : ("“", "”"));
                break;
            case "rt":
                Surround(element, into, ("(", ")"));
                break;
            case "rp" or "source":
                break;
            case "a":
                WriteLink(element, into);
                break;
            case "img":
                PictureWriter.Write(page, element, into, isInline: true);
                break;
            case "video" or "audio":
                PictureWriter.WriteMedia(page, element, into);
                break;
            case "input":
                page.AddText(into, TaskBox(element));
                break;
            case "math":
                FormulaWriter.Write(page, element, into, display: false);
                break;
            default:
                WriteChildren(element, into);
                break;
        }
    }

    /// <summary>A task box as a character: form controls are removed.</summary>
    public static string TaskBox(IElement box) => (box.HasAttribute("checked") ? "✅" : "⬜") + "\u00A0";

    private void Surround(IElement element, IElement into, (string Open, string Close) signs)
    {
        page.AddText(into, signs.Open);
        WriteChildren(element, into);
        page.AddText(into, signs.Close);
    }

    /// <summary>
    /// A blank alone between two elements is eaten, so it moves into the one before. Line breaks of the source are blanks here: some
    /// programs on the way remove them, and glue two words together.
    /// </summary>
    private void WriteText(string data, IElement into)
    {
        var text = Collapse(data);
        if (text == " " && into.LastChild is IElement before)
        {
            if (before.LocalName == "br")
            {
                return;
            }

            if (before.LocalName != "sup" && LastText(before) is { } last)
            {
                last.Data += last.Data.EndsWith(' ') ? "" : " ";
                return;
            }

            text = "\u00A0";
        }

        var isFirst = into.LastChild is null or IElement { LocalName: "br" } && into.LocalName is "p" or "section";
        if (isFirst || into.LastChild is IText { Data: [.., '\u00A0' or ' '] })
        {
            text = text.TrimStart(' ');
        }

        page.AddText(into, text);
    }

    private static IText? LastText(IElement element) =>
        element.LastChild switch
        {
            IText text => text,
            IElement inner and not { LocalName: "svg" or "img" or "br" } => LastText(inner),
            _ => null,
        };

    private static string Collapse(string data)
    {
        var text = new StringBuilder(data.Length);
        foreach (var c in data)
        {
            if (c is not (' ' or '\n' or '\t' or '\r' or '\f'))
            {
                text.Append(c);
            }
            else if (text.Length == 0 || text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }

    /// <summary>Blanks in code count.</summary>
    private void WriteCode(IElement element, IElement into)
    {
        if (element.ClassList.Contains("formula-wrong"))
        {
            page.Notes.Add(CopyNoteKind.Formulas, element.TextContent.Trim());
        }

        var code = page.Add(into, "code", Style.Code);
        var text = element.TextContent.ReplaceLineEndings(" ").Replace("\t", "    ", StringComparison.Ordinal);
        page.AddText(code, text.Replace("  ", " \u00A0", StringComparison.Ordinal));
    }

    private void WriteLink(IElement link, IElement into)
    {
        if (link.ClassName is "anchor" or "footnote-back-ref")
        {
            return;
        }

        var written = link.GetAttribute("href");
        if (link.ClassName == "footnote-ref" && FootnoteOf(link) is { } note)
        {
            page.Notes.Add(CopyNoteKind.FootnotesAsSources);
            WriteNumber(page.Sources.OfFootnote(note.Id!, note), into);
            return;
        }

        var address = page.Source.Absolute(written);
        if (address is null || IsWithinPost(address, written!))
        {
            if (!string.IsNullOrEmpty(written))
            {
                page.Notes.Add(CopyNoteKind.Fragments, link.TextContent.Trim());
            }

            WriteChildren(link, into);
            return;
        }

        if (link.ClassName == "embed")
        {
            page.Notes.Add(CopyNoteKind.Players, address);
        }

        WriteOutward(link, address, into);
    }

    private void WriteOutward(IElement link, string address, IElement into)
    {
        var words = Collapse(link.TextContent).Trim();
        if (IsOwnArticle(address))
        {
            var kept = page.Add(into, "a", Style.Link);
            kept.SetAttribute("href", address);
            WriteChildren(link, kept);
            return;
        }

        var isMail = address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
        var shown = isMail ? Uri.UnescapeDataString(address["mailto:".Length..]) : address;
        if (words.Length == 0)
        {
            WriteChildren(link, into); // a picture
            return;
        }

        WriteChildren(link, page.Add(into, "span", Style.FormerLink));
        if (!isMail && !isSource)
        {
            page.Notes.Add(CopyNoteKind.LinksAsSources);
            WriteNumber(page.Sources.OfLink(address, words), into);
        }
        else if (!words.Contains(shown, StringComparison.OrdinalIgnoreCase))
        {
            page.AddText(into, $" ({shown})");
        }
    }

    private void WriteNumber(int number, IElement into) =>
        page.AddText(page.Add(into, "sup", Style.Reference), string.Create(CultureInfo.InvariantCulture, $"[{number}]"));

    private static IElement? FootnoteOf(IElement reference) =>
        reference.GetAttribute("href") is ['#', .. var id] ? reference.Owner!.GetElementById(id) : null;

    private bool IsWithinPost(string address, string written) =>
        written.StartsWith('#') || address.StartsWith(page.Source.Address + "#", StringComparison.Ordinal);

    private static bool IsOwnArticle(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.Host == OwnArticles
        && uri.IsDefaultPort;
}

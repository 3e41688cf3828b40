using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Blog.Editor.Copying.Content;
using Blog.Rendering.Scripting;

namespace Blog.Editor.Copying.WeChat;

/// <summary>
/// A post for the editor of WeChat official accounts, which keeps inline styles and little else: no class, id, style sheet, variable or
/// modern colour, no link to another site, no form, frame or player.
/// </summary>
public static class WeChatCopy
{
    /// <summary>What an article may have, in characters and bytes of HTML.</summary>
    public const int MostCharacters = 20_000;

    public const int MostBytes = 1 << 20;

    /// <summary>Characters of a title and of a summary.</summary>
    public const int MostTitle = 64;

    public const int MostSummary = 120;

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    /// <summary>Makes the copy.</summary>
    public static CopiedText Make(CopySource source, WeChatLook look, FormulaDrawer formulas)
    {
        var style = new WeChatStyle(new Inks(source.Hue), look, source.IsChinese);
        var document = Parser.ParseDocument("<!doctype html><html><head></head><body>");
        var page = new WeChatPage(document, source, style, formulas);
        var body = document.Body!;
        page.AddText(page.Add(body, "p", WeChatStyle.Guard), "\u00A0");
        var root = page.Add(body, "section", style.Root);
        page.AddText(page.Add(body, "p", WeChatStyle.Guard), "\u00A0");
        new BlockWriter(page).WriteChildren(
            Parser.ParseDocument("<!doctype html><html><head></head><body>" + source.Body.Value).Body!,
            root,
            style.Paragraph
        );
        WriteSources(page, root);
        ExplicitColours.Set(body, style.Ink);
        body.RemoveAttribute("style");
        var html = body.InnerHtml.ReplaceLineEndings(" ");
        return new CopiedText(html, Words(root), [.. Limits(source, html, root.TextContent), .. page.Notes.ToNotes()]);
    }

    private static void WriteSources(WeChatPage page, IElement root)
    {
        if (page.Sources.Count == 0)
        {
            return;
        }

        var style = page.Style;
        page.AddText(page.Add(root, "p", style.SourcesTitle), page.Source.IsChinese ? "参考资料" : "References");
        var words = new InlineWriter(page, isSource: true);
        for (var i = 0; i < page.Sources.Count; i++) // a footnote may add others
        {
            var (address, title, footnote) = page.Sources[i];
            var entry = page.Add(root, "p", style.SourcesEntry);
            page.AddText(page.Add(entry, "span", style.SourcesNumber), string.Create(CultureInfo.InvariantCulture, $"[{i + 1}]"));
            foreach (var part in footnote?.ChildNodes.ToArray() ?? [])
            {
                words.Write(part, entry);
            }

            if (address is not null)
            {
                var isNamed = title.Length > 0 && title != address;
                page.AddText(entry, isNamed ? title + (page.Source.IsChinese ? "：" : ": ") : "");
                page.AddText(page.Add(entry, "span", style.SourcesAddress), address);
            }
        }
    }

    private static IEnumerable<CopyNote> Limits(CopySource source, string html, string text)
    {
        if (!source.IsPublic)
        {
            yield return new CopyNote(CopyNoteKind.NotPublic, 1);
        }

        if (source.Title.Length > MostTitle)
        {
            yield return new CopyNote(CopyNoteKind.TitleTooLong, source.Title.Length);
        }

        if (source.Description.Length > MostSummary)
        {
            yield return new CopyNote(CopyNoteKind.DescriptionTooLong, source.Description.Length);
        }

        if (text.Length > MostCharacters)
        {
            yield return new CopyNote(CopyNoteKind.TooManyCharacters, text.Length);
        }

        if (Encoding.UTF8.GetByteCount(html) is > MostBytes and var bytes)
        {
            yield return new CopyNote(CopyNoteKind.TooManyBytes, bytes);
        }
    }

    /// <summary>The words alone, for places that take no formatted text.</summary>
    private static string Words(IElement root)
    {
        var text = new StringBuilder();
        foreach (var block in root.QuerySelectorAll("p, h1, h2, h3, h4, h5, h6, pre, tr, figcaption"))
        {
            foreach (var br in block.QuerySelectorAll("br"))
            {
                br.TextContent = "\n";
            }

            var line = block.LocalName == "tr" ? string.Join('\t', block.Children.Select(cell => cell.TextContent)) : block.TextContent;
            text.Append(line.Replace('\u00A0', ' ').Trim('\n')).Append("\n\n");
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }
}

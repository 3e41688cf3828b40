using AngleSharp.Dom;
using Blog.Editor.Copying.Content;

namespace Blog.Editor.Copying.WeChat;

/// <summary>
/// Writes code so that it survives: every piece is a span with its colour, blanks do not fold and stand inside the spans, lines end with
/// <c>br</c>.
/// </summary>
internal static class CodeWriter
{
    private const string Blank = "\u00A0";
    private const string Tab = Blank + Blank + Blank + Blank;

    /// <param name="label">Name of the language; null or blank for none.</param>
    public static void Write(WeChatPage page, IElement pre, string? label, IElement into)
    {
        var style = page.Style;
        var source = pre.QuerySelector("code") ?? pre;
        if (source.ClassList.Contains("formula-wrong"))
        {
            page.Notes.Add(CopyNoteKind.Formulas, source.TextContent.Trim());
        }
        else if (label?.Trim() is "mermaid" or "plantuml" or "graphviz" or "dot" or "flowchart" or "sequence")
        {
            page.Notes.Add(CopyNoteKind.Diagrams, label.Trim());
        }

        var box = page.Add(into, "section", style.CodeBox);
        if (!string.IsNullOrWhiteSpace(label))
        {
            page.AddText(page.Add(box, "p", style.CodeLabel), label.Trim());
        }

        var code = page.Add(page.Add(box, "pre", style.Pre), "code", style.PreCode);
        foreach (var run in Runs(source, style.Inks))
        {
            WriteRun(page, run, code);
        }
    }

    private static void WriteRun(WeChatPage page, Run run, IElement code)
    {
        var lines = run.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                page.Add(code, "br");
            }

            if (lines[i].Length > 0)
            {
                var span = page.Add(code, "span", $"color:{run.Colour}{(run.IsBold ? ";font-weight:bold" : "")}");
                page.AddText(span, lines[i].Replace("\t", Tab, StringComparison.Ordinal).Replace(" ", Blank, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>The text in pieces of one colour; white space has none of its own and belongs to the piece before it.</summary>
    private static List<Run> Runs(IElement code, Inks inks)
    {
        var runs = new List<Run>();
        Collect(code, inks.Ink, false, inks, runs);
        var merged = new List<Run>();
        foreach (var run in runs)
        {
            var last = merged.Count == 0 ? null : merged[^1];
            if (last is not null && (string.IsNullOrWhiteSpace(run.Text) || (last.Colour == run.Colour && last.IsBold == run.IsBold)))
            {
                merged[^1] = last with { Text = last.Text + run.Text };
            }
            else
            {
                merged.Add(run);
            }
        }

        if (merged.Count > 0)
        {
            merged[^1] = merged[^1] with { Text = merged[^1].Text.TrimEnd('\n') };
        }

        return merged;
    }

    private static void Collect(INode node, string colour, bool isBold, Inks inks, List<Run> runs)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text && text.Data.Length > 0)
            {
                runs.Add(new Run(text.Data.ReplaceLineEndings("\n"), colour, isBold));
            }
            else if (child is IElement { LocalName: "br" })
            {
                runs.Add(new Run("\n", colour, isBold));
            }
            else if (child is IElement element)
            {
                Collect(element, inks.OfToken(element.ClassName) ?? colour, isBold || Inks.IsBold(element.ClassName), inks, runs);
            }
        }
    }

    private sealed record Run(string Text, string Colour, bool IsBold);
}

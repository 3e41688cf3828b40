using System.Text;
using Blog.Rendering.Extensions;
using Blog.Rendering.Extensions.Containers;
using Blog.Rendering.Extensions.Contents;
using Blog.Rendering.Extensions.Formulas;
using Blog.Rendering.Output;
using Blog.Rendering.Text;
using Markdig;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Emoji;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering;

/// <summary>
/// Markdown for platforms that know CommonMark, tables, tasks, footnotes and formulas in dollars: what only this blog understands is said
/// with those, and everything else stays as the author wrote it.
/// </summary>
public static class PortableMarkdown
{
    /// <param name="language">BCP 47 tag of the text, for the titles of alerts.</param>
    /// <param name="notations">Which notations the blog has.</param>
    /// <returns>The text; unchanged if it exceeds the renderer's limits.</returns>
    public static string Of(string markdown, string language, Notations notations)
    {
        var text = TextLimits.Normalize(markdown);
        if (TextLimits.Check(text) is not null)
        {
            return text;
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, PostPipeline.For(notations));
        }
        catch (ArgumentException)
        {
            return text; // nested too deeply: the renderer refuses it
        }

        if (notations.Contents)
        {
            ContentsMark.Find(document, text);
        }

        var edits = new List<TextEdit>();
        foreach (var item in document.Descendants())
        {
            Collect(item, text, RenderTexts.For(language), edits);
        }

        return Apply(text, edits);
    }

    private static void Collect(MarkdownObject item, string text, RenderTexts words, List<TextEdit> edits)
    {
        switch (item)
        {
            case AlertBlock alert:
                EditAlert(alert, text, words, edits);
                break;
            case Container container:
                ContainerEdits.Collect(container, text, words, edits);
                break;
            case ContentsMark mark:
                edits.Add(new TextEdit(mark.Span.Start, mark.Span.Length, "")); // each platform makes its own
                break;
            case EmojiInline emoji:
                edits.Add(new TextEdit(emoji.Span.Start, emoji.Span.Length, emoji.Content.ToString()));
                break;
            case HtmlBlock html when IsMoreMark(text, html.Span):
                edits.Add(new TextEdit(html.Span.Start, html.Span.Length, ""));
                break;
            case HtmlInline html when IsMoreMark(text, html.Span):
                edits.Add(new TextEdit(html.Span.Start, html.Span.Length, ""));
                break;
            case EmphasisInline emphasis:
                EditEmphasis(emphasis, text, edits);
                break;
            case FormulaInline formula when IsBracketed(text, formula.Span):
                var sign = formula.Display ? "$$" : "$";
                edits.Add(new TextEdit(formula.Span.Start, formula.Span.Length, sign + formula.Tex.Trim() + sign));
                break;
            case FormulaBlock formula when IsBracketed(text, formula.Span):
                edits.Add(new TextEdit(formula.Span.Start, formula.Span.Length, "$$\n" + formula.Tex.Trim('\n') + "\n$$"));
                break;
            case DefinitionTerm term when !term.Span.IsEmpty:
                edits.Add(new TextEdit(term.Span.Start, 0, "**"));
                edits.Add(new TextEdit(term.Span.End + 1, 0, "**"));
                break;
            case DefinitionItem definition
                when definition.Descendants<LeafBlock>().FirstOrDefault(leaf => leaf is not DefinitionTerm) is { } first:
                EditDefinition(first, text, edits);
                break;
        }
    }

    /// <summary>A quote whose first line is the title: the kind of an alert is shown as <c>[!NOTE]</c> elsewhere.</summary>
    private static void EditAlert(AlertBlock alert, string text, RenderTexts words, List<TextEdit> edits)
    {
        var kind = alert.Kind.ToString();
        var mark = $"[!{kind}]";
        var at = text.IndexOf(mark, alert.Span.Start, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at > alert.Span.End || !words.Alerts.TryGetValue(kind.ToLowerInvariant(), out var title))
        {
            return;
        }

        var line = text.LastIndexOf('\n', at) + 1;
        edits.Add(new TextEdit(at, mark.Length, $"**{title}**\n{text[line..at].TrimEnd()}"));
    }

    /// <summary>
    /// <c>==marked==</c> is bold elsewhere. Emphasis next to Chinese punctuation needs tags: by the letter of CommonMark (section 6.2) it
    /// is none.
    /// </summary>
    private static void EditEmphasis(EmphasisInline emphasis, string text, List<TextEdit> edits)
    {
        var (start, count) = (emphasis.Span.Start, emphasis.DelimiterCount);
        var close = emphasis.Span.End - count + 1;
        if (start < 0 || close <= start + count || emphasis.Span.End >= text.Length)
        {
            return;
        }

        var isMark = emphasis.DelimiterChar == '=';
        var isStandard = Opens(text, start, count) && Closes(text, close, count);
        if (!isMark && isStandard)
        {
            return;
        }

        var name = (emphasis.DelimiterChar, count) switch
        {
            ('~', _) => "del",
            (_, 1) => "em",
            _ => "strong",
        };
        edits.Add(new TextEdit(start, count, isStandard ? "**" : $"<{name}>"));
        edits.Add(new TextEdit(close, count, isStandard ? "**" : $"</{name}>"));
    }

    private static bool Opens(string text, int at, int count) => Flanks(Around(text, at + count), Around(text, at - 1));

    private static bool Closes(string text, int at, int count) => Flanks(Around(text, at - 1), Around(text, at + count));

    private static bool Flanks(Rune inner, Rune outer) =>
        !Rune.IsWhiteSpace(inner) && (!IsPunctuation(inner) || Rune.IsWhiteSpace(outer) || IsPunctuation(outer));

    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);

    private static Rune Around(string text, int at)
    {
        if (at < 0 || at >= text.Length)
        {
            return new Rune(' ');
        }

        at = char.IsLowSurrogate(text[at]) && at > 0 ? at - 1 : at;
        return Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;
    }

    /// <summary>The colon before a definition becomes the mark of an item.</summary>
    private static void EditDefinition(LeafBlock first, string text, List<TextEdit> edits)
    {
        var line = text.LastIndexOf('\n', Math.Max(0, first.Span.Start - 1)) + 1;
        var colon = text.IndexOf(':', line);
        if (colon >= 0 && colon < first.Span.Start)
        {
            edits.Add(new TextEdit(colon, 1, "-"));
        }
    }

    private static bool IsBracketed(string text, SourceSpan span) =>
        span.Start >= 0 && span.End < text.Length && span.Length > 4 && text[span.Start] == '\\' && text[span.Start + 1] is '(' or '[';

    private static bool IsMoreMark(string text, SourceSpan span) =>
        span.Start >= 0
        && span.End < text.Length
        && text.AsSpan(span.Start, span.Length).Trim() is var mark
        && mark.StartsWith("<!--", StringComparison.Ordinal)
        && mark.EndsWith("-->", StringComparison.Ordinal)
        && mark.Length >= 7
        && mark[4..^3].Trim().Equals("more", StringComparison.OrdinalIgnoreCase);

    private static string Apply(string text, List<TextEdit> edits)
    {
        var made = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            if (edit.Start >= at)
            {
                made.Append(text, at, edit.Start - at).Append(edit.Text);
                at = edit.Start + edit.Length;
            }
        }

        return made.Append(text, at, text.Length - at).ToString();
    }
}

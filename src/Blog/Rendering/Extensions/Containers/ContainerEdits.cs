using Blog.Rendering.Output;
using Blog.Rendering.Text;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.Containers;

/// <summary>
/// Turns a container into what every Markdown has: a quote whose first line is its title, or nothing but what it holds.
/// </summary>
internal static class ContainerEdits
{
    public static void Collect(Container container, string text, RenderTexts words, List<TextEdit> edits)
    {
        if (container.Span.Start < 0 || container.Span.End >= text.Length)
        {
            return;
        }

        var start = text.IndexOf(':', container.Span.Start);
        var line = LineAt(text, start);
        var (around, end) = (text[line..start], EndOf(text, start));
        var depth = container.Ancestors().Count(outer => outer.IsBox);
        edits.Add(new TextEdit(start, end - start, container.IsBox ? Title(container, words, around, depth) : ""));
        var closing = container.ClosingFencedCharCount > 0 ? LineAt(text, container.Span.End) : text.Length;
        for (var next = end + 1; next < text.Length && next <= container.Span.End; next = EndOf(text, next) + 1)
        {
            var at = Behind(text, next, around.Length);
            if (next >= closing)
            {
                edits.Add(new TextEdit(at, EndOf(text, next) - at, ""));
                break;
            }

            if (container.IsBox)
            {
                edits.Add(new TextEdit(at, 0, "> "));
            }
        }
    }

    private static string Title(Container container, RenderTexts words, string around, int depth)
    {
        var standard = container.Head.IsFolded ? words.Details : words.Alerts[container.Head.Alert ?? "note"];
        var title = container.Head.Title.Length > 0 ? container.Head.Title : standard;
        return $"> **{title}**\n{around}{string.Concat(Enumerable.Repeat("> ", depth))}>";
    }

    /// <summary>How far the marks of quotes and the indentation of lists reach that stand around the container.</summary>
    private static int Behind(string text, int line, int most)
    {
        var at = line;
        while (at < text.Length && at - line < most && text[at] is (' ' or '\t' or '>'))
        {
            at++;
        }

        return at;
    }

    private static int LineAt(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static int EndOf(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;

    private static IEnumerable<Container> Ancestors(this Block block)
    {
        for (var outer = block.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is Container container)
            {
                yield return container;
            }
        }
    }
}

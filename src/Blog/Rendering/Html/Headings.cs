using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>Levels, ids and anchors of headings, and the table of contents.</summary>
internal sealed class Headings(RenderTexts texts, Placeholders placeholders)
{
    private const int Lowest = 6;

    /// <summary>Sets levels, ids and anchors of the headings in a body.</summary>
    public TableOfContents DecorateBody(IElement body)
    {
        var headings = All(body);
        var ids = new HeadingIds(body.Descendants<IElement>().Where(element => element.HasAttribute("id")).Select(element => element.Id!));
        var entries = new List<(int Level, string Id, string Text)>();
        foreach (var heading in headings)
        {
            var text = PlainText.Inline(heading, placeholders);
            heading.Id = string.IsNullOrEmpty(heading.Id) ? ids.For(text) : heading.Id;
            if (LevelOf(heading) is var level and >= 2 and <= 4)
            {
                // Links cannot be nested.
                if (!heading.Ancestors<IElement>().Any(outer => outer.LocalName == "a"))
                {
                    heading.AppendChild(Anchor(heading, text));
                }

                if (IsPartOfContents(heading))
                {
                    entries.Add((level, heading.Id!, text));
                }
            }
        }

        var next = 0;
        return entries.Count == 0 ? TableOfContents.Empty : new TableOfContents(Nest(entries, ref next, 0));
    }

    /// <summary>
    /// Puts the headings below a heading of the page, without gaps: the page's title is its h1, and a skipped level misleads readers who
    /// navigate by headings (and is an error to HTML checkers).
    /// </summary>
    /// <param name="above">Level of the heading above the tree: 1 for a body, 2 for a summary.</param>
    public static void Settle(IElement root, int above)
    {
        var outer = new Stack<int>();
        foreach (var heading in All(root))
        {
            var level = LevelOf(heading);
            while (outer.TryPeek(out var before) && before >= level)
            {
                outer.Pop();
            }

            outer.Push(level);
            var wanted = Math.Min(above + outer.Count, Lowest);
            if (wanted != level)
            {
                heading.Rename("h" + wanted.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static List<IElement> All(IElement root) =>
        root.AllElements().FindAll(element => element.LocalName is ['h', >= '1' and <= '6']);

    private static int LevelOf(IElement heading) => heading.LocalName[1] - '0';

    private static bool IsPartOfContents(IElement heading) =>
        !heading
            .Ancestors<IElement>()
            .Any(outer =>
                outer.Is("blockquote", "li", "dd", "td", "th", "details", "figure")
                || outer.ClassName?.StartsWith("markdown-alert", StringComparison.Ordinal) == true
            );

    private IElement Anchor(IElement heading, string text)
    {
        var anchor = heading.Owner!.CreateElement("a");
        anchor.ClassName = "anchor";
        anchor.SetAttribute("href", "#" + heading.Id);
        anchor.SetAttribute("aria-label", RenderTexts.Fill(texts.Section, text));
        anchor.TextContent = "#";
        return anchor;
    }

    private static List<ContentsEntry> Nest(List<(int Level, string Id, string Text)> entries, ref int next, int above)
    {
        var here = new List<ContentsEntry>();
        while (next < entries.Count && entries[next].Level > above)
        {
            var (level, id, text) = entries[next++];
            here.Add(new ContentsEntry(id, text, Nest(entries, ref next, level)));
        }

        return here;
    }
}

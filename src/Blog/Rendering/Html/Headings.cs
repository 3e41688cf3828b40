using AngleSharp.Dom;

namespace Blog.Rendering.Html;

/// <summary>Levels, ids and anchors of headings, and the contents they make.</summary>
internal sealed class Headings(RenderWords words, Slots slots)
{
    private const int Lowest = 6;

    /// <summary>Gives the headings of a body their levels, ids and anchors.</summary>
    public TableOfContents DressBody(IElement body)
    {
        var headings = All(body);
        var ids = new HeadingIds(body.Descendants<IElement>().Where(element => element.HasAttribute("id")).Select(element => element.Id!));
        var entries = new List<(int Level, string Id, string Text)>();
        foreach (var heading in headings)
        {
            var text = PlainText.Inline(heading, slots);
            heading.Id = string.IsNullOrEmpty(heading.Id) ? ids.For(text) : heading.Id;
            if (LevelOf(heading) is var level and >= 2 and <= 4)
            {
                heading.AppendChild(Anchor(heading, text));
                if (IsPartOfContents(heading))
                {
                    entries.Add((level, heading.Id!, text));
                }
            }
        }

        var next = 0;
        return entries.Count == 0 ? TableOfContents.Empty : new TableOfContents(Nest(entries, ref next, 0));
    }

    /// <summary>Lowers all headings where the text has an h1 of its own: the page's title is its h1.</summary>
    public static void Shift(IElement body)
    {
        var headings = All(body);
        if (headings.Exists(heading => heading.LocalName == "h1"))
        {
            Lower(headings);
        }
    }

    /// <summary>Sets the headings of a summary below its title.</summary>
    public static void DressSummary(IElement summary) => Lower(All(summary));

    private static List<IElement> All(IElement root) =>
        root.AllElements().FindAll(element => element.LocalName is ['h', >= '1' and <= '6']);

    private static void Lower(List<IElement> headings) =>
        headings.ForEach(heading => heading.Rename("h" + Math.Min(LevelOf(heading) + 1, Lowest).ToString(CultureInfo.InvariantCulture)));

    private static int LevelOf(IElement heading) => heading.LocalName[1] - '0';

    private static bool IsPartOfContents(IElement heading) =>
        !heading.Ancestors<IElement>().Any(outer => outer.Is("blockquote", "li", "dd", "td", "th", "details", "figure")
            || outer.ClassName?.StartsWith("markdown-alert", StringComparison.Ordinal) == true);

    private IElement Anchor(IElement heading, string text)
    {
        var anchor = heading.Owner!.CreateElement("a");
        anchor.ClassName = "anchor";
        anchor.SetAttribute("href", "#" + heading.Id);
        anchor.SetAttribute("aria-label", RenderWords.Fill(words.Section, text));
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

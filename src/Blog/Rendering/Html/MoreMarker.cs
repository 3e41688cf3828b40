using AngleSharp.Dom;

namespace Blog.Rendering.Html;

/// <summary>
/// The <c>&lt;!-- more --&gt;</c> comment, searched for in the parsed tree: there a comment is always a comment, whatever contains it. In
/// code it is text, so it is never found there.
/// </summary>
internal static class MoreMarker
{
    /// <summary>Replaces the first mark with an element; the others are removed with all other comments.</summary>
    public static void Set(IElement body, string className)
    {
        var mark = body.Descendants<IComment>().FirstOrDefault(IsMark);
        if (mark is null)
        {
            return;
        }

        var place = body.Owner!.CreateElement("span");
        place.ClassName = className;
        Insert(mark, place);
        mark.Remove();
    }

    /// <summary>The element that replaced the mark; null if there is none.</summary>
    public static IElement? Find(IElement root, string className) =>
        root.Descendants<IElement>().FirstOrDefault(element => string.Equals(element.ClassName, className, StringComparison.Ordinal));

    private static bool IsMark(IComment comment) =>
        comment.Data.AsSpan().Trim().Equals("more", StringComparison.OrdinalIgnoreCase)
        && !comment
            .Ancestors()
            .Any(outer =>
                outer.Is("pre", "code", "svg", "math", "template", "select", "noscript", "object")
                || outer is IElement { ClassName: "footnotes" }
            );

    private static void Insert(IComment mark, IElement place)
    {
        // Nothing may stand between rows or items: the mark moves before the table, or into the nearest item.
        if (
            mark.Ancestors<IElement>().FirstOrDefault(outer => outer.Is("table")) is { } table
            && mark.Parent.Is("table", "thead", "tbody", "tfoot", "tr")
        )
        {
            table.Parent!.InsertBefore(place, table);
        }
        else if (mark.Parent.Is("ul", "ol", "dl", "menu", "dir"))
        {
            if (mark.NextSiblingElement() is { } next)
            {
                next.InsertBefore(place, next.FirstChild);
            }
            else
            {
                ((INode?)mark.PreviousSiblingElement() ?? mark.Parent!).AppendChild(place);
            }
        }
        else
        {
            mark.Parent!.InsertBefore(place, mark);
        }
    }

    private static IElement? NextSiblingElement(this INode node)
    {
        var next = node.NextSibling;
        while (next is not null and not IElement)
        {
            next = next.NextSibling;
        }

        return next as IElement;
    }

    private static IElement? PreviousSiblingElement(this INode node)
    {
        var previous = node.PreviousSibling;
        while (previous is not null and not IElement)
        {
            previous = previous.PreviousSibling;
        }

        return previous as IElement;
    }
}

using AngleSharp.Dom;

namespace Blog.Rendering.Html;

/// <summary>Tree operations shared by all passes.</summary>
internal static class Dom
{
    /// <summary>Replaces the element with its children.</summary>
    public static void Unwrap(this IElement element)
    {
        var parent = element.Parent!;
        while (element.FirstChild is { } child)
        {
            parent.InsertBefore(child, element);
        }

        element.Remove();
    }

    /// <summary>Renames the element; its children and allowed attributes stay.</summary>
    public static IElement Rename(this IElement element, string name)
    {
        var renamed = element.Owner!.CreateElement(name);
        foreach (var attribute in element.Attributes.Where(attribute => HtmlRules.AnyAttribute.Contains(attribute.Name)))
        {
            // Parsers accept names that the DOM itself rejects: <dialog (x>.
            renamed.SetAttribute(attribute.Name, attribute.Value);
        }

        while (element.FirstChild is { } child)
        {
            renamed.AppendChild(child);
        }

        element.Parent!.ReplaceChild(renamed, element);
        return renamed;
    }

    /// <summary>Turns a misplaced element into a paragraph, or into a plain block if it contains blocks.</summary>
    public static void RenameToParagraph(this IElement element) => element.Rename(element.HoldsBlock() ? "div" : "p");

    /// <summary>True if a descendant is not an inline element.</summary>
    public static bool HoldsBlock(this IElement element) =>
        element.Descendants<IElement>().Any(inner => !HtmlRules.Phrasing.Contains(inner.LocalName));

    /// <summary>Wraps adjacent nodes in a new element.</summary>
    public static IElement Wrap(IReadOnlyList<INode> nodes, string name)
    {
        var wrapper = nodes[0].Owner!.CreateElement(name);
        nodes[0].Parent!.InsertBefore(wrapper, nodes[0]);
        foreach (var node in nodes)
        {
            wrapper.AppendChild(node);
        }

        return wrapper;
    }

    /// <summary>Wraps one node in a new element.</summary>
    public static IElement Wrap(this IElement element, string name) => Wrap([element], name);

    /// <summary>True if the element has one of the names.</summary>
    public static bool Is(this INode? node, params ReadOnlySpan<string> names) =>
        node is IElement element && names.Contains(element.LocalName);

    /// <summary>True for whitespace-only text.</summary>
    public static bool IsBlankText(this INode node) => node is IText text && string.IsNullOrWhiteSpace(text.Data);

    /// <summary>True if nothing would be visible: no text and no element that is visible without text.</summary>
    public static bool IsEmptyToSee(this IElement element) =>
        string.IsNullOrWhiteSpace(element.TextContent) && !IsSeen(element) && !element.Descendants<IElement>().Any(IsSeen);

    /// <summary>True if elements are nested deeper; walks without recursion.</summary>
    public static bool IsDeeperThan(this INode root, int limit)
    {
        var depth = 0;
        for (INode? node = root.FirstChild; node is not null; )
        {
            if (node.FirstChild is { } child)
            {
                node = child;
                if (++depth > limit)
                {
                    return true;
                }

                continue;
            }

            while (node is not null && node.NextSibling is null)
            {
                node = ReferenceEquals(node.Parent, root) ? null : node.Parent;
                depth--;
            }

            node = node?.NextSibling;
        }

        return false;
    }

    /// <summary>All descendant elements in order, as a list that is not affected by edits.</summary>
    public static List<IElement> AllElements(this IElement root) => [.. root.Descendants<IElement>()];

    private static bool IsSeen(IElement element) =>
        element.LocalName is "img" or "audio" or "video" or "hr"
        || (
            element.ClassName?.StartsWith("slot-", StringComparison.Ordinal) == true
            && !element.ClassName.EndsWith("-more", StringComparison.Ordinal)
        );
}

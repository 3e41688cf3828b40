using AngleSharp.Dom;

namespace Blog.Rendering.Html;

/// <summary>The few steps on a tree that every pass takes.</summary>
internal static class Dom
{
    /// <summary>Puts the children in the element's place.</summary>
    public static void Unwrap(this IElement element)
    {
        var parent = element.Parent!;
        while (element.FirstChild is { } child)
        {
            parent.InsertBefore(child, element);
        }

        element.Remove();
    }

    /// <summary>Gives the element another name; its children and the attributes that may pass stay.</summary>
    public static IElement Rename(this IElement element, string name)
    {
        var renamed = element.Owner!.CreateElement(name);
        foreach (var attribute in element.Attributes.Where(attribute => HtmlRules.AnyAttribute.Contains(attribute.Name)))
        {
            // A parser takes names that the tree itself refuses to be given: <dialog (x>.
            renamed.SetAttribute(attribute.Name, attribute.Value);
        }

        while (element.FirstChild is { } child)
        {
            renamed.AppendChild(child);
        }

        element.Parent!.ReplaceChild(renamed, element);
        return renamed;
    }

    /// <summary>Makes a paragraph of an element that stands where it may not; a plain block where it holds blocks.</summary>
    public static void RenameToParagraph(this IElement element) => element.Rename(element.HoldsBlock() ? "div" : "p");

    /// <summary>True where an element below is no part of a line.</summary>
    public static bool HoldsBlock(this IElement element) =>
        element.Descendants<IElement>().Any(inner => !HtmlRules.Phrasing.Contains(inner.LocalName));

    /// <summary>Puts a new element around nodes that stand side by side.</summary>
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

    /// <summary>Puts a new element around one.</summary>
    public static IElement Wrap(this IElement element, string name) => Wrap([element], name);

    /// <summary>True for one of the names.</summary>
    public static bool Is(this INode? node, params ReadOnlySpan<string> names) =>
        node is IElement element && names.Contains(element.LocalName);

    /// <summary>True for text of blanks only.</summary>
    public static bool IsBlankText(this INode node) => node is IText text && string.IsNullOrWhiteSpace(text.Data);

    /// <summary>True where nothing would be seen: no text and nothing that shows by itself.</summary>
    public static bool IsEmptyToSee(this IElement element) =>
        string.IsNullOrWhiteSpace(element.TextContent) && !IsSeen(element) && !element.Descendants<IElement>().Any(IsSeen);

    /// <summary>True where elements nest deeper; walks without recursion.</summary>
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

    /// <summary>All elements below, in order, as a list that edits do not disturb.</summary>
    public static List<IElement> AllElements(this IElement root) => [.. root.Descendants<IElement>()];

    private static bool IsSeen(IElement element) =>
        element.LocalName is "img" or "audio" or "video" or "hr"
        || (
            element.ClassName?.StartsWith("slot-", StringComparison.Ordinal) == true
            && !element.ClassName.EndsWith("-more", StringComparison.Ordinal)
        );
}

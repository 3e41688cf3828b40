using AngleSharp.Dom;

namespace Blog.Rendering.Html;

/// <summary>Paragraphs and figures that hold only pictures: they stand in the middle, wherever the pictures come from.</summary>
internal static class LonePictures
{
    private const string Class = "pictures";

    /// <summary>Marks them, since a style sheet cannot see text between elements.</summary>
    public static void Mark(IElement root)
    {
        foreach (var element in root.AllElements())
        {
            if (element.LocalName is "p" or "div" or "figure" && HoldsOnlyPictures(element))
            {
                element.ClassList.Add(Class);
            }
        }
    }

    private static bool HoldsOnlyPictures(IElement element) =>
        element.ChildNodes.All(node => node.IsBlankText() || node.Is("br", "figcaption") || (node is IElement inner && IsPicture(inner)))
        && element.Children.Any(IsPicture);

    private static bool IsPicture(IElement element) =>
        element.LocalName is "img" or "picture"
        || (
            element.LocalName is "a" or "span" or "em" or "strong" or "b" or "small"
            && element.ChildNodes.All(node => node.IsBlankText() || node.Is("br") || (node is IElement inner && IsPicture(inner)))
            && element.Children.Any(IsPicture)
        );
}

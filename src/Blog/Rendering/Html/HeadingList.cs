using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>The list of headings in the text itself, at the first place that asks for one.</summary>
internal static class HeadingList
{
    public const string Class = "headings";

    /// <summary>Removes all places where a list could stand; without headings nothing does.</summary>
    public static void Remove(IElement root, Placeholders placeholders) => Places(root, placeholders).ForEach(place => place.Remove());

    /// <summary>Puts the list there, and removes the other places: each list is as long as the text has headings.</summary>
    /// <param name="body">Its headings have their ids.</param>
    public static void Fill(IElement body, TableOfContents contents, Placeholders placeholders)
    {
        var places = Places(body, placeholders);
        if (places is [var first, ..] && contents.Entries.Count > 0)
        {
            first.ClassName = Class;
            first.AppendChild(ListOf(contents.Entries, body.Owner!));
            places.RemoveAt(0);
        }

        places.ForEach(place => place.Remove());
    }

    private static List<IElement> Places(IElement root, Placeholders placeholders) =>
        [.. root.Descendants<IElement>().Where(element => element.ClassName == placeholders.ContentsClass)];

    private static IElement ListOf(IReadOnlyList<ContentsEntry> entries, IDocument document)
    {
        var list = document.CreateElement("ul");
        foreach (var entry in entries)
        {
            var link = document.CreateElement("a");
            link.SetAttribute("href", "#" + entry.Id);
            link.TextContent = entry.Text;
            var item = document.CreateElement("li");
            item.AppendChild(link);
            if (entry.Children.Count > 0)
            {
                item.AppendChild(ListOf(entry.Children, document));
            }

            list.AppendChild(item);
        }

        return list;
    }
}

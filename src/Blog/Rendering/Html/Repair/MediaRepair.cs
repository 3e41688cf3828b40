using AngleSharp.Dom;

namespace Blog.Rendering.Html.Repair;

/// <summary>Makes images, videos and audio valid and usable.</summary>
internal static class MediaRepair
{
    /// <summary>Repairs one element; without an address its text content stays, or nothing.</summary>
    public static void Repair(IElement element)
    {
        switch (element.LocalName)
        {
            case "img":
                RepairImage(element);
                break;
            case "picture":
                RepairPicture(element);
                break;
            case "source":
                RepairSource(element);
                break;
            default:
                RepairPlayer(element);
                break;
        }
    }

    private static void RepairImage(IElement image)
    {
        if (!image.HasAttribute("src"))
        {
            image.Parent!.ReplaceChild(image.Owner!.CreateTextNode(image.GetAttribute("alt") ?? ""), image);
            return;
        }

        if (!image.HasAttribute("alt"))
        {
            image.SetAttribute("alt", "");
        }
    }

    private static void RepairPicture(IElement picture)
    {
        foreach (var node in picture.ChildNodes.ToArray().Where(node => !node.Is("img", "source")))
        {
            node.Parent!.RemoveChild(node);
        }

        var images = picture.Children.Where(child => child.LocalName == "img").ToArray();
        foreach (var other in images.Skip(1))
        {
            other.Remove();
        }

        if (images.Length == 0)
        {
            picture.Remove();
        }
        else
        {
            picture.AppendChild(images[0]);
        }
    }

    private static void RepairSource(IElement source)
    {
        var fits = source.Parent switch
        {
            IElement { LocalName: "picture" } => source.HasAttribute("srcset"),
            IElement { LocalName: "audio" or "video" } => source.HasAttribute("src"),
            _ => false,
        };
        if (!fits)
        {
            source.Remove();
            return;
        }

        string[] foreign = source.Parent.Is("picture") ? ["src"] : ["srcset", "sizes", "width", "height"];
        foreach (var name in foreign)
        {
            source.RemoveAttribute(name);
        }

        AddSizes(source);
    }

    private static void RepairPlayer(IElement player)
    {
        if (player.HasAttribute("src"))
        {
            foreach (var source in player.QuerySelectorAll("source").ToArray())
            {
                source.Remove();
            }
        }
        else if (player.QuerySelector("source") is null)
        {
            player.Unwrap();
            return;
        }

        // Fallback content for old browsers.
        foreach (var node in player.ChildNodes.ToArray().Where(node => !node.Is("source")))
        {
            node.RemoveFromParent();
        }

        player.SetAttribute("controls", "");
    }

    // Width descriptors without sizes are invalid; 100vw is what browsers assume.
    private static void AddSizes(IElement element)
    {
        if (
            element.GetAttribute("srcset") is { } set
            && set.Split(',').Any(part => part.TrimEnd().EndsWith('w'))
            && !element.HasAttribute("sizes")
        )
        {
            element.SetAttribute("sizes", "100vw");
        }
    }
}

using AngleSharp.Dom;

namespace Blog.Rendering.Html.Repair;

/// <summary>Ensures that lists contain only items, and that items are only in lists.</summary>
internal static class ListRepair
{
    /// <summary>Puts stray items and definitions of an element into lists of their own.</summary>
    public static void GatherStray(IElement parent)
    {
        if (!parent.Children.Any(child => child.Is("li", "dt", "dd")))
        {
            return;
        }

        var run = new List<INode>();
        foreach (var node in parent.ChildNodes.ToArray().Append(null))
        {
            var sameKind = run.Count > 0 && run[0].Is("li") == node.Is("li");
            if (node is not null && run.Count > 0 && (node.IsBlankText() || (sameKind && node.Is("li", "dt", "dd"))))
            {
                run.Add(node);
                continue;
            }

            Close(run);
            if (node.Is("li", "dt", "dd"))
            {
                run.Add(node!);
            }
        }
    }

    /// <summary>Wraps everything else in items; a list without items is removed.</summary>
    public static void RepairList(IElement list)
    {
        var run = new List<INode>();
        foreach (var node in list.ChildNodes.ToArray().Append(null))
        {
            if (node is not null && !node.Is("li"))
            {
                run.Add(node);
                continue;
            }

            if (run.Any(part => !part.IsBlankText()))
            {
                MoveInto(run, list, node as IElement);
            }

            run.Clear();
        }

        RemoveNumbers(list);
        if (list.ChildElementCount == 0)
        {
            list.Remove();
        }
    }

    /// <summary>Makes terms and descriptions alternate; if either is missing the list becomes plain blocks.</summary>
    public static void RepairDefinitions(IElement list)
    {
        foreach (var group in list.Children.Where(child => child.LocalName == "div").ToArray())
        {
            group.Unwrap();
        }

        foreach (var node in list.ChildNodes.ToArray().Where(node => !node.IsBlankText() && !node.Is("dt", "dd")))
        {
            GatherStray(Dom.Wrap([node], "dd"));
        }

        var parts = list.Children.ToArray();
        if (!parts.Any(part => part.LocalName == "dt") || !parts.Any(part => part.LocalName == "dd"))
        {
            foreach (var part in parts)
            {
                part.Rename("div");
            }

            list.Rename("div");
            return;
        }

        if (parts[0].LocalName == "dd")
        {
            list.InsertBefore(list.Owner!.CreateElement("dt"), parts[0]);
        }

        if (parts[^1].LocalName == "dt")
        {
            list.AppendChild(list.Owner!.CreateElement("dd"));
        }
    }

    private static void Close(List<INode> run)
    {
        while (run.Count > 0 && run[^1].IsBlankText())
        {
            run.RemoveAt(run.Count - 1);
        }

        if (run.Count > 0)
        {
            var list = Dom.Wrap(run, run[0].Is("li") ? "ul" : "dl");
            if (list.LocalName == "dl")
            {
                RepairDefinitions(list);
            }
            else
            {
                RemoveNumbers(list);
            }
        }

        run.Clear();
    }

    private static void RemoveNumbers(IElement list)
    {
        foreach (var item in list.Children.Where(child => child.HasAttribute("value") && list.LocalName == "ul").ToArray())
        {
            item.RemoveAttribute("value");
        }
    }

    // A list directly inside a list belongs to the item before it, as old editors wrote it.
    private static void MoveInto(List<INode> run, IElement list, IElement? before)
    {
        var previous = before is null ? list.LastElementChild : before.PreviousElementSibling;
        while (previous is not null && run.Contains(previous))
        {
            previous = previous.PreviousElementSibling;
        }

        var target = previous is { LocalName: "li" } ? previous : null;
        if (target is null)
        {
            GatherStray(Dom.Wrap(run, "li"));
            return;
        }

        foreach (var node in run)
        {
            target.AppendChild(node);
        }

        GatherStray(target);
    }
}

using AngleSharp.Dom;

namespace Blog.Rendering.Html.Repair;

/// <summary>Puts the parts of tables in the order HTML requires, without empty rows, and with scoped header cells.</summary>
internal static class TableRepair
{
    /// <summary>Repairs one table whose cells are already valid; a table without cells is removed.</summary>
    public static void Repair(IElement table)
    {
        RemoveForeign(table);
        foreach (var row in Rows(table).Where(row => row.ChildElementCount == 0).ToArray())
        {
            row.Remove();
        }

        RepairHead(table);
        foreach (var section in Sections(table).ToArray())
        {
            if (section.ChildElementCount == 0)
            {
                section.Remove();
            }
            else
            {
                ClipRows(section);
            }
        }

        if (!Sections(table).Any())
        {
            Dissolve(table);
            return;
        }

        Order(table);
    }

    private static IEnumerable<IElement> Sections(IElement table) => table.Children.Where(child => child.Is("thead", "tbody", "tfoot"));

    private static IEnumerable<IElement> Rows(IElement table) => Sections(table).SelectMany(section => section.Children);

    // Only captions, sections, rows and cells are allowed, each in its place.
    private static void RemoveForeign(IElement table)
    {
        foreach (var child in table.ChildNodes.ToArray().Where(child => !child.Is("caption", "thead", "tbody", "tfoot")))
        {
            MoveOut(child, table);
        }

        foreach (var section in Sections(table))
        {
            foreach (var child in section.ChildNodes.ToArray().Where(child => !child.Is("tr")))
            {
                MoveOut(child, table);
            }

            foreach (var child in section.Children.SelectMany(row => row.ChildNodes).ToArray().Where(child => !child.Is("td", "th")))
            {
                MoveOut(child, table);
            }
        }
    }

    private static void MoveOut(INode node, IElement table)
    {
        if (node.IsBlankText())
        {
            return;
        }

        table.Parent!.InsertBefore(node, table);
    }

    private static void RepairHead(IElement table)
    {
        var heads = table.Children.Where(child => child.LocalName == "thead").ToList();
        foreach (var other in heads.Skip(1))
        {
            other.Rename("tbody");
        }

        if (heads is not [var head, ..])
        {
            return;
        }

        // A header row of empty cells is how Markdown writes a table without a header.
        if (Sections(table).Count() > 1 && head.IsEmptyToSee())
        {
            head.Remove();
            return;
        }

        foreach (var cell in head.Children.SelectMany(row => row.Children).Where(cell => cell.LocalName == "th").ToArray())
        {
            if (cell.IsEmptyToSee())
            {
                cell.Rename("td"); // the empty corner above row headers is no header itself
            }
            else if (!cell.HasAttribute("scope"))
            {
                cell.SetAttribute("scope", "col");
            }
        }
    }

    private static void ClipRows(IElement section)
    {
        var rows = section.Children.ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var cell in rows[i].Children)
            {
                Clip(cell, "rowspan", rows.Length - i);
                Clip(cell, "colspan", 100);
            }
        }
    }

    private static void Clip(IElement cell, string attribute, int most)
    {
        if (cell.GetAttribute(attribute) is not { } value)
        {
            return;
        }

        var wanted = Math.Min(int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture), most);
        if (wanted <= 1)
        {
            cell.RemoveAttribute(attribute);
        }
        else
        {
            cell.SetAttribute(attribute, wanted.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Dissolve(IElement table)
    {
        foreach (var caption in table.Children.ToArray())
        {
            caption.RenameToParagraph();
        }

        table.Unwrap();
    }

    private static void Order(IElement table)
    {
        var captions = table.Children.Where(child => child.LocalName == "caption").ToArray();
        foreach (var other in captions.Skip(1))
        {
            table.Parent!.InsertBefore(other, table);
            other.RenameToParagraph();
        }

        if (table.Children.FirstOrDefault(child => child.LocalName == "thead") is { PreviousElementSibling: not null } head)
        {
            table.InsertBefore(head, table.FirstChild);
        }

        if (captions is [{ PreviousElementSibling: not null } caption, ..])
        {
            table.InsertBefore(caption, table.FirstChild);
        }

        var feet = table.Children.Where(child => child.LocalName == "tfoot").ToArray();
        foreach (var other in feet.Skip(1))
        {
            other.Rename("tbody");
        }

        if (feet is [{ NextElementSibling: not null } foot, ..])
        {
            table.AppendChild(foot);
        }
    }
}

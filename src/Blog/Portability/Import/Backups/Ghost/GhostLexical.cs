using System.Net;
using System.Text;
using System.Text.Json;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>Reads texts of the editor since Ghost 5: a tree of nodes.</summary>
/// <remarks>Source: packages/kg-lexical-html-renderer of TryGhost/Koenig; the bits of a format are those of facebook/lexical.</remarks>
internal static class GhostLexical
{
    private static readonly (int Bit, string Element)[] Formats =
    [
        (1, "strong"),
        (2, "em"),
        (4, "s"),
        (8, "u"),
        (16, "code"),
        (32, "sub"),
        (64, "sup"),
        (128, "mark"),
    ];

    /// <summary>Adds a text; false if it is none.</summary>
    public static bool TryAdd(JsonElement document, GhostBody body)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("root", out var root) || !root.Items("children").Any())
        {
            return false;
        }

        foreach (var node in root.Items("children"))
        {
            AddBlock(node, body);
        }

        return true;
    }

    private static void AddBlock(JsonElement node, GhostBody body)
    {
        switch (node.Text("type"))
        {
            case "paragraph":
                body.Html($"<p>{Inner(node)}</p>");
                break;
            case "heading" or "extended-heading" or "custom-heading":
                var tag = node.Text("tag") is ['h', >= '1' and <= '6'] level ? level : "h2";
                body.Html($"<{tag}>{Inner(node)}</{tag}>");
                break;
            case "quote" or "extended-quote" or "aside":
                body.Html($"<blockquote><p>{Inner(node)}</p></blockquote>");
                break;
            case "list":
                body.Html(List(node));
                break;
            case "text" or "extended-text" or "link" or "linebreak" or "tab":
                body.Html($"<p>{Inline(node)}</p>");
                break;
            case var card:
                GhostCards.Add(card, node, body);
                break;
        }
    }

    private static string List(JsonElement list)
    {
        var html = new StringBuilder();
        var isNumbered = list.Text("listType") == "number" || list.Text("tag") == "ol";
        var tag = isNumbered ? "ol" : "ul";
        var start =
            isNumbered && list.Number("start") > 1 ? string.Create(CultureInfo.InvariantCulture, $" start=\"{list.Number("start")}\"") : "";
        html.Append('<').Append(tag).Append(start).Append('>');
        var isChecked = list.Text("listType") == "check";
        foreach (var item in list.Items("children"))
        {
            // A list within a list is an item of its own, which belongs to the one before.
            var inner = item.Items("children").ToList();
            if (inner is [var only] && only.Text("type") == "list")
            {
                html.Append(List(only));
                continue;
            }

            html.Append("<li>")
                .Append(isChecked ? $"<input type=\"checkbox\"{(item.Flag("checked") ? " checked" : "")}>" : "")
                .Append(Inner(item))
                .Append("</li>");
        }

        return html.Append("</").Append(tag).Append('>').ToString();
    }

    private static string Inner(JsonElement node) => string.Concat(node.Items("children").Select(Inline));

    private static string Inline(JsonElement node)
    {
        switch (node.Text("type"))
        {
            case "text" or "extended-text" or "tk":
                var (html, format) = (WebUtility.HtmlEncode(node.Text("text")), node.Number("format"));
                foreach (var (bit, element) in Formats.Where(one => (format & one.Bit) != 0))
                {
                    html = $"<{element}>{html}</{element}>";
                }

                return html;
            case "linebreak":
                return "<br>";
            case "tab":
                return " ";
            case "link" or "autolink" or "at-link":
                return $"<a href=\"{WebUtility.HtmlEncode(node.Text("url"))}\">{Inner(node)}</a>";
            case "list":
                return List(node);
            case "paragraph":
                return Inner(node) + "<br>";
            default:
                return Inner(node);
        }
    }
}

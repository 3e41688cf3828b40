using System.Net;
using System.Text;
using System.Text.Json;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>Reads texts of the editor of Ghost 1 to 4: sections of markers, whose marks open and close as they go.</summary>
/// <remarks>Source: MOBILEDOC.md of bustle/mobiledoc-kit, version 0.3.</remarks>
internal sealed class GhostMobiledoc
{
    private readonly List<JsonElement> _marks;
    private readonly List<JsonElement> _atoms;
    private readonly List<JsonElement> _cards;

    private GhostMobiledoc(JsonElement document)
    {
        _marks = [.. document.Items("markups")];
        _atoms = [.. document.Items("atoms")];
        _cards = [.. document.Items("cards")];
    }

    /// <summary>Adds a text; false if it is none.</summary>
    public static bool TryAdd(JsonElement document, GhostBody body)
    {
        var sections = document.Items("sections").ToList();
        var reader = new GhostMobiledoc(document);
        foreach (var section in sections)
        {
            reader.Add([.. section.Items()], body);
        }

        return sections.Count > 0;
    }

    private void Add(List<JsonElement> section, GhostBody body)
    {
        switch (section)
        {
            case [{ ValueKind: JsonValueKind.Number } kind, var tag, var markers] when kind.GetRawText() == "1":
                var name = tag.ToString() is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" ? tag.ToString() : "p";
                name = tag.ToString() is "aside" ? "blockquote" : name;
                body.Html($"<{name}>{Line(markers)}</{name}>");
                break;
            case [{ ValueKind: JsonValueKind.Number } kind, var source] when kind.GetRawText() == "2":
                body.Html($"<figure><img src=\"{WebUtility.HtmlEncode(source.ToString())}\" alt=\"\"></figure>");
                break;
            case [{ ValueKind: JsonValueKind.Number } kind, var tag, var items, ..] when kind.GetRawText() == "3":
                var list = tag.ToString() == "ol" ? "ol" : "ul";
                body.Html($"<{list}>{string.Concat(items.Items().Select(item => $"<li>{Line(item)}</li>"))}</{list}>");
                break;
            case [{ ValueKind: JsonValueKind.Number } kind, { ValueKind: JsonValueKind.Number } at] when kind.GetRawText() == "10":
                if (
                    at.TryGetInt32(out var index)
                    && index >= 0
                    && index < _cards.Count
                    && _cards[index].Items().ToList() is [var card, var payload, ..]
                )
                {
                    GhostCards.Add(card.ToString(), payload, body);
                }

                break;
        }
    }

    private string Line(JsonElement markers)
    {
        var (html, open) = (new StringBuilder(), new Stack<string>());
        foreach (var marker in markers.Items())
        {
            if (marker.Items().ToList() is not [var kind, var opened, { ValueKind: JsonValueKind.Number } closed, var value])
            {
                continue;
            }

            foreach (var index in opened.Items())
            {
                if (index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out var at) && at >= 0 && at < _marks.Count)
                {
                    Open(_marks[at], html, open);
                }
            }

            html.Append(kind.ToString() == "1" ? Atom(value) : WebUtility.HtmlEncode(value.ToString()));
            for (var left = closed.TryGetInt32(out var count) ? count : 0; left > 0 && open.TryPop(out var tag); left--)
            {
                html.Append("</").Append(tag).Append('>');
            }
        }

        while (open.TryPop(out var tag))
        {
            html.Append("</").Append(tag).Append('>');
        }

        return html.ToString();
    }

    private static void Open(JsonElement mark, StringBuilder html, Stack<string> open)
    {
        var parts = mark.Items().ToList();
        var tag =
            parts.Count > 0 && parts[0].ToString() is { Length: > 0 and < 12 } name && name.All(char.IsAsciiLetterOrDigit) ? name : "span";
        var attributes = parts.Count > 1 ? parts[1].Items().Select(one => one.ToString()).ToList() : [];
        var href = attributes.IndexOf("href") is >= 0 and var at && at + 1 < attributes.Count ? attributes[at + 1] : null;
        html.Append('<').Append(tag).Append(href is null ? "" : $" href=\"{WebUtility.HtmlEncode(href)}\"").Append('>');
        open.Push(tag);
    }

    private string Atom(JsonElement index)
    {
        var parts =
            index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out var at) && at >= 0 && at < _atoms.Count
                ? _atoms[at].Items().ToList()
                : [];
        return parts is [var name, ..] && name.ToString() == "soft-return" ? "<br>"
            : parts is [_, var words, ..] ? WebUtility.HtmlEncode(words.ToString())
            : "";
    }
}

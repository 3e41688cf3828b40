using System.Net;
using System.Text.Json;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>Shows the cards of both editors as HTML.</summary>
/// <remarks>Source: packages/kg-default-nodes and kg-default-cards of TryGhost/Koenig.</remarks>
internal static class GhostCards
{
    private const int MaxSign = 16;

    /// <summary>Adds a card.</summary>
    /// <param name="name">As either editor calls it.</param>
    public static void Add(string name, JsonElement card, GhostBody body)
    {
        if (IsForMembers(card))
        {
            body.Leave(name);
            return;
        }

        switch (name)
        {
            case "image":
                body.Html(Figure(Picture(card.Text("src"), card.Text("alt"), card.Text("href")), card));
                break;
            case "gallery":
                var pictures = card.Items("images").Select(image => Picture(image.Text("src"), image.Text("alt"), image.Text("href")));
                body.Html(Figure(string.Concat(pictures), card, "kg-gallery-card"));
                break;
            case "code" or "codeblock":
                body.Html(
                    Figure($"<pre><code class=\"language-{Encoded(LanguageOf(card))}\">{Encoded(card.Text("code"))}</code></pre>", card)
                );
                break;
            case "markdown" or "card-markdown":
                body.Markdown(card.Text("markdown"));
                break;
            case "html":
                body.Html("<div>" + card.Text("html") + "</div>");
                break;
            case "hr" or "horizontalrule":
                body.Html("<hr>");
                break;
            case "bookmark":
                AddBookmark(card, body);
                break;
            case "embed":
                AddEmbed(card, body);
                break;
            case "callout":
                body.Html($"<blockquote data-alert=\"note\">{WithSign(card.Text("calloutText"), card.Text("calloutEmoji"))}</blockquote>");
                break;
            case "toggle":
                body.Html($"<details><summary>{card.Text("heading")}</summary>{card.Text("content")}</details>");
                break;
            case "button":
                body.Html(Button(card.Text("buttonUrl"), card.Text("buttonText")));
                break;
            case "product":
                AddProduct(card, body);
                break;
            case "header":
                body.Html(Element("h2", card.Text("header")) + Element("p", card.Text("subheader")));
                body.Html(card.Flag("buttonEnabled") ? Button(card.Text("buttonUrl"), card.Text("buttonText")) : "");
                break;
            case "call-to-action":
                body.Html(card.Text("imageUrl") is { Length: > 0 } image ? Figure(Picture(image, "", ""), default) : "");
                body.Html($"<div>{card.Text("textValue")}</div>");
                body.Html(card.Flag("showButton") ? Button(card.Text("buttonUrl"), card.Text("buttonText")) : "");
                break;
            case "audio":
                body.Html(Element("p", Encoded(card.Text("title")))).Html(Player("audio", card));
                break;
            case "video":
                body.Html(Figure(Player("video", card), card));
                break;
            case "file":
                var title = card.Text("fileTitle") is { Length: > 0 } named ? named : card.Text("fileName");
                body.Html(Button(card.Text("src"), title) + Element("p", Encoded(card.Text("fileCaption"))));
                break;
            case "paywall" or "email" or "email-cta" or "signup" or "nft" or "collection" or "transistor":
                body.Leave(name);
                break;
            default:
                body.LeaveUnknown(name);
                break;
        }
    }

    /// <summary>A text with a sign at the beginning of its first paragraph.</summary>
    private static string WithSign(string html, string sign)
    {
        var end = html.StartsWith("<p", StringComparison.Ordinal) ? html.IndexOf('>', StringComparison.Ordinal) + 1 : 0;
        return sign.Length is 0 or > MaxSign ? html : $"{html[..end]}{Encoded(sign)} {html[end..]}";
    }

    private static void AddBookmark(JsonElement card, GhostBody body)
    {
        var data = card.ValueKind == JsonValueKind.Object && card.TryGetProperty("metadata", out var found) ? found : card;
        var (url, title) = (card.Text("url") is { Length: > 0 } own ? own : data.Text("url"), data.Text("title"));
        body.Html(
            "<blockquote>"
                + Button(url, title.Length > 0 ? title : url)
                + Element("p", Encoded(data.Text("description")))
                + Element("p", card.Text("caption"))
                + "</blockquote>"
        );
    }

    private static void AddEmbed(JsonElement card, GhostBody body)
    {
        var url = card.Text("url");
        var shown = url.Length > 0 ? $"<div>{Encoded(url)}</div>" : card.Text("html");
        body.Html(Figure(shown, card, "wp-block-embed"));
    }

    private static void AddProduct(JsonElement card, GhostBody body)
    {
        body.Html(card.Text("productImageSrc") is { Length: > 0 } image ? Figure(Picture(image, "", ""), default) : "");
        body.Html(Element("p", card.Text("productTitle") is { Length: > 0 } title ? $"<strong>{title}</strong>" : ""));
        body.Html($"<div>{card.Text("productDescription")}</div>");
        body.Html(card.Flag("productButtonEnabled") ? Button(card.Text("productUrl"), card.Text("productButton")) : "");
    }

    /// <summary>What readers without an account did not see.</summary>
    private static bool IsForMembers(JsonElement card)
    {
        if (card.ValueKind != JsonValueKind.Object || !card.TryGetProperty("visibility", out var visibility))
        {
            return false;
        }

        var web = visibility.ValueKind == JsonValueKind.Object && visibility.TryGetProperty("web", out var found) ? found : visibility;
        return Says(web, "nonMember", JsonValueKind.False) || Says(web, "showOnWeb", JsonValueKind.False);
    }

    private static bool Says(JsonElement value, string name, JsonValueKind kind) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) && found.ValueKind == kind;

    private static string LanguageOf(JsonElement card) => card.Text("language").Split(' ', StringSplitOptions.TrimEntries)[0];

    private static string Picture(string source, string words, string link)
    {
        var image = source.Length == 0 ? "" : $"<img src=\"{Encoded(source)}\" alt=\"{Encoded(words)}\">";
        return link.Length == 0 ? image : $"<a href=\"{Encoded(link)}\">{image}</a>";
    }

    private static string Figure(string content, JsonElement card, string name = "") =>
        $"<figure class=\"{name}\">{content}{Element("figcaption", card.Text("caption"))}</figure>";

    private static string Player(string kind, JsonElement card) =>
        card.Text("src") is { Length: > 0 } source ? $"<p><{kind} src=\"{Encoded(source)}\" controls></{kind}></p>" : "";

    private static string Button(string address, string words) =>
        words.Length == 0 ? "" : $"<p><a href=\"{Encoded(address)}\">{Encoded(words)}</a></p>";

    private static string Element(string name, string html) => html.Length == 0 ? "" : $"<{name}>{html}</{name}>";

    private static string Encoded(string words) => WebUtility.HtmlEncode(words);
}

using AngleSharp.Html.Parser;

namespace Blog.Tests.Rendering.FromHtml;

/// <summary>
/// The words that readers see, without what the renderer or a converter says itself: labels of embeds and code, ways to and fro.
/// </summary>
internal static class HtmlWords
{
    private const string Own =
        "script, style, iframe, embed, textarea, select, noscript, template, a.footnote-ref, a.footnote-back-ref, a.anchor, div.code > p, "
        + "figure.wp-block-embed > div, a.embed, button, input, title, wbr, td.gutter";

    /// <summary>All signs but blanks, in their order.</summary>
    public static string Of(string html)
    {
        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;
        foreach (var element in body.QuerySelectorAll(Own).ToList())
        {
            element.Remove();
        }

        foreach (var picture in body.QuerySelectorAll("img.emoji, img.wp-smiley").ToList())
        {
            picture.Replace(body.Owner!.CreateTextNode(picture.GetAttribute("alt") ?? ""));
        }

        return string.Concat(body.TextContent.Where(c => !char.IsWhiteSpace(c)));
    }
}

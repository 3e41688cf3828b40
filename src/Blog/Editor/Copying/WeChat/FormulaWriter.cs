using AngleSharp.Dom;
using Blog.Editor.Copying.Content;
using Blog.Rendering.Scripting;

namespace Blog.Editor.Copying.WeChat;

/// <summary>Writes formulas as SVG paths in the colour of the text: MathML is dropped.</summary>
internal static class FormulaWriter
{
    /// <summary>What WeChat's column shows, in pixels.</summary>
    public const double MostWidth = 677;

    private const double FontSize = 16.8; // the letters of the math font are a little smaller than those of the text

    /// <param name="holder">The <c>math</c> element, or what holds it.</param>
    /// <param name="display">True for a formula on its own line.</param>
    public static void Write(WeChatPage page, IElement holder, IElement into, bool display)
    {
        var math = holder.LocalName == "math" ? holder : holder.QuerySelector("math");
        var tex = math?.GetAttribute("alttext") ?? holder.TextContent;
        if (page.Draw(tex, display) is not { } drawing)
        {
            page.Notes.Add(CopyNoteKind.Formulas, tex);
            page.AddText(page.Add(into, display ? "p" : "code", display ? page.Style.Paragraph : page.Style.Code), tex);
            return;
        }

        var name = display ? "section" : "span";
        page.Add(into, name, display ? page.Style.FormulaLine : page.Style.FormulaInline).InnerHtml = Svg(drawing, tex, display);
    }

    private static string Svg(FormulaDrawing drawing, string tex, bool display)
    {
        var size = Math.Min(FontSize, MostWidth / drawing.Width);
        var style = string.Create(
            CultureInfo.InvariantCulture,
            $"width:{drawing.Width * size:0.##}px;height:{drawing.Height * size:0.##}px;vertical-align:{-drawing.Depth * size:0.##}px"
        );
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(tex)}\" "
            + $"viewBox=\"{drawing.ViewBox}\" style=\"{style}{(display ? ";display:inline-block;max-width:none" : "")}\">"
            + $"{drawing.Content}</svg>";
    }
}

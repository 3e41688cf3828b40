using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Blog.Editor.Copying.DarkMode;

/// <summary>
/// About what WeChat shows in dark mode: its app changes the brightness of inline colours by rules that are published (white becomes nearly
/// black, light backgrounds are dimmed, text is moved away from what it stands on). An approximation: images and the app's version are not
/// known here.
/// </summary>
public static partial class DarkRendition
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    /// <summary>The copy with the colours of dark mode.</summary>
    public static string Of(string html)
    {
        var body = Parser.ParseDocument("<!doctype html><html><head></head><body>" + html).Body!;
        foreach (var element in body.Children)
        {
            Darken(element, DarkColours.Background);
        }

        return body.InnerHtml;
    }

    private static void Darken(IElement element, Rgb below)
    {
        var behind = below;
        if (element.GetAttribute("style") is { } style)
        {
            var declarations = style.Split(';').Select(declaration => declaration.Split(':', 2)).Where(parts => parts.Length == 2).ToList();
            if (declarations.Find(parts => parts[0] == "background-color") is { } background && Rgb.Parse(background[1]) is { } colour)
            {
                behind = DarkColours.OfBackground(colour);
            }

            element.SetAttribute(
                "style",
                string.Join(';', declarations.Select(parts => $"{parts[0]}:{Value(parts[0], parts[1], behind, below)}"))
            );
        }

        foreach (var child in element.Children.Where(child => child.LocalName != "svg"))
        {
            Darken(child, behind);
        }
    }

    private static string Value(string property, string value, Rgb behind, Rgb below) =>
        property switch
        {
            "background-color" => behind.ToHex(),
            "color" => Replace(value, colour => DarkColours.OfText(colour, behind)),
            _ when property.StartsWith("border", StringComparison.Ordinal) => Replace(value, colour => DarkColours.OfText(colour, below)),
            _ => value,
        };

    private static string Replace(string value, Func<Rgb, Rgb> change) =>
        Hex().Replace(value, match => Rgb.Parse(match.Value) is { } colour ? change(colour).ToHex() : match.Value);

    [GeneratedRegex("#[0-9a-f]{6}", RegexOptions.NonBacktracking)]
    private static partial Regex Hex();
}

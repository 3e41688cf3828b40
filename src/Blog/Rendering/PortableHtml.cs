using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using Blog.Rendering.Html;
using Blog.Rendering.Output;

namespace Blog.Rendering;

/// <summary>
/// A post's HTML for programs outside this site: absolute addresses, and nothing that needs the site's stylesheet or script. The input has
/// passed the sanitizer; the output is data in a feed or for the clipboard, and is never printed on a page.
/// </summary>
public static class PortableHtml
{
    private const string MathNamespace = "http://www.w3.org/1998/Math/MathML";

    private static readonly string[] Addressing = ["href", "src", "cite", "poster"];
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    /// <param name="html">A body or a summary.</param>
    /// <param name="address">The absolute address of its post, against which fragments and relative addresses are resolved.</param>
    public static string Of(RenderedHtml html, string address)
    {
        var body = Parser.ParseDocument("<!doctype html><html><head></head><body>" + html.Value).Body!;
        var post = new Url(address);
        foreach (var element in body.AllElements())
        {
            Undecorate(element);
            MakeAbsolute(element, post);
        }

        using var written = new StringWriter(CultureInfo.InvariantCulture);
        body.ChildNodes.ToHtml(written, new Quoting());
        return written.ToString();
    }

    /// <summary>
    /// Writes quotation marks in text as <c>&amp;quot;</c>: programs that find addresses by pattern matching would otherwise take a code
    /// sample for markup.
    /// </summary>
    private sealed class Quoting : HtmlMarkupFormatter
    {
        public override string Text(ICharacterData text) => base.Text(text).Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    private static void Undecorate(IElement element)
    {
        element.RemoveAttribute("tabindex");
        switch (element.LocalName)
        {
            case "a" when element.ClassName == "anchor":
                element.Remove(); // the anchor link of a heading
                break;
            case "div" when element.ClassName == "code" && element.QuerySelector("pre") is { } pre:
                element.Parent!.ReplaceChild(pre, element); // without its label and its folding
                break;
            case "figure" when element.ClassName == "diagram":
                foreach (var part in element.Children.Where(part => part.LocalName == "details" || part.ClassName == "dark").ToArray())
                {
                    part.Remove(); // the picture for light pages is what other programs show
                }

                break;
            case "div" when element.ClassName == "scroll":
                element.Unwrap();
                break;
            case "span" when element.ClassName == "formula-inline":
                element.Unwrap(); // it only scrolls
                break;
            case "span" when element.ClassName?.StartsWith("hljs", StringComparison.Ordinal) == true:
                element.Unwrap(); // nobody else has the colours, and they are a third of the bytes
                break;
            case "input":
                // feed readers remove forms, and the state of the task with them
                element.Parent!.ReplaceChild(element.Owner!.CreateTextNode(element.HasAttribute("checked") ? "☑" : "☐"), element);
                break;
            case "math":
                Annotate(element);
                break;
            case var _ when element.Id == "more" && !element.HasChildNodes:
                element.Remove();
                break;
        }
    }

    /// <summary>
    /// Adds the TeX next to the formula: programs without MathML support print its bare text, which is unreadable (MathML Core, section
    /// 3.4).
    /// </summary>
    private static void Annotate(IElement math)
    {
        if (math.GetAttribute("alttext") is not { Length: > 0 } tex)
        {
            return;
        }

        var document = math.Owner!;
        var row = document.CreateElement(MathNamespace, "mrow");
        while (math.FirstChild is { } child)
        {
            row.AppendChild(child);
        }

        var annotation = document.CreateElement(MathNamespace, "annotation");
        annotation.SetAttribute("encoding", "application/x-tex");
        annotation.TextContent = tex;
        var semantics = document.CreateElement(MathNamespace, "semantics");
        semantics.AppendChild(row);
        semantics.AppendChild(annotation);
        math.AppendChild(semantics);
    }

    private static void MakeAbsolute(IElement element, Url post)
    {
        foreach (var name in Addressing)
        {
            if (element.GetAttribute(name) is { } address)
            {
                Set(element, name, Whole(address, post));
            }
        }

        if (element.GetAttribute("srcset") is { } set)
        {
            var candidates = set.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(candidate => Candidate(candidate, post));
            Set(element, "srcset", string.Join(", ", candidates.OfType<string>()));
        }
    }

    private static string? Candidate(string candidate, Url post)
    {
        var blank = candidate.IndexOf(' ', StringComparison.Ordinal);
        var (address, size) = blank < 0 ? (candidate, "") : (candidate[..blank], candidate[blank..]);
        return Whole(address, post) is { } whole ? whole + size : null;
    }

    /// <summary>Resolves the address as a browser would on the post's page; null if it is invalid.</summary>
    private static string? Whole(string address, Url post) => new Url(post, address) is { IsInvalid: false } url ? url.Href : null;

    private static void Set(IElement element, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            element.RemoveAttribute(name);
        }
        else
        {
            element.SetAttribute(name, value);
        }
    }
}

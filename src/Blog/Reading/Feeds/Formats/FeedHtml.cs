using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using Blog.Rendering.Html;
using Blog.Rendering.Output;

namespace Blog.Reading.Feeds.Formats;

/// <summary>
/// A post's HTML as it can stand in a program that knows nothing of this site: whole addresses, and none of what works only with our stylesheet and
/// script. What comes in has passed the sanitizer; what goes out is data within a feed and never printed on a page.
/// </summary>
internal static class FeedHtml
{
    private const string MathNamespace = "http://www.w3.org/1998/Math/MathML";

    private static readonly string[] Addressing = ["href", "src", "cite", "poster"];
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    /// <summary>Makes it.</summary>
    /// <param name="html">A body or a summary.</param>
    /// <param name="address">The absolute address of its post, to which fragments and relative addresses belong.</param>
    public static string Of(RenderedHtml html, string address)
    {
        var body = Parser.ParseDocument("<!doctype html><html><head></head><body>" + html.Value).Body!;
        var post = new Url(address);
        foreach (var element in body.AllElements())
        {
            Undress(element);
            MakeWhole(element, post);
        }

        using var written = new StringWriter(CultureInfo.InvariantCulture);
        body.ChildNodes.ToHtml(written, new Quoting());
        return XmlCharacterFilter.Of(written.ToString());
    }

    /// <summary>Writes quotation marks of the text as <c>&amp;quot;</c>: programs that look for addresses by pattern would else take a sample of code for markup.</summary>
    private sealed class Quoting : HtmlMarkupFormatter
    {
        public override string Text(ICharacterData text) => base.Text(text).Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    private static void Undress(IElement element)
    {
        element.RemoveAttribute("tabindex");
        switch (element.LocalName)
        {
            case "a" when element.ClassName == "anchor":
                element.Remove(); // the sign beside a heading
                break;
            case "div" when element.ClassName == "code" && element.QuerySelector("pre") is { } pre:
                element.Parent!.ReplaceChild(pre, element); // without its label and what folds it
                break;
            case "div" when element.ClassName == "scroll":
                element.Unwrap();
                break;
            case "span" when element.ClassName?.StartsWith("hljs", StringComparison.Ordinal) == true:
                element.Unwrap(); // colours that nobody else has, and a third of the bytes
                break;
            case "input":
                element.Parent!.ReplaceChild(element.Owner!.CreateTextNode(element.HasAttribute("checked") ? "☑" : "☐"), element); // forms are taken out of feeds, and with them what is done
                break;
            case "math":
                Annotate(element);
                break;
            case var _ when element.Id == "more" && !element.HasChildNodes:
                element.Remove();
                break;
        }
    }

    /// <summary>Puts the TeX beside the formula: programs that know no MathML print the bare text of it, which nobody can read (MathML Core, section 3.4).</summary>
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

    private static void MakeWhole(IElement element, Url post)
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

    /// <summary>The address as a browser on the post's page would understand it; null where it would not.</summary>
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

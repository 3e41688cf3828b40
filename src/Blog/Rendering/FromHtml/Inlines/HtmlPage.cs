using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>What a text as a whole says of its parts: which ids are linked, and which list holds its footnotes.</summary>
internal sealed class HtmlPage
{
    private const int MaxNotes = 1_000;

    private readonly HtmlReading _reading;
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<IElement, int> _references = [];
    private readonly HashSet<IElement> _notes = [];
    private readonly HashSet<IElement> _backLinks = [];
    private readonly List<IElement> _inOrder = [];

    public HtmlPage(IElement body, HtmlReading reading)
    {
        _reading = reading;
        var byId = new Dictionary<string, IElement>(StringComparer.Ordinal);
        foreach (var element in body.Descendants<IElement>().Where(element => element.Id is { Length: > 0 }))
        {
            byId.TryAdd(element.Id!, element);
        }

        var links = body.Descendants<IElement>().Where(element => element.LocalName == "a" && Target(element) is not null).ToList();
        links.RemoveAll(link => TryNote(link, Target(link)!, byId));
        _backLinks.UnionWith(links.Where(link => IsArrow(link) && _notes.Overlaps(link.Ancestors<IElement>())));
        _anchors.UnionWith(links.Where(link => !_backLinks.Contains(link)).Select(link => Target(link)!));
    }

    /// <summary>The texts of footnotes in the order of their numbers, which begin with 1.</summary>
    public IReadOnlyList<IElement> Notes => _inOrder;

    /// <summary>The address that is meant.</summary>
    public string? Address(string? written) => string.IsNullOrWhiteSpace(written) ? null : _reading.Address(written.Trim());

    /// <summary>The number of the footnote that an element refers to; null if it is no reference.</summary>
    public int? NoteOf(IElement element) =>
        _references.TryGetValue(element, out var number) ? number
        : element.LocalName is "sup" or "span"
        && element.Children is [var only]
        && element.TextContent.Trim() == only.TextContent.Trim()
        && _references.TryGetValue(only, out var inner)
            ? inner
        : null;

    /// <summary>Whether an element is the text of a footnote, which stands at the end.</summary>
    public bool IsNote(IElement element) => _notes.Contains(element);

    /// <summary>Whether a link leads from a footnote to its reference: the renderer makes its own.</summary>
    public bool IsBackLink(IElement link) => _backLinks.Contains(link);

    /// <summary>The id if a link of the text leads there and it has not been set yet; else null.</summary>
    public string? TakeAnchor(string? id) => id is { Length: > 0 } && _anchors.Remove(id) ? id : null;

    private bool TryNote(IElement link, string id, Dictionary<string, IElement> byId)
    {
        if (_numbers.TryGetValue(id, out var known))
        {
            _references[link] = known;
            return true;
        }

        if (!IsReference(link) || _inOrder.Count >= MaxNotes || TextOf(id, byId) is not { } note)
        {
            return false;
        }

        _inOrder.Add(note);
        _notes.Add(note);
        _numbers[id] = _references[link] = _inOrder.Count;
        return true;
    }

    /// <summary>The text of a footnote: an item of a list or a paragraph that leads back, or what the source keeps elsewhere.</summary>
    private IElement? TextOf(string id, Dictionary<string, IElement> byId)
    {
        if (_reading.Notes.TryGetValue(id, out var html))
        {
            var body = new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;
            return body;
        }

        if (!byId.TryGetValue(id, out var target))
        {
            return null;
        }

        var text = target.LocalName is "li" or "p" or "div" or "dd" ? target : target.Closest("li, p, dd");
        return text is not null && text.Descendants<IElement>().Any(inner => inner.LocalName == "a" && IsArrow(inner)) ? text : null;
    }

    /// <summary>A number, a star or a letter above the line.</summary>
    private static bool IsReference(IElement link)
    {
        var words = link.TextContent.Trim().Trim('[', ']', '(', ')', '^', ' ', '［', '］');
        return words.Length is > 0 and <= 4
            && (words.All(char.IsAsciiDigit) || words.All(c => c is '*' or '†' or '‡') || words is [>= 'a' and <= 'z'])
            && (
                link.Closest("sup") is not null
                || link.QuerySelector("sup") is not null
                || link.ClassName?.Contains("footnote", StringComparison.OrdinalIgnoreCase) == true
            );
    }

    private static bool IsArrow(IElement link) =>
        link.TextContent.Trim().TrimEnd('\uFE0E', '\uFE0F') is "↩" or "↑" or "^" or "↵" or "⏎" or "⬆" or "[↩]" or "↟"
        || link.ClassName?.Contains("back", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The id of the same text to which a link leads; null for any other link.</summary>
    private static string? Target(IElement link) =>
        link.GetAttribute("href") is ['#', _, ..] href && Uri.UnescapeDataString(href[1..]) is { Length: > 0 and < 200 } id ? id : null;
}

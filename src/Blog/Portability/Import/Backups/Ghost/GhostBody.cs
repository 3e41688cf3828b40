using System.Text;
using Blog.Rendering.FromHtml;
using Blog.Rendering.FromHtml.Inlines;
using Blog.Rendering.Output;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>Collects the text of a post: HTML that is converted, and Markdown that its author wrote.</summary>
internal sealed class GhostBody
{
    private readonly StringBuilder _html = new();
    private readonly List<string> _parts = [];
    private readonly StringBuilder _source = new();
    private readonly SortedSet<string> _left = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The limit that a part exceeds; null if none.</summary>
    public RenderError? Refusal { get; private set; }

    /// <summary>What was collected, as it came.</summary>
    public string Source => _source.ToString();

    /// <summary>Of the cards that were left out.</summary>
    public IEnumerable<string> Warnings =>
        _left
            .Select(name => $"card '{name}' is for members and newsletters: left out")
            .Concat(_unknown.Select(name => $"unknown card '{name}': left out"));

    public GhostBody Html(string html)
    {
        _html.Append(html);
        _source.Append(html);
        return this;
    }

    public void Markdown(string text)
    {
        Flush();
        _parts.Add(text.ReplaceLineEndings("\n").Trim('\n'));
        _source.Append('\n').Append(text).Append('\n');
    }

    /// <summary>Leaves out what only members or readers of newsletters see.</summary>
    public void Leave(string card) => _left.Add(card);

    public void LeaveUnknown(string card) => _unknown.Add(card);

    public override string ToString()
    {
        Flush();
        return string.Join("\n\n", _parts.Where(part => part.Length > 0));
    }

    private void Flush()
    {
        if (_html.Length == 0)
        {
            return;
        }

        var result = HtmlToMarkdown.Convert(_html.ToString(), new HtmlReading { Address = GhostAddresses.WithoutSize });
        Refusal ??= result.Refusal;
        _parts.Add(result.Markdown);
        _html.Clear();
    }
}

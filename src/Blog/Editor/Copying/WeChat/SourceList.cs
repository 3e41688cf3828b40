using AngleSharp.Dom;

namespace Blog.Editor.Copying.WeChat;

/// <summary>The numbered sources at the end of a copy: links and footnotes in the order of their first mention, each once.</summary>
internal sealed class SourceList
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<Source> _sources = [];

    public int Count => _sources.Count;

    public Source this[int index] => _sources[index];

    /// <summary>The number of a link's address.</summary>
    /// <param name="address">Absolute.</param>
    /// <param name="title">The words of the link.</param>
    public int OfLink(string address, string title) => Number(address, new Source(address, title, null));

    /// <summary>The number of a footnote.</summary>
    /// <param name="id">Its id in the post.</param>
    /// <param name="note">The footnote.</param>
    public int OfFootnote(string id, IElement note) => Number("#" + id, new Source(null, "", note));

    private int Number(string key, Source source)
    {
        if (!_numbers.TryGetValue(key, out var number))
        {
            _sources.Add(source);
            _numbers[key] = number = _sources.Count;
        }

        return number;
    }

    /// <param name="Address">Of a link; null for a footnote.</param>
    /// <param name="Title">The words of the link.</param>
    /// <param name="Footnote">Its element in the post; null for a link.</param>
    public sealed record Source(string? Address, string Title, IElement? Footnote);
}

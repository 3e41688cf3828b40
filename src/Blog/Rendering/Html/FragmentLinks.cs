using System.Text;
using AngleSharp.Dom;

namespace Blog.Rendering.Html;

/// <summary>
/// Links to headings of the same post, as other programs name them: they keep the case of a heading (<c>#Getting-Started</c>) or put
/// hyphens for signs, and browsers compare exactly.
/// </summary>
internal sealed class FragmentLinks
{
    private readonly HashSet<string> _ids;
    private readonly Dictionary<string, string> _byLetters = new(StringComparer.Ordinal);

    /// <param name="body">With the ids of its headings.</param>
    public FragmentLinks(IElement body)
    {
        _ids = [.. body.Descendants<IElement>().Select(element => element.Id).OfType<string>()];
        foreach (var heading in body.Descendants<IElement>().Where(element => element.LocalName is ['h', >= '1' and <= '6']))
        {
            if (heading.Id is { } id)
            {
                _byLetters.TryAdd(Letters(id), id);
            }
        }
    }

    /// <summary>The fragment of the heading that is meant, or the same one.</summary>
    /// <param name="fragment">With its number sign, encoded or not.</param>
    public string Of(string fragment)
    {
        var name = Uri.UnescapeDataString(fragment[1..]);
        return !_ids.Contains(name) && Letters(name) is { Length: > 0 } letters && _byLetters.TryGetValue(letters, out var id)
            ? "#" + id
            : fragment;
    }

    /// <summary>Settles the links of a tree.</summary>
    /// <param name="address">The post's own address, which links may name.</param>
    public void Settle(IElement root, string address)
    {
        foreach (var link in root.Descendants<IElement>().Where(element => element.LocalName == "a"))
        {
            if (link.GetAttribute("href") is { } href && href.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at)
            {
                var page = href[..at];
                if (page.Length == 0 || string.Equals(page, address, StringComparison.OrdinalIgnoreCase))
                {
                    link.SetAttribute("href", page + Of(href[at..]));
                }
            }
        }
    }

    private static string Letters(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            letters.Append(Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : "");
        }

        return letters.ToString();
    }
}

using System.Security.Cryptography;

namespace Blog.Rendering.Output;

/// <summary>The kind of markup in a placeholder.</summary>
internal enum PlaceholderKind
{
    Code,

    Formula,

    /// <summary>The checkbox of a task.</summary>
    Checkbox,
}

/// <summary>Markup that the renderer itself generated.</summary>
/// <param name="Html">How it appears in the body.</param>
/// <param name="SummaryHtml">How it appears in a summary.</param>
/// <param name="Text">Its plain text.</param>
internal sealed record Placeholder(PlaceholderKind Kind, string Html, string SummaryHtml, string Text);

/// <summary>
/// Stores the renderer's own markup while the rest passes the sanitizer; its place is held by an element whose class contains a token that
/// is random for each rendering, so that no raw HTML can name it.
/// </summary>
internal sealed class Placeholders
{
    private readonly List<Placeholder> _slots = [];
    private readonly string _prefix;

    public Placeholders()
    {
        Token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _prefix = "slot-" + Token + "-";
    }

    /// <summary>128 random bits in hexadecimal.</summary>
    public string Token { get; }

    /// <summary>The class of the element that replaces the <c>more</c> mark.</summary>
    public string MoreClass => _prefix + "more";

    /// <summary>The class of the elements where a list of headings may stand.</summary>
    public string ContentsClass => _prefix + "contents";

    /// <summary>Stores a piece of markup and returns the class of its placeholder.</summary>
    public string Add(Placeholder placeholder)
    {
        _slots.Add(placeholder);
        return _prefix + (_slots.Count - 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The piece of markup for a class; null for any other class.</summary>
    public Placeholder? Find(string? className) =>
        className is not null
        && className.StartsWith(_prefix, StringComparison.Ordinal)
        && int.TryParse(className.AsSpan(_prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < _slots.Count
            ? _slots[index]
            : null;

    /// <summary>The value of an id that only the renderer may set, in the form that the sanitizer recognizes.</summary>
    public string TrustedId(string id) => Token + "-" + id;
}

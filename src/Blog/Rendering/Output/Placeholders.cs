using System.Security.Cryptography;

namespace Blog.Rendering.Output;

/// <summary>What stands in a slot.</summary>
internal enum PlaceholderKind
{
    Code,

    Formula,

    /// <summary>The box of a task.</summary>
    Checkbox,
}

/// <summary>Markup that the renderer itself made.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Html">How the body shows it.</param>
/// <param name="SummaryHtml">How a summary shows it.</param>
/// <param name="Text">Its words, plain.</param>
internal sealed record Placeholder(PlaceholderKind Kind, string Html, string SummaryHtml, string Text);

/// <summary>
/// Markup of our own waits here while the rest passes the sanitizer; its place is held by an element whose class carries a token
/// that is random per render, so that no raw HTML can name it.
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

    /// <summary>The class of the element that stands for the <c>more</c> mark.</summary>
    public string MoreClass => _prefix + "more";

    /// <summary>Keeps a piece and gives the class of its placeholder.</summary>
    public string Add(Placeholder placeholder)
    {
        _slots.Add(placeholder);
        return _prefix + (_slots.Count - 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The piece that a class stands for; null for any other class.</summary>
    public Placeholder? Find(string? className) =>
        className is not null
        && className.StartsWith(_prefix, StringComparison.Ordinal)
        && int.TryParse(className.AsSpan(_prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < _slots.Count
            ? _slots[index]
            : null;

    /// <summary>The value of an id that only the renderer may set, as the sanitizer knows it again.</summary>
    public string TrustedId(string id) => Token + "-" + id;
}

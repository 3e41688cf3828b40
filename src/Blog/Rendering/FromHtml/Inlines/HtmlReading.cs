using AngleSharp.Dom;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>How HTML is read.</summary>
public sealed record HtmlReading
{
    /// <summary>Changes what the source's own elements mean, before anything is converted.</summary>
    public Action<IElement>? Prepare { get; init; }

    /// <summary>The address that is meant by an address of a picture or link.</summary>
    public Func<string, string> Address { get; init; } = address => address;

    /// <summary>The notes of footnotes that are not in the text itself: HTML by the id to which their references lead.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

using AngleSharp.Dom;
using Blog.Data.Media;
using Blog.Rendering.Output;

namespace Blog.Editor.Copying.Content;

/// <summary>A post as it is copied: everything that a copy depends on, so that making one is a pure function.</summary>
public sealed record CopySource
{
    public required string Title { get; init; }

    /// <summary>BCP 47 tag of the text.</summary>
    public required string Language { get; init; }

    public required RenderedHtml Body { get; init; }

    public required string Markdown { get; init; }

    /// <summary>The absolute address of the post.</summary>
    public required string Address { get; init; }

    /// <summary>The author's description; empty if there is none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether readers can open the address.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The site's hue in degrees, from which the accent is made.</summary>
    public int Hue { get; init; } = 150;

    /// <summary>Which notations the Markdown may use.</summary>
    public Notations Notations { get; init; } = Notations.Default;

    /// <summary>The blog's own images by their media id.</summary>
    public IReadOnlyDictionary<string, CopiedImage> Images { get; init; } = new Dictionary<string, CopiedImage>(StringComparer.Ordinal);

    /// <summary>The drawn diagrams of the post by the hashes of their sources.</summary>
    public IReadOnlyDictionary<string, DiagramInfo> Diagrams { get; init; } = new Dictionary<string, DiagramInfo>(StringComparer.Ordinal);

    public bool IsChinese => Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    /// <summary>The blog's own image at an address; null for any other.</summary>
    /// <param name="address">Absolute.</param>
    public CopiedImage? OwnImage(string address) =>
        MediaFile.IdIn(address) is { } id && new Url(address).Origin == new Url(Address).Origin ? Images.GetValueOrDefault(id) : null;

    /// <summary>The diagram whose light drawing is at an address; null for any other.</summary>
    /// <param name="address">Absolute.</param>
    public DiagramInfo? DiagramAt(string address)
    {
        var found = Diagrams.FirstOrDefault(diagram =>
            address.EndsWith(DiagramSource.PathOf(diagram.Key, diagram.Value.Version, isDark: false), StringComparison.Ordinal)
        );
        return found.Value is { } diagram && new Url(address).Origin == new Url(Address).Origin ? diagram : null;
    }

    /// <summary>Resolves an address as a browser does on the post's page; null if it is invalid.</summary>
    public string? Absolute(string? address) =>
        address is not null && new Url(new Url(Address), address) is { IsInvalid: false } url ? url.Href : null;
}

/// <summary>An image of the blog.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">Its length.</param>
public sealed record CopiedImage(string ContentType, long Bytes)
{
    /// <inheritdoc cref="MediaFile.HasJpeg"/>
    public bool HasJpeg { get; init; }
}

using System.Text.RegularExpressions;
using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Rendering.Output;

namespace Blog.Data.Media;

/// <summary>An image of the blog's own; its bytes lie in the media folder under a name that the server made.</summary>
public sealed partial class MediaFile
{
    private MediaFile() { }

    /// <summary>A file whose bytes are stored already.</summary>
    public MediaFile(string id, Slug name, MediaContent content, string alt, DateTimeOffset at)
    {
        Id = id;
        Name = name.Value + content.Extension;
        ContentType = content.ContentType;
        Extension = content.Extension;
        Length = content.Bytes.Length;
        Width = content.Width;
        Height = content.Height;
        VariantWidths = content.Variants?.Select(variant => variant.Width).ToList();
        Alt = alt;
        CreatedAt = at;
    }

    /// <summary>First 128 bits of the SHA-256 of the bytes, as 32 hexadecimal digits.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What the address ends in, for people: <c>wal-chart.png</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its type, found from the bytes.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>The extension of that type, with its dot.</summary>
    public string Extension { get; private set; } = "";

    public long Length { get; private set; }

    /// <summary>Pixels; null where the format does not say.</summary>
    public int? Width { get; private set; }

    /// <summary>Pixels; null where the format does not say.</summary>
    public int? Height { get; private set; }

    /// <summary>Widths in pixels of the smaller copies that lie beside it, ascending; null where nobody has tried to make them yet.</summary>
    public IReadOnlyList<int>? VariantWidths { get; private set; }

    /// <summary>What it shows, in words.</summary>
    public string Alt { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Where it is served, below the base path.</summary>
    public string Path => $"/media/{Id}/{Uri.EscapeDataString(Name)}";

    /// <summary>Every decoded path at which it answers: its own, and those of its variants.</summary>
    public IEnumerable<string> Paths => OfferedWidths.Select(width => $"/media/{Id}/{VariantName(width)}").Prepend($"/media/{Id}/{Name}");

    /// <summary>Where its smallest copy is served, below the base path; the image itself where there is none.</summary>
    public string Thumbnail => OfferedWidths.Select(width => $"/media/{Id}/{VariantName(width)}").FirstOrDefault() ?? Path;

    /// <summary>The id in an address of this site's media, whole or below the base path; null where there is none.</summary>
    public static string? IdIn(string? address) =>
        PathPattern().Match(address ?? "") is { Success: true } match ? match.Groups["id"].Value : null;

    public void Describe(string alt) => Alt = alt.Trim();

    /// <summary>Gives it another name for people; <see cref="MediaLibrary"/> leaves a redirect behind.</summary>
    public void Rename(Slug name) => Name = name.Value + Extension;

    /// <summary>As a text shows it: <c>![words](/media/…)</c>, signs of Markdown within the words escaped.</summary>
    public string ToMarkdown() =>
        "!["
        + string.Concat(
            Alt.ReplaceLineEndings(" ").Select(sign => @"\[]*_`<&".Contains(sign, StringComparison.Ordinal) ? @"\" + sign : sign.ToString())
        )
        + "]("
        + Path
        + ")";

    /// <summary>Which of its variants a name of the same address means (<c>960.webp</c>); null where it has no such variant.</summary>
    public int? VariantOf(string name) =>
        OfferedWidths.Cast<int?>().FirstOrDefault(width => string.Equals(VariantName(width!.Value), name, StringComparison.Ordinal));

    /// <summary>What a renderer may know of it; null where the format does not say its size.</summary>
    public ImageInfo? ToFacts() =>
        this is { Width: { } width, Height: { } height }
            ? new ImageInfo(width, height)
            {
                Variants = [.. OfferedWidths.Select(variant => new ImageVariant($"/media/{Id}/{VariantName(variant)}", variant))],
            }
            : null;

    // A picture that came as "960.webp" answers there itself, so that this one variant is not to be had.
    private IEnumerable<int> OfferedWidths =>
        (VariantWidths ?? []).Where(width => !string.Equals(VariantName(width), Name, StringComparison.Ordinal));

    private static string VariantName(int width) => string.Create(CultureInfo.InvariantCulture, $"{width}.webp");

    [GeneratedRegex("""/media/(?<id>[0-9a-f]{32})/[^\s)"'>\]]*""", RegexOptions.NonBacktracking)]
    internal static partial Regex PathPattern();
}

using System.Text.RegularExpressions;
using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Images.Attachments;
using Blog.Rendering.Output;
using Blog.Rendering.Text;

namespace Blog.Data.Media;

/// <summary>An image or an attachment of the blog, stored in the media folder under a server-generated name.</summary>
public sealed partial class MediaFile
{
    private MediaFile() { }

    /// <summary>Creates the row of a file that is already stored.</summary>
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

    /// <summary>Creates the row of an attachment that is already stored.</summary>
    /// <param name="downloadName">As from <see cref="DownloadNames"/>.</param>
    public MediaFile(AttachmentContent content, Slug name, string downloadName, string alt, DateTimeOffset at)
    {
        Id = content.Id;
        Name = name.Value + content.Type.Extension;
        (ContentType, Extension, Length) = (content.Type.ContentType, content.Type.Extension, content.Length);
        VariantWidths = [];
        (DownloadName, Alt, CreatedAt) = (downloadName, alt, at);
    }

    /// <summary>First 128 bits of the SHA-256 of the bytes, as 32 hexadecimal digits.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Readable last part of the address: <c>wal-chart.png</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its media type, detected from the bytes.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>The extension of that type, with its dot.</summary>
    public string Extension { get; private set; } = "";

    public long Length { get; private set; }

    /// <summary>Pixels; null if the format does not say.</summary>
    public int? Width { get; private set; }

    /// <summary>Pixels; null if the format does not say.</summary>
    public int? Height { get; private set; }

    /// <summary>Widths of its variants in pixels, ascending; null if they have not been created yet.</summary>
    public IReadOnlyList<int>? VariantWidths { get; private set; }

    /// <summary>Alternative text of an image; what a link to an attachment says.</summary>
    public string Alt { get; private set; } = "";

    /// <summary>The name under which an attachment is saved, as its author had it; null for images.</summary>
    public string? DownloadName { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>What kind of attachment it is; null for an image.</summary>
    public AttachmentType? Attachment => AttachmentType.OfContentType(ContentType);

    /// <summary>Its path, relative to the base path.</summary>
    public string Path => $"/media/{Id}/{Uri.EscapeDataString(Name)}";

    /// <summary>All its decoded paths: its own and those of its variants.</summary>
    public IEnumerable<string> Paths => OfferedWidths.Select(width => $"/media/{Id}/{VariantName(width)}").Prepend($"/media/{Id}/{Name}");

    /// <summary>Path of its smallest variant, relative to the base path; of the image itself if there is none.</summary>
    public string Thumbnail => OfferedWidths.Select(width => $"/media/{Id}/{VariantName(width)}").FirstOrDefault() ?? Path;

    /// <summary>The last part of the address of a JPEG of a WebP image, for platforms that take no WebP.</summary>
    public const string JpegName = "copy.jpg";

    /// <summary>Whether there is such a JPEG. It is made when it is first asked for.</summary>
    public bool HasJpeg => ContentType == "image/webp";

    /// <summary>The media id in an address of this site, absolute or relative to the base path; null if there is none.</summary>
    public static string? IdIn(string? address) =>
        PathPattern().Match(address ?? "") is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>The media ids in a text, each once.</summary>
    public static IReadOnlyList<string> IdsIn(string text) =>
        [.. PathPattern().Matches(text).Select(match => match.Groups["id"].Value).Distinct(StringComparer.Ordinal)];

    public void Describe(string alt) => Alt = alt.Trim();

    /// <summary>Changes its readable name; <see cref="MediaLibrary"/> adds a redirect.</summary>
    public void Rename(Slug name) => Name = name.Value + Extension;

    /// <summary>
    /// Its Markdown: <c>![alt](/media/…)</c>, with Markdown characters in the alternative text escaped; a link for an attachment that is
    /// not played.
    /// </summary>
    public string ToMarkdown() => $"{(Attachment is { IsPlayable: false } ? "[" : "![")}{MarkdownLabel.Escape(Alt)}]({Path})";

    /// <summary>The width of the variant with a file name (<c>960.webp</c>); null if there is no such variant.</summary>
    public int? VariantOf(string name) =>
        OfferedWidths.Cast<int?>().FirstOrDefault(width => string.Equals(VariantName(width!.Value), name, StringComparison.Ordinal));

    /// <summary>Its data for the renderer; null if the format does not specify a size.</summary>
    public ImageInfo? ToFacts() =>
        this is { Width: { } width, Height: { } height }
            ? new ImageInfo(width, height)
            {
                Variants = [.. OfferedWidths.Select(variant => new ImageVariant($"/media/{Id}/{VariantName(variant)}", variant))],
            }
            : null;

    // An image uploaded as "960.webp" has that name itself, so this variant is not available.
    private IEnumerable<int> OfferedWidths =>
        (VariantWidths ?? []).Where(width => !string.Equals(VariantName(width), Name, StringComparison.Ordinal));

    /// <summary>Whether it is served under a name: its own or that of a variant.</summary>
    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.Ordinal) || VariantOf(name) is not null;

    private static string VariantName(int width) => string.Create(CultureInfo.InvariantCulture, $"{width}.webp");

    [GeneratedRegex("""/media/(?<id>[0-9a-f]{32})/[^\s)"'>\]]*""", RegexOptions.NonBacktracking)]
    internal static partial Regex PathPattern();
}

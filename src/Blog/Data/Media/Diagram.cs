using Blog.Images.Diagrams;
using Blog.Rendering.Output;

namespace Blog.Data.Media;

/// <summary>A diagram that was drawn in an author's browser, in two colour schemes.</summary>
public sealed class Diagram
{
    private Diagram() { }

    /// <param name="source">SHA-256 of its source, in lower-case hexadecimal digits.</param>
    public Diagram(string source, DateTimeOffset at) => (Source, CreatedAt) = (source, at);

    /// <summary>SHA-256 of its source, in lower-case hexadecimal digits; the key of the row.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Cleaned SVG for light pages; empty if it could not be drawn.</summary>
    public string Light { get; private set; } = "";

    /// <summary>Cleaned SVG for dark pages; empty if it could not be drawn.</summary>
    public string Dark { get; private set; } = "";

    /// <summary>Why it could not be drawn; null if it was.</summary>
    public string? Error { get; private set; }

    /// <summary>PNG of <see cref="Light"/>, for platforms that take no SVG; null until an author's browser has made it.</summary>
    public byte[]? Picture { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Where <see cref="Light"/> is served, without the base path.</summary>
    public string LightPath => DiagramSource.PathOf(Source, DiagramSvg.VersionOf(Light), isDark: false);

    /// <summary>Where <see cref="Dark"/> is served, without the base path.</summary>
    public string DarkPath => DiagramSource.PathOf(Source, DiagramSvg.VersionOf(Light), isDark: true);

    public void Drawn(string light, string dark) => (Light, Dark, Picture, Error) = (light, dark, null, null);

    public void Failed(string error) => (Light, Dark, Picture, Error) = ("", "", null, error);

    public void Pictured(byte[] png) => Picture = png;
}

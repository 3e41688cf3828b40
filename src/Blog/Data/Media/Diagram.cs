using Blog.Images.Diagrams;

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

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Part of the address of a drawing that replaced another: what browsers keep under the earlier address stays true.</summary>
    public string Version => DiagramSvg.VersionOf(Light);

    public void Drawn(string light, string dark) => (Light, Dark, Error) = (light, dark, null);

    public void Failed(string error) => (Light, Dark, Error) = ("", "", error);
}

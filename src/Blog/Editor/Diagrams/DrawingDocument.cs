namespace Blog.Editor.Diagrams;

/// <summary>
/// The document in which diagrams are drawn: the library writes inline styles, which no page of this blog may have. It is sandboxed, so
/// that it has an origin of its own: it can neither read a page of the blog nor ask the server for anything.
/// </summary>
internal static class DrawingDocument
{
    /// <summary>The document's own policy.</summary>
    /// <param name="origin">
    /// Scheme and host of the site, from its configuration: the document's own origin is opaque, and not every browser takes 'self' for
    /// that of its address, which may be a loopback name instead.
    /// </param>
    public static string Policy(string origin) =>
        $"default-src 'none'; script-src 'self' {origin}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'; sandbox allow-scripts";

    /// <param name="script">Address of the script.</param>
    public static string Of(string script) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Diagrams</title>
            <script src="{script}" defer></script>
            </head>
            <body></body>
            </html>
            """;
}

using System.Net;
using Blog.Rendering.Output;
using Blog.Rendering.Printing;

namespace Blog.Rendering.Extensions.CodeBlocks;

/// <summary>
/// A drawn diagram: a picture for each colour scheme, of which the stylesheet shows one, since the reader may choose another scheme than
/// the system's. A picture is drawn for its own scheme only; a browser loads no lazy image that is not shown.
/// </summary>
internal static class DiagramMarkup
{
    /// <summary>The figure with its source, and the picture alone for summaries; null if it is not drawn.</summary>
    public static (string Figure, string Picture)? Of(RenderState state, DiagramSource source, string code)
    {
        if (!state.Diagrams.TryGetValue(source.Hash, out var size))
        {
            return null;
        }

        var alt = source.Description is { Length: > 0 } said ? said : state.Words.Diagram;
        var pictures = Picture(isDark: false) + Picture(isDark: true);
        return (
            $"<figure class=\"diagram\">{pictures}<details><summary>{state.Words.DiagramSource}</summary>{code}</details></figure>",
            $"<figure class=\"diagram\">{pictures}</figure>"
        );

        string Picture(bool isDark)
        {
            var (scheme, path) = (isDark ? "dark" : "light", DiagramSource.PathOf(source.Hash, size.Version, isDark));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"<img class=\"{scheme}\" src=\"{WebUtility.HtmlEncode(state.BasePath + path)}\" alt=\"{WebUtility.HtmlEncode(alt)}\" "
                    + $"width=\"{size.Width}\" height=\"{size.Height}\" loading=\"lazy\" decoding=\"async\">"
            );
        }
    }
}

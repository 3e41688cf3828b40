namespace Blog.Rendering;

/// <summary>The one way in to <see cref="RenderedHtml"/>: an allowlist of elements, attributes and address schemes.</summary>
public sealed class HtmlSanitizer
{
}

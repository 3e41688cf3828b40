using Blog.Rendering;
using Blog.Rendering.Output;

namespace Blog.Site.Feeds;

/// <summary>A post's HTML as a feed holds it: data that is never printed on a page.</summary>
internal static class FeedHtml
{
    /// <param name="html">A body or a summary.</param>
    /// <param name="address">The absolute address of its post, against which fragments and relative addresses are resolved.</param>
    public static string Of(RenderedHtml html, string address) => XmlCharacterFilter.Of(PortableHtml.Of(html, address));
}

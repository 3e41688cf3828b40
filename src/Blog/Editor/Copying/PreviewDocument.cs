using System.Text.Encodings.Web;
using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.DarkMode;
using Blog.Editor.Copying.Others;

namespace Blog.Editor.Copying;

/// <summary>
/// A copy as a document of its own, as the target shows it: no script, and inline styles, which no page of this blog may have.
/// </summary>
internal static class PreviewDocument
{
    /// <summary>The document's own policy: it may be framed by this site only, and runs and loads nothing but images.</summary>
    /// <param name="withRemoteImages">Whether the owner lets images of other sites be shown.</param>
    public static string Policy(bool withRemoteImages) =>
        $"default-src 'none'; img-src 'self' data:{(withRemoteImages ? " https:" : "")}; style-src 'unsafe-inline'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups";

    public static string Of(CopySource source, CopiedText copied, bool isDark)
    {
        var (paper, ink) = isDark ? ("#191919", "#a3a3a3") : ("#ffffff", "#191919");
        var body = isDark ? DarkRendition.Of(copied.Html) : ZhihuCopy.WithoutRequests(copied.Html);
        var title = HtmlEncoder.Default.Encode(source.Title.Length > 0 ? source.Title : source.Address);
        return $$"""
            <!doctype html>
            <html lang="{{HtmlEncoder.Default.Encode(source.Language)}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            <style>
            html { background: {{paper}}; color: {{ink}}; color-scheme: {{(isDark ? "dark" : "light")}}; }
            body { margin: 0 auto; padding: 20px 16px 40px; max-width: 677px; overflow-wrap: break-word; }
            body { font: 17px/1.6 -apple-system, "PingFang SC", "Microsoft YaHei", sans-serif; }
            img { max-width: 100%; }
            pre { overflow-x: auto; }
            </style>
            </head>
            <body>
            {{body}}
            </body>
            </html>
            """;
    }
}

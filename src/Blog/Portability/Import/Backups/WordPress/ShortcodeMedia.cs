using System.Net;
using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>The HTML of shortcodes for pictures, players, listings and pages of other sites.</summary>
internal sealed partial class ShortcodeMedia(WordPressIndex index, string postId)
{
    public static string Caption(ShortcodeArguments arguments, string content)
    {
        var picture = Picture().Match(content);
        var words =
            arguments.Get("caption") is { Length: > 0 } given ? WebUtility.HtmlDecode(given)
            : picture.Success ? content[(picture.Index + picture.Length)..]
            : "";
        return picture.Success ? $"\n\n<figure>{picture.Value}<figcaption>{words.Trim()}</figcaption></figure>\n\n" : content;
    }

    public string Gallery(ShortcodeArguments arguments, string name)
    {
        var ids = arguments.Get("ids", "include");
        var excluded = arguments.Get("exclude").Split(',', StringSplitOptions.TrimEntries);
        var files = (
            ids.Length > 0
                ? ids.Split(',', StringSplitOptions.TrimEntries)
                : index.AttachedTo(arguments.Get("id") is { Length: > 0 } of ? of : postId)
        )
            .Where(id => !excluded.Contains(id))
            .Select(index.AttachmentOf)
            .OfType<Attachment>();
        if (name.Equals("playlist", StringComparison.OrdinalIgnoreCase))
        {
            return string.Concat(
                files.Where(file => file.IsSound || file.IsFilm).Select(file => PlayerOf(file.IsFilm ? "video" : "audio", file.Url))
            );
        }

        var figures = string.Concat(files.Where(file => file.IsPicture).Select(FigureOf));
        return figures.Length == 0 ? "" : $"\n\n<div class=\"gallery\">{figures}</div>\n\n";
    }

    private static string FigureOf(Attachment file) =>
        $"<figure><img src=\"{WebUtility.HtmlEncode(file.Url)}\" alt=\"{WebUtility.HtmlEncode(file.Alt)}\">"
        + (file.Caption.Length == 0 ? "" : $"<figcaption>{file.Caption}</figcaption>")
        + "</figure>";

    public string Player(string name, ShortcodeArguments arguments, string content)
    {
        var kind = name.Equals("audio", StringComparison.OrdinalIgnoreCase) ? "audio" : "video";
        var address = arguments.Get("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "flv", "wmv", "0");
        if (address.Length == 0)
        {
            var isSound = kind == "audio";
            address =
                index
                    .AttachedTo(postId)
                    .Select(index.AttachmentOf)
                    .FirstOrDefault(file => file is not null && (isSound ? file.IsSound : file.IsFilm))
                    ?.Url
                ?? "";
        }

        address = address.Split('|')[0].Trim();
        return address.Length == 0 ? content
            : address.Contains("youtu", StringComparison.Ordinal) || address.Contains("vimeo.com", StringComparison.Ordinal)
                ? Embed(address)
            : PlayerOf(kind, address);
    }

    private static string PlayerOf(string kind, string address) =>
        $"\n\n<p><{kind} src=\"{WebUtility.HtmlEncode(WebUtility.HtmlDecode(address))}\" controls></{kind}></p>\n\n";

    /// <summary>As a block for the page of another site is.</summary>
    public static string Embed(string address) =>
        address.Length == 0
            ? ""
            : $"\n\n<figure class=\"wp-block-embed\"><div>{WebUtility.HtmlEncode(WebUtility.HtmlDecode(address))}</div></figure>\n\n";

    public static string AddressOf(string name, string written) =>
        written.Contains("://", StringComparison.Ordinal) || written.Length == 0
            ? written
            : name switch
            {
                "youtube" => "https://www.youtube.com/watch?v=" + written,
                "vimeo" => "https://vimeo.com/" + written,
                "gist" => "https://gist.github.com/" + written,
                "tweet" => "https://x.com/i/status/" + written,
                "dailymotion" => "https://www.dailymotion.com/video/" + written,
                "instagram" => "https://www.instagram.com/p/" + written,
                "bilibili" => "https://www.bilibili.com/video/" + written,
                _ => "",
            };

    public static string Listing(string name, ShortcodeArguments arguments, string content)
    {
        var language =
            arguments.Get("language", "lang", "brush", "type", "0") is { Length: > 0 } given ? given
            : name is "code" or "sourcecode" or "source" or "cc-code" ? ""
            : name;
        // Older editors saved signs as entities, newer ones as they are.
        var isEncoded = !content.Contains('<', StringComparison.Ordinal) && content.Contains("&lt;", StringComparison.Ordinal);
        var code = isEncoded || content.Contains("&gt;", StringComparison.Ordinal) ? WebUtility.HtmlDecode(content) : content;
        var text = WebUtility.HtmlEncode(code.Trim('\n', '\r'));
        return $"\n\n<pre><code class=\"language-{WebUtility.HtmlEncode(language)}\">{text}</code></pre>\n\n";
    }

    [GeneratedRegex(
        @"(<a\s[^>]*>)?\s*<img\s[^>]*>\s*(</a>)?",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Picture();
}

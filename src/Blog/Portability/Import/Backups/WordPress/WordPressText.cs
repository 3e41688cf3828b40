using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Blog.Portability.Import.Backups.WordPress.Exports;
using Blog.Rendering.FromHtml;
using Blog.Rendering.FromHtml.Inlines;
using Blog.Rendering.Output;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>The text of a post in Markdown.</summary>
/// <param name="Refusal">The limit that it exceeds; null if none.</param>
/// <param name="Pages">Number of pages that it had.</param>
/// <param name="Unknown">Names of shortcodes of which only the text was kept.</param>
internal sealed record WordPressBody(
    string Markdown,
    RenderError? Refusal,
    int Pages,
    IReadOnlyCollection<string> Unknown,
    IReadOnlyList<string> Warnings
);

/// <summary>Turns the texts of WordPress into Markdown.</summary>
internal static partial class WordPressText
{
    private const string PageMark = "<!--nextpage-->";

    public static WordPressBody Convert(WxrItem item, WordPressIndex index)
    {
        var (blocks, shortcodes) = (new Blocks(index), new Shortcodes(index, item.Id));
        string Classic(string text) => Autop.Convert(WithEmbeds(shortcodes.Convert(text)));
        var pages = item.Content.Split(PageMark);
        var content = string.Join("\n\n<hr />\n\n", pages);
        var html = Blocks.Has(content) ? shortcodes.Convert(blocks.Convert(content, Classic)) : Classic(content);
        var result = HtmlToMarkdown.Convert(
            Formulas().Replace(html, match => $"<span data-formula=\"{match.Groups["tex"].Value}\"></span>"),
            new HtmlReading
            {
                Prepare = Prepare,
                Address = index.FullSize,
                Notes = NotesOf(item),
            }
        );
        return new WordPressBody(
            result.Markdown,
            result.Refusal,
            pages.Length,
            shortcodes.Unknown,
            [
                .. blocks.Dynamic.Select(name => $"tag '{name}' shows data of the site: left out"),
                .. blocks.Unknown.Select(name => $"unknown tag '{name}': left out"),
            ]
        );
    }

    /// <summary>The words of a title or another short HTML text.</summary>
    public static string PlainOf(string html) =>
        string.Join(' ', WebUtility.HtmlDecode(Tags().Replace(html, "")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>An address alone in its line was shown as what is there.</summary>
    private static string WithEmbeds(string text) => LoneAddress().Replace(text, match => ShortcodeMedia.Embed(match.Groups["url"].Value));

    /// <summary>Lines of verse are lines.</summary>
    private static void Prepare(IElement body)
    {
        foreach (var verse in body.QuerySelectorAll("pre.wp-block-verse").ToList())
        {
            verse.InnerHtml = verse.InnerHtml.Trim('\n').ReplaceLineEndings("<br>");
        }
    }

    /// <summary>The notes of the block for footnotes, which stand in a field of the post.</summary>
    private static Dictionary<string, string> NotesOf(WxrItem item)
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (item.MetaOf("footnotes") is not { } written)
        {
            return notes;
        }

        try
        {
            using var json = JsonDocument.Parse(written);
            foreach (var note in json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray() : default)
            {
                if (
                    note.ValueKind == JsonValueKind.Object
                    && note.TryGetProperty("id", out var id)
                    && note.TryGetProperty("content", out var content)
                    && id.ValueKind == JsonValueKind.String
                    && content.ValueKind == JsonValueKind.String
                )
                {
                    notes.TryAdd(id.GetString()!, content.GetString()!);
                }
            }
        }
        catch (JsonException)
        {
            // Damaged: the references stay as they are.
        }

        return notes;
    }

    [GeneratedRegex("</?[A-Za-z][^<>]*>|<!--.*?-->", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"^[ \t]*(?<url>https?://[^\s<>""\[\]]+)[ \t]*\r?$", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex LoneAddress();

    // Jetpack's way to write TeX
    [GeneratedRegex(@"\$latex\s+(?<tex>[^$<>""]+?)\s*\$", RegexOptions.NonBacktracking)]
    private static partial Regex Formulas();
}

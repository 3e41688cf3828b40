using Blog.Rendering.FromHtml;
using Blog.Rendering.Output;

namespace Blog.Portability.Import.Backups;

/// <summary>A text of Halo, of either version, in Markdown.</summary>
/// <param name="Original">The HTML that it was converted from; empty for Markdown.</param>
/// <param name="Limit">The limit for which it was not converted; null if it was.</param>
internal sealed record HaloText(string Markdown, string Original, RenderError? Limit)
{
    public const string IsDamaged =
        "its text cannot be put together, since a change lies outside of it: the text before the changes was imported, as a draft";

    /// <summary>Whether later changes to it are damaged.</summary>
    public bool IsOld { get; init; }

    public static HaloText Of(string text, bool isMarkdown)
    {
        if (isMarkdown)
        {
            return new HaloText(text, "", null);
        }

        var converted = HtmlToMarkdown.Convert(text);
        return new HaloText(converted.Markdown, text, converted.Refusal);
    }
}

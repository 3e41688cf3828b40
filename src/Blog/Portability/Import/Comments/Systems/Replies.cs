using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>Cuts the link to the answered person off an answer: the thread shows it.</summary>
internal static partial class Replies
{
    /// <summary>As Valine writes it (<c>&lt;a class="at" href="#id"&gt;@name&lt;/a&gt;</c>).</summary>
    /// <returns>The rest, and <c>@name</c>; null for none.</returns>
    public static (string Text, string? Mention) FromHtml(string html) => Cut(html, HtmlLink().Match(html));

    /// <summary>As Waline writes it (<c>[@name](#id):</c>), and as it keeps what came from Valine.</summary>
    public static (string Text, string? Mention) FromMarkdown(string text) =>
        MarkdownLink().Match(text) is { Success: true } match ? Cut(text, match) : FromHtml(text);

    /// <summary>Whether a text in a system of Markdown came from one of HTML.</summary>
    public static bool IsHtml(string text) => Paragraph().IsMatch(text);

    private static (string Text, string? Mention) Cut(string text, Match match) =>
        match.Success
            ? (match.Groups["before"].Value + text[match.Length..], "@" + match.Groups["name"].Value.Trim().TrimStart('@'))
            : (text, null);

    [GeneratedRegex(
        @"^\s*(?<before>(<p[^<>]*>)?)\s*<a\b[^<>]*\bclass=[""']?at\b[^<>]*>\s*(?<name>[^<>]{1,100})</a>\s*[,，:：]?\s*",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex HtmlLink();

    [GeneratedRegex(
        @"^\s*(?<before>)\[(?<name>@[^\[\]]{1,100})\]\(#[^()\s]*\)\s*[,，:：]?\s*",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(
        @"^\s*<(p|div|blockquote|ul|ol|pre|h[1-6]|table)\b[^<>]*>[\s\S]*</(p|div|blockquote|ul|ol|pre|h[1-6]|table)>\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Paragraph();
}

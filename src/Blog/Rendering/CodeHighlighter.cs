namespace Blog.Rendering;

/// <summary>Code to HTML with <c>hljs-*</c> classes.</summary>
public sealed class CodeHighlighter
{
    /// <summary>Highlights one block.</summary>
    /// <param name="code">The code, with line feeds.</param>
    /// <param name="language">What the author wrote after the fence; null or blank where nothing.</param>
    /// <returns>Escaped HTML (spans with <c>hljs-*</c> classes at most), the language and its label.</returns>
    public HighlightedCode Highlight(string code, string? language) =>
        new(System.Net.WebUtility.HtmlEncode(code), null, language);
}

/// <summary>A highlighted block.</summary>
/// <param name="Html">Escaped text with <c>&lt;span class="hljs-…"&gt;</c> at most.</param>
/// <param name="Language">Canonical id (<c>csharp</c>) for <c>class="language-…"</c>; null where the language is unknown or absent.</param>
/// <param name="Label">What a reader sees (<c>C#</c>); for an unknown language the author's own word; null where absent.</param>
public sealed record HighlightedCode(string Html, string? Language, string? Label);

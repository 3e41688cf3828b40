using System.Text;
using Jint;

namespace Blog.Rendering.Scripting;

/// <summary>Converts code to HTML with <c>hljs-*</c> classes.</summary>
/// <remarks>Recent blocks are cached in memory, so equal ones cost nothing. Thread-safe.</remarks>
public sealed class CodeHighlighter
{
    /// <summary>Maximum length of a block in UTF-8 bytes; longer ones stay plain.</summary>
    public const int MaxBytes = 32 * 1024;

    private readonly ScriptEnginePool _scripts = new("highlight.js", TimeProvider.System);
    private readonly RenderCache _cache = new(entries: 2000, chars: 8 << 20);

    /// <summary>Highlights one block. The language is never guessed; if there is no grammar or it fails, the text stays plain.</summary>
    /// <param name="code">The code, with line feeds.</param>
    /// <param name="language">What the author wrote after the fence; null or blank for nothing.</param>
    /// <returns>Escaped HTML (spans with <c>hljs-*</c> classes at most), the language and its label.</returns>
    public HighlightedCode Highlight(string code, string? language) => Highlight(code, language, Colour);

    /// <summary>The same without work: a block is coloured only if an equal one was, recently.</summary>
    /// <param name="isComplete">Whether it is what <see cref="Highlight(string, string?)"/> would return.</param>
    public HighlightedCode HighlightKnown(string code, string? language, out bool isComplete)
    {
        var isKnown = true;
        var highlighted = Highlight(
            code,
            language,
            (text, grammar) =>
            {
                var coloured = _cache.Find(RenderCache.Key(grammar, text));
                isKnown = coloured is not null;
                return coloured;
            }
        );
        isComplete = isKnown;
        return highlighted;
    }

    private static HighlightedCode Highlight(string code, string? language, Func<string, string, string?> colour)
    {
        var word = CodeLanguages.FirstWord(language);
        var known = word is null ? null : CodeLanguages.Find(word);
        if (known is null)
        {
            return new HighlightedCode(HighlightedText.Escape(code), null, word);
        }

        var html = known.Grammar is null || Encoding.UTF8.GetByteCount(code) > MaxBytes ? null : colour(code, known.Grammar);
        return new HighlightedCode(html ?? HighlightedText.Escape(code), known.Id, known.Label);
    }

    private string? Colour(string code, string grammar)
    {
        var key = RenderCache.Key(grammar, code);
        if (_cache.Find(key) is { } cached)
        {
            return cached;
        }

        // Many times what dense code and the first use of a grammar need, even on a busy machine: only a malicious block times out.
        var callTime = TimeSpan.FromMilliseconds(10_000 + (code.Length / 16));
        if (
            !_scripts.TryCall(callTime, answer => answer.AsString(), out var html, code, grammar)
            || html is null
            || !HighlightedText.IsFaithful(html, code)
        )
        {
            return null;
        }

        _cache.Add(key, html);
        return html;
    }
}

/// <summary>A highlighted block.</summary>
/// <param name="Html">Escaped text with <c>&lt;span class="hljs-…"&gt;</c> at most.</param>
/// <param name="Language">Canonical id (<c>csharp</c>) for <c>class="language-…"</c>; null if the language is unknown or absent.</param>
/// <param name="Label">Display name (<c>C#</c>); for an unknown language the author's own word; null if absent or plain text. Not
/// escaped.</param>
public sealed record HighlightedCode(string Html, string? Language, string? Label);

using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Blog.Rendering.Scripting;

namespace Blog.Rendering.FromHtml;

/// <summary>
/// Reads listings, and the language that each highlighter writes in a way of its own: Prism, highlight.js, SyntaxHighlighter, Crayon,
/// EnlighterJS, Prettify, GeSHi, Rouge and Hexo.
/// </summary>
internal static partial class CodeReader
{
    private static readonly HashSet<string> Frames = new(StringComparer.Ordinal)
    {
        "highlight",
        "highlighttable",
        "crayon-table",
        "rouge-table",
        "code-wrapper",
        "code-toolbar",
        "wp-block-code",
    };

    private const string Numbers =
        ".crayon-nums, .crayon-num, td.gutter, .lineno, .linenos, .line-numbers-rows, .hljs-ln-numbers, td.rouge-gutter, .blob-num, "
        + ".toolbar, button";

    private static readonly string[] LanguageAttributes =
    [
        "data-enlighter-language",
        "data-language",
        "data-lang",
        "data-code-lang",
        "data-shcb-language-slug",
    ];

    private static readonly HashSet<string> None = new(StringComparer.OrdinalIgnoreCase)
    {
        "text",
        "plain",
        "plaintext",
        "plain-text",
        "txt",
        "none",
        "nohighlight",
        "no-highlight",
        "raw",
        "generic",
        "default",
        "auto",
        "code",
        "undefined",
        "null",
    };

    /// <summary>The listing that an element is; null if it is none.</summary>
    public static MarkdownBlock? Read(IElement element)
    {
        var code = element switch
        {
            { LocalName: "pre" or "listing" or "xmp" } when !element.ClassList.Contains("wp-block-verse") => element,
            _ when element.ClassList.Any(Frames.Contains) => element.QuerySelector("td.code pre, td.crayon-code pre, td.rouge-code pre")
                ?? Only(element),
            _ => null,
        };
        if (code is null)
        {
            return null;
        }

        var language = LanguageOf(code, element);
        foreach (var number in code.QuerySelectorAll(Numbers).ToList())
        {
            number.Remove();
        }

        var text = TextOf(code);
        return text.Trim('\n', ' ').Length == 0 ? MarkdownBlock.Other("") : MarkdownBlock.Other(Fence(language, text));
    }

    /// <summary>The one listing of a frame that holds nothing else to read.</summary>
    private static IElement? Only(IElement frame)
    {
        if (frame.QuerySelectorAll("pre").ToList() is not [var only])
        {
            return null;
        }

        foreach (var number in frame.QuerySelectorAll(Numbers).ToList())
        {
            number.Remove();
        }

        return frame.TextContent.Trim() == only.TextContent.Trim() ? only : null;
    }

    private static string Fence(string language, string code)
    {
        var (longest, run) = (2, 0);
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var ruler = new string('`', longest + 1);
        return $"{ruler}{language}\n{code}\n{ruler}";
    }

    private static string LanguageOf(IElement code, IElement frame)
    {
        var places = new[] { code.QuerySelector("code"), code, code.ParentElement, frame, frame.ParentElement };
        foreach (var place in places.OfType<IElement>())
        {
            if (LanguageOf(place) is { } language)
            {
                return None.Contains(language) ? "" : Name().Match(language.ToLowerInvariant()).Value;
            }
        }

        return "";
    }

    private static string? LanguageOf(IElement element)
    {
        var named = LanguageAttributes.Select(element.GetAttribute).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
        if (named is not null)
        {
            return named.Trim();
        }

        var classes = element.ClassName ?? "";
        if (Spelled().Match(classes) is { Success: true } spelled)
        {
            return spelled.Groups["language"].Value;
        }

        if (Source().Match(classes) is { Success: true } source)
        {
            return source.Groups["language"].Value;
        }

        // hljs python, highlight python, EnlighterJSRAW python, GeSHi's pre class="python"
        var isCode = element.LocalName is "pre" or "code";
        var word = element.ClassList.FirstOrDefault(name =>
            CodeLanguages.Find(name.ToLowerInvariant()) is not null && !None.Contains(name)
        );
        if (word is not null && (isCode || element.ClassList.Contains("highlight")))
        {
            return word;
        }

        // A human language has no highlighter: lang="javascript" of Code Syntax Block
        return isCode && element.GetAttribute("lang") is { Length: > 2 } lang && CodeLanguages.Find(lang.ToLowerInvariant()) is not null
            ? lang
            : null;
    }

    private static string TextOf(IElement code)
    {
        var text = new StringBuilder();
        Append(code, text);
        var lines = text.ToString().ReplaceLineEndings("\n").Replace('\u00a0', ' ').Split('\n').ToList();
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[0]))
        {
            lines.RemoveAt(0);
        }

        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1]))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return string.Join('\n', lines);
    }

    private static void Append(IElement element, StringBuilder text)
    {
        foreach (var child in element.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Append(words.Data);
                    break;
                case IElement { LocalName: "br" }:
                    text.Append('\n');
                    break;
                case IElement { LocalName: "li" or "div" or "p" or "tr" } line:
                    EndLine(text);
                    Append(line, text);
                    EndLine(text);
                    break;
                case IElement { LocalName: "style" or "script" }:
                    break;
                case IElement inner:
                    Append(inner, text);
                    break;
            }
        }
    }

    private static void EndLine(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    [GeneratedRegex(
        @"\b(language|lang|brush|crayon)\s*[-:]\s*(?<language>[A-Za-z0-9+#._-]+)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Spelled();

    [GeneratedRegex(@"\bhighlight-source-(?<language>[A-Za-z0-9+#._-]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Source();

    [GeneratedRegex("^[a-z0-9+#._-]{1,40}", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}

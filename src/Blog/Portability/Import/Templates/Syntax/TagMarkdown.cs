using System.Text;
using Blog.Rendering.Text;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>The Markdown and HTML that tags become.</summary>
internal static class TagMarkdown
{
    /// <summary>The kind of alert of a colour or a word; null if the word means none.</summary>
    public static string? AlertKind(string word) => AlertKinds.Of(word)?.ToUpperInvariant();

    public static string Alert(string kind, string title, string body)
    {
        var text = new StringBuilder("> [!").Append(kind).Append(']');
        if (title.Length > 0)
        {
            text.Append("\n> ").Append(Strong(title));
        }

        if (body.Length > 0)
        {
            text.Append(title.Length > 0 ? "\n>\n" : "\n").Append(TagText.PrefixAll(body, "> "));
        }

        return text.ToString();
    }

    public static string Quote(string body, string source = "") =>
        TagText.PrefixAll(body, "> ") + (source.Length == 0 ? "" : "\n>\n> — " + source);

    /// <summary>A text that the reader unfolds.</summary>
    public static string Details(string summary, string body, bool isOpen = false) =>
        $"<details{(isOpen ? " open" : "")}>\n"
        + (summary.Length == 0 ? "" : $"<summary>{Html(Plain(summary))}</summary>\n")
        + $"\n{body}\n\n</details>";

    /// <summary>Images side by side.</summary>
    public static string Gallery(IEnumerable<string> images) => Gallery(string.Join("\n\n", images));

    /// <summary>What a gallery encloses, each image as a block of its own.</summary>
    public static string Gallery(string images) => images.Length == 0 ? "" : $"<div class=\"gallery\">\n\n{images}\n\n</div>";

    public static string Image(string address, string alt = "", string title = "", string link = "")
    {
        var caption = title.Length == 0 ? "" : $" \"{title.Replace("\"", "&quot;", StringComparison.Ordinal)}\"";
        var image = $"![{Label(alt)}]({Address(address)}{caption})";
        return link.Length == 0 ? image : $"[{image}]({Address(link)})";
    }

    public static string Link(string address, string text = "") =>
        address.Length == 0 ? text
        : text.Length == 0 ? $"[{Label(Uri.UnescapeDataString(address))}]({Address(address)})"
        : $"[{Label(text)}]({Address(address)})";

    public static string Mark(string text) => text.Length == 0 ? "" : $"<mark>{text}</mark>";

    public static string Strong(string text) =>
        text.Length == 0 || text.Contains("**", StringComparison.Ordinal) || text.Contains("__", StringComparison.Ordinal)
            ? text
            : $"**{text}**";

    /// <summary>What is said beside a word, in brackets as its script has them.</summary>
    public static string Aside(string text) => text.Any(c => c >= '\u2E80') ? $"（{text}）" : $" ({text})";

    /// <summary>A part of a text below a heading of its own.</summary>
    public static string Section(int level, string title, string body) =>
        (title.Length == 0 ? "" : new string('#', Math.Clamp(level, 2, 6)) + " " + OneLine(title) + "\n\n") + body;

    /// <summary>Parts below a name that is no heading: code in several languages.</summary>
    public static string Labelled(string title, string body) => (title.Length == 0 ? "" : Strong(OneLine(title)) + "\n\n") + body;

    /// <summary>An item of a list; all its lines belong to it.</summary>
    public static string Item(string title, string body) =>
        "- "
        + (
            title.Length == 0 ? TagText.Prefix(body, "  ")
            : body.Length == 0 ? Strong(OneLine(title))
            : Strong(OneLine(title)) + "\n\n  " + TagText.Prefix(body, "  ")
        );

    public static string Task(bool isDone, string text) => $"- [{(isDone ? "x" : " ")}] {OneLine(text)}";

    public static string Fence(string language, string code)
    {
        var (longest, run) = (2, 0);
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var ruler = new string('`', longest + 1);
        var info = string.Concat(language.Where(c => !char.IsWhiteSpace(c) && c != '`'));
        return $"{ruler}{info}\n{code}{(code.Length == 0 ? "" : "\n")}{ruler}";
    }

    /// <summary>An element whose content is Markdown.</summary>
    public static string Element(string name, string text) => text.Length == 0 ? "" : $"<{name}>{text}</{name}>";

    /// <summary>An address as Markdown reads it.</summary>
    public static string Address(string address)
    {
        var encoded = new StringBuilder();
        foreach (var c in address.Trim())
        {
            encoded.Append(
                c switch
                {
                    ' ' => "%20",
                    '(' => "%28",
                    ')' => "%29",
                    '<' => "%3C",
                    '>' => "%3E",
                    '\n' or '\t' or '\r' => "",
                    '\\' => "/",
                    _ => c.ToString(),
                }
            );
        }

        return encoded.ToString();
    }

    public static string Html(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Whether a word looks like an address and not like a text.</summary>
    public static bool IsAddress(string word) =>
        word.Length > 0
        && !word.Any(char.IsWhiteSpace)
        && (
            word.Contains('/', StringComparison.Ordinal)
            || word.StartsWith('#')
            || word.StartsWith("mailto:", StringComparison.Ordinal)
            || word is "."
            || HasExtension(word)
        );

    /// <summary>The first word that surely is an address, else the first that looks like one; -1 if none does.</summary>
    public static int FindAddress(IReadOnlyList<string> words)
    {
        var all = words.ToList();
        var sure = all.FindIndex(word =>
            IsAddress(word) && (word.Contains("://", StringComparison.Ordinal) || word[0] is '/' or '#' or '.')
        );
        return sure >= 0 ? sure : all.FindIndex(IsAddress);
    }

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool HasExtension(string word) =>
        Path.GetExtension(word) is { Length: > 2 and <= 5 } extension && extension.AsSpan(1).ContainsAnyInRange('a', 'z');

    private static string Plain(string text) =>
        OneLine(text.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal));

    /// <summary>Brackets that would end the label early are escaped; images and code in it stay.</summary>
    private static string Label(string text)
    {
        var line = OneLine(text);
        var depth = 0;
        foreach (var c in line)
        {
            depth +=
                c == '[' ? 1
                : c == ']' ? -1
                : 0;
            if (depth < 0)
            {
                break;
            }
        }

        return depth == 0 ? line : line.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
    }
}

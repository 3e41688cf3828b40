using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Blog.Rendering.Html;

namespace Blog.Portability.Import.Comments;

/// <summary>
/// Makes Markdown of the HTML that comment systems store: text, emphasis, links, code, quotes and lists. Images become links, since comments
/// have none; all else becomes text.
/// </summary>
internal sealed class CommentHtml
{
    private readonly bool _keepsLines;

    private CommentHtml(bool keepsLines) => _keepsLines = keepsLines;

    /// <param name="keepsLines">Whether line breaks in the source are meant (WordPress).</param>
    public static string ToMarkdown(string html, bool keepsLines)
    {
        if (HtmlScan.Check(html, out _, out var kept) is not null)
        {
            return Escape(WithoutTags(html)); // so deep or large that a parser must not see it
        }

        var body = new HtmlParser().ParseDocument(kept).Body;
        return body is null ? "" : new CommentHtml(keepsLines).Blocks(body).Trim();
    }

    private string Blocks(INode parent)
    {
        var (blocks, line) = (new List<string>(), new StringBuilder());
        void End()
        {
            if (AtLineStart(line.ToString().Trim()) is { Length: > 0 } text)
            {
                blocks.Add(text);
            }

            line.Clear();
        }

        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && Block(element) is { } block)
            {
                End();
                if (block.Trim('\n').Length > 0)
                {
                    blocks.Add(block.Trim('\n'));
                }
            }
            else
            {
                line.Append(Inline(node));
            }
        }

        End();
        return string.Join("\n\n", blocks);
    }

    /// <summary>An element that stands by itself; null for one within a line.</summary>
    private string? Block(IElement element) =>
        element.LocalName switch
        {
            "p" or "div" or "section" or "article" or "table" or "tbody" or "thead" or "tr" or "details" or "summary" or "figure" => Blocks(
                element
            ),
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => Marked("**", Inlines(element)),
            "blockquote" => Prefixed("> ", Blocks(element)),
            "pre" => Fenced(element),
            "ul" => Items(element, _ => "- "),
            "ol" => Items(element, number => string.Create(CultureInfo.InvariantCulture, $"{number}. ")),
            "li" or "dd" or "dt" => Blocks(element),
            "hr" => "---",
            _ when element.Children.Any(IsBlock) => Blocks(element),
            _ => null,
        };

    private static bool IsBlock(IElement element) =>
        element.LocalName
            is "p"
                or "div"
                or "pre"
                or "blockquote"
                or "ul"
                or "ol"
                or "table"
                or "h1"
                or "h2"
                or "h3"
                or "h4"
                or "h5"
                or "h6";

    private string Items(IElement list, Func<int, string> mark) =>
        string.Join(
            '\n',
            list.Children.Select(
                (item, at) =>
                {
                    var sign = mark(at + 1);
                    return sign + Prefixed(new string(' ', sign.Length), Blocks(item))[sign.Length..];
                }
            )
        );

    private static string Prefixed(string prefix, string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? prefix.TrimEnd().PadRight(prefix.Length) : prefix + line));

    private static string Fenced(IElement pre)
    {
        var code = pre.TextContent.ReplaceLineEndings("\n").Trim('\n');
        var language = (pre.QuerySelector("code") ?? pre)
            .ClassList.FirstOrDefault(name => name.StartsWith("language-", StringComparison.Ordinal))
            ?["language-".Length..];
        var fence = new string('`', Math.Max(3, LongestRun(code) + 1));
        return $"{fence}{(language?.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '#' or '-') == true ? language : "")}\n{code}\n{fence}";
    }

    private string Inlines(INode parent) => string.Concat(parent.ChildNodes.Select(Inline));

    private string Inline(INode node) =>
        node switch
        {
            IText text => Escape(_keepsLines ? text.Data.ReplaceLineEndings("\n") : OneLine(text.Data)),
            IElement element => element.LocalName switch
            {
                "br" => "\n",
                "strong" or "b" => Marked("**", Inlines(element)),
                "em" or "i" => Marked("*", Inlines(element)),
                "del" or "s" or "strike" => Marked("~~", Inlines(element)),
                "code" or "kbd" or "tt" or "samp" => Code(element.TextContent),
                "a" => Link(Inlines(element), element.GetAttribute("href")),
                "img" => Image(element),
                _ => Inlines(element),
            },
            _ => "",
        };

    /// <summary>A space at the edge of emphasis would end it.</summary>
    private static string Marked(string mark, string text) =>
        text.Trim() is { Length: > 0 } inner
            ? text[..(text.Length - text.TrimStart().Length)] + mark + inner + mark + text[text.TrimEnd().Length..]
            : text;

    private static string Code(string text)
    {
        var code = OneLine(text).Trim();
        var ticks = new string('`', LongestRun(code) + 1);
        return code.Length == 0 ? ""
            : code[0] == '`' || code[^1] == '`' ? $"{ticks} {code} {ticks}"
            : ticks + code + ticks;
    }

    private static string Link(string text, string? address) =>
        Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? $"[{(text.Trim() is { Length: > 0 } shown ? shown : Escape(url.Host))}](<{url.AbsoluteUri}>)"
            : text;

    /// <summary>Emoji are told by their class; their description is the sign that was typed.</summary>
    private static string Image(IElement image)
    {
        var (alt, kind) = (image.GetAttribute("alt") ?? "", image.ClassName ?? "");
        return kind.Contains("emo", StringComparison.OrdinalIgnoreCase) || kind.Contains("owo", StringComparison.OrdinalIgnoreCase)
            ? Escape(alt)
            : Link(Escape(alt), image.GetAttribute("src"));
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var c in text)
        {
            if (c is not (' ' or '\t' or '\n' or '\r'))
            {
                line.Append(c);
            }
            else if (line.Length == 0 || line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString();
    }

    /// <summary>Keeps text text where Markdown would read signs.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '~' or '$' or '&')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>The same for signs that mean something at the start of a line only.</summary>
    private static string AtLineStart(string text) =>
        string.Join(
            '\n',
            text.Split('\n')
                .Select(line =>
                {
                    line = line.Trim();
                    var digits = line.TakeWhile(char.IsAsciiDigit).Count();
                    return (line.Length > 0 && line[0] is '#' or '>' or '+' or '-' or '=' or '|')
                        || line.StartsWith(":::", StringComparison.Ordinal)
                            ? "\\" + line
                        : digits is > 0 and < 10 && line.Length > digits && line[digits] is '.' or ')'
                            ? line[..digits] + "\\" + line[digits..]
                        : line;
                })
        );

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string WithoutTags(string html)
    {
        var (text, isTag) = (new StringBuilder(), false);
        foreach (var c in html)
        {
            isTag = c == '<' || (isTag && c != '>');
            if (!isTag && c != '>')
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}

using System.Net;

namespace Blog.Tests.Rendering.FromHtml;

/// <summary>HTML that nobody wrote, the same for the same seed.</summary>
internal sealed class GeneratedHtml(int seed)
{
    private const int MaxDepth = 4;

    private static readonly string[] Words =
    [
        "文字",
        "word",
        "重点。",
        "（注）",
        "*",
        "_a_",
        "1. x",
        "# y",
        "$5",
        "a < b",
        "[z](y)",
        "`",
        "\\",
        "!",
        "& &amp;",
        " ",
        "\n",
        "a|b",
        "==",
        "~~",
    ];

    private static readonly string[] Marks = ["strong", "em", "del", "mark", "code", "a href=\"/x\"", "sub", "span", "kbd", "b", "font"];

    private static readonly string[] Kinds = ["p", "h2", "ul", "ol", "blockquote", "pre", "table", "div", "dl", "figure", "details"];

    private readonly Random _random = new(seed);

    public string Blocks(int depth) => Some(1, 4, () => Block(depth));

    private string Block(int depth)
    {
        var (tag, line) = (Kinds[_random.Next(Kinds.Length)], Some(1, 3, () => Line(0)));
        var inner = depth < 2 && _random.Next(2) == 0 ? Blocks(depth + 1) : "";
        return tag switch
        {
            "ul" or "ol" => $"<{tag}><li>{line}{inner}</li><li>{line}</li></{tag}>",
            "table" => $"<table><tr><th>{line}</th><th>x</th></tr><tr><td>{line}</td><td>{inner}</td></tr></table>",
            "dl" => $"<dl><dt>{line}</dt><dd>{line}{inner}</dd></dl>",
            "figure" => $"<figure><img src=\"/a.png\"><figcaption>{line}</figcaption></figure>",
            "details" => $"<details><summary>{line}</summary>{inner}</details>",
            "p" or "h2" or "pre" => $"<{tag}>{line}</{tag}>",
            _ => $"<{tag}>{line}{inner}</{tag}>",
        };
    }

    private string Line(int depth)
    {
        if (depth == MaxDepth || _random.Next(2) == 0)
        {
            return _random.Next(8) == 0 ? "<br>" : WebUtility.HtmlEncode(Some(1, 3, () => Words[_random.Next(Words.Length)]));
        }

        var tag = Marks[_random.Next(Marks.Length)];
        return $"<{tag}>{Some(0, 3, () => Line(depth + 1))}</{tag.Split(' ')[0]}>";
    }

    private string Some(int least, int most, Func<string> one) =>
        string.Concat(Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => one()));
}

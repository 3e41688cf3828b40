using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Tests.Rendering;

/// <summary>The rendering rules by example: Specs/*.md, each Markdown with its expected HTML.</summary>
public sealed class SpecTests
{
    private const string Fence = "````";

    private static readonly IReadOnlyDictionary<string, Example> Examples = Read()
        .ToDictionary(example => example.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Examples.Keys];

    [Fact]
    public void There_are_at_least_150_examples() => Assert.True(Examples.Count >= 150, $"{Examples.Count} examples");

    [Theory]
    [MemberData(nameof(Names))]
    public void An_example_renders_as_specified(string name)
    {
        var example = Examples[name];
        var post = Rendered.Post(
            example.Markdown,
            new RenderContext
            {
                FoldAbove = 20, // so that the examples stay short
                Language = example.Language,
                Title = "题目",
                Address = "/post",
                Images = new Dictionary<string, ImageInfo>(StringComparer.Ordinal)
                {
                    ["/a.png"] = new(800, 600),
                    ["/图.png"] = new(300, 200),
                    ["/wide.jpg"] = new(1600, 900) { Variants = [new("/w/480.webp", 480), new("/w/960.webp", 960)] },
                    ["/宽,.jpg"] = new(600, 300) { Variants = [new("/w/480.webp", 480)] },
                },
            }
        );
        Assert.Equal(Canonical(example.Body), Canonical(post.Body.Value));
        if (example.Summary is { } summary)
        {
            Assert.Equal(Canonical(summary), Canonical(post.Summary.Value));
        }
    }

    private static IEnumerable<Example> Read()
    {
        foreach (
            var file in Directory
                .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Rendering", "Specs"), "*.md")
                .Order(StringComparer.Ordinal)
        )
        {
            var number = 0;
            var rule = "";
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (!lines[i].StartsWith(Fence + "example", StringComparison.Ordinal))
                {
                    rule = lines[i].Trim().Length > 0 ? lines[i].Trim() : rule;
                    continue;
                }

                var language = lines[i].EndsWith(" en", StringComparison.Ordinal) ? "en" : "zh-CN";
                var end = Array.IndexOf(lines, Fence, i);
                var parts = string.Join('\n', lines[(i + 1)..end]).Split("\n.\n");
                number++;
                var name = $"{Path.GetFileNameWithoutExtension(file)} {number:00}: {rule}";
                yield return new Example(
                    name,
                    language,
                    parts[0].Replace('→', '\t').Replace('␣', ' ').Replace('␍', '\r'),
                    parts[1],
                    parts.Length > 2 ? parts[2] : null
                );
                i = end;
            }
        }
    }

    /// <summary>Normalized HTML: ordered attributes, no insignificant whitespace, and no content of rendered formulas.</summary>
    private static string Canonical(string html)
    {
        var text = new StringBuilder();
        Print(Rendered.Parse(html), text);
        return text.ToString();
    }

    private static void Print(INode parent, StringBuilder text)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText { Data: var data })
            {
                text.Append(IsInLine(node) ? data : TrimLines(data, node));
            }
            else if (node is IElement element)
            {
                PrintElement(element, text);
            }
        }
    }

    private static void PrintElement(IElement element, StringBuilder text)
    {
        if (element.ClassName is "formula" || (element.LocalName == "pre" && element.FirstElementChild?.ClassName == "formula-wrong"))
        {
            text.Append("[display]");
            return;
        }

        if (element.LocalName == "math" || element.ClassName is "formula-wrong")
        {
            text.Append("[formula]");
            return;
        }

        if (!IsPhrasing(element))
        {
            text.Append('\n');
        }

        text.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
        {
            text.Append(' ').Append(attribute.Name).Append("=\"").Append(attribute.Value).Append('"');
        }

        text.Append('>');
        Print(element, text);
        text.Append("</").Append(element.LocalName).Append('>');
    }

    private static string TrimLines(string data, INode node)
    {
        var head = node.PreviousSibling is IElement before && IsPhrasing(before) ? data : data.TrimStart('\n');
        return node.NextSibling is IElement after && IsPhrasing(after) ? head : head.TrimEnd('\n');
    }

    private static bool IsInLine(INode text) =>
        text.Ancestors<IElement>().Any(outer => outer.LocalName == "pre")
        || ((text.PreviousSibling is IElement before && IsPhrasing(before)) && (text.NextSibling is IElement after && IsPhrasing(after)));

    private static bool IsPhrasing(IElement element) =>
        element.LocalName
            is "a"
                or "b"
                or "i"
                or "em"
                or "strong"
                or "code"
                or "span"
                or "img"
                or "del"
                or "ins"
                or "mark"
                or "sup"
                or "sub"
                or "br"
                or "input"
                or "kbd"
                or "small"
                or "math";

    private sealed record Example(string Name, string Language, string Markdown, string Body, string? Summary);
}

namespace Blog.Tests.Editor.Diff;

/// <summary>Makes texts and edits from a seed, the same ones on every run.</summary>
internal sealed class RandomTexts(int seed)
{
    private static readonly string[] Phrases =
    [
        "今天天气很好",
        "我们去公园",
        "`Span<T>` 只引用",
        "the quick fox",
        "- a list item",
        "**重点**",
        "，",
        "。",
        "don't",
        "カタカナ",
        "한국어",
        "👩‍👩‍👧",
        "é",
        "$x^2$",
        "  ",
        "\t",
        "#",
    ];

    private readonly Random _random = new(seed);

    public int Next(int limit) => _random.Next(limit);

    /// <summary>A line of some phrases; two of them may be the same.</summary>
    public string Line() => string.Concat(Enumerable.Range(0, Next(7)).Select(_ => Phrases[Next(Phrases.Length)]));

    /// <summary>A text of up to so many lines, many of them alike.</summary>
    public List<string> Lines(int limit) => [.. Enumerable.Range(0, Next(limit + 1)).Select(_ => Next(3) == 0 ? "" : Line())];

    /// <summary>The text after some lines were changed, removed, added, moved.</summary>
    public List<string> Edit(IEnumerable<string> lines, int edits)
    {
        var edited = lines.ToList();
        for (var i = 0; i < edits; i++)
        {
            var at = Next(edited.Count + 1);
            switch (Next(4))
            {
                case 0 when at < edited.Count:
                    edited.RemoveAt(at);
                    break;
                case 1 when at < edited.Count:
                    edited[at] += Phrases[Next(Phrases.Length)];
                    break;
                case 2 when at < edited.Count:
                    edited.Insert(Next(edited.Count), edited[at]);
                    break;
                default:
                    edited.Insert(at, Line());
                    break;
            }
        }

        return edited;
    }

    public static string Join(IEnumerable<string> lines) => string.Join('\n', lines);

    public static TheoryData<int> Seeds(int count) => [.. Enumerable.Range(1, count)];
}

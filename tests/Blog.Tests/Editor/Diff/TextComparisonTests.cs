using System.Globalization;
using System.Text;
using Blog.Editor.Diff;

namespace Blog.Tests.Editor.Diff;

public sealed class TextComparisonTests
{
    public static TheoryData<int> Seeds => RandomTexts.Seeds(300);

    [Theory]
    [InlineData("不复制，只引用。", "不复制，只借用。", "不复制，只[-引][+借]用。")]
    [InlineData("给出的办法很简单：不复制", "给出的办法很朴素：**不复制**", "给出的办法很[-简单][+朴素]：[+**]不复制[+**]")]
    [InlineData("The quick brown fox", "The slow brown fox", "The [-quick][+slow] brown fox")]
    [InlineData("was counting", "was counted", "was [-counting][+counted]")]
    [InlineData("视窗并不拥有风景。", "视窗不拥有风景。风景没了。", "视窗[-并]不拥有风景。[+风景没了。]")]
    [InlineData("foo bar", "foo new bar", "foo [+new ]bar")]
    [InlineData("一。三。", "一。二。三。", "一。[+二。]三。")]
    [InlineData("一，二，三。", "一，三。", "一，[-二，]三。")]
    [InlineData("用 Span<T> 吧", "用 Memory<T> 吧", "用 [-Span][+Memory]<T> 吧")]
    [InlineData("ひらがな", "ひらかな", "ひら[-が][+か]な")]
    [InlineData("안녕하세요", "안녕하시요", "안녕하[-세][+시]요")]
    [InlineData("a word", "a  word", "a[- ][+  ]word")]
    [InlineData("end", "end  ", "end[+  ]")]
    [InlineData("𠮷野家", "𠮸野家", "[-𠮷][+𠮸]野家")]
    [InlineData("好 👩‍👩‍👧 好", "好 👩‍👩‍👦 好", "好 [-👩‍👩‍👧][+👩‍👩‍👦] 好")]
    [InlineData("cafe\u0301 x", "cafe x", "[-cafe\u0301][+cafe] x")]
    [InlineData("```\nx", "```cs\nx", "```[+cs]|x")]
    public void Changed_pieces_are_words_and_single_characters(string before, string after, string shown) =>
        Assert.Equal(shown, Show(TextComparison.Of(before, after)));

    [Theory]
    [InlineData("今天天气很好我们去公园", "明日天色不错他们来花园", "[-今天天气很好我们去公][+明日天色不错他们来花]园")]
    [InlineData("eins zwei drei", "one two drei", "[-eins zwei][+one two] drei")]
    [InlineData("一二三四五六七八九十 hello", "甲乙三丙丁六戊己九庚 hello", "[-一二三四五六七八九十][+甲乙三丙丁六戊己九庚] hello")]
    public void Scattered_changes_are_joined_into_a_readable_one(string before, string after, string shown) =>
        Assert.Equal(shown, Show(TextComparison.Of(before, after)));

    [Fact]
    public void A_line_that_has_little_in_common_is_shown_whole() =>
        Assert.Equal(
            "- 昨天下雨，路很滑。|- 旧的一行|+ The weather was fine.|+ Nothing else",
            Show(TextComparison.Of("昨天下雨，路很滑。\n旧的一行", "The weather was fine.\nNothing else"))
        );

    [Fact]
    public void A_changed_line_is_found_beside_a_new_one()
    {
        var shown = Show(TextComparison.Of("甲\n我们在公园里散步\n乙", "甲\n完全不同的新内容\n我们在花园里散步\n乙"));
        Assert.Equal("甲|+ 完全不同的新内容|我们在[-公][+花]园里散步|乙", shown);
    }

    [Fact]
    public void A_new_paragraph_is_one_stretch() => Assert.Equal("甲||+ 新|+ |乙", Show(TextComparison.Of("甲\n\n乙", "甲\n\n新\n\n乙")));

    [Theory]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("a\rb", "a\nb")]
    [InlineData("\uFEFFa", "a")]
    [InlineData("", "")]
    public void Line_ends_of_forms_are_no_change(string before, string after)
    {
        var comparison = TextComparison.Of(before, after);
        Assert.True(comparison.IsSame);
        Assert.Equal((0, 0), (comparison.AddedLines, comparison.RemovedLines));
    }

    [Fact]
    public void Hunks_have_context_and_numbers()
    {
        var before = Enumerable.Range(1, 40).Select(i => $"line {i}").ToList();
        var after = before.ToList();
        after[9] = "line ten";
        after.Insert(12, "new");
        after.RemoveAt(35);
        var comparison = TextComparison.Of(RandomTexts.Join(before), RandomTexts.Join(after));
        Assert.Equal([(7, 7, 10), (32, 33, 7)], comparison.Hunks.Select(hunk => (hunk.BeforeLine, hunk.AfterLine, hunk.Lines.Count)));
        Assert.Equal((2, 2), (comparison.AddedLines, comparison.RemovedLines));
        Assert.Equal(
            [(LineChange.Changed, 10, 10), (LineChange.Added, null, 13), (LineChange.Removed, 35, (int?)null)],
            comparison
                .Hunks.SelectMany(hunk => hunk.Lines)
                .Where(line => line.Change != LineChange.Same)
                .Select(line => (line.Change, line.BeforeLine, line.AfterLine))
        );
        Assert.Equal(2, Assert.Single(TextComparison.Of("a\nb\nc", "a\nx\nc", context: 0).Hunks).Lines.Count);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Both_texts_can_be_read_back_from_a_comparison(int seed)
    {
        var texts = new RandomTexts(seed);
        var before = texts.Lines(30);
        var after = texts.Next(5) == 0 ? texts.Lines(30) : texts.Edit(before, texts.Next(8));
        AssertWhole(RandomTexts.Join(before), RandomTexts.Join(after));
    }

    [Theory]
    [InlineData("日本語テキスト🇨🇳🇯🇵e\u0301\u0302\r")]
    [InlineData("\uD800x\uDC00y\uD83D")]
    [InlineData("👨‍👩‍👧‍👦👍🏽각ก็")]
    public void No_cut_falls_within_a_character(string line)
    {
        var pieces = TextPieces.Cut(line);
        Assert.Equal(line, string.Concat(pieces));
        var starts = StringInfo.ParseCombiningCharacters(line);
        var at = 0;
        foreach (var piece in pieces)
        {
            Assert.Contains(at, starts);
            at += piece.Length;
        }
    }

    [Theory]
    [InlineData("one long line of Han")]
    [InlineData("one long line of few signs")]
    [InlineData("20,000 other lines")]
    [InlineData("20,000 lines of few kinds")]
    [InlineData("20,000 lines in another order")]
    [InlineData("every line changed a little")]
    [InlineData("half a million empty lines")]
    [InlineData("one heap of combining marks")]
    [InlineData("a third of the lines, each very long")]
    [InlineData("blocks of few kinds between landmarks")]
    public void Hostile_texts_are_compared_whole(string kind)
    {
        var (before, after) = Hostile(kind);
        Assert.InRange(Math.Max(before.Length, after.Length), 200_000, 600_000);
        AssertWhole(before, after);
        var merge = ThreeWayMerge.Of(before, after, string.Concat(before.AsSpan(0, before.Length / 2), after.AsSpan(after.Length / 2)));
        Assert.NotEmpty(merge.Hunks);
    }

    private static (string Before, string After) Hostile(string kind)
    {
        var random = new Random(7);
        string Few(int count, string alphabet, char? separator = null) =>
            string.Concat(Enumerable.Range(0, count).Select(_ => $"{alphabet[random.Next(alphabet.Length)]}{separator}"));
        string Han(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)(0x4E00 + random.Next(5000))));
        string Numbered(string word, int count) => RandomTexts.Join(Enumerable.Range(0, count).Select(i => $"{word} line {i} {word}"));
        var lines = Enumerable.Range(0, 20_000).Select(i => $"第 {i} 行，说的是 {i * 7}").ToArray();
        return kind switch
        {
            "one long line of Han" => (Han(300_000), Han(300_000)),
            "one long line of few signs" => (Few(300_000, "*_`，"), Few(300_000, "*_`，")),
            "20,000 other lines" => (Numbered("alpha", 20_000), Numbered("beta", 20_000)),
            "20,000 lines of few kinds" => (Few(260_000, "ab", '\n'), Few(260_000, "ab", '\n')),
            "20,000 lines in another order" => (RandomTexts.Join(lines), RandomTexts.Join(lines.OrderBy(_ => random.Next()))),
            "every line changed a little" => (RandomTexts.Join(lines), RandomTexts.Join(lines.Select(line => line + "了"))),
            "half a million empty lines" => (new string('\n', 524_288), new string('\n', 300_000) + "x" + new string('\n', 200_000)),
            "one heap of combining marks" => ("a" + new string('\u0301', 262_144), "b" + new string('\u0302', 262_144)),
            "a third of the lines, each very long" => (
                RandomTexts.Join(Enumerable.Range(0, 150).Select(_ => Few(2_000, "的了，是"))),
                RandomTexts.Join(Enumerable.Range(0, 150).Select(_ => Few(2_000, "的了，是")))
            ),
            "blocks of few kinds between landmarks" => (
                RandomTexts.Join(Enumerable.Range(0, 300).Select(i => $"mark{i}\n{Few(450, "ab", '\n')}")),
                RandomTexts.Join(Enumerable.Range(0, 300).Select(i => $"mark{i}\n{Few(450, "ab", '\n')}"))
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>Both texts stand in the lines, the numbers fit, and no piece is empty.</summary>
    private static void AssertWhole(string before, string after)
    {
        var comparison = TextComparison.Of(before, after, context: int.MaxValue / 2);
        if (comparison.IsSame)
        {
            Assert.Equal(before, after);
            return;
        }

        var lines = Assert.Single(comparison.Hunks).Lines;
        Assert.Equal(before, Side(lines, line => line.BeforeLine, PieceChange.Inserted));
        Assert.Equal(after, Side(lines, line => line.AfterLine, PieceChange.Deleted));
        Assert.DoesNotContain(lines.SelectMany(line => line.Pieces), piece => piece.Text.Length == 0);
        Assert.DoesNotContain(
            lines,
            line => line.Change == LineChange.Changed && line.Pieces.All(piece => piece.Change == PieceChange.Same)
        );
    }

    private static string Side(IReadOnlyList<ComparedLine> lines, Func<ComparedLine, int?> number, PieceChange other)
    {
        var mine = lines.Where(line => number(line) is not null).ToList();
        Assert.Equal(Enumerable.Range(1, mine.Count), mine.Select(line => number(line)!.Value));
        return RandomTexts.Join(
            mine.Select(line => string.Concat(line.Pieces.Where(piece => piece.Change != other).Select(piece => piece.Text)))
        );
    }

    private static string Show(TextComparison comparison)
    {
        var shown = new List<string>();
        foreach (var line in comparison.Hunks.SelectMany(hunk => hunk.Lines))
        {
            var text = new StringBuilder(
                line.Change switch
                {
                    LineChange.Added => "+ ",
                    LineChange.Removed => "- ",
                    _ => "",
                }
            );
            foreach (var piece in line.Pieces)
            {
                text.Append(
                    (line.Change, piece.Change) switch
                    {
                        (LineChange.Changed, PieceChange.Deleted) => $"[-{piece.Text}]",
                        (LineChange.Changed, PieceChange.Inserted) => $"[+{piece.Text}]",
                        _ => piece.Text,
                    }
                );
            }

            shown.Add(text.ToString());
        }

        return string.Join('|', shown);
    }
}

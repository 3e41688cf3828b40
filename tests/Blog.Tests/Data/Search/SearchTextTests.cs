using System.Text;
using Blog.Data;
using Blog.Data.Search;

namespace Blog.Tests.Data.Search;

/// <summary>How texts are tokenized and queries parsed.</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("用Redis做缓存", "用 redis 做 缓 存")]
    [InlineData("C#异步，C++、F# 和 .NET 10", "c# 异 步 c++ f# 和 .net 10")]
    [InlineData("node.js v1.2.3, 8.0.11. End", "node.js v1.2.3 8.0.11 | end")]
    [InlineData("学。习", "学 | 习")]
    [InlineData("The author's post isn’t i++; see a##b", "the author post isn’t i++ | see a b")]
    [InlineData("save_changes() 与 db.SaveChangesAsync(token)", "save_changes 与 db.savechangesasync token")]
    [InlineData("ＡＢＣ１２３ ｶﾞ ﬁne Ångström 資料庫", "abc123 ガ fine angstrom 资 料 库")]
    [InlineData("...net ..x ./run a.b.", "net x run a.b |")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth 👍🏽", "softhyphen zerowidth 👍")]
    [InlineData("", "")]
    public void A_text_is_cut_into_these_tokens(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', SearchTokens.Of(text).Select(token => token.Text)));

    [Theory]
    [InlineData("HTTPServer", "http server")]
    [InlineData("db.SaveChangesAsync", "db save chang async db savechangesasync")]
    [InlineData("node.js", "node js .js")]
    [InlineData("asp.net", "asp net .net")]
    [InlineData("v1.2.3", "1.2.3")]
    [InlineData("posts", "post")]
    [InlineData("post", "")]
    [InlineData("c#", "")]
    [InlineData("don't", "")]
    public void A_word_is_also_found_by_these_forms(string word, string forms) =>
        Assert.Equal(forms, string.Join(' ', SearchTokens.Of(word).Single().OtherForms()));

    /// <summary>From the paper's own examples, one or two for each step.</summary>
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("bled", "bled")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("relational", "relat")]
    [InlineData("rational", "ration")]
    [InlineData("digitizer", "digit")]
    [InlineData("operator", "oper")]
    [InlineData("hopefulness", "hope")]
    [InlineData("triplicate", "triplic")]
    [InlineData("electrical", "electr")]
    [InlineData("adjustable", "adjust")]
    [InlineData("replacement", "replac")]
    [InlineData("adoption", "adopt")]
    [InlineData("rate", "rate")]
    [InlineData("cease", "ceas")]
    [InlineData("controll", "control")]
    [InlineData("roll", "roll")]
    [InlineData("as", "as")]
    [InlineData("naïve", "naïve")]
    public void Stems_match_the_examples_of_the_paper(string word, string stem) => Assert.Equal(stem, EnglishStem.Of(word));

    [Theory]
    [InlineData("", false, false)]
    [InlineData("  ，。！ ", false, false)]
    [InlineData("-redis", false, true)]
    [InlineData("- redis", true, false)]
    [InlineData("a -b", true, false)]
    [InlineData("\"\"", false, false)]
    [InlineData("\"half", true, false)]
    [InlineData("“异步 编程”", true, false)]
    public void Queries_that_can_find_nothing_are_recognised(string text, bool finds, bool onlyExcludes)
    {
        var query = SearchQuery.Read(text);
        Assert.Equal((finds, onlyExcludes), (query.CanFind, query.OnlyExcludes));
    }

    [Fact]
    public void A_query_has_a_maximum_length()
    {
        Assert.True(SearchQuery.Read(new string('字', 200)).CanFind);
        var over = SearchQuery.Read(new string('字', 201));
        Assert.True(over is { IsTooLong: true, CanFind: false });
    }

    [Theory]
    [InlineData("缓存", "……先写。缓存要过期。后来", "…… 先写。[缓存]要过期。后来")]
    [InlineData("cache", "A <b>cache</b> & caches.", "A <b>[cache]</b> & [caches].")]
    [InlineData("資料", "这里的资料", "这里的[资料]")]
    [InlineData("cafe", "Le CAFE\u0301 ouvre", "Le [CAFE\u0301] ouvre")]
    public void Hits_are_marked_in_the_text_as_it_stands(string query, string text, string marked) =>
        Assert.Equal(
            marked.Replace("…… ", "……", StringComparison.Ordinal),
            Written(SearchHighlighter.Whole(text, SearchQuery.Read(query)))
        );

    [Fact]
    public void A_snippet_begins_with_a_sentence_and_ends_with_a_word()
    {
        var text =
            string.Concat(Enumerable.Repeat("前面的话说了很多。", 50))
            + "正好在这里谈到缓存的用处，"
            + string.Concat(Enumerable.Repeat("后面还有很多文字", 50));
        var snippet = Written(SearchHighlighter.Snippet(text, SearchQuery.Read("缓存")));
        Assert.StartsWith("…正好在这里谈到[缓存]的用处", snippet, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet, StringComparison.Ordinal);
        Assert.InRange(snippet.Length, 80, 120);

        var english =
            string.Join(' ', Enumerable.Repeat("many words without any end", 40))
            + " cache "
            + string.Join(' ', Enumerable.Repeat("wonderful", 60));
        snippet = Written(SearchHighlighter.Snippet(english, SearchQuery.Read("cache")));
        Assert.Matches(@"^…(?:(?:many|words|without|any|end) )+\[cache\](?: wonderful)+…$", snippet);
    }

    [Theory]
    [InlineData("。")]
    [InlineData("，")]
    [InlineData("？！")]
    [InlineData("：“")]
    [InlineData("……")]
    [InlineData(" (")]
    [InlineData(". ")]
    [InlineData("; ")]
    [InlineData("?! ")]
    [InlineData(" — ")]
    public void No_mark_stands_before_the_ellipsis_of_what_is_cut(string mark)
    {
        foreach (var word in new[] { "缓存", "cache" })
        {
            var text = string.Concat(Enumerable.Repeat(word + mark, 200));
            Assert.Matches(@"[\w\]]…$", Written(SearchHighlighter.Snippet(text, SearchQuery.Read(word))));
            for (var length = 30; length < 50; length++)
            {
                Assert.Matches(@"\w…$", TextLengths.Shorten(text, length));
                Assert.Matches(@"\w…$", SearchHighlighter.Beginning("前" + new string('a', length) + text));
            }
        }
    }

    [Fact]
    public void A_hit_before_the_ellipsis_is_whole()
    {
        var text = "用 C#。" + string.Concat(Enumerable.Repeat(".NET. ", 200));
        Assert.EndsWith("[.NET]…", Written(SearchHighlighter.Snippet(text, SearchQuery.Read(".NET"))), StringComparison.Ordinal);
        Assert.Equal("短。", SearchHighlighter.Beginning("短。"));
    }

    [Fact]
    public void A_snippet_is_where_the_most_words_stand_together()
    {
        var text = "缓存。" + new string('一', 400) + "。数据库。" + new string('二', 400) + "。缓存和数据库。" + new string('三', 400);
        Assert.Contains(
            "[缓存]和[数据库]",
            Written(SearchHighlighter.Snippet(text, SearchQuery.Read("缓存 数据库"))),
            StringComparison.Ordinal
        );
    }

    /// <summary>For any input: tokens are in text order, contain no FTS5 syntax, and snippets are pieces of the text.</summary>
    [Fact]
    public void Any_text_can_be_cut_and_any_query_read()
    {
        var random = new Random(42);
        for (var i = 0; i < 3_000; i++)
        {
            var (text, typed) = (Odd(random, 300), Odd(random, 40));
            var end = 0;
            foreach (var token in SearchTokens.Of(text))
            {
                Assert.True(token.Start < token.End && token.End <= text.Length && token.End >= end, text);
                Assert.DoesNotContain(token.Text, c => c is '"' or ' ' or '\0' or '~' || char.IsWhiteSpace(c));
                end = token.End;
            }

            var query = SearchQuery.Read(typed);
            Assert.Equal(text, string.Concat(SearchHighlighter.Whole(text, query).Select(piece => piece.Text)));
            SearchHighlighter.Snippet(text, query);
        }
    }

    /// <summary>Random text of characters that tend to break parsers.</summary>
    internal static string Odd(Random random, int most)
    {
        string[] pieces =
        [
            "\"",
            "“",
            "”",
            "「",
            "」",
            "-",
            "－",
            "*",
            "(",
            ")",
            "NEAR(",
            " AND ",
            " OR ",
            " NOT ",
            "{title}:",
            ":",
            "^",
            "+",
            "#",
            "~",
            "|",
            "\0",
            "\uD83D",
            "\uDE00",
            "😀",
            "👨‍👩‍👧",
            "\uFFFE",
            "\u200F",
            "'",
            "’",
            ";",
            "--",
            "/*",
            "%",
            "_",
            "\\",
            "\n",
            "\t",
            "　",
            "学",
            "習",
            "ａ",
            "é",
            "e\u0301",
            "ﷺ",
            "ｶﾞ",
            "한국",
            "c#",
            ".net",
            "v1.",
            "8.0",
            "post",
            "Posts",
            " ",
        ];
        var text = new StringBuilder();
        for (var n = random.Next(most); n > 0; n--)
        {
            text.Append(random.Next(6) == 0 ? ((char)random.Next(0x10000)).ToString() : pieces[random.Next(pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Written(IEnumerable<HighlightSpan> pieces) =>
        string.Concat(pieces.Select(piece => piece.IsHit ? $"[{piece.Text}]" : piece.Text));
}

using Blog.Data.Suggestions;
using Blog.Rendering.Scripting;

namespace Blog.Tests.Data.Suggestions;

/// <summary>Names are found by what a hand types first: characters, pinyin, or the first letters of it.</summary>
public sealed class NameMatchTests
{
    private static readonly PinyinNames Pinyin = new(new PinyinConverter(), TimeProvider.System);

    [Theory]
    [InlineData("数据库", "数据库", 0)]
    [InlineData("sqlite", "SQLite", 0)]
    [InlineData("数据", "数据库", 1)]
    [InlineData("据库", "数据库", 2)]
    [InlineData("shujuku", "数据库", 3)]
    [InlineData("shu ju", "数据库", 3)]
    [InlineData("sjk", "数据库", 3)]
    [InlineData("shujk", "数据库", 3)]
    [InlineData("juku", "数据库", 4)]
    [InlineData("chongqing", "重庆银行", 3)] // by the word, not by the character: zhong, xing
    [InlineData("cqyh", "重庆银行", 3)]
    [InlineData("lvxing", "旅行", 3)]
    [InlineData("lüxing", "旅行", 3)]
    [InlineData("yong sqlite", "用 SQLite 存日志", 3)]
    [InlineData("ysc", "用 SQLite 存日志", 3)]
    [InlineData("gs", "Getting Started", 3)]
    public void A_name_is_found_by_its_beginning_in_characters_and_in_pinyin(string typed, string name, int rank)
    {
        Pinyin.Spell([name]);
        Assert.Equal(rank, NameMatch.Rank(typed, name, Pinyin.WordsOf(name)));
    }

    [Theory]
    [InlineData("sjx", "数据库")]
    [InlineData("zhongqing", "重庆")]
    [InlineData("库数", "数据库")]
    [InlineData("skj", "数据库")]
    [InlineData("shujukuu", "数据库")]
    public void Other_names_are_not_found(string typed, string name)
    {
        Pinyin.Spell([name]);
        Assert.Null(NameMatch.Rank(typed, name, Pinyin.WordsOf(name)));
    }

    [Fact]
    public async Task Of_many_names_the_first_are_known_at_once_and_the_others_soon_each_with_its_own_words()
    {
        var names = Enumerable.Range(0, 100).Select(number => $"第 {number} 篇：数据库\n与银行").ToList();
        var pinyin = new PinyinNames(new PinyinConverter(), new HurriedTime());
        pinyin.Spell(names);
        Assert.NotEmpty(pinyin.WordsOf(names[0]));
        await Poll.UntilAsync(() => pinyin.WordsOf(names[^1]).Count > 0);
        Assert.All(
            names.Index(),
            name => Assert.Equal(["di", $"{name.Index}", "pian", "shu", "ju", "ku", "yu", "yin", "hang"], pinyin.WordsOf(name.Item))
        );
    }

    [Fact]
    public void A_name_of_one_letter_repeated_is_decided_at_once()
    {
        var name = string.Join(' ', Enumerable.Repeat(new string('a', 40), 60));
        Pinyin.Spell([name]);
        Assert.Null(NameMatch.Rank(new string('a', 90) + "b", name, Pinyin.WordsOf(name)));
    }

    /// <summary>A clock on which a second passes between any two looks.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now += TimestampFrequency;
    }
}

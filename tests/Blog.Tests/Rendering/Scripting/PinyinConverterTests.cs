using Blog.Rendering.Scripting;

namespace Blog.Tests.Rendering.Scripting;

public sealed class PinyinConverterTests(PinyinConverter converter) : IClassFixture<PinyinConverter>
{
    [Theory]
    [InlineData("重庆银行行长", "chong qing yin hang hang zhang")]
    [InlineData("音乐和快乐", "yin yue he kuai le")]
    [InlineData("长大了还要长头发", "zhang da le hai yao chang tou fa")]
    [InlineData("绿色女人", "lv se nv ren")]
    [InlineData("重庆银行 SQLite", "chong qing yin hang SQLite")]
    [InlineData("第3章：你好，World!", "di 3 zhang：ni hao，World!")]
    [InlineData("C#中文", "C#zhong wen")]
    public void Chinese_is_spelled_and_the_rest_is_kept(string text, string spelled) => Assert.Equal(spelled, converter.Spell(text));

    [Theory]
    [InlineData("")]
    [InlineData("Plain English, 100 %")]
    [InlineData("かな ひらがな")]
    [InlineData("é ü ß 🙂")]
    public void Text_without_Chinese_is_given_back(string text) => Assert.Same(text, converter.Spell(text));

    [Fact]
    public void A_text_too_long_for_an_address_is_given_back()
    {
        var text = new string('好', 2001);
        Assert.Same(text, converter.Spell(text));
    }

    [Theory]
    [InlineData("好\0好")]
    [InlineData("𠮷野家")]
    public void Odd_text_does_no_harm(string text) => Assert.NotEmpty(converter.Spell(text));

    [Fact]
    public void A_lone_surrogate_does_no_harm()
    {
        Assert.Equal("\ud800", converter.Spell("\ud800"));
        Assert.NotEmpty(converter.Spell("好\ud800好"));
    }
}

using Blog.Portability.Pages.Messages;

namespace Blog.Tests.Portability.Pages.Messages;

public sealed class MessagePatternTests
{
    [Theory]
    [InlineData("image {0} is gone", "没有图片 {0}", "image a.png is gone", "没有图片 a.png")]
    [InlineData("image {0} is gone", "没有图片 {0}", "image  is gone is gone", "没有图片  is gone")]
    [InlineData("image {0} is gone", "没有图片 {0}", "image {0} is gone", "没有图片 {0}")]
    [InlineData("image {0} is gone", "没有图片 {0}", "image {1:known}'\"\n\r\t\0<b> is gone", "没有图片 {1:known}'\"\n\r\t\0<b>")]
    [InlineData("image {0} is gone", "没有图片 {0}", "image is gone", null)]
    [InlineData("image {0} is gone", "没有图片 {0}", "Image a.png is gone", null)]
    [InlineData("{0} of {1}: {2}", "{1} 的 {0}：{2}", "a of b: c", "b 的 a：c")]
    [InlineData("{0} of {1}: {2}", "{1} 的 {0}：{2}", "a of b of c: d: e", "b of c 的 a：d: e")]
    [InlineData("more than {0:number} tags", "标签超过 {0} 个", "more than 40 tags", "标签超过 40 个")]
    [InlineData("more than {0:number} tags", "标签超过 {0} 个", "more than four tags", null)]
    [InlineData("more than {0:number} tags", "标签超过 {0} 个", "more than  tags", null)]
    [InlineData("{0} {1:known}", "{0}{1}", "a b no", "a b不")]
    [InlineData("{0} {1:known}", "{0}{1}", "a b yes", null)]
    [InlineData("{0}: {1:reason}", "{0}：{1}", "a: no", "a：不")]
    [InlineData("{0}: {1:reason}", "{0}：{1}", "a: never", "a：never")]
    [InlineData("gone", "没有", "gone", "没有")]
    [InlineData("gone", "没有", "gone ", null)]
    public void A_message_is_written_with_what_is_in_its_places(string english, string chinese, string message, string? expected) =>
        Assert.Equal(expected, new MessagePattern(english, chinese).Translate(message, inner => inner == "no" ? "不" : null));

    [Theory]
    [InlineData("a {0}", "甲")]
    [InlineData("a", "甲 {0}")]
    [InlineData("a {1}", "甲 {1}")]
    [InlineData("a {0}{1}", "甲 {0}{1}")]
    [InlineData("a {0} {0}", "甲 {0} {0}")]
    public void A_pattern_whose_places_do_not_match_is_refused(string english, string chinese) =>
        Assert.Throws<FormatException>(() => new MessagePattern(english, chinese));

    [Fact]
    public void What_people_wrote_cannot_take_the_place_of_a_reason()
    {
        // The address holds the very words that stand between it and the reason.
        const string message = "old address '/a' is no address: left out' contains invalid characters: left out";
        Assert.Equal("旧地址“/a' is no address: left out”含有无效字符，已略去", ReportMessages.InChinese(message));
    }

    [Theory]
    [InlineData(": ")]
    [InlineData("line 1: ")]
    [InlineData("Liquid was left as it is: ")]
    [InlineData(" was skipped: ")]
    [InlineData("' ")]
    [InlineData("{0}")]
    public void Texts_of_any_length_are_looked_up_once_over(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000));
        foreach (var start in new[] { "", "line 7: ", "image ", "address '", "Liquid was left as it is: ", "unknown tag '" })
        {
            var found = ReportMessages.InChinese(start + text);
            Assert.True(found is null || found.Length <= start.Length + text.Length + 100);
        }
    }
}

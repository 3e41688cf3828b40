using Blog.Data.Snippets;

namespace Blog.Tests.Data.Snippets;

public sealed class TitlePatternTests
{
    [Theory]
    [InlineData("周报 {year} 年第 {week} 周", "周报 2027 年第 53 周")]
    [InlineData("{date} notes", "2027-01-02 notes")]
    [InlineData("{month} 月 {day} 日", "1 月 2 日")]
    [InlineData("{Date}", "2027-01-02")]
    [InlineData("{name} and {}", "{name} and {}")]
    [InlineData("", "")]
    public void Places_become_those_of_the_day(string pattern, string title) =>
        Assert.Equal(title, TitlePattern.Fill(pattern, new DateOnly(2027, 1, 2)));
}

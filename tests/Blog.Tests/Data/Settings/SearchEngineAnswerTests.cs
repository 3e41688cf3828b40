using Blog.Data;
using Blog.Data.Settings;

namespace Blog.Tests.Data.Settings;

public sealed class SearchEngineAnswerTests
{
    [Theory]
    [InlineData("token is not valid")]
    [InlineData("令牌无效 \"x\" <b>")]
    public void What_was_written_is_read(string message)
    {
        var answer = new SearchEngineAnswer
        {
            LastPostId = 7,
            Sent = 3,
            Status = 400,
            Error = 401,
            Message = message,
            Taken = 0,
            Remaining = 99,
            Rejected = 2,
        };
        Assert.Equal(answer, SearchEngineAnswer.Read(answer.ToText()));
    }

    [Fact]
    public void However_long_the_message_the_position_is_kept()
    {
        foreach (var filler in new[] { "x", "\"", "\u0001", "中", "\U0001F600", "\uD83D" })
        {
            var text = new SearchEngineAnswer { LastPostId = 7, Message = string.Concat(Enumerable.Repeat(filler, 900)) }.ToText();
            Assert.True(text.Length <= TextLengths.Path, text);
            Assert.Equal(7, SearchEngineAnswer.Read(text).LastPostId);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void Anything_else_is_an_empty_answer(string text) => Assert.Equal(new SearchEngineAnswer(), SearchEngineAnswer.Read(text));
}

using Blog.Data.Settings;
using Blog.Operations.Announcing;

namespace Blog.Tests.Operations.Announcing;

public sealed class EngineTextsTests
{
    [Theory]
    [InlineData(200, "已接受 3 个网址", "accepted 3 addresses")]
    [InlineData(202, "正在验证密钥", "still being checked")]
    [InlineData(400, "格式不对", "not valid (400)")]
    [InlineData(403, "密钥无效", "the key is not valid")]
    [InlineData(422, "不属于本站", "do not belong")]
    [InlineData(429, "太多", "too many")]
    [InlineData(503, "服务器出错", "has an error")]
    [InlineData(301, "返回了 301", "answered 301")]
    public void Each_status_of_indexnow_is_said_in_both_languages(int status, string chinese, string english)
    {
        var answer = new SearchEngineAnswer { Status = status, Sent = 3 };
        Assert.Contains(chinese, EngineTexts.Chinese.Say(SearchEngineNotice.IndexNow, answer), StringComparison.Ordinal);
        Assert.Contains(english, EngineTexts.English.Say(SearchEngineNotice.IndexNow, answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, null, "已接受 1 个网址", "accepted 1 address")]
    [InlineData(
        2,
        1,
        97,
        "已接受 2 个网址，1 个网址不属于百度那里的这个站点或不合法，今天还可推送 97 条",
        "accepted 2 addresses, 1 address not of the site that Baidu knows, or not valid, 97 more may be sent today"
    )]
    public void Baidus_figures_are_said_in_both_languages(int taken, int rejected, int? remaining, string chinese, string english)
    {
        var answer = new SearchEngineAnswer
        {
            Status = 200,
            Taken = taken,
            Rejected = rejected,
            Remaining = remaining,
        };
        Assert.Equal(chinese, EngineTexts.Chinese.Say(SearchEngineNotice.Baidu, answer));
        Assert.Equal(english, EngineTexts.English.Say(SearchEngineNotice.Baidu, answer));
    }

    [Theory]
    [InlineData("Unresolved")]
    [InlineData("TooSlow")]
    [InlineData("NotPublic")]
    [InlineData("Tls")]
    [InlineData("Unreachable")]
    public void An_engine_without_an_answer_is_said_in_both_languages(string failure)
    {
        var answer = new SearchEngineAnswer { Failure = failure };
        Assert.NotEqual(
            EngineTexts.Chinese.Say(SearchEngineNotice.IndexNow, answer),
            EngineTexts.English.Say(SearchEngineNotice.IndexNow, answer)
        );
    }
}

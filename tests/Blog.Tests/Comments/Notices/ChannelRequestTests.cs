using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Blog.Comments.Notices;
using Blog.Tests.Site.Outbound;

namespace Blog.Tests.Comments.Notices;

/// <summary>What each service gets, and how its answer is understood.</summary>
public sealed class ChannelRequestTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    private static readonly NoticeMessage Message = new(
        "comment-1-1",
        "《搬家手记》有新评论",
        "路人：\n书最重。",
        "https://blog.example.org/comments/moderate/x",
        "查看并处理"
    )
    {
        Comment = new NoticedComment(1, "waiting", "路人", "书最重。", "搬家手记", "https://blog.example.org/a", Now),
    };

    [Fact]
    public void A_webhook_is_signed_as_the_standard_says()
    {
        var access = new ChannelAccess("https://hooks.example.org/in", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "");
        var request = ChannelRequest.Of(NoticeChannel.Webhook, access, Message, Now);
        var headers = request.Headers.ToDictionary(header => header.Name, header => header.Value);
        byte[] signed = [.. Encoding.UTF8.GetBytes("comment-1-1.1614265330."), .. request.Body];
        var key = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Assert.Equal("comment-1-1", headers["webhook-id"]);
        Assert.Equal("1614265330", headers["webhook-timestamp"]);
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)), headers["webhook-signature"]);
        var json = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("comment.waiting", json.GetProperty("type").GetString());
        Assert.Equal("书最重。", json.GetProperty("data").GetProperty("comment").GetProperty("text").GetString());
    }

    [Fact]
    public void Telegram_gets_text_without_markup_and_the_link_as_a_button()
    {
        var access = new ChannelAccess("", "123:abc", "-100");
        var request = ChannelRequest.Of(NoticeChannel.Telegram, access, Message, Now);
        Assert.Equal("https://api.telegram.org/bot123:abc/sendMessage", request.Address);
        var json = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(("-100", false), (json.GetProperty("chat_id").GetString(), json.TryGetProperty("parse_mode", out _)));
        var button = json.GetProperty("reply_markup").GetProperty("inline_keyboard")[0][0];
        Assert.Equal(Message.Link, button.GetProperty("url").GetString());
    }

    [Fact]
    public void Feishu_is_signed_with_its_key_as_part_of_the_key()
    {
        var access = new ChannelAccess("https://open.feishu.cn/open-apis/bot/v2/hook/x", "demo", "");
        var json = JsonDocument.Parse(ChannelRequest.Of(NoticeChannel.Feishu, access, Message, Now).Body).RootElement;
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes("1614265330\ndemo"));
        Assert.Equal(Convert.ToBase64String(hmac.ComputeHash([])), json.GetProperty("sign").GetString());
        Assert.Equal("1614265330", json.GetProperty("timestamp").GetString());
        Assert.Contains(Message.Link, json.GetProperty("content").GetProperty("text").GetString(), StringComparison.Ordinal);
        var plain = JsonDocument.Parse(ChannelRequest.Of(NoticeChannel.Feishu, access with { Secret = "" }, Message, Now).Body).RootElement;
        Assert.False(plain.TryGetProperty("sign", out _));
    }

    [Fact]
    public void Ntfy_gets_topic_and_link_in_the_body_and_its_token_in_a_header()
    {
        var request = ChannelRequest.Of(NoticeChannel.Ntfy, new ChannelAccess("", "tk_1", "my-blog"), Message, Now);
        Assert.Equal(("https://ntfy.sh", ("Authorization", "Bearer tk_1")), (request.Address, request.Headers.Single()));
        var json = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(("my-blog", Message.Link), (json.GetProperty("topic").GetString(), json.GetProperty("click").GetString()));
    }

    [Theory]
    [InlineData(NoticeChannel.Telegram, 200, "{\"ok\":true}", null)]
    [InlineData(NoticeChannel.Telegram, 401, "{\"ok\":false,\"description\":\"Unauthorized: 123:abc\"}", "Unauthorized: …")]
    [InlineData(NoticeChannel.Feishu, 200, "{\"code\":0,\"msg\":\"success\"}", null)]
    [InlineData(NoticeChannel.Feishu, 200, "{\"code\":19021,\"msg\":\"sign match fail\"}", "sign match fail")]
    [InlineData(NoticeChannel.Feishu, 200, "<html>", "")]
    [InlineData(NoticeChannel.Ntfy, 200, "{\"id\":\"x\"}", null)]
    [InlineData(NoticeChannel.Ntfy, 403, "{\"code\":40301,\"error\":\"forbidden\"}", "forbidden")]
    [InlineData(NoticeChannel.Webhook, 204, "", null)]
    [InlineData(NoticeChannel.Webhook, 200, "ok", null)]
    [InlineData(NoticeChannel.Webhook, 200, "[1]", null)]
    [InlineData(NoticeChannel.Webhook, 500, "{\"error\":\"x\"}", "")]
    public async Task An_answer_is_success_or_says_why_not_without_the_secret(NoticeChannel channel, int status, string body, string? said)
    {
        using var outbound = new OutboundFixture();
        outbound.Answer = _ =>
            Encoding.UTF8.GetBytes(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
                )
            );
        var result = await outbound.Client.PostAsync("http://public.example/", [], "application/json", 1_000, default);
        var error = ChannelRequest.ErrorOf(channel, new ChannelAccess("", "123:abc", ""), result);
        Assert.Equal(said, error?.Said);
        Assert.Equal(error, NoticeError.FromText(error?.ToText()));
    }

    [Theory]
    [InlineData(NoticeChannel.Webhook, "http://hooks.example.org/", "a key of many characters", "", "Address")]
    [InlineData(NoticeChannel.Webhook, "https://user:x@hooks.example.org/", "a key of many characters", "", "Address")]
    [InlineData(NoticeChannel.Webhook, "", "a key of many characters", "", "Address")]
    [InlineData(NoticeChannel.Webhook, "https://hooks.example.org/", "short", "", "Secret")]
    [InlineData(NoticeChannel.Webhook, "https://hooks.example.org/", "a key of many characters", "", null)]
    [InlineData(NoticeChannel.Telegram, "", "123:a/../b", "1", "Secret")]
    [InlineData(NoticeChannel.Telegram, "", "", "1", "Secret")]
    [InlineData(NoticeChannel.Telegram, "", "123:abc", "", "Recipient")]
    [InlineData(NoticeChannel.Telegram, "", "123:abc", "-100", null)]
    [InlineData(NoticeChannel.Ntfy, "", "", "我的", "Recipient")]
    [InlineData(NoticeChannel.Ntfy, "", "", "my-blog", null)]
    [InlineData(NoticeChannel.Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/x", "", "", null)]
    public void A_wrong_field_is_named(NoticeChannel channel, string address, string secret, string recipient, string? field) =>
        Assert.Equal(field, new ChannelAccess(address, secret, recipient).WrongField(channel));
}

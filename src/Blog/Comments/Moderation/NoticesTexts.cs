using Blog.Comments.Notices;
using Blog.Site.Localization;

namespace Blog.Comments.Moderation;

/// <summary>The page on which notices are set up.</summary>
public sealed class NoticesTexts : Texts<NoticesTexts>
{
    public string Intro =>
        T(
            "有新评论时，用下面任何一种方式告诉你，都不需要邮件服务器。消息里有评论的内容和一个签名链接：打开后按一下就能通过或删除，"
                + "14 天内有效，不必登录。发不出去会在一天内重试。",
            "New comments are told by any of these; none needs a mail server. A message holds the comment and a signed link to a page that "
                + "approves or deletes it with one button, for 14 days and without signing in. "
                + "What cannot be sent is tried again for a day."
        );

    public string Feed => T("订阅源", "Feed");
    public string FeedIntro =>
        T(
            "等待审核的评论，可以放进阅读器。地址本身就是密钥，请不要给别人。",
            "Comments that wait, for a feed reader. The address is the secret: give it to nobody."
        );
    public string FeedAddress => T("订阅地址", "Address of the feed");
    public string MakeFeed => T("生成订阅地址", "Make a feed");
    public string RenewFeed => T("换一个地址", "Make a new address");
    public string RemoveFeed => T("停用", "Remove");
    public string FeedMade => T("已生成。以前的地址不再有效。", "Done. Earlier addresses no longer work.");
    public string FeedRemoved => T("订阅源已停用。", "The feed is removed.");

    public string On => T("已启用", "on");
    public string Off => T("未启用", "off");
    public string Address => T("地址", "Address");
    public string Save => T("保存并启用", "Save and turn on");
    public string TurnOff => T("停用", "Turn off");
    public string Test => T("发送测试", "Send a test");
    public string Saved => T("已保存。建议发一条测试。", "Saved. Sending a test is a good idea.");
    public string TurnedOff => T("已停用。", "Turned off.");
    public string TestSent => T("测试已送达。", "The test has arrived.");

    public string TestFailed(string reason) => IsChinese ? $"测试没有送达：{reason}" : $"The test did not arrive: {reason}";

    public string SecretKept => T("已保存，留空则不变。", "Saved; leave it empty to keep it.");
    public string Lost => T("密钥无法解密，请重新填写。", "The secret cannot be decrypted. Please enter it again.");

    public string LastSent(string moment) => IsChinese ? $"最近一次送达：{moment}" : $"Last arrived: {moment}";

    public string LastError(string moment, string reason) =>
        IsChinese ? $"最近一次失败：{moment}，{reason}" : $"Last failure: {moment}, {reason}";

    public string Waiting(int count) =>
        IsChinese ? $"还有 {count} 条通知等待重试。"
        : count == 1 ? "1 notice waits to be tried again."
        : $"{count} notices wait to be tried again.";

    public string WrongAddress =>
        T("请填写完整的 https 地址，而且要是公网能访问的。", "Please enter a whole https address that the internet can reach.");
    public string Optional => T("（选填）", " (optional)");

    public string NameOf(NoticeChannel channel) =>
        channel switch
        {
            NoticeChannel.Webhook => "Webhook",
            NoticeChannel.Telegram => "Telegram",
            NoticeChannel.Feishu => T("飞书", "Feishu / Lark"),
            _ => "ntfy",
        };

    public string IntroOf(NoticeChannel channel) =>
        channel switch
        {
            NoticeChannel.Webhook => T(
                "向你的地址发送 JSON，按 Standard Webhooks 签名。",
                "Sends JSON to an address of yours, signed as Standard Webhooks says."
            ),
            NoticeChannel.Telegram => T(
                "向 @BotFather 申请机器人，把它加进对话，填写令牌和对话编号。",
                "Ask @BotFather for a bot, start a chat with it, and enter its token and the id of the chat."
            ),
            NoticeChannel.Feishu => T(
                "在群里添加「自定义机器人」，复制它的 Webhook 地址；如果开了签名校验，把密钥也填上。",
                "Add a custom bot to a group and copy its webhook address; if it checks signatures, enter the key too."
            ),
            _ => T(
                "在手机上装 ntfy 并订阅一个别人猜不到的主题。",
                "Install ntfy on your phone and subscribe to a topic that nobody can guess."
            ),
        };

    public string SecretOf(NoticeChannel channel) =>
        channel switch
        {
            NoticeChannel.Webhook => T("签名密钥", "Signing key"),
            NoticeChannel.Telegram => T("机器人令牌", "Token of the bot"),
            NoticeChannel.Feishu => T("签名密钥", "Signing key") + Optional,
            _ => T("访问令牌", "Access token") + Optional,
        };

    public string WrongSecretOf(NoticeChannel channel) =>
        channel switch
        {
            NoticeChannel.Webhook => T("请填写至少 16 个字符的密钥。", "Please enter a key of 16 characters or more."),
            NoticeChannel.Telegram => T("令牌的样子是 123456:ABC…。", "A token looks like 123456:ABC…."),
            _ => T("密钥里有不该有的字符。", "The secret has characters that do not belong there."),
        };

    public string RecipientOf(NoticeChannel channel) => channel == NoticeChannel.Ntfy ? T("主题", "Topic") : T("对话编号", "Chat id");

    public string WrongRecipientOf(NoticeChannel channel) =>
        channel == NoticeChannel.Ntfy
            ? T("请填写主题，只用字母、数字、- 和 _。", "Please enter a topic: letters, digits, - and _.")
            : T("请填写对话编号，例如 123456789 或 -100…。", "Please enter the id of the chat, such as 123456789 or -100….");

    public string Said(string said) => IsChinese ? $"对方说：{said}" : $"it said: {said}";

    public string Answered(int status) => IsChinese ? $"对方返回 {status}" : $"it answered {status}";
}

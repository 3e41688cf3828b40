using Blog.Site.Localization;

namespace Blog.Comments;

/// <summary>What readers and writers of comments see.</summary>
public sealed class CommentTexts : Texts<CommentTexts>
{
    public string Heading => T("评论", "Comments");
    public string Write => T("写评论", "Write a comment");
    public string Answer => T("回复", "Reply");
    public string Author => T("作者", "Author");
    public string OfThisBlog => T("本站作者", "Writes here");
    public string Nameless => T("匿名", "Anonymous");
    public string Gone => T("这条评论已不再显示。", "This comment is no longer shown.");
    public string Edited => T("改过", "edited");
    public string Pinned => T("置顶", "Pinned");
    public string Feed => T("订阅评论", "Feed of comments");
    public string None => T("还没有评论。", "No comments yet.");
    public string Closed => T("评论已关闭。", "Comments are closed.");
    public string OnTheSite => T("到原站写评论", "Write a comment on the live site");
    public string Text => T("评论内容", "Your comment");
    public string Name => T("称呼", "Name");
    public string Mail => T("邮箱（选填，不会公开）", "E-mail (optional, never shown)");
    public string Website => T("网站（选填）", "Website (optional)");
    public string Trap => T("此栏请留空", "Leave this field empty");
    public string Send => T("发送", "Send");
    public string Preview => T("预览", "Preview");
    public string PreviewNote => T("代码着色和公式在发布后生成。", "Code is coloured and formulas are set once it is published.");
    public string Privacy =>
        T("邮箱只有作者能看到；网络地址 30 天后删除。", "Only the author sees the address; the network address is gone after 30 days.");
    public string PrivacyMore => T("详情", "Details");

    public string Hint =>
        T(
            "可以用 Markdown：**强调**、`代码`、[链接](https://…)、> 引用、$公式$。不支持 HTML 与图片。",
            "Markdown works: **emphasis**, `code`, [links](https://…), > quotes, $formulas$. No HTML, no images."
        );

    public string WaitsNote => T("审核后显示。", "It is shown once it is approved.");

    public string OnPost(string title) => IsChinese ? $"「{title}」的评论" : $"Comments on “{title}”";

    public string AnswerTo(string name) => IsChinese ? $"回复 {name}" : $"Reply to {name}";

    public string Answers(string name) => IsChinese ? $"回复 {name}" : $"in reply to {name}";

    public string By(string name) => IsChinese ? $"{name} 的评论" : $"comment by {name}";

    public string WritesAsAuthor => T("你已登录，将以作者的身份发表。", "You are signed in, and write as an author of this blog.");

    public string FaultsHeading => T("还没有发送，请看看下面：", "Not sent yet:");
    public string TextMissing => T("请写点内容。", "Please write something.");
    public string NameMissing => T("请填写称呼。", "Please give a name.");
    public string MailWrong => T("邮箱的格式不对；不想填可以留空。", "The e-mail address is not valid; it may be left empty.");
    public string WebsiteWrong => T("网址的格式不对；可以留空。", "The website address is not valid; it may be left empty.");

    public string TooLong(int most) =>
        IsChinese ? $"内容太长：最多 {most} 个字节，请缩短后再发。" : $"The text is too long: at most {most} bytes. Please shorten it.";

    public string TooComplex =>
        T(
            "内容的嵌套、链接或格式太多，请写得简单一些。",
            "The text has too much nesting, or too many links or other formatting. Please make it simpler."
        );

    public string Stale =>
        T(
            "这个页面打开太久了，内容都还在，请再按一次「发送」。",
            "The page was open for too long. Your text is still here: please press “Send” once more."
        );

    public string TooFast =>
        T("发得太快了，请稍等几秒再按「发送」。", "That was very quick. Please wait a few seconds and press “Send” again.");

    public string TooMany(int minutes) =>
        IsChinese
            ? $"你所在的网络最近发的评论太多了，请在 {minutes} 分钟后再发；内容先留在这里，也可以复制保存。"
            : $"Too many comments came from your network lately. Please send it in {minutes} min; your text is kept here, and you can "
                + "copy it.";

    public string NetworkBlocked =>
        T(
            "不接受来自你所在网络的评论。内容在下面，可以复制后换一个网络再发。",
            "Comments from your network are not accepted. Your text is below: you can copy it and send it from another network."
        );

    public string Sent => T("这条评论刚才已经发送过了。", "This comment has been sent already.");

    public string AnswerGone =>
        T("要回复的评论已经不在了；可以作为新评论发送。", "The comment that you answer is gone; you can send yours as a new one.");

    public string QuestionNeeded =>
        T(
            "最近垃圾评论很多，请回答下面的问题再发送。",
            "There is a lot of spam at the moment: please answer the question below and send again."
        );

    public string Question(int one, int other) => IsChinese ? $"{one} 加 {other} 等于几？" : $"What is {one} plus {other}?";

    public string OwnHeading => T("你的评论", "Your comment");
    public string OwnListLink => T("我发过的评论", "My comments");
    public string OwnList => T("你在这个浏览器里发过的评论", "Comments that you sent from this browser");
    public string OwnNone => T("这个浏览器没有记下任何评论。", "This browser remembers no comments.");
    public string OwnWaiting => T("评论已收到，审核后就会显示。", "Your comment has arrived. It is shown once it is approved.");
    public string OwnShown => T("评论已显示。", "Your comment is shown.");
    public string SeeIt => T("去看看", "See it there");
    public string OwnLink =>
        T("只有你有这个链接。凭它可以看到、修改或删除这条评论。", "Only you have this link. It shows, changes and deletes this comment.");
    public string OwnLinkLabel => T("评论的链接", "Link of your comment");
    public string OwnFeedBefore => T("想知道有没有人回复？把", "To hear of answers without leaving an address, add ");
    public string OwnFeedLink => T("回复的订阅源", "the feed of answers");
    public string OwnFeedAfter => T("加到阅读器里就行，不用留邮箱。", " to your feed reader.");
    public string OwnAnswers => T("收到的回复", "Answers");
    public string Change => T("修改", "Change");
    public string Save => T("保存", "Save");
    public string Delete => T("删除评论", "Delete the comment");
    public string DeleteSure => T("删除后不能恢复。", "This cannot be undone.");
    public string EditOver =>
        T(
            "发送 15 分钟后就不能再修改了；可以删除后重新发。",
            "It can no longer be changed: 15 minutes have passed. You can delete it and write a new one."
        );

    public string EditUntil(string time) => IsChinese ? $"{time} 之前可以修改。" : $"You can change it until {time}.";

    public string EditWaits => T("修改后要重新审核。", "A changed comment has to be approved again.");

    public string FeedTitle(string title) => IsChinese ? $"{title} · 评论" : $"{title} · Comments";

    public string FeedEntry(string name, string post) => IsChinese ? $"{name} 评论「{post}」" : $"{name} on “{post}”";

    public string AnswersFeedTitle(string post) => IsChinese ? $"「{post}」下对你的回复" : $"Answers to your comment on “{post}”";
}

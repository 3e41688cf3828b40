using Blog.Data.Comments;
using Blog.Site.Localization;

namespace Blog.Comments.Moderation;

public sealed class ModerationTexts : Texts<ModerationTexts>
{
    public string Heading => T("评论", "Comments");
    public string Queue => T("审核", "Moderation");
    public string Blocks => T("信任与屏蔽", "Trust and blocks");
    public string Notices => T("通知", "Notices");
    public string FilterByState => T("按状态筛选", "Filter by state");
    public string Search => T("搜索评论", "Search comments");
    public string SearchHint => T("内容、称呼、邮箱或网络", "text, name, address or network");
    public string Show => T("显示", "Show");
    public string ShowAll => T("显示全部", "Show all");
    public string None => T("这里没有评论。", "No comments here.");
    public string NoneWaiting => T("没有等待审核的评论。", "Nothing waits for approval.");
    public string Off =>
        T(
            "读者现在看不到评论：评论已关闭，或网站设为不与读者互动。可在设置里开启。",
            "Readers see no comments now: they are switched off, or the site is non-interactive. The settings change that."
        );

    public string Nameless => T("匿名", "Anonymous");
    public string ByAuthor => T("本站作者", "writes here");
    public string Trusted => T("已信任", "trusted");
    public string Approve => T("通过", "Approve");
    public string Spam => T("垃圾评论", "Spam");
    public string Delete => T("删除", "Delete");
    public string Hide => T("撤回到待审", "Back to waiting");
    public string Trust => T("通过，以后免审", "Approve, and trust this writer");
    public string Open => T("回复或编辑", "Reply or edit");
    public string Pick => T("选择", "Select");
    public string PickAll => T("选择本页全部", "Select all on this page");
    public string Picked => T("对选中的评论：", "Selected comments:");
    public string Undo => T("撤销", "Undo");
    public string Undone => T("已撤销。", "Undone.");
    public string NothingPicked => T("没有选择评论。", "No comment was selected.");

    public string NothingChanged =>
        T(
            "没有改动：这些评论已被别人处理，或内容刚刚变过，请再看一眼。",
            "Nothing changed: others decided on these, or the text has just changed. Please look again."
        );

    public string Keys =>
        T(
            "键盘：J、K 上下移动，A 通过，S 垃圾评论，D 删除，R 回复或编辑，X 选择，Z 撤销。光标在列表里时有效。",
            "Keys: J and K move, A approves, S marks spam, D deletes, R opens, X selects, Z undoes. They work while the list has focus."
        );

    public string Back => T("‹ 回到评论", "‹ Back to the comments");
    public string OnPost => T("文章", "Post");
    public string Edit => T("编辑", "Edit");
    public string Name => T("称呼", "Name");
    public string Text => T("内容", "Text");
    public string Save => T("保存", "Save");
    public string Saved => T("已保存。", "Saved.");
    public string Reply => T("回复", "Reply");
    public string ApproveAndReply => T("通过并回复", "Approve and reply");
    public string Replied => T("已回复。", "Your reply is published.");
    public string ReplyMissing => T("请写点内容。", "Please write something.");
    public string TextMissing => T("内容不能为空；要删除请用「删除」。", "The text may not be empty. To remove the comment, delete it.");
    public string TooComplex =>
        T("内容的嵌套或链接太多，请写得简单一些。", "The text has too much nesting or too many links. Please make it simpler.");

    public string Details => T("保存的信息", "What is stored");
    public string Mail => T("邮箱", "E-mail");
    public string Website => T("网站", "Website");
    public string Network => T("网络", "Network");
    public string SentAt => T("发送时间", "Sent");
    public string EditedAt => T("修改时间", "Edited");
    public string Origin => T("来源", "Imported from");
    public string NoneStored => T("没有", "none");
    public string NetworkKept => T("7 天后只留网段，30 天后删除。", "Shortened after 7 days, gone after 30.");
    public string BlockNetwork => T("屏蔽这个网段", "Block this network");
    public string EraseWriter => T("彻底删除此人的全部评论", "Erase everything of this writer");
    public string Sure => T("确定，不能恢复", "Yes, for good");
    public string NotSure => T("请先勾选「确定」。", "Please tick “Yes, for good” first.");

    public string TrustedWriters => T("信任的读者", "Trusted writers");
    public string TrustedIntro =>
        T("他们的评论（同样的称呼和邮箱）直接公开，不用审核。", "Their comments, with the same name and address, appear without approval.");
    public string NobodyTrusted => T("还没有。审核时可以选择「以后免审」。", "Nobody yet. Trust a writer while approving a comment.");
    public string Since => T("开始于", "Since");
    public string Distrust => T("取消信任", "Stop trusting");
    public string BlockedNetworks => T("屏蔽的网段", "Blocked networks");
    public string NetworksIntro => T("来自那里的评论会被拒绝。", "Comments from there are refused.");
    public string BlockedWords => T("屏蔽的词", "Blocked words");
    public string WordsIntro =>
        T(
            "称呼、内容、网站或邮箱里有这些词的评论会进入垃圾评论。",
            "Comments with one of them in name, text, website or address go to spam."
        );
    public string NothingBlocked => T("还没有。", "None yet.");
    public string NewNetwork => T("网段或地址，如 203.0.113.0/24", "Network or address, such as 203.0.113.0/24");
    public string NewWord => T("词", "Word");
    public string Add => T("添加", "Add");
    public string Unblock => T("解除", "Unblock");
    public string NoNetwork => T("这不是网段或地址。", "That is neither a network nor an address.");
    public string NoWord => T("请填写至少两个字符的词。", "Please enter a word of two characters or more.");
    public string Blocked => T("已屏蔽。", "Blocked.");
    public string BlockedAlready => T("已经在列表里了。", "It is in the list already.");
    public string Unblocked => T("已解除。", "Unblocked.");
    public string Distrusted => T("已取消信任。", "No longer trusted.");
    public string TrustedNow => T("已通过，以后免审。", "Approved; this writer is trusted from now on.");
    public string CannotTrust =>
        T(
            "已通过。没有邮箱的评论分不清是谁写的，所以不能免审。",
            "Approved. Without a mail address nobody can tell this writer from others, so trust is not possible."
        );

    public string ByLinkHeading => T("处理评论", "Decide on a comment");
    public string LinkGone =>
        T(
            "这个链接已失效：超过了 14 天，或不完整。请登录后在评论管理里处理。",
            "This link no longer works: it is older than 14 days, or incomplete. Please sign in and use the list of comments."
        );
    public string LinkUsed =>
        T(
            "这条评论已经处理过，或发出通知后内容变过。请登录后在评论管理里查看。",
            "This comment has been decided on, or its text changed after the notice. Please sign in and look at the list of comments."
        );
    public string ToQueue => T("打开评论管理", "Open the list of comments");
    public string LinkApproved => T("已通过，读者能看到它了。", "Approved: readers see it.");
    public string LinkDeleted => T("已删除，可以在评论管理里恢复。", "Deleted. The list of comments can bring it back.");
    public string LinkSpam => T("已标为垃圾评论。", "Marked as spam.");

    public string TooLong(int most) =>
        IsChinese ? $"太长了：最多 {most} 个字符，内容都还在，请缩短后再发。" : $"Too long: at most {most} characters. Please shorten it.";

    public string Select(string name) => IsChinese ? $"选择 {name} 的评论" : $"Select the comment by {name}";

    public string By(string name) => IsChinese ? $"{name} 的评论" : $"Comment by {name}";

    public string Answers(string name) => IsChinese ? $"回复 {name}" : $"in reply to {name}";

    public string OfPost(string title) => IsChinese ? $"《{title}》的评论" : $"Comments on “{title}”";

    public string WriterCount(int count) =>
        IsChinese ? $"此人共有 {count} 条评论。"
        : count == 1 ? "This is the only comment of this writer."
        : $"This writer has {count} comments.";

    public string Erased(int count) =>
        IsChinese ? $"已彻底删除 {count} 条评论。"
        : count == 1 ? "1 comment is erased."
        : $"{count} comments are erased.";

    public string StateName(CommentState state) =>
        state switch
        {
            CommentState.Waiting => T("待审核", "Waiting"),
            CommentState.Approved => T("已公开", "Public"),
            CommentState.Spam => T("垃圾评论", "Spam"),
            _ => T("已删除", "Deleted"),
        };

    public string ReasonName(CommentReason reason) =>
        reason switch
        {
            CommentReason.Unknown => T("第一次来", "first comment"),
            CommentReason.Edited => T("公开后改过", "changed after approval"),
            CommentReason.Links => T("链接太多", "many links"),
            CommentReason.Similar => T("与最近的评论雷同", "like others lately"),
            CommentReason.Script => T("与文章语言不同", "another script than the post"),
            CommentReason.Blocked => T("含屏蔽的词", "blocked word"),
            CommentReason.Trap => T("填了隐藏的栏", "filled in a hidden field"),
            _ => T("垃圾评论高峰时", "during a flood of spam"),
        };

    public string Done(string act, int count) =>
        act switch
        {
            "approve" => IsChinese ? $"已通过 {count} 条。" : $"{Count(count)} approved.",
            "spam" => IsChinese ? $"已把 {count} 条标为垃圾评论。" : $"{Count(count)} marked as spam.",
            "hide" => IsChinese ? $"已把 {count} 条撤回到待审。" : $"{Count(count)} moved back to waiting.",
            _ => IsChinese ? $"已删除 {count} 条。" : $"{Count(count)} deleted.",
        };

    private static string Count(int count) => count == 1 ? "1 comment" : $"{count} comments";
}

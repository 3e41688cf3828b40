using Blog.Data.People;

namespace Blog.Accounts.People;

public sealed class PeopleTexts : AccountTexts<PeopleTexts>
{
    public string InvitationTitle => T("接受邀请", "Accept the invitation");

    public string InvitationText =>
        T("站长邀请你在这里写作。填好名字和密码，账户就建好了。", "You are invited to write here. Choose a name and a password, and the account is yours.");

    public string MakeAccount => T("创建账户", "Make my account");
    public string ResetTitle => T("重设密码", "Set a new password");

    public string ResetText =>
        T("设好之后，其他设备上的登录全部失效；两步验证保持不变。", "Afterwards all other devices are signed out. Two-step verification stays as it is.");

    public string SetPassword => T("设置密码", "Set password");
    public string PasswordSet => T("密码已经改好，请用新密码登录。", "The password is set. Please sign in with it.");

    public string LinkIsDead => T(
        "这条链接已经失效：可能用过了、过期了，或者被撤回了。请对方再给你一条。",
        "This link does not work any more: it was used, it ran out, or it was withdrawn. Please ask for a new one.");

    public string Role => T("角色", "Role");
    public string Disabled => T("已停用", "Disabled");
    public string Actions => T("操作", "Actions");
    public string MakeOwner => T("改为站长", "Make owner");
    public string MakeAuthor => T("改为作者", "Make author");
    public string MakeResetLink => T("生成重设密码的链接", "Make a password reset link");
    public string Enable => T("重新启用", "Enable");
    public string Disable => T("停用", "Disable");
    public string SureToRemove => T("我知道账户移除后无法恢复。文章会保留。", "I know that the account cannot be restored. Its posts stay.");
    public string OpenInvitations => T("等待接受的邀请", "Open invitations");
    public string Until => T("有效期至", "Until");
    public string Withdraw => T("撤回", "Withdraw");
    public string Invite => T("邀请成员", "Invite someone");

    public string InviteText =>
        T("会生成一条一次性链接，七天内有效。请用可靠的方式交给对方。", "You get a one-time link that works for seven days. Hand it over in a way you trust.");

    public string InviteNameHint => T("可以不填，由对方自己填写。", "Leave it empty to let the invited person choose.");
    public string Link => T("链接", "Link");
    public string LinkFor(string email) => IsChinese ? $"给 {email} 的链接" : $"Link for {email}";

    public string LinkText(bool isReset) =>
        isReset
            ? T(
                "只能用一次，一小时内有效。请用可靠的方式交给对方；离开这一页就再也看不到。",
                "It works once, within an hour. Hand it over in a way you trust: it is not shown again.")
            : T(
                "只能用一次，七天内有效。请用可靠的方式交给对方；离开这一页就再也看不到。",
                "It works once, within seven days. Hand it over in a way you trust: it is not shown again.");

    public string Refused(AccountRefusal why) =>
        why switch
        {
            AccountRefusal.EmailTaken => T("这个邮箱已经有账户了。", "This e-mail address has an account already."),
            AccountRefusal.LastOwner => T("没有执行：站点至少要有一位能登录的站长。", "Nothing was done: the site needs at least one owner who can sign in."),
            AccountRefusal.ChangedMeanwhile => T(
                "没有保存：这个账户刚刚在别处被修改了。请看看现在的内容，再改一次。",
                "Nothing was saved: this account was changed elsewhere a moment ago. Please look at it as it is now and change it "
                    + "again."),
            AccountRefusal.Busy => T("现在太忙，请稍等几秒再提交一次。", "Too busy at this moment: please wait a few seconds and send it again."),
            _ => T("没有找到：可能已经被移除，或者链接失效了。", "Not found: it may have been removed, or the link does not work any more."),
        };

    public string RoleName(AccountRole role) => role == AccountRole.Owner ? T("站长", "Owner") : T("作者", "Author");
}

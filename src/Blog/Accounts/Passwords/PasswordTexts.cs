using Blog.Site;

namespace Blog.Accounts.Passwords;

public sealed class PasswordTexts : Texts<PasswordTexts>
{
    public string PasswordFault(PasswordFault fault) =>
        fault switch
        {
            Passwords.PasswordFault.TooShort => IsChinese
                ? $"太短了，至少要 {PasswordRules.MinLength} 个字符。"
                : $"Too short: at least {PasswordRules.MinLength} characters.",
            Passwords.PasswordFault.TooLong => IsChinese
                ? $"太长了，最多 {PasswordRules.MaxLength} 个字符。"
                : $"Too long: at most {PasswordRules.MaxLength} characters.",
            Passwords.PasswordFault.Personal => T(
                "与你的邮箱、名字或站点名称太相似，容易被猜到。请换一个。",
                "Too similar to your e-mail address, your name or the site title, and easy to guess. Please choose another."),
            _ => T(
                "这个密码很常见，出现在泄露的名单里。请换一个，例如几个不相干的词连在一起。",
                "This password is common and appears in lists of leaked passwords. Please choose another: a few unrelated words "
                    + "work well."),
        };
}

using Blog.Site.Localization;

namespace Blog.Accounts.Passwords;

public sealed class PasswordTexts : Texts<PasswordTexts>
{
    public string InvalidPassword(PasswordError fault) =>
        fault switch
        {
            Passwords.PasswordError.TooShort => IsChinese
                ? $"太短了，至少要 {PasswordPolicy.MinLength} 个字符。"
                : $"Too short: at least {PasswordPolicy.MinLength} characters.",
            Passwords.PasswordError.TooLong => IsChinese
                ? $"太长了，最多 {PasswordPolicy.MaxLength} 个字符。"
                : $"Too long: at most {PasswordPolicy.MaxLength} characters.",
            Passwords.PasswordError.Personal => T(
                "与你的邮箱、名字或站点名称太相似，容易被猜到。请换一个。",
                "Too similar to your e-mail address, your name or the site title, and easy to guess. Please choose another."
            ),
            _ => T(
                "这个密码很常见，出现在泄露的名单里。请换一个，例如几个不相干的词连在一起。",
                "This password is common and appears in lists of leaked passwords. Please choose another: a few unrelated words "
                    + "work well."
            ),
        };
}

namespace Blog.Accounts.SignIn;

public sealed class SignInTexts : AccountTexts<SignInTexts>
{
    public string NoAccountYet =>
        T(
            "这个站点还没有账户。程序启动时在日志里输出了一条链接，打开它即可开始设置。",
            "This site has no account yet. To set it up, open the link that was written to the log at startup."
        );

    public string SignInByPasskey => T("用通行密钥登录", "Sign in with a passkey");
    public string PasskeyHint =>
        T("使用指纹、面容或设备的 PIN，无需记住密码。", "Use your fingerprint, face or device PIN. Nothing to remember.");

    public string PasskeyNeedsScript =>
        T("通行密钥需要浏览器启用 JavaScript；用密码登录不需要。", "Passkeys require JavaScript; signing in with a password does not.");

    public string PasskeyFailed =>
        T("这个通行密钥没有通过验证。请再试一次，或改用密码。", "This passkey was not accepted. Please try again, or use your password.");
    public string ByPassword => T("用密码登录", "Sign in with your password");
    public string Password => T("密码", "Password");
    public string Continue => T("继续", "Continue");

    /// <summary>Before the command that helps.</summary>
    public string ForgottenHint =>
        T(
            "忘记密码？请向站长索取重设链接。站长自己可以在服务器上运行：",
            "Forgot your password? Ask an owner for a reset link. An owner can create one on the server: "
        );

    public string WrongPassword => T("邮箱或密码不正确。", "Wrong e-mail address or password.");
    public string WrongPasswordOnly => T("密码不正确。", "Wrong password.");

    public string WrongPasswordOrCode =>
        T(
            "密码或验证码不正确。每个验证码只能使用一次，请使用最新的。",
            "Wrong password or code. Each code works once: please use the latest one."
        );

    public string NeedsPasskey =>
        T("这个账户要用通行密钥登录，只有密码不够。", "This account needs its passkey; the password alone is not enough.");
    public string TooLate => T("登录已超时，请重新登录。", "This took too long. Please sign in again from the start.");
    public string CodeTitle => T("输入验证码", "Enter the code");
    public string Code => T("六位验证码", "Six-digit code");
    public string CodeHint => T("打开手机上的验证器，输入当前显示的六位数字。", "Open your authenticator app and enter the code it shows.");

    public string CodeOrRecoveryHint =>
        T(
            "验证器当前显示的六位数字；手机不在身边时，可填一个恢复代码。",
            "The six-digit code from your authenticator app, or a recovery code if you do not have your phone."
        );

    public string WrongCode =>
        T(
            "验证码不正确或已使用过。请等待下一个验证码后再输入。",
            "This code is wrong or already used. Please wait for the next one and enter it."
        );

    public string RecoveryCode => T("恢复代码", "Recovery code");

    public string RecoveryCodeHint =>
        T(
            "开启两步验证时保存的十个代码之一，每个只能用一次。",
            "One of the ten codes you saved when turning on two-step verification. Each works once."
        );

    public string WrongRecoveryCode => T("恢复代码不正确或已使用过。", "This recovery code is wrong or already used.");
    public string UseRecoveryCode => T("手机不在身边？使用恢复代码", "No phone at hand? Use a recovery code");
    public string UseCode => T("改用验证码", "Use an authenticator code");
    public string SignOutTitle => T("退出登录", "Sign out");
    public string SignOut => T("退出", "Sign out");
    public string SignedOut => T("你已在这台设备上退出登录。", "You are signed out on this device.");
    public string ConfirmTitle => T("请确认是你本人", "Confirm it is you");

    public string ConfirmText =>
        T(
            "接下来的操作涉及账户或站点的安全。距离上次验证已超过十分钟，请再次确认。",
            "The next step affects the security of your account or the site. Your last verification was more than ten minutes ago, so "
                + "please confirm again."
        );

    public string ConfirmByPasskey => T("用通行密钥确认", "Confirm with a passkey");

    public string Slow(TimeSpan wait) =>
        wait.TotalSeconds < 60
            ? IsChinese
                ? $"尝试次数太多，请等 {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} 秒再试。通行密钥不受影响。"
                : $"Too many attempts. Please wait {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} seconds. Passkeys still work."
            : IsChinese
                ? $"尝试次数太多，请等 {(int)Math.Ceiling(wait.TotalMinutes)} 分钟再试。通行密钥不受影响。"
                : $"Too many attempts. Please wait {(int)Math.Ceiling(wait.TotalMinutes)} minutes. Passkeys still work.";

    /// <summary>Why passkeys cannot work; the address where they do comes after it, where there is one.</summary>
    public string PasskeyHindrance(PasskeyProblem why) =>
        why switch
        {
            PasskeyProblem.IpAddress => T(
                "这里不能用通行密钥：站点的地址是 IP，而通行密钥必须绑定域名。",
                "Passkeys do not work here: the site’s address is an IP address, and a passkey is bound to a domain name."
            ),
            PasskeyProblem.PlainHttp => T(
                "这里不能用通行密钥：站点没有启用 https，浏览器只在加密连接上提供通行密钥。",
                "Passkeys do not work here: the site does not use https, and browsers offer passkeys on encrypted connections only."
            ),
            _ => T(
                "这里不能用通行密钥：它只对站点自己的域名有效，而现在的地址不是。要使用通行密钥，请打开",
                "Passkeys do not work here: they are bound to the site’s own domain, and this is another. To use one, open"
            ),
        };
}

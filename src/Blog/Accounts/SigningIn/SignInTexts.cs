namespace Blog.Accounts.SigningIn;

public sealed class SignInTexts : AccountTexts<SignInTexts>
{
    public string NoAccountYet => T(
        "这个站点还没有账户。程序启动时在日志里写下了一条链接，打开它就可以开始设置。",
        "Nobody has an account on this site yet. To set it up, open the link that the program wrote to its log when it started.");

    public string SignInByPasskey => T("用通行密钥登录", "Sign in with a passkey");
    public string PasskeyHint => T("指纹、面容或设备的 PIN。不用记任何东西。", "Your fingerprint, face or device PIN. Nothing to remember.");

    public string PasskeyNeedsScript =>
        T("通行密钥需要浏览器启用 JavaScript；用密码登录不需要。", "Passkeys need JavaScript; signing in with a password does not.");

    public string PasskeyFailed => T("这个通行密钥没有通过验证。请再试一次，或改用密码。", "This passkey was not accepted. Please try again, or use your password.");
    public string ByPassword => T("用密码登录", "With your password");
    public string Password => T("密码", "Password");
    public string Continue => T("继续", "Continue");

    /// <summary>Before the command that helps.</summary>
    public string ForgottenHint =>
        T("忘了密码？请站长给你一条重设链接。站长自己可以在服务器上运行：", "Forgotten it? Ask an owner for a reset link. An owner can make one on the server: ");

    public string WrongPassword => T("邮箱或密码不对。", "The e-mail address or the password is wrong.");
    public string WrongPasswordOnly => T("密码不对。", "The password is wrong.");

    public string WrongPasswordOrCode =>
        T("密码或验证码不对。每个验证码只能用一次，请用最新的那个。", "The password or the code is wrong. Each code works once: please use the newest one.");

    public string TooLate => T("隔得太久了，请重新登录。", "That took too long. Please sign in from the start.");
    public string CodeTitle => T("输入验证码", "Enter the code");
    public string Code => T("六位验证码", "Six-digit code");
    public string CodeHint => T("打开手机上的验证器，输入现在显示的数字。", "Open the authenticator on your phone and type the digits it shows now.");

    public string CodeOrRecoveryHint => T(
        "验证器现在显示的六位数字；手机不在身边，就填一个恢复代码。",
        "The six digits that your authenticator shows now, or a recovery code if your phone is not at hand.");

    public string WrongCode =>
        T("验证码不对，或者已经用过。请等它换成下一个，再输入一次。", "This code is wrong or was used already. Please wait for the next one and type it.");

    public string RecoveryCode => T("恢复代码", "Recovery code");

    public string RecoveryCodeHint =>
        T("开启两步验证时保存的十个代码之一，每个只能用一次。", "One of the ten codes you saved when you turned on two-step verification. Each works once.");

    public string WrongRecoveryCode => T("恢复代码不对，或者已经用过。", "This recovery code is wrong or was used already.");
    public string UseRecoveryCode => T("手机不在身边？用恢复代码", "Phone not at hand? Use a recovery code");
    public string UseCode => T("改用验证码", "Use a code of the authenticator");
    public string SignOutTitle => T("退出登录", "Sign out");
    public string SignOut => T("退出", "Sign out");
    public string SignedOut => T("你已经在这台设备上退出登录。", "You are signed out on this device.");
    public string ConfirmTitle => T("请确认是你本人", "Confirm that it is you");

    public string ConfirmText => T(
        "接下来的操作关系到账户或站点的安全。距离上次验证已超过十分钟，请再确认一次。",
        "What comes next concerns the safety of your account or of the site. You last proved who you are more than ten minutes "
            + "ago, so you are asked once more.");

    public string ConfirmByPasskey => T("用通行密钥确认", "Confirm with a passkey");

    public string Slow(TimeSpan wait) =>
        wait.TotalSeconds < 60
            ? IsChinese
                ? $"试得太频繁了，请等 {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} 秒再试。通行密钥不受影响。"
                : $"Too many tries. Please wait {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} seconds. Passkeys still work."
            : IsChinese
                ? $"试得太频繁了，请等 {(int)Math.Ceiling(wait.TotalMinutes)} 分钟再试。通行密钥不受影响。"
                : $"Too many tries. Please wait {(int)Math.Ceiling(wait.TotalMinutes)} minutes. Passkeys still work.";

    /// <summary>Why passkeys cannot work; the address where they do comes after it, where there is one.</summary>
    public string PasskeyHindrance(PasskeyHindrance why) =>
        why switch
        {
            SigningIn.PasskeyHindrance.IpAddress => T(
                "这里不能用通行密钥：站点的地址是 IP，而通行密钥必须绑定域名。",
                "Passkeys cannot work here: the site's address is an IP address, and a passkey belongs to a domain name."),
            SigningIn.PasskeyHindrance.PlainHttp => T(
                "这里不能用通行密钥：站点没有启用 https，浏览器只在加密连接上提供通行密钥。",
                "Passkeys cannot work here: the site has no https, and browsers offer passkeys on encrypted connections only."),
            _ => T(
                "这里不能用通行密钥：它只认站点自己的域名，而现在的地址不是。要用通行密钥，请打开",
                "Passkeys cannot work here: they belong to the site’s own name, and this is another. To use one, open"),
        };
}

using Blog.Data.People;

namespace Blog.Accounts.MyAccount;

public sealed class MyAccountTexts : AccountTexts<MyAccountTexts>
{
    public string AddingNeedsScript =>
        T(
            "添加通行密钥需要在浏览器里启用 JavaScript。已经添加的，不用 JavaScript 也可以在这里移除。",
            "Adding a passkey requires JavaScript. Existing passkeys can be removed without it."
        );

    public string RenameHint =>
        T("读者会看到，作为文章的署名；旧文章也会更新。", "Shown to readers as the author of your posts, old ones included.");
    public string Picture => T("头像", "Picture");

    public string PictureHint =>
        T(
            "显示在你的文章末尾的署名旁，也提供给搜索引擎和订阅阅读器。会裁成正方形。",
            "Shown beside your name at the end of your posts, and given to search engines and feed readers. It is cropped to a square."
        );

    public string AsTheBrowser => T("跟随浏览器", "Same as the browser");
    public string AdminLanguage => T("管理界面的语言", "Admin language");
    public string ChangeInSecurity => T("在「登录与安全」里修改", "Change this under “Sign-in and security”");
    public string WaysIn => T("登录方式", "Sign-in methods");
    public string Passkeys => T("通行密钥", "Passkeys");

    public string PasskeysText =>
        T(
            "用设备的指纹、面容或 PIN 登录，可防范钓鱼网站。建议至少在两台设备上添加。",
            "Sign in with the fingerprint, face or PIN of a device; fake sites cannot steal it. We recommend adding one on at least "
                + "two devices."
        );

    public string PasskeyName => T("名称", "Name");

    public string PasskeyNameHint =>
        T("例如「工作电脑」。留空则使用浏览器和系统的名称。", "For example “office laptop”. If empty, the browser and system are used.");

    public string AddPasskey => T("添加通行密钥", "Add a passkey");
    public string PasskeyMade => T("通行密钥已添加，下次可以用它登录。", "Passkey added. You can use it the next time you sign in.");
    public string PasskeyRemoved => T("通行密钥已移除。", "Passkey removed.");

    public string PasskeyNotMade =>
        T(
            "未能添加，请再试一次。如果这台设备已经添加过，就不必再添加。",
            "The passkey was not added. Please try again. A device that already has one does not need another."
        );

    public string Since => T("添加于", "Added");

    public string SecondFactorText =>
        T(
            "用密码登录时，还要输入手机验证器里的六位数字。即使密码泄露，他人也无法登录。",
            "After your password you enter a six-digit code from an authenticator app. A stolen password alone is then not enough to "
                + "sign in."
        );

    public string SecondFactorOn => T("已开启：用密码登录时会要求验证码。", "On: signing in with a password requires a code.");
    public string SecondFactorRemoved => T("两步验证已关闭。", "Two-step verification is turned off.");
    public string RemoveSecondFactor => T("关闭两步验证", "Turn off two-step verification");
    public string ScanThis => T("用手机上的验证器扫描这个二维码。", "Scan this code with your authenticator app.");
    public string QrCodeAlt => T("两步验证密钥的二维码", "QR code of the key for two-step verification");

    /// <summary>Where the phone that cannot scan itself is the one in hand.</summary>
    public string OnThisPhone => T("正在用这部手机？直接打开验证器", "Using this phone? Open the authenticator app");
    public string OrType => T("无法扫描？请手动输入密钥：", "Cannot scan it? Enter the key: ");
    public string TypeCode => T("验证器现在显示的六位数字", "Six-digit code from the app");
    public string TurnOn => T("开启", "Turn on");

    public string WrongFirstCode =>
        T(
            "验证码不正确。请确认手机的时间准确，再输入最新的验证码。",
            "This code is not correct. Please check the clock on your phone and enter the latest code."
        );

    public string RecoveryCodes => T("恢复代码", "Recovery codes");

    public string RecoveryCodesText =>
        T(
            "手机丢失时，可用它们代替验证码，每个只能用一次。请现在抄下或打印，离开这一页后将不再显示。",
            "If you lose your phone, use one of these in place of a code. Each works once. Write them down or print them now: they "
                + "will not be shown again."
        );

    public string CodesKept => T("我已妥善保存", "I have saved them");
    public string NewRecoveryCodes => T("重新生成恢复代码", "Generate new recovery codes");
    public string NewRecoveryCodesHint => T("重新生成后，旧的恢复代码全部失效。", "New codes replace all existing ones.");
    public string EmailAndPassword => T("邮箱与密码", "E-mail address and password");

    public string EmailAndPasswordText =>
        T(
            "修改邮箱或密码后，其他设备都会退出登录，这台设备除外。",
            "Changing either signs out all other devices; this one stays signed in."
        );

    public string CurrentPassword => T("当前密码", "Current password");
    public string CurrentPasswordHint => T("只在修改密码时需要填写。", "Needed only to change the password.");

    public string WrongCurrentPassword =>
        T(
            "当前密码不正确。忘记了？请用重设链接设置新密码。",
            "This is not your current password. If you have forgotten it, set a new one with a reset link."
        );

    public string ByPassword => T("用密码登录", "Signing in by password");

    public string PasswordCanBeOff =>
        T(
            "你有两个以上的通行密钥，可以不再允许用密码登录：密码泄露也没有用。通行密钥全部丢失时，用重设链接找回。",
            "You have two passkeys or more, so you can do without the password: a stolen one is then worth nothing. If you lose all "
                + "passkeys, a reset link is the way back."
        );

    public string PasswordIsOff =>
        T(
            "现在只能用通行密钥登录，密码不起作用。重设链接会重新允许密码。",
            "Only passkeys sign in; the password does not count. A reset link allows it again."
        );

    public string TurnPasswordOff => T("不再允许密码登录", "Turn password sign-in off");
    public string TurnPasswordOn => T("重新允许密码登录", "Turn password sign-in on");
    public string PasswordIsOffNow =>
        T("已关闭密码登录，其他设备均已退出。", "Password sign-in is off. All other devices were signed out.");
    public string PasswordIsOnAgain => T("又可以用密码登录了。", "Password sign-in is on again.");

    public string NeedsTwoPasskeys =>
        T(
            "没有密码登录时，至少要有两个通行密钥：丢了一个，还有一个。",
            "Without password sign-in an account needs at least two passkeys: one may be lost."
        );

    public string SecondFactorDemanded =>
        T("站长要求所有人两步验证，所以不能关闭。", "The owner demands two factors of everybody, so this cannot be turned off.");

    public string SecondFactorMissing =>
        T(
            "这个站点要求两步验证。请添加通行密钥或开启验证器，之后才能打开其他页面。",
            "This site demands two factors. Please add a passkey or set up an authenticator; the other pages open after that."
        );

    public string RecentEvents => T("最近的登录与更改", "Recent sign-ins and changes");

    public string RecentEventsText =>
        T(
            "谁在何时从哪里登录，哪些请求被拒绝，账户和设置有什么更改。保留一百八十天。",
            "Who signed in, when and from where, what was refused, and what changed in accounts and settings. Kept for 180 days."
        );

    public string SignInChanged =>
        T(
            "已保存。如果修改了邮箱或密码，其他设备均已退出登录。",
            "Saved. If you changed your address or password, all other devices were signed out."
        );

    public string Sessions => T("已登录的设备", "Signed-in devices");

    public string SessionsText =>
        T(
            "设备十二小时未使用，或登录满三十天后，会自动退出登录。登录时选择了保持登录的设备，则为三十天未使用，或登录满一年。",
            "A device is signed out after twelve hours without use, and thirty days after signing in. One on which you chose to stay "
                + "signed in lasts thirty days without use, and one year after signing in."
        );

    public string SignedInUntil => T("有效期至", "Signed in until");

    public string Device => T("设备", "Device");
    public string ThisDevice => T("当前设备", "This device");
    public string Method => T("登录方式", "Sign-in method");
    public string Network => T("网络地址", "Network address");
    public string EndSession => T("退出", "Sign out");
    public string SessionEnded => T("那台设备已经退出。", "The device was signed out.");
    public string SignOutEverywhere => T("在所有设备上退出", "Sign out everywhere");
    public string SignOutEverywhereHint => T("包括这一台，之后需要重新登录。", "Including this device: you will have to sign in again.");

    /// <summary>What the end of a session depends on.</summary>
    public string SessionLifetime(bool staysSignedIn) =>
        staysSignedIn ? T("三十天未使用即退出", "30 days without use") : T("十二小时未使用即退出", "12 hours without use");

    public string UntilMoment(string moment) => IsChinese ? $"有效期至 {moment}" : $"until {moment}";

    public string NewPasswordHint(int least) =>
        IsChinese
            ? $"不改就留空。至少 {least} 个字符，长比复杂更安全。"
            : $"Leave empty to keep the current one. At least {least} characters; longer is better than complicated.";

    public string RecoveryCodesLeft(int count) =>
        IsChinese ? $"还有 {count} 个恢复代码可用。" : (count == 1 ? "One recovery code is left." : $"{count} recovery codes are left.");

    public string PasskeyCount(int count) =>
        count == 0 ? T("还没有", "none yet")
        : IsChinese ? $"{count} 个"
        : count.ToString(CultureInfo.InvariantCulture);

    public string DeviceName(string? browser, string? system) =>
        (browser, system) switch
        {
            (null, null) => T("未知设备", "Unknown device"),
            (null, _) => system,
            (_, null) => browser,
            _ => IsChinese ? $"{system} 上的 {browser}" : $"{browser} on {system}",
        };

    public string MethodName(SignInMethod method) =>
        method switch
        {
            SignInMethod.Passkey => T("通行密钥", "Passkey"),
            SignInMethod.PasswordAndCode => T("密码和验证码", "Password and code"),
            SignInMethod.PasswordAndRecoveryCode => T("密码和恢复代码", "Password and recovery code"),
            SignInMethod.Link => T("一次性链接", "One-time link"),
            _ => T("密码", "Password"),
        };
}

using Blog.Data.People;

namespace Blog.Accounts.Own;

public sealed class MyAccountTexts : AccountTexts<MyAccountTexts>
{
    public string AddingNeedsScript => T(
        "添加通行密钥需要在浏览器里启用 JavaScript。已经添加的，不用 JavaScript 也可以在这里移除。",
        "Adding a passkey needs JavaScript in this browser. Those that are there already can be removed without it.");

    public string RenameHint => T("读者会看到，作为文章的署名；旧文章也跟着改。", "Readers see it as the author of your posts, old ones too.");
    public string AsTheBrowser => T("跟随浏览器", "As the browser says");
    public string DeskLanguage => T("管理页的语言", "Language of these pages");
    public string ChangeInSecurity => T("在「登录与安全」里修改", "Change it under sign-in and security");
    public string WaysIn => T("登录方式", "Ways to sign in");
    public string Passkeys => T("通行密钥", "Passkeys");

    public string PasskeysText => T(
        "用设备的指纹、面容或 PIN 登录，钓鱼网站骗不走。建议至少在两台设备上添加。",
        "Sign in with the fingerprint, face or PIN of a device; a fake site cannot steal it. Two devices are better than one.");

    public string PasskeyName => T("给它起个名字", "A name for it");

    public string PasskeyNameHint =>
        T("例如「工作电脑」。不填就用浏览器和系统的名字。", "Such as “office laptop”. Leave it empty to use the name of the browser and system.");

    public string AddPasskey => T("添加通行密钥", "Add a passkey");
    public string PasskeyMade => T("通行密钥已添加，下次可以用它登录。", "The passkey is added: you can sign in with it next time.");
    public string PasskeyRemoved => T("通行密钥已移除。", "The passkey is removed.");

    public string PasskeyNotMade => T(
        "没有添加成功，请再试一次。如果这台设备已经添加过，就不必再添加。",
        "It was not added. Please try again. A device that was added before needs no second passkey.");

    public string Since => T("添加于", "Added");

    public string SecondFactorText => T(
        "用密码登录时，还要输入手机验证器里的六位数字。即使密码泄露，别人也进不来。",
        "After the password you type six digits from an authenticator app on your phone. A stolen password alone then lets nobody in.");

    public string SecondFactorOn => T("已开启：用密码登录时会要求验证码。", "It is on: signing in with a password asks for a code.");
    public string SecondFactorRemoved => T("两步验证已关闭。", "Two-step verification is off.");
    public string RemoveSecondFactor => T("关闭两步验证", "Turn off two-step verification");
    public string ScanThis => T("用手机上的验证器扫描这个二维码。", "Scan this code with your authenticator app.");
    public string QrCodeAlt => T("两步验证密钥的二维码", "QR code of the key for two-step verification");

    /// <summary>Where the phone that cannot scan itself is the one in hand.</summary>
    public string OnThisPhone => T("就在这部手机上？直接打开验证器", "On this very phone: open the authenticator");

    public string OrType => T("扫不了？手动输入密钥：", "Cannot scan it? Type the key: ");
    public string TypeCode => T("验证器现在显示的六位数字", "Six digits that the app shows now");
    public string TurnOn => T("开启", "Turn on");

    public string WrongFirstCode => T(
        "数字对不上。请确认手机的时间准确，再输入最新显示的数字。",
        "The digits do not match. Please check that the phone's clock is right, and type the newest digits.");

    public string RecoveryCodes => T("恢复代码", "Recovery codes");

    public string RecoveryCodesText => T(
        "手机丢了的时候，用它们代替验证码，每个只能用一次。请现在抄下或打印，离开这一页就再也看不到。",
        "If you lose your phone, each of these replaces a code once. Write them down or print them now: they are not shown again.");

    public string CodesKept => T("已经保存好了", "I have saved them");
    public string NewRecoveryCodes => T("换一批恢复代码", "Make new recovery codes");
    public string NewRecoveryCodesHint => T("换新之后，旧的恢复代码全部失效。", "New codes replace all earlier ones.");
    public string EmailAndPassword => T("邮箱与密码", "E-mail address and password");

    public string EmailAndPasswordText =>
        T("邮箱或密码一旦修改，其他设备上的登录都会失效，这台设备除外。", "When either changes, all other devices are signed out; this one stays in.");

    public string SignInChanged =>
        T("已保存。如果改了邮箱或密码，其他设备已经退出。", "Saved. Where address or password changed, all other devices are signed out.");

    public string Sessions => T("已登录的设备", "Signed-in devices");

    public string SessionsText =>
        T("十二小时不使用，或者登录满三十天，设备就会自动退出。", "A device is signed out after twelve hours without use, and thirty days after signing in.");

    public string Device => T("设备", "Device");
    public string ThisDevice => T("当前设备", "This device");
    public string Method => T("登录方式", "Signed in by");
    public string Network => T("网络地址", "Network address");
    public string EndSession => T("退出", "Sign out");
    public string SessionEnded => T("那台设备已经退出。", "That device is signed out.");
    public string SignOutEverywhere => T("在所有设备上退出", "Sign out everywhere");
    public string SignOutEverywhereHint => T("包括这一台，之后需要重新登录。", "This device too: you will have to sign in again.");

    public string NewPasswordHint(int least) =>
        IsChinese
            ? $"不改就留空。至少 {least} 个字符，长比复杂更安全。"
            : $"Leave it empty to keep the old one. At least {least} characters; long beats complicated.";

    public string RecoveryCodesLeft(int count) =>
        IsChinese ? $"还有 {count} 个恢复代码可用。" : (count == 1 ? "One recovery code is left." : $"{count} recovery codes are left.");

    public string PasskeyCount(int count) =>
        count == 0 ? T("还没有", "none yet") : IsChinese ? $"{count} 个" : count.ToString(CultureInfo.InvariantCulture);

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

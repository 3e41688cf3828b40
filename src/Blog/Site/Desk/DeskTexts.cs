namespace Blog.Site;

public sealed class DeskTexts : Texts<DeskTexts>
{
    /// <summary>BCP 47 tag.</summary>
    public string Tag => T("zh-CN", "en");

    /// <summary>Name of the language in itself.</summary>
    public string LanguageName => T("中文", "English");

    public string SkipToContent => T("跳到正文", "Skip to content");
    public string Management => T("管理", "Management");
    public string Posts => T("文章", "Posts");
    public string Taxonomy => T("分类与标签", "Categories and tags");
    public string Redirects => T("跳转", "Redirects");
    public string Media => T("媒体", "Media");
    public string People => T("成员", "People");
    public string Backups => T("备份", "Backups");
    public string Settings => T("设置", "Settings");
    public string Status => T("运行状况", "Status");
    public string Account => T("账户", "Account");
    public string Profile => T("个人资料", "Profile");
    public string Security => T("登录与安全", "Sign-in and security");
    public string ViewSite => T("查看站点", "View site");
    public string SignOut => T("退出", "Sign out");
    public string Save => T("保存", "Save");
    public string Saved => T("已保存。", "Saved.");
    public string Cancel => T("取消", "Cancel");
    public string Remove => T("移除", "Remove");
    public string ThemeAuto => T("配色：跟随系统", "Theme: follow the system");
    public string ThemeLight => T("配色：浅色", "Theme: light");
    public string ThemeDark => T("配色：深色", "Theme: dark");

    /// <summary>Above a form that was refused.</summary>
    public string PleaseMend => T("请改正下面标出的地方，再提交一次。", "Please correct what is marked below and send it again.");

    /// <summary>Between parts of a list in a sentence.</summary>
    public string ListComma => T("、", ", ");

    public string FormExpiredTitle => T("这张表单过期了", "This form has expired");

    public string FormExpiredText => T(
        "页面打开之后登录状态变了，或者浏览器没有带上凭据，所以什么都没有执行。请返回上一页，刷新后再提交一次。",
        "The sign-in changed after the page was opened, or the browser did not send its credentials, so nothing was done. Please "
            + "go back, reload the page and send it again.");

    public string ForbiddenTitle => T("这里需要站长权限", "This needs the owner");

    public string ForbiddenText => T(
        "你的账户不能打开这一页。需要的话，请站长来做，或请站长调整你的角色。",
        "Your account cannot open this page. Please ask the owner to do it, or to change your role.");

    public string BackToDesk => T("回到文章列表", "Back to the posts");

    /// <summary>Writes an instant of the desk: day and minute in the site's zone.</summary>
    public string Moment(DateTimeOffset at, DateTimeOffset now) =>
        IsChinese
            ? string.Create(
            CultureInfo.InvariantCulture,
            $"{(at.Date == now.Date ? "今天" : at.Date == now.Date.AddDays(-1) ? "昨天" : at.Year == now.Year ? $"{at:MM-dd}" : $"{at:yyyy-MM-dd}")} {at:HH:mm}")
            : string.Create(
            CultureInfo.InvariantCulture,
            $"{(at.Date == now.Date ? "today" : at.Date == now.Date.AddDays(-1) ? "yesterday" : at.Year == now.Year ? $"{at:d MMM}" : $"{at:yyyy-MM-dd}")} {at:HH:mm}");

    /// <summary>Messages of validation, by the attribute's name without its ending; <c>{0}</c> is the field, <c>{1}</c> and <c>{2}</c> its bounds.</summary>
    public string Validation(string attribute) =>
        attribute switch
        {
            "Required" => T("请填写这一项。", "Please fill this in."),
            "MaxLength" => T("太长了，最多 {1} 个字符。", "Too long: at most {1} characters."),
            "StringLength" => T("太长了，最多 {1} 个字符。", "Too long: at most {1} characters."),
            "EmailAddress" => T(
                "这不像一个邮箱地址，应当是 name@example.org 的样子。",
                "This does not look like an e-mail address, such as name@example.org."),
            "Range" => T("请填 {1} 到 {2} 之间的数。", "Please give a number from {1} to {2}."),
            "Url" => T("这不是完整的网址，应当以 https:// 开头。", "This is not a whole address: it should begin with https://."),
            "Number" => T("请填一个数。", "Please give a number."),
            "Invalid" => T("这一项的内容无法识别，请重新填写。", "This could not be read: please fill it in again."),
            _ => attribute,
        };
}

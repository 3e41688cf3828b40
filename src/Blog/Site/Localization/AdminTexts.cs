namespace Blog.Site.Localization;

public sealed class AdminTexts : Texts<AdminTexts>
{
    /// <summary>BCP 47 tag.</summary>
    public string Tag => T("zh-CN", "en");

    /// <summary>Name of the language in itself.</summary>
    public string LanguageName => T("中文", "English");
    public string SkipToContent => T("跳到正文", "Skip to content");

    /// <summary>Opens the navigation on small screens.</summary>
    public string Menu => T("菜单", "Menu");
    public string Management => T("管理", "Admin");
    public string Posts => T("文章", "Posts");
    public string Taxonomy => T("分类、标签与系列", "Categories, tags, series");
    public string Comments => T("评论", "Comments");
    public string Snippets => T("片段与模板", "Snippets");
    public string Friends => T("友情链接", "Friends");
    public string Redirects => T("重定向", "Redirects");
    public string Media => T("媒体", "Media");
    public string People => T("成员", "People");
    public string Imports => T("导入", "Import");
    public string Export => T("导出", "Export");
    public string Git => T("Git 同步", "Git");
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
    public string CorrectMarkedFields => T("请改正下面标出的地方，再提交一次。", "Please correct the marked fields and submit again.");

    /// <summary>Between parts of a list in a sentence.</summary>
    public string ListComma => T("、", ", ");
    public string FormExpiredTitle => T("表单已过期", "This form has expired");

    public string FormExpiredText =>
        T(
            "打开页面之后登录状态变了，或者浏览器没有带上凭据，因此没有执行。请返回上一页，刷新后再提交一次。",
            "Your sign-in changed after the page was opened, or the browser did not send its cookies, so nothing was done. Please go "
                + "back, reload the page and submit again."
        );

    public string ForbiddenTitle => T("需要站长权限", "Owners only");

    public string ForbiddenText =>
        T(
            "你的账户没有权限打开这一页。如有需要，请站长代为操作，或请站长调整你的角色。",
            "Your account may not open this page. Please ask an owner to do it, or to change your role."
        );

    public string BackToDesk => T("回到文章列表", "Back to the posts");

    /// <summary>Day and minute, in the zone of <paramref name="at"/>.</summary>
    public string Moment(DateTimeOffset at, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{Day(at, now)} {at:HH:mm}");

    private string Day(DateTimeOffset at, DateTimeOffset now) =>
        (now.Date - at.Date).Days switch
        {
            0 => T("今天", "today"),
            1 => T("昨天", "yesterday"),
            _ when at.Year == now.Year => at.ToString(T("MM-dd", "d MMM"), CultureInfo.InvariantCulture),
            _ => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };

    /// <summary>The message of a validation attribute; <c>{0}</c> is the field, <c>{1}</c> and <c>{2}</c> its bounds.</summary>
    /// <param name="attribute">Name without “Attribute”.</param>
    public string Validation(string attribute) =>
        attribute switch
        {
            "Required" => T("请填写这一项。", "This field is required."),
            "MaxLength" => T("太长了，最多 {1} 个字符。", "Too long: at most {1} characters."),
            "StringLength" => T("太长了，最多 {1} 个字符。", "Too long: at most {1} characters."),
            "EmailAddress" => T(
                "这不像一个邮箱地址，应当是 name@example.org 的样子。",
                "This does not look like an e-mail address, such as name@example.org."
            ),
            "Range" => T("请填写 {1} 到 {2} 之间的数。", "Please enter a number from {1} to {2}."),
            "Url" => T("这不是完整的网址，应当以 https:// 开头。", "This is not a full address: it must start with https://."),
            "Number" => T("请填写一个数。", "Please enter a number."),
            "Invalid" => T("这一项的内容无法识别，请重新填写。", "This value is not valid: please enter it again."),
            _ => attribute,
        };
}

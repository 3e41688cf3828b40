namespace Blog.Site;

public sealed partial record DeskTexts
{
    /// <summary>Chinese.</summary>
    public static DeskTexts Chinese { get; } = new()
    {
        Tag = "zh-CN",
        LanguageName = "中文",
        SkipToContent = "跳到正文",
        Management = "管理",
        Posts = "文章",
        Taxonomy = "分类与标签",
        Redirects = "跳转",
        Media = "媒体",
        People = "成员",
        Backups = "备份",
        Settings = "设置",
        Status = "运行状况",
        Account = "账户",
        Profile = "个人资料",
        Security = "登录与安全",
        ViewSite = "查看站点",
        SignOut = "退出",
        Save = "保存",
        Saved = "已保存。",
        Cancel = "取消",
        Remove = "移除",
        ThemeAuto = "配色：跟随系统",
        ThemeLight = "配色：浅色",
        ThemeDark = "配色：深色",
        PleaseMend = "请改正下面标出的地方，再提交一次。",
        ListComma = "、",
        FormExpiredTitle = "这张表单过期了",
        FormExpiredText = "页面打开之后登录状态变了，或者浏览器没有带上凭据，所以什么都没有执行。请返回上一页，刷新后再提交一次。",
        ForbiddenTitle = "这里需要站长权限",
        ForbiddenText = "你的账户不能打开这一页。需要的话，请站长来做，或请站长调整你的角色。",
        BackToDesk = "回到文章列表",
        Validation = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Required"] = "请填写这一项。",
            ["MaxLength"] = "太长了，最多 {1} 个字符。",
            ["StringLength"] = "太长了，最多 {1} 个字符。",
            ["EmailAddress"] = "这不像一个邮箱地址，应当是 name@example.org 的样子。",
            ["Range"] = "请填 {1} 到 {2} 之间的数。",
            ["Url"] = "这不是完整的网址，应当以 https:// 开头。",
            ["Number"] = "请填一个数。",
            ["Invalid"] = "这一项的内容无法识别，请重新填写。",
        },
        Moment = (at, now) => string.Create(
            CultureInfo.InvariantCulture,
            $"{(at.Date == now.Date ? "今天" : at.Date == now.Date.AddDays(-1) ? "昨天" : at.Year == now.Year ? $"{at:MM-dd}" : $"{at:yyyy-MM-dd}")} {at:HH:mm}"),
    };
}

namespace Blog.Accounts.Setup;

public sealed class SetupTexts : AccountTexts<SetupTexts>
{
    public string SetupTitle => T("开始使用", "Set up your blog");

    public string SetupNeedsLink =>
        T(
            "设置页只能通过一次性链接打开。程序启动时已将链接写入日志，形如 /setup?key=……；重新启动会生成新的链接。",
            "The setup page opens only with its one-time link. It was written to the log at startup, in the form /setup?key=…; a "
                + "restart creates a new one."
        );

    public string SetupText =>
        T(
            "只需填写几项，以后都能在设置里修改。完成之后，这个页面将不再开放。",
            "Just the basics; everything can be changed later in the settings. Once you finish, this page is closed permanently."
        );

    public string SetupSite => T("站点", "The site");
    public string SetupAccount => T("你的账户", "Your account");
    public string MainLanguage => T("主要语言", "Main language");

    /// <summary>An example in an empty field.</summary>
    public string ExampleOf(string text) => T($"例如：{text}", $"e.g. {text}");

    public string ExampleZone => ExampleOf(T("Asia/Shanghai", "Europe/London"));
    public string SiteTitle => T("站点名称", "Site title");
    public string Tagline => T("副标题", "Tagline");
    public string TaglineHint => T("一句话介绍这个站点，可以不填。", "One line about the site. Optional.");
    public string BothLanguages => T("中英双语", "Chinese and English");

    public string BothLanguagesHint =>
        T(
            "另一种语言有自己的首页、标签和订阅。不勾选，站点就只有主要语言。",
            "The other language gets its own home page, tags and feeds. If off, the site has the main language only."
        );

    public string OtherTitle => T("另一种语言的站点名称", "Site title in the other language");
    public string OtherTitleHint => T("不填就与主要语言相同。", "If empty, the same title is used.");
    public string OtherTagline => T("另一种语言的副标题", "Tagline in the other language");
    public string TimeZone => T("时区", "Time zone");
    public string TimeZoneHint =>
        T("文章的日期按它显示，例如 Asia/Shanghai。", "Post dates are shown in this time zone, such as Europe/London.");

    public string UnknownTimeZone =>
        T(
            "没有这个时区。请从列表里选一个，例如 Asia/Shanghai 或 UTC。",
            "Unknown time zone. Please choose one from the list, such as Europe/London or UTC."
        );

    public string KeepSamplesHint =>
        T(
            "示例文章展示各种排版效果。不勾选则全部删除，包括它们的标签和图片。",
            "The sample posts show what the site can do. If off, they are deleted along with their tags and images."
        );

    public string SetupDone => T("完成设置并登录", "Finish and sign in");
    public string SetupFinished => T("设置完成，欢迎使用。", "All set: welcome to your site.");

    public string KeepSamples(int count) => IsChinese ? $"保留 {count} 篇示例文章" : $"Keep the {count} sample posts";
}

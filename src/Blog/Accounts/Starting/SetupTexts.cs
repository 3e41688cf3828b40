namespace Blog.Accounts.Starting;

public sealed class SetupTexts : AccountTexts<SetupTexts>
{
    public string SetupTitle => T("开始使用", "Set up your blog");

    public string SetupNeedsLink => T(
        "设置页只能用一次性链接打开。程序启动时已把链接写进日志，形如 /setup?key=……；重新启动会换一条新的。",
        "The setup opens only by its one-time link. The program wrote it to its log when it started, in the form /setup?key=…; a "
            + "restart makes a new one.");

    public string SetupText => T(
        "填几项就好，以后都能在设置里修改。完成之后，这个页面不会再打开。",
        "A few things to begin with; all of them can be changed later in the settings. When you are done, this page closes for good.");

    public string SetupSite => T("站点", "The site");
    public string SetupAccount => T("你的账户", "Your account");
    public string MainLanguage => T("主要语言", "Main language");
    public string SiteTitle => T("站点名称", "Site title");
    public string Tagline => T("副标题", "Tagline");
    public string TaglineHint => T("一句话，说说写些什么。可以不填。", "One line on what it is about. May stay empty.");
    public string BothLanguages => T("中英双语", "Chinese and English");

    public string BothLanguagesHint => T(
        "另一种语言有自己的首页、标签和订阅。不勾选，站点就只有主要语言。",
        "The other language gets its own home page, tags and feeds. Without it the site has the main language only.");

    public string OtherTitle => T("另一种语言的站点名称", "Site title in the other language");
    public string OtherTitleHint => T("不填就与主要语言相同。", "Leave it empty to use the same title.");
    public string OtherTagline => T("另一种语言的副标题", "Tagline in the other language");
    public string TimeZone => T("时区", "Time zone");
    public string TimeZoneHint => T("文章的日期按它显示，例如 Asia/Shanghai。", "Dates of posts are shown in it, such as Europe/London.");

    public string UnknownTimeZone => T(
        "没有这个时区。请从列表里选一个，例如 Asia/Shanghai 或 UTC。",
        "There is no such time zone. Please choose one from the list, such as Europe/London or UTC.");

    public string KeepSamplesHint => T(
        "示例文章可以让你看看各种排版的样子。不勾选就全部删除，连同它们的标签和图片。",
        "The samples show what pages can look like. Without this they are all removed, with their tags and pictures.");

    public string SetupDone => T("完成设置并登录", "Finish and sign in");
    public string SetupFinished => T("设置好了，这个站点是你的了。", "All set: the site is yours.");
    public string KeepSamples(int count) => IsChinese ? $"保留 {count} 篇示例文章" : $"Keep the {count} sample posts";
}

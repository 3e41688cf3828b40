using Blog.Site.Localization;

namespace Blog.Admin.PostList;

public sealed class GettingStartedTexts : Texts<GettingStartedTexts>
{
    public string Heading => T("新博客，可以先做这几件事", "First steps for a new blog");
    public string Done => T("已完成", "Done");
    public string Dismiss => T("不再显示", "Dismiss");
    public string Dismissed => T("这份清单不再显示。", "The list is not shown any more.");
    public string NewAbout => T("新建「关于」页面", "New About page");

    public string NameOf(GettingStartedKind kind) =>
        kind switch
        {
            GettingStartedKind.Name => T("填写站点标题和副标题", "Give the site a title and a tagline"),
            GettingStartedKind.TimeZone => T("选择时区", "Choose the time zone"),
            GettingStartedKind.Samples => T("移除示例文章", "Remove the sample posts"),
            GettingStartedKind.About => T("写「关于」页面", "Write an About page"),
            _ => T("发布第一篇文章", "Publish the first post"),
        };

    public string TimesAreInUtc => T("目前按 UTC 显示时间", "Times are shown in UTC at present");
    public string AboutIsASample =>
        T("/about 现在是示例的，请先移除示例文章", "/about is a sample at present: remove the sample posts first");
}

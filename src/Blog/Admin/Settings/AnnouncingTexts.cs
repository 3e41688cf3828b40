using Blog.Site.Localization;

namespace Blog.Admin.Settings;

public sealed class AnnouncingTexts : Texts<AnnouncingTexts>
{
    public string Group => T("通知搜索引擎", "Telling search engines");
    public string IndexNow => T("发布后通知 IndexNow", "Tell IndexNow after a publication");

    public string IndexNowHint =>
        T(
            "文章公开后，把网址告诉必应、Yandex 等使用 IndexNow 的搜索引擎。只通知开启之后公开的；定时的到公开时才通知，草稿和不在列表中显示的不通知。最近一次的结果在「运行状况」页。",
            "When a post becomes public, its address is sent to Bing, Yandex and the other search engines of IndexNow. Only posts that "
                + "become public from now on: scheduled ones when their time comes, drafts and unlisted ones never. The last answer is on "
                + "the status page."
        );

    public string BaiduToken => T("百度推送的 token", "Baidu token");

    /// <summary>Below the empty field of the token.</summary>
    /// <param name="day">When the present one was saved; null if there is none.</param>
    public string BaiduTokenHint(string? day) =>
        day is null
            ? T(
                "填写后，文章公开时也通知百度。在百度搜索资源平台的「普通收录 › API 提交」里找到，也可以粘贴整个接口调用地址。加密保存，不再显示。",
                "If set, Baidu is told as well. You find it at Baidu’s webmaster platform, under API submission; you can paste the whole "
                    + "address of the interface. It is stored encrypted and not shown again."
            )
        : IsChinese ? $"已于 {day} 设置。留空则不变，填写则替换。"
        : $"Set on {day}. Leave it empty to keep it, or enter another one.";

    public string RemoveBaiduToken => T("移除百度的 token，不再通知百度", "Remove the Baidu token and stop telling Baidu");
    public string BadToken =>
        T("这不像百度的 token：应当是 8 位以上的字母和数字。", "This does not look like a token of Baidu: at least 8 letters and digits.");
    public string EnterTokenAgain =>
        T(
            "设置刚在别处保存过，token 的修改还没有保存：请再填写一次，然后保存。",
            "The settings were just saved elsewhere, and the token is not changed yet: please enter it again, and save."
        );
}

using Blog.Data.Friends;
using Blog.Site.Localization;
using Blog.Site.Outbound;

namespace Blog.Admin.Friends;

public sealed class FriendTexts : Texts<FriendTexts>
{
    public string Intro =>
        T(
            "朋友们的网站，显示在你选定的地址上。头像保存在本站；链接是否还能打开，每天在后台检查一次，结果只有站长能看到。",
            "The sites of friends, at an address that you choose. Their pictures are stored here. Whether they still answer is checked "
                + "once a day in the background; only owners see the result."
        );

    public string PageOptions => T("页面", "The page");
    public string Path => T("页面地址", "Address of the page");

    public string PathHint =>
        T(
            "如 friends 或 links；留空则不显示这个页面。改变后，旧地址会重定向到新地址。要放进导航，请在设置里添加链接。",
            "Such as friends or links; leave empty for no such page. After a change, the old address redirects. To have it in the "
                + "navigation, add a link in the settings."
        );

    public string Checks => T("在后台检查链接是否失效", "Check in the background whether the links still work");
    public string View => T("查看页面", "View the page");
    public string Sites => T("网站", "Sites");
    public string NoneYet => T("还没有友情链接。", "There are no friends yet.");
    public string Name => T("名称", "Name");
    public string Url => T("网址", "Address");
    public string Words => T("一句话介绍", "A line about it");
    public string Section => T("分组", "Heading");
    public string SectionHint => T("同组的排在同一个标题下；可以留空。", "Sites with the same heading stand together; may be empty.");
    public string Place => T("位置", "Place");
    public string State => T("状态", "State");
    public string SaveOrder => T("保存次序", "Save the order");
    public string Ordered => T("次序已保存。", "The order was saved.");
    public string Add => T("添加", "Add");
    public string New => T("添加网站", "Add a site");
    public string Edit => T("编辑", "Edit");
    public string Back => T("‹ 友情链接", "‹ Friends");
    public string Picture => T("头像", "Picture");
    public string PictureHint => T("裁成正方形，保存在本站。", "Cropped to a square and stored here.");
    public string PictureUrl => T("或从网址获取头像", "Or fetch the picture from an address");
    public string PictureUrlHint => T("只获取一次，之后由本站提供。", "Fetched once; readers get it from here.");
    public string PictureFailed => T("没有取到头像，其他内容已保存。", "The picture could not be fetched; the rest was saved.");
    public string Remove => T("删除", "Delete");
    public string SureToRemove => T("确认删除", "Yes, delete it");
    public string BeSure => T("请先勾选确认。", "Please tick the confirmation first.");
    public string Removed => T("已删除。", "Deleted.");
    public string Import => T("从 YAML 导入", "Import from YAML");

    public string ImportText =>
        T(
            "粘贴 Hexo 主题的友链文件（link.yml、links.yml、flink.yml）的内容。已有的网址会跳过；头像会在导入时获取，最多 30 个。",
            "Paste the list of a Hexo theme (link.yml, links.yml, flink.yml). Addresses that are here already are skipped; pictures are "
                + "fetched, at most 30 at a time."
        );

    public string Yaml => T("YAML 内容", "YAML");
    public string NotYaml => T("这不是有效的 YAML，没有导入任何内容。", "This is not valid YAML; nothing was imported.");
    public string NotChecked => T("尚未检查", "not checked yet");
    public string Fine => T("正常", "answers");

    public string Imported(int added, int skipped) =>
        IsChinese ? $"导入了 {added} 个，跳过 {skipped} 个。" : $"{added} imported, {skipped} skipped.";

    public string PlaceOf(string name) => IsChinese ? $"「{name}」的位置" : $"Place of {name}";

    /// <summary>What the last look found.</summary>
    /// <param name="day">Since when it fails.</param>
    public string StateOf(FriendCheck? check, string? day) =>
        check is null ? NotChecked
        : check.FailingSince is null ? Fine
        : IsChinese ? $"自 {day} 起打不开：{ReasonOf(check)}"
        : $"failing since {day}: {ReasonOf(check)}";

    public string Error(FriendError error) =>
        error switch
        {
            FriendError.NoName => T("请填写名称，最多 100 个字符。", "Please enter a name of at most 100 characters."),
            FriendError.BadUrl => T("网址应当像 https://example.org。", "The address should look like https://example.org."),
            FriendError.Taken => T("这个网址已经在列表里。", "This address is in the list already."),
            FriendError.TooMany => IsChinese ? $"最多 {FriendEditor.Most} 个网站。" : $"At most {FriendEditor.Most} sites.",
            FriendError.Gone => T("它已不存在，请刷新页面。", "It no longer exists. Please reload the page."),
            FriendError.BadPath => T(
                "地址只能有一段，由小写字母、数字和连字符组成，并且不能是系统保留的名称。",
                "The address must be one part of lower-case letters, digits and hyphens, and not one that the system uses."
            ),
            _ => T("已有文章或页面使用这个地址，请换一个。", "A post or page has this address. Please choose another."),
        };

    private string ReasonOf(FriendCheck check) =>
        check.Status is { } status ? $"HTTP {status.ToString(CultureInfo.InvariantCulture)}"
        : Enum.TryParse<SafeHttpError>(check.Error, out var error)
            ? (IsChinese ? OutboundTexts.Chinese : OutboundTexts.English).Refusal(error, 0)
        : check.Error ?? "";
}

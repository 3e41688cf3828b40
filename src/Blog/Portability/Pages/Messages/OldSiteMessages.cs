namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of the settings of the old site, and of its files that are no posts.</summary>
internal static class OldSiteMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        // settings
        ("--take-settings took nothing: this blog has posts of its own", "没有采用任何设置：本站已有自己的文章"),
        (
            "to take the settings of the old site, run the import with --take-settings",
            "要采用旧站的设置，请在新的导入里勾选「采用旧站的设置」"
        ),
        ("{0:reason} differs: the old site had '{1}', here it is {2:reason}", "{0}不同：旧站是“{1}”，本站是 {2}"),
        ("not set", "未设置"),
        ("{0:reason} of the old site, '{1}', {2:known}: left out", "旧站的“{0}”设为“{1}”，{2}，已略去"),
        ("{0:reason} stays '{1}', which was chosen here; the old site had '{2}'", "{0}仍是在本站选定的“{1}”；旧站是“{2}”"),
        ("{0:reason} is now '{1}', as on the old site", "{0}已按旧站改为“{1}”"),
        ("{0:reason} would become '{1}', as on the old site", "{0}将按旧站改为“{1}”"),
        ("language {0}: not one of this blog's, left out", "语言 {0} 不在本站的语言之列，已略去"),
        ("menu entry '{0}' ({1}): {2:known}, left out", "菜单项“{0}”（{1}）{2}，已略去"),
        ("leads to another site", "指向别的网站"),
        ("leads to no page of this blog", "在本站没有对应的页面"),
        ("leads to an address that the navigation cannot have", "指向导航不能使用的地址"),
        ("has an address that cannot be linked", "的地址无法链接"),
        ("has no text", "没有文字"),
        ("is no number from 1 to {0:number}", "不是 1 到 {0} 之间的数"),
        ("only {0:number} links have room", "超出导航的 {0} 个链接"),
        ("posts per page", "每页的文章数"),
        ("main language", "主要语言"),
        ("tagline", "副标题"),
        ("author", "作者"),
        ("licence", "许可协议"),
        ("title ({0})", "标题（{0}）"),
        ("tagline ({0})", "副标题（{0}）"),
        ("menu ({0})", "菜单（{0}）"),
        // files that stay behind
        ("not imported, no post shows them: {0:reason} ({1:number}): {2}", "没有文章用到，未导入：{0}（{1} 个）：{2}"),
        ("not imported, no post shows them: {0:reason} ({1:number}): {2}; {3:known}", "没有文章用到，未导入：{0}（{1} 个）：{2}；{3}"),
        ("images", "图片"),
        ("audio and video files", "音频和视频"),
        ("fonts", "字体"),
        ("styles and scripts", "样式和脚本"),
        ("pages of HTML", "HTML 页面"),
        ("downloads", "下载文件"),
        ("data files", "数据文件"),
        ("other files", "其他文件"),
        ("icons of the site", "站点图标"),
        ("choose one in the settings", "请在设置里选择图标"),
        ("files that prove whose site it is", "网站所有权的验证文件"),
        ("the settings take the codes of Google, Bing and Baidu", "设置里可以填写 Google、Bing 和百度的验证码"),
        ("files for the host", "托管服务的文件"),
        ("they configured where the old site was", "用来配置旧站所在的服务"),
        ("files for robots", "给搜索引擎的文件"),
        ("the blog makes its own robots.txt and sitemap.xml", "本站会自己生成 robots.txt 和 sitemap.xml"),
        // files that are kept outside the blog
        (
            "{0:number} files that posts link are no images ({1}): they would be kept in {2} of the data folder, where no reader sees them",
            "文章链接的文件有 {0} 个不是图片（{1}）：将保存到数据文件夹的 {2}，读者看不到"
        ),
        (
            "{0:number} files that posts link are no images ({1}): they are kept in {2} of the data folder, where no reader sees them",
            "文章链接的文件有 {0} 个不是图片（{1}）：已保存到数据文件夹的 {2}，读者看不到"
        ),
        ("is outside the site: not kept", "在站点之外，未保存"),
        ("is larger than {0:number} MB: not kept, so copy it yourself", "超过 {0} MB，未保存，请自行复制"),
        (
            "is beyond the {0:number} MB that an import keeps: not kept, so copy it yourself",
            "超出一次导入可保存的 {0} MB，未保存，请自行复制"
        ),
        ("could not be kept: {0}", "无法保存：{0}"),
        ("cannot be on the blog yet: would be kept as {0}", "还不能放在本站，将保存为 {0}"),
        ("cannot be on the blog yet: kept as {0}", "还不能放在本站，已保存为 {0}"),
    ];
}

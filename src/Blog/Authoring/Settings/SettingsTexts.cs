using Blog.Site;

namespace Blog.Authoring.Settings;

public sealed class SettingsTexts : Texts<SettingsTexts>
{
    public string Intro => T("保存之后，读者马上看到新的样子。", "Readers see what you save at once.");
    public string HasLanguage => T("站点有这种语言", "The site has this language");
    public string Title => T("站点标题", "Site title");
    public string Tagline => T("副标题", "Tagline");
    public string Description => T("站点简介", "About the site");
    public string DescriptionHint => T("给搜索引擎看的一两句话。不填就用副标题。", "A sentence or two for search engines. Left empty, the tagline serves.");
    public string Footer => T("页脚", "Footer");
    public string FooterHint => T("页面底部的一行字。可以不填。", "One line at the bottom of each page. May stay empty.");
    public string Navigation => T("导航", "Navigation");

    public string NavigationHint => T(
        "排在「标签」之后。地址写本站的路径，如 /about，或以 https:// 开头的完整网址。清空一行就是删掉它；改「次序」的数字可以调换先后。",
        "These follow “Tags”. An address is a path of this site, such as /about, or a whole one beginning with https://. An "
            + "emptied row goes away; the numbers under “Order” settle the order.");

    public string Place => T("次序", "Order");
    public string LinkText => T("文字", "Words");
    public string LinkPath => T("地址", "Address");
    public string Structure => T("首页与时间", "Home page and time");
    public string Main => T("主要语言", "Main language");

    public string MainHint => T(
        "首页 / 用它说话，新文章的地址也不带语言前缀。换主要语言不会改动已有文章的地址。",
        "The home page / speaks it, and new posts in it have no language in their address. Another main language changes no "
            + "existing address.");

    public string HomeScope => T("首页列出", "The home page lists");
    public string HomeScopeAll => T("所有语言的文章", "Posts in all languages");
    public string HomeScopeMain => T("只列主要语言的文章", "Posts in the main language only");
    public string PostsPerPage => T("每页文章数", "Posts per page");
    public string TimeZone => T("时区", "Time zone");
    public string TimeZoneHint => T("文章的日期按它显示，比如 Asia/Shanghai。", "Dates of posts are shown in it, such as Europe/London.");
    public string Look => T("颜色", "Colour");
    public string Hue => T("色相", "Hue");

    public string HueHint => T(
        "0 到 360 的数，全站的颜色都由它而来，深浅两套都保证看得清。0 玫红，30 橙红，60 橙，90 金黄，120 草绿，150 园绿，180 青绿，210 青，240 天蓝，270 蓝，300 紫，330 品红。",
        "A number from 0 to 360; every colour of the site comes from it, readable in light and in dark. 0 rose, 30 vermilion, 60 "
            + "orange, 90 gold, 120 grass green, 150 garden green, 180 teal, 210 cyan, 240 sky blue, 270 blue, 300 violet, 330 magenta.");

    public string Licence => T("许可协议", "Licence");
    public string LicenceName => T("协议名称", "Name of the licence");

    public string LicenceNameHint =>
        T("写在页脚，说明别人可以怎样用你的文字。不填就什么也不写。", "Stands in the footer and says what others may do with your texts. Left empty, nothing is said.");

    public string LicenceUrl => T("协议网址", "Address of the licence");
    public string LicenceUrlHint => T("选 CC 协议时可以空着，会自动补上。", "May stay empty for a Creative Commons licence: it is filled in.");
    public string Pictures => T("图片", "Pictures");
    public string RemoteImages => T("显示别的网站上的图片", "Show pictures of other sites");

    public string RemoteImagesHint => T(
        "不勾选时，文章里链接的外部图片一律不加载，那些网站也就看不到你的读者。",
        "Without this, pictures that posts link from elsewhere are not loaded, and those sites do not see your readers.");

    public string Readers => T("给读者", "For readers");
    public string AgeNotice => T("提醒读者文章已久未更新", "Tell readers that a post has not been updated for long");

    public string AgeNoticeHint => T(
        "超过一年没有更新的文章，在开头说一句。写作页里可以让某一篇不提示。",
        "A post that has not been updated for over a year says so at its beginning. The editor can except a post.");

    public string FeedContent => T("订阅内容", "Feeds hold");
    public string FeedFull => T("全文", "the whole text");
    public string FeedSummary => T("只有摘要", "the summary only");
    public string PublishesMarkdown => T("公开 Markdown 原文", "Publish the Markdown sources");

    public string PublishesMarkdownHint => T(
        "每篇文章的地址后加 .md 就是原文，/llms.txt 列出全部。草稿和隐藏的文章不在其中。",
        "A post’s address with .md after it is its source, and /llms.txt lists them all. Drafts and hidden posts are not among them.");

    public string Machines => T("搜索与分享", "Search engines and sharing");
    public string ShareImage => T("分享时的图片", "Image for sharing");

    public string ShareImageHint => T(
        "文章被分享时先用封面，再用正文的第一张图，都没有才用这一张。填媒体库里图片的地址，如 /media/…/name.png；最好是 1200 × 630。不填就用程序自带的。",
        "Where a post is shared its cover stands first, then the first image of its text, then this one. Give the address of an "
            + "image of the library, such as /media/…/name.png, best 1200 × 630. Left empty, the program’s own stands there.");

    public string BadShareImage => T(
        "媒体库里没有这张图片。请从媒体库复制它的地址；SVG 不行，分享的网站不认。",
        "The library has no such image. Please copy its address from the library; SVG will not do, since other sites do not show it.");

    public string IcpNumber => T("ICP 备案号", "ICP number");

    public string IcpNumberHint => T(
        "写在页脚，链接到工信部的备案网站。不填就不写。",
        "For sites in mainland China: stands in the footer and links to the ministry’s register. Left empty, nothing stands there.");

    public string CodeHint =>
        T("验证网站归属用的代码。整个 <meta> 标签粘进来也行。", "The code that proves that the site is yours. The whole <meta> element may be pasted.");

    public string BadCode =>
        T("这不像验证代码：它只有字母、数字和 - _ = . 这些符号。", "This does not look like a code: it has only letters, digits and the signs - _ = .");

    /// <summary>The field of a search engine's code, by its name.</summary>
    public string CodeOf(string engine) =>
        IsChinese ? engine switch { "Baidu" => "百度的验证代码", "Bing" => "必应的验证代码", _ => engine + " 的验证代码" } : engine + "’s code";

    public string Samples => T("示例文章", "Sample posts");
    public string SureToRemoveSamples => T("移除后不能恢复", "They cannot be brought back");
    public string RemoveSamples => T("移除示例文章", "Remove the sample posts");
    public string SamplesRemoved => T("示例文章已经移除。", "The sample posts are removed.");
    public string SayYouAreSure => T("没有移除。请先勾选确认，再点一次。", "Nothing was removed. Please tick that you are sure, and press again.");
    public string ConflictTitle => T("有人刚刚改过设置", "Somebody has just changed the settings");

    public string ConflictText => T(
        "你打开这一页之后，设置被另外保存过一次，所以你的修改还没有生效。下面是两边不同的地方：勾选的采用已保存的，没勾的用你填的，然后保存。表单里还是你填的内容，也可以接着改。",
        "After you opened this page the settings were saved elsewhere, so yours are not in force yet. This is where the two "
            + "differ: what you tick is taken as saved, the rest as you typed it; then save. The form still holds what you typed, and "
            + "you can go on changing it.");

    public string Field => T("项目", "Setting");
    public string Theirs => T("已保存的", "As saved");
    public string Yours => T("你填的", "As you typed it");
    public string TakeTheirs => T("采用已保存的", "Take as saved");
    public string SaveMine => T("保存，覆盖没勾选的", "Save, and replace what is not ticked");
    public string DropMine => T("放弃我的修改", "Drop my changes");
    public string Nothing => T("（空）", "(empty)");
    public string Yes => T("是", "Yes");
    public string No => T("否", "No");
    public string NeedsTitle => T("站点有这种语言，就要有这种语言的标题。", "A language of the site needs a title in that language.");
    public string NeedsLanguage => T("站点至少要有一种语言。", "The site needs at least one language.");

    public string MainIsOff =>
        T("主要语言必须是站点有的语言，请把它勾上，或者换一种。", "The main language must be one of the site's: please tick it, or choose another.");

    public string BadPath => T(
        "请写本站的路径，如 /about，或以 https:// 开头的完整网址；路径里不要有 ? 和 #。",
        "Please give a path of this site, such as /about, or a whole address beginning with https://; a path without ? and #.");

    public string NeedsLinkText => T("这个链接还没有文字。", "This link has no words yet.");
    public string NeedsLinkPath => T("这个链接还没有地址。", "This link has no address yet.");

    public string UnknownTimeZone => T(
        "没有这个时区。请从列表中选一个，比如 Asia/Shanghai 或 UTC。",
        "There is no such time zone. Please choose one from the list, such as Europe/London or UTC.");

    public string BadLicenceUrl => T("这不是完整的网址，应当以 https:// 开头。", "This is not a whole address: it should begin with https://.");
    public string NeedsLicenceName => T("有网址，也要有协议的名称。", "An address needs the name of the licence too.");

    public string Unreadable => T(
        "表单的内容不完整，没有保存。请看看现在的设置，再改一次。",
        "The form did not arrive whole, so nothing was saved. Please look at the settings as they are and change them again.");

    /// <summary>Beside the tick of a language, by how many posts it has.</summary>
    public string LanguageHint(int posts) =>
        posts == 0
            ? T(
                "取消勾选，它的首页、标签和列表就不再开放，下面的文字也不保留。",
                "Without this its home page, tags and lists are closed, and the words below are not kept.")
            : IsChinese
                ? $"它有 {posts} 篇文章。文章都删掉或换成别的语言之前不能取消：它的首页、列表和订阅地址，读者还在用。想让首页只列主要语言，改下面的「首页列出」。"
                : $"It has {Posts(posts)}. As long as it has any it stays: readers use its home page, lists and feeds. To list the "
                    + "main language only on the home page, see “The home page lists” below.";

    public string LanguageHasPosts(int posts) =>
        IsChinese
            ? $"它还有 {posts} 篇文章，读者还在用它的首页、列表和订阅地址，所以不能取消。"
            : $"It still has {Posts(posts)}, and readers use its home page, lists and feeds, so it stays.";

    public string SamplesText(int count) =>
        IsChinese
            ? $"现在有 {count} 篇示例文章。移除时，只有它们用到的标签、分类、图片和导航链接也一起移除；你自己的东西不动。"
            : $"There are {count} sample posts. The tags, categories, pictures and navigation links that only they use go with them; "
                + "nothing of yours is touched.";

    /// <summary>A field of one language: its name, then the language.</summary>
    public string InLanguage(string field, string language) => IsChinese ? $"{field}（{language}）" : $"{field} ({language})";

    /// <summary>A field of one row: its name, then the number of the row.</summary>
    public string Numbered(string field, int number) => $"{field} {number}";

    private static string Posts(int count) => count == 1 ? "1 post" : $"{count} posts";
}

using Blog.Data.Settings;
using Blog.Site.Localization;

namespace Blog.Admin.Settings;

public sealed class SettingsTexts : Texts<SettingsTexts>
{
    /// <summary>The texts of pictures and registration numbers.</summary>
    internal IdentityTexts Identity => IsChinese ? IdentityTexts.Chinese : IdentityTexts.English;

    internal SecurityTexts Security => IsChinese ? SecurityTexts.Chinese : SecurityTexts.English;

    internal CommentSettingTexts Comments => IsChinese ? CommentSettingTexts.Chinese : CommentSettingTexts.English;

    internal AttachmentTexts Attachments => IsChinese ? AttachmentTexts.Chinese : AttachmentTexts.English;

    internal NotationTexts Notations => IsChinese ? NotationTexts.Chinese : NotationTexts.English;

    /// <summary>The texts of telling search engines.</summary>
    internal AnnouncingTexts Announcing => IsChinese ? AnnouncingTexts.Chinese : AnnouncingTexts.English;

    /// <summary>The texts of players of other sites.</summary>
    internal PlayerTexts Players => IsChinese ? PlayerTexts.Chinese : PlayerTexts.English;

    public string Intro => T("保存后立即对读者生效。", "Changes are visible to readers as soon as you save.");
    public string HasLanguage => T("启用这种语言", "Enable this language");
    public string Title => T("站点标题", "Site title");
    public string Tagline => T("副标题", "Tagline");

    /// <summary>An example in an empty field.</summary>
    public string ExampleOf(string text) => T($"例如：{text}", $"e.g. {text}");

    /// <summary>An example of a footer in a language of the site.</summary>
    public string FooterExample(string tag) =>
        ExampleOf(tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "欢迎来信讨论" : "Letters are welcome");

    public string Description => T("站点简介", "About the site");
    public string DescriptionHint =>
        T("给搜索引擎看的一两句话。不填就用副标题。", "A sentence or two for search engines. If empty, the tagline is used.");
    public string Footer => T("页脚", "Footer");
    public string FooterHint => T("页面底部的一行文字，可以不填。", "One line at the bottom of each page. Optional.");
    public string Navigation => T("导航", "Navigation");

    public string NavigationHint =>
        T(
            "排在「标签」之后。地址填本站的路径，如 /about，或以 https:// 开头的完整网址。清空一行就会删除它；修改「次序」的数字可以调整先后。",
            "These follow “Tags”. An address is a path on this site, such as /about, or a full address starting with https://. Clear "
                + "a row to remove it; change the numbers under “Order” to reorder."
        );

    public string Place => T("次序", "Order");
    public string LinkText => T("文字", "Text");
    public string LinkPath => T("地址", "Address");
    public string Structure => T("首页与时间", "Home page and time");
    public string Main => T("主要语言", "Main language");

    public string MainHint =>
        T(
            "首页 / 使用这种语言，新文章的地址不带语言前缀。更换主要语言不会改变已有文章的地址。",
            "The home page / uses it, and new posts in it have no language prefix in their address. Changing the main language "
                + "changes no existing address."
        );

    public string HomeScope => T("首页显示", "Home page shows");
    public string HomeScopeAll => T("所有语言的文章", "Posts in all languages");
    public string HomeScopeMain => T("仅主要语言的文章", "Posts in the main language only");
    public string PostsPerPage => T("每页文章数", "Posts per page");
    public string TimeZone => T("时区", "Time zone");
    public string TimeZoneHint =>
        T("文章的日期按它显示，比如 Asia/Shanghai。", "Post dates are shown in this time zone, such as Europe/London.");
    public string TimeZoneExample => T("未选择，按 UTC 显示", "not chosen yet: UTC");
    public string Look => T("颜色", "Colour");
    public string Hue => T("色相", "Hue");

    public string HueHint =>
        T(
            "0 到 360 的数，全站的颜色都由它而来，深浅两套都清晰易读。0 玫红，30 橙红，60 橙，90 金黄，120 草绿，150 园绿，180 青绿，210 青，240 天蓝，270 蓝，300 紫，330 品红。",
            "A number from 0 to 360 from which all colours of the site are derived, readable in light and dark. 0 rose, 30 vermilion, "
                + "60 orange, 90 gold, 120 grass green, 150 garden green, 180 teal, 210 cyan, 240 sky blue, 270 blue, 300 violet, 330 "
                + "magenta."
        );

    public string Licence => T("许可协议", "Licence");
    public string LicenceName => T("协议名称", "Licence name");

    public string LicenceNameHint =>
        T(
            "显示在页脚，说明他人可以怎样使用你的文字。不填则保留所有权利，页脚也不显示。",
            "Shown in the footer; says how others may use your texts. If empty, all rights are reserved and nothing is shown."
        );

    public string LicenceUrl => T("协议网址", "Licence address");
    public string LicenceUrlHint =>
        T("选择 CC 协议时可以留空，会自动填写。", "Optional for a Creative Commons licence: it is filled in automatically.");
    public string OtherSites => T("其他网站的内容", "Content of other sites");
    public string RemoteImages => T("显示其他网站上的图片", "Show images from other sites");

    public string RemoteImagesHint =>
        T(
            "不勾选时，文章里链接的外部图片一律不加载，那些网站也就看不到你的读者。",
            "If off, external images linked in posts are not loaded, and those sites do not see your readers."
        );

    public string Readers => T("给读者", "For readers");
    public string AgeNotice => T("提醒读者文章已久未更新", "Tell readers when a post has not been updated for a long time");

    public string AgeNoticeHint =>
        T(
            "超过一年没有更新的文章会在开头提示。编辑页里可以让某一篇不提示。",
            "A post not updated for over a year says so at the top. The notice can be hidden for a single post in the editor."
        );

    public string FoldAbove => T("代码超过多少行时折叠", "Fold code blocks longer than (lines)");

    public string FoldAboveHint =>
        T(
            "0 表示从不折叠。没有注明语言的代码块和摘要中的代码不折叠。改动后，已有的文章会在后台重新生成。",
            "0 for never. Blocks without a language, and code in summaries, are not folded. Posts are rendered again in the background."
        );

    public string ListStyle => T("标签页和分类页怎样列出文章", "How tag and category pages list posts");

    public string NameOf(PostListStyle style) =>
        style switch
        {
            PostListStyle.Summaries => T("摘要", "As summaries"),
            PostListStyle.Rows => T("只列日期和标题", "As rows: day and title"),
            _ => IsChinese
                ? $"自动：超过 {SiteDisplay.RowsAbove} 篇时只列日期和标题"
                : $"Automatic: as rows above {SiteDisplay.RowsAbove} posts",
        };

    public string FeedContent => T("订阅内容", "Feeds contain");
    public string FeedFull => T("全文", "full text");
    public string FeedSummary => T("仅摘要", "summary only");
    public string PublishesMarkdown => T("公开 Markdown 原文", "Publish Markdown sources");

    public string PublishesMarkdownHint =>
        T(
            "每篇文章的地址后加 .md 就是原文，/llms.txt 列出全部。草稿和不在列表中显示的文章除外。",
            "Adding .md to a post’s address gives its source, and /llms.txt lists them all. Drafts and unlisted posts are excluded."
        );

    public string Machines => T("搜索与分享", "Search engines and sharing");
    public string ShareImage => T("分享时的图片", "Default share image");

    public string ShareImageHint =>
        T(
            "文章被分享时先用封面，再用正文的第一张图，都没有时用这一张。填媒体库里图片的地址，如 /media/…/name.png；最好是 1200 × 630。不填就用程序自带的。",
            "A shared post shows its cover, else the first image in its text, else this one. Enter the address of an image in the "
                + "library, such as /media/…/name.png, ideally 1200 × 630. If empty, the built-in image is used."
        );

    public string BadShareImage =>
        T(
            "媒体库里没有这张图片。请从媒体库复制它的地址；不支持 SVG，因为其他网站不显示它。",
            "There is no such image in the library. Please copy its address from there; SVG is not supported, as other sites do not "
                + "show it."
        );

    public string IcpNumber => T("ICP 备案号", "ICP number");

    public string IcpNumberHint =>
        T(
            "显示在页脚，链接到工信部的备案网站。不填则不显示。",
            "For sites in mainland China: shown in the footer, linked to the ministry’s register. If empty, nothing is shown."
        );

    public string CodeHint =>
        T(
            "验证网站所有权的代码，也可以粘贴整个 <meta> 标签。",
            "The code that verifies that you own the site. You can paste the whole <meta> tag."
        );

    public string BadCode =>
        T(
            "验证代码的格式不正确：只能包含字母、数字和 - _ = . 这些符号。",
            "This does not look like a verification code: only letters, digits and - _ = . are allowed."
        );

    /// <summary>The field of a search engine's code, by its name.</summary>
    public string CodeOf(string engine) =>
        IsChinese
            ? engine switch
            {
                "Baidu" => "百度的验证代码",
                "Bing" => "必应的验证代码",
                _ => engine + " 的验证代码",
            }
            : engine + " verification code";

    public string Samples => T("示例文章", "Sample posts");
    public string SureToRemoveSamples => T("确认移除，此操作无法撤销", "Yes, remove them; this cannot be undone");
    public string RemoveSamples => T("移除示例文章", "Remove sample posts");
    public string SamplesRemoved => T("示例文章已移除。", "The sample posts were removed.");
    public string SayYouAreSure =>
        T("没有移除。请先勾选确认，再提交一次。", "Nothing was removed. Please tick the confirmation and submit again.");
    public string ConflictTitle => T("设置刚刚被修改过", "The settings were just changed elsewhere");

    public string ConflictText =>
        T(
            "你打开这一页之后，设置在别处保存过，因此你的修改尚未生效。下面是两边的差异：勾选的采用已保存的值，其余采用你填写的值，然后保存。表单里保留着你填写的内容，也可以继续修改。",
            "After you opened this page, the settings were saved elsewhere, so your changes are not in effect yet. The differences "
                + "are listed below: tick those to keep as saved, leave the rest as you entered them, then save. The form still holds what "
                + "you entered, and you can go on editing it."
        );

    public string Field => T("项目", "Setting");
    public string Theirs => T("已保存的", "Saved");
    public string Yours => T("你填写的", "Yours");
    public string TakeTheirs => T("采用已保存的", "Keep saved value");
    public string SaveMine => T("保存并覆盖其余项", "Save and overwrite the rest");
    public string DropMine => T("放弃我的修改", "Discard my changes");
    public string Nothing => T("（空）", "(empty)");
    public string Yes => T("是", "Yes");
    public string No => T("否", "No");
    public string NeedsTitle => T("启用一种语言，就要填写这种语言的标题。", "An enabled language needs a site title in that language.");
    public string NeedsLanguage => T("站点至少要有一种语言。", "The site needs at least one language.");
    public string MainIsOff =>
        T("主要语言必须是已启用的语言，请启用它，或者换一种。", "The main language must be enabled: please enable it, or choose another.");

    public string BadPath =>
        T(
            "请填写本站的路径，如 /about，或以 https:// 开头的完整网址；路径不能含 ? 和 #。",
            "Please enter a path on this site, such as /about, or a full address starting with https://; a path must not contain ? or #."
        );

    public string NeedsLinkText => T("请填写这个链接的文字。", "Please enter a text for this link.");
    public string NeedsLinkPath => T("请填写这个链接的地址。", "Please enter an address for this link.");

    public string UnknownTimeZone =>
        T(
            "没有这个时区。请从列表中选一个，比如 Asia/Shanghai 或 UTC。",
            "Unknown time zone. Please choose one from the list, such as Europe/London or UTC."
        );

    public string BadLicenceUrl =>
        T("这不是完整的网址，应当以 https:// 开头。", "This is not a full address: it must start with https://.");
    public string NeedsLicenceName => T("填写了网址，也请填写协议名称。", "Please enter the name of the licence too.");

    public string Unreadable =>
        T(
            "表单内容不完整，没有保存。请看看现在的设置，再改一次。",
            "The form was incomplete, so nothing was saved. Please check the current settings and change them again."
        );

    /// <summary>Beside the tick of a language, by how many posts it has.</summary>
    public string LanguageHint(int posts) =>
        posts == 0
            ? T(
                "停用后，它的首页、标签和列表不再开放，下面的文字也不保留。",
                "If disabled, its home page, tags and lists are closed, and the texts below are not kept."
            )
        : IsChinese
            ? $"它有 {posts} 篇文章。文章都删掉或换成别的语言之前不能取消：它的首页、列表和订阅地址，读者还在用。想让首页只显示主要语言，请修改下面的「首页显示」。"
        : $"It has {Posts(posts)} and cannot be disabled until they are deleted or moved to another language: readers use "
            + "its home page, lists and feeds. To show only the main language on the home page, see “Home page shows” below.";

    public string LanguageHasPosts(int posts) =>
        IsChinese
            ? $"它还有 {posts} 篇文章，读者还在用它的首页、列表和订阅地址，所以不能取消。"
            : $"It still has {Posts(posts)}, and readers use its home page, lists and feeds, so it cannot be disabled.";

    public string SamplesText(int count) =>
        IsChinese
            ? $"现在有 {count} 篇示例文章。移除时，只有它们用到的标签、分类、图片和导航链接也一起移除；站点的标题、副标题、简介和许可协议如果还是示例的，也会清空。你自己的东西不动。"
            : $"There are {count} sample posts. The tags, categories, images and navigation links used only by them are removed "
                + "too, and the site’s title, tagline, description and licence are cleared where they are still those of the samples; "
                + "your own content is not touched.";

    /// <summary>A field of one language: its name, then the language.</summary>
    public string InLanguage(string field, string language) => IsChinese ? $"{field}（{language}）" : $"{field} ({language})";

    /// <summary>A field of one row: its name, then the number of the row.</summary>
    public string Numbered(string field, int number) => $"{field} {number}";

    private static string Posts(int count) => count == 1 ? "1 post" : $"{count} posts";
}

using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.WeChat;
using Blog.Site.Localization;

namespace Blog.Editor.Copying;

public sealed class CopyTexts : Texts<CopyTexts>
{
    public string Heading => Platforms.Copy;
    public string Back => T("‹ 回到文章", "‹ Back to the post");
    public string Targets => T("目标平台", "Platform");
    public string Looks => T("样式", "Style");
    public string Copy => T("复制", "Copy");
    public string MarkCopied => T("标记为已复制", "Mark as copied");

    public string NameOf(CopyTarget target) => Platforms.NameOf(target.Key);

    public string NameOf(WeChatLook look) =>
        look switch
        {
            WeChatLook.Barred => T("竖线", "Barred"),
            WeChatLook.Centred => T("居中", "Centred"),
            _ => T("素净", "Plain"),
        };

    /// <summary>What to do with the copy.</summary>
    public string Hint(CopyTarget target) =>
        target switch
        {
            CopyTarget.WeChat => T(
                "复制后粘贴到公众号编辑器的正文。图片由微信从博客抓取；「阅读原文」请填文章的地址。",
                "Paste it into the text of the official account’s editor. WeChat fetches the images from your blog; use the post’s address "
                    + "for “Read more”."
            ),
            CopyTarget.Zhihu => T(
                "复制后粘贴到知乎的文章编辑器，公式和代码块会转为知乎自己的格式。",
                "Paste it into Zhihu’s article editor; formulas and code become Zhihu’s own."
            ),
            CopyTarget.Html => T(
                "地址完整、不带样式的 HTML，粘贴到富文本编辑器，或使用下面的源码。",
                "HTML with absolute addresses and without style: paste it into a rich-text editor, or use its source below."
            ),
            CopyTarget.Markdown => T(
                "正文原样，地址补全，标题在最前面。",
                "The text as you wrote it, with absolute addresses, below its title."
            ),
            _ => T(
                "复制后粘贴到 Markdown 编辑器。地址已补全，本站特有的写法已换成通用的，末尾注明原文。",
                "Paste it into the Markdown editor. Addresses are absolute, this blog’s own syntax is written in the usual way, and the "
                    + "last line names the original."
            ),
        };

    public string Unchanged => T("之后没有改动", "not changed since");
    public string Changed => T("之后有改动", "changed since");

    public string LastCopied(string at, bool isChanged) =>
        IsChinese ? $"上次复制：{at}，{(isChanged ? Changed : Unchanged)}。" : $"Last copied {at}, {(isChanged ? Changed : Unchanged)}.";

    public string NeverCopied => T("还没有复制过。", "Not copied yet.");
    public string Done => T("已复制。", "Copied.");
    public string Marked => T("已记下。", "Noted.");

    public string Failed =>
        T(
            "浏览器不允许复制。请打开预览，全选后复制，再按「标记为已复制」。",
            "The browser does not allow copying. Open the preview, select everything and copy it, then press “Mark as copied”."
        );

    public string DrawingPictures => T("正在把图表转成图片……", "Making pictures of the diagrams …");

    public string PicturesFailed =>
        T("有图表没能转成图片，复制的是 SVG。", "Some diagrams could not be made into pictures: they are copied as SVG.");

    public string NotNoted =>
        T("已复制，但没能记下。请按「标记为已复制」。", "Copied, but this could not be noted. Please press “Mark as copied”.");

    public string UnpublishedEdit =>
        T("复制的是已发布的版本，不含尚未发布的修改。", "This copies the published version, without your unpublished changes.");

    public string TooComplex =>
        T("这篇草稿太长或太复杂，无法渲染，因此不能复制。", "This draft is too long or too complex to render, so it cannot be copied.");

    public string Preview => T("预览", "Preview");
    public string Light => T("浅色", "Light");
    public string Dark => T("深色（近似）", "Dark (approximate)");

    public string DarkHint =>
        T(
            "深色模式由微信按亮度改变颜色，这里按其公开的算法近似，图片不变。",
            "In dark mode WeChat changes colours by their brightness. This follows its published algorithm approximately; images stay."
        );

    public string OpenPreview => T("在新标签页打开", "Open in a new tab");
    public string Source => T("HTML 源码", "HTML source");
    public string Words => T("纯文本", "Plain text");
    public string MarkdownText => T("Markdown 文本", "Markdown text");
    public string Fields => T("要一起填写的", "To fill in beside it");
    public string Title => T("标题", "Title");
    public string Summary => T("摘要", "Summary");
    public string Original => T("原文地址", "Address of the original");
    public string Notes => T("需要留意", "What to look at");
    public string NothingLost => T("没有会丢失的内容。", "Nothing will be lost.");
    public string UnknownTarget => T("没有这个平台，请从列表中选择。", "There is no such platform. Please choose one from the list.");

    public string Say(CopyNote note)
    {
        var (kind, count) = (note.Kind, note.Count);
        return kind switch
        {
            CopyNoteKind.NotPublic => T(
                "文章还没有公开：原文的地址和其中的链接，别人打不开。",
                "The post is not public yet: nobody can open the address of the original."
            ),
            CopyNoteKind.TitleTooLong => IsChinese
                ? $"标题有 {count} 个字，超过 {WeChatCopy.MostTitle} 个。"
                : $"The title has {count} characters, more than {WeChatCopy.MostTitle}.",
            CopyNoteKind.DescriptionTooLong => IsChinese
                ? $"摘要有 {count} 个字，超过 {WeChatCopy.MostSummary} 个。"
                : $"The summary has {count} characters, more than {WeChatCopy.MostSummary}.",
            CopyNoteKind.TooManyCharacters => IsChinese
                ? $"正文有 {count:N0} 个字符，超过 {WeChatCopy.MostCharacters:N0} 个，可能无法保存。"
                : $"The text has {count:N0} characters, more than {WeChatCopy.MostCharacters:N0}: it may not be saved.",
            CopyNoteKind.TooManyBytes => IsChinese
                ? $"HTML 有 {count / 1024:N0} KB，超过 1 MB，可能无法保存。"
                : $"The HTML has {count / 1024:N0} KB, more than 1 MB: it may not be saved.",
            CopyNoteKind.Media => Many(
                count,
                "个视频或音频变成了地址，请在编辑器里上传。",
                "video or audio file became an address. Please upload it there.",
                "video or audio files became addresses. Please upload them there."
            ),
            CopyNoteKind.Players => Many(
                count,
                "个其他网站的播放器变成了链接。",
                "player of another site became a link.",
                "players of other sites became links."
            ),
            CopyNoteKind.ImageFormats => Many(
                count,
                "张图片不是 JPEG、PNG 或 GIF，可能不被接受。",
                "image is not a JPEG, PNG or GIF and may be refused.",
                "images are not JPEG, PNG or GIF and may be refused."
            ),
            CopyNoteKind.ImagesNotPublic => Many(
                count,
                "张图片不在公开的 https 地址上，对方抓取不到。",
                "image has no public https address, so it cannot be fetched.",
                "images have no public https address, so they cannot be fetched."
            ),
            CopyNoteKind.ImagesTooLarge => Many(
                count,
                "张图片超过 10 MB。",
                "image is larger than 10 MB.",
                "images are larger than 10 MB."
            ),
            CopyNoteKind.Formulas => Many(
                count,
                "个公式画不出来，显示为源码。",
                "formula could not be drawn and is shown as its source.",
                "formulas could not be drawn and are shown as their source."
            ),
            CopyNoteKind.Diagrams => Many(
                count,
                "个图表显示为源码，请换成图片。",
                "diagram is shown as its source. Please replace it with an image.",
                "diagrams are shown as their source. Please replace them with images."
            ),
            CopyNoteKind.DiagramPictures => Many(
                count,
                "张图表还没有 PNG，而这个平台不收 SVG。在启用 JavaScript 的浏览器里打开本页，会自动生成。",
                "diagram has no PNG yet, and this platform takes no SVG. Open this page with JavaScript, and it makes one.",
                "diagrams have no PNG yet, and this platform takes no SVG. Open this page with JavaScript, and it makes them."
            ),
            CopyNoteKind.Fragments => Many(
                count,
                "个文内链接变成了文字。",
                "link within the post became text.",
                "links within the post became text."
            ),
            CopyNoteKind.LinksAsSources => Many(
                count,
                "个链接变成了文末的编号来源。",
                "link became a numbered source at the end.",
                "links became numbered sources at the end."
            ),
            CopyNoteKind.FootnotesAsSources => Many(
                count,
                "处脚注并入了文末的来源。",
                "footnote mark joined the sources at the end.",
                "footnote marks joined the sources at the end."
            ),
            _ => Many(count, "处折叠的内容已展开。", "folded part is shown open.", "folded parts are shown open."),
        };
    }

    private PlatformTexts Platforms => IsChinese ? PlatformTexts.Chinese : PlatformTexts.English;

    private string Many(int count, string chinese, string one, string more) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(IsChinese ? chinese : count == 1 ? one : more)}");
}

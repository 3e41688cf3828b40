using Blog.Data.Media.Library;
using Blog.Data.Settings;
using Blog.Images;
using Blog.Site.Localization;
using Blog.Site.Outbound;
using Blog.Site.Upload;

namespace Blog.Admin.Media;

public sealed class MediaTexts : Texts<MediaTexts>
{
    private const int Megabyte = 1024 * 1024;

    public string Search => T("按名称或说明搜索", "Search names and descriptions");
    public string Find => T("搜索", "Search");
    public string ChooseFiles => T("上传图片或附件", "Upload images or attachments");

    /// <summary>Sizes and types, said before anything is sent.</summary>
    public string Limits(UploadLimits limits, SiteAttachments attachments)
    {
        var (one, all) = (ImageFile.MaxBytes / Megabyte, limits.Bytes / Megabyte);
        return LimitsOfAttachments(attachments)
            + T(
                $"图片：JPEG、PNG、GIF、WebP、AVIF 或 SVG，最多 5000 万像素（AVIF 1600 万），每张最多 {one} MB。"
                    + $"一次最多 {limits.Files} 个文件，合计不超过 {all} MB。照片里的拍摄地点等信息会被去掉。",
                $"Images: JPEG, PNG, GIF, WebP, AVIF or SVG, up to 50 megapixels (AVIF 16) and {one} MB each; up to "
                    + $"{limits.Files} at a time, {all} MB in "
                    + "total. Location and similar data is removed from photos."
            );
    }

    /// <summary>Kinds of attachments that the owner allows; empty if there are none.</summary>
    public string LimitsOfAttachments(SiteAttachments attachments)
    {
        var names = string.Join(IsChinese ? "、" : ", ", attachments.Extensions.Select(extension => extension[1..].ToUpperInvariant()));
        return names.Length == 0 ? ""
            : IsChinese ? $"附件：{names}，每个最多 {attachments.MaxMegabytes} MB，原样保存，供读者下载或播放。"
            : $"Attachments: {names}, up to {attachments.MaxMegabytes} MB each, kept as they are for readers to download or play. ";
    }

    public string LimitsOfOne =>
        T(
            "JPEG、PNG、GIF、WebP、AVIF 或 SVG，最多 5000 万像素（AVIF 1600 万）、25 MB。",
            "JPEG, PNG, GIF, WebP, AVIF or SVG; up to 50 megapixels (AVIF 16) and 25 MB."
        );

    /// <summary>Refused files beyond those that are named.</summary>
    public string AndMoreRefused(int count) =>
        IsChinese
            ? $"另有 {count} 个文件没有上传。"
            : (count == 1 ? "1 more file was not uploaded." : $"{count} more files were not uploaded.");

    public string Upload => T("上传", "Upload");
    public string Filter => T("筛选", "Filter");
    public string All => T("全部", "All");
    public string Diagrams => T("图表", "Diagrams");
    public string Unused => T("未使用", "Unused");
    public string WithoutAlt => T("缺少说明", "No alt text");
    public string NoneYet => T("还没有图片。从上面上传第一张吧。", "There are no images yet. Upload the first one above.");
    public string NoneFound => T("没有符合条件的图片。", "No matching images.");
    public string Pages => T("分页", "Pages");
    public string Previous => T("上一页", "Previous");
    public string Next => T("下一页", "Next");
    public string BackToLibrary => T("‹ 媒体", "‹ Media");
    public string Name => T("名称", "Name");
    public string NameHint =>
        T("网址的最后一段。改名以后，旧网址会自动重定向。", "The last part of its address. After a change, the old address redirects.");
    public string Alt => T("说明（alt）", "Alt text");

    public string AltHint =>
        T(
            "图里有什么，用一句话写给看不到图的人。这里的说明用于以后插入的图，已经写在文章里的不变。",
            "Describe the image in a sentence for people who cannot see it. Used when the image is inserted from now on; existing "
                + "posts keep their text."
        );

    public string Size => T("大小", "Size");
    public string Dimensions => T("尺寸", "Dimensions");
    public string UploadedAt => T("上传时间", "Uploaded");
    public string Markdown => "Markdown";
    public string MarkdownHint => T("复制到文章里，就会显示这张图。", "Paste this into a post to show the image.");
    public string Kind => T("类型", "Type");
    public string LinkText => T("名称（链接文字）", "Title (link text)");

    public string LinkTextHint =>
        T(
            "插入文章时的链接文字，也是播放器的名称。已经写在文章里的不变。",
            "The text of a link to it, and the name of its player. Used when it is inserted from now on; existing posts keep theirs."
        );

    public string MarkdownHintOfFile =>
        T("复制到文章里，就会出现下载链接或播放器。", "Paste this into a post to show a link to download it, or a player.");

    public string FileNotUsed => T("还没有地方用到这个附件。", "Nothing uses this attachment.");
    public string NewAttachment => T("新附件", "New attachment");

    public string ReplaceFileText =>
        T(
            "换成另一个附件，格式可以不同。用到它的文章会改用新附件（历史里留有一版），旧网址会重定向到新附件。",
            "Replaces this attachment with another of any kind. Posts that use it switch to the new one (their history keeps a "
                + "version), and the old address redirects to it."
        );

    public string DeleteFileText => T("附件会被永久删除，无法恢复。", "The attachment is deleted and cannot be restored.");

    public string OtherKind =>
        T("图片只能换成图片，附件只能换成附件。", "An image can only be replaced by an image, and an attachment by an attachment.");

    public string WhereUsed => T("用在哪里", "Used in");
    public string NotUsed => T("还没有地方用到这张图。", "Nothing uses this image.");

    /// <summary>A use outside posts.</summary>
    /// <param name="author">The author's name where it is an author's picture.</param>
    public string Place(SitePicturePlace place, string author) =>
        place switch
        {
            SitePicturePlace.Logo => T("站点标志", "The site’s logo"),
            SitePicturePlace.Favicon => T("站点图标", "The site’s icon"),
            SitePicturePlace.Footer => T("页脚图片", "The picture in the footer"),
            SitePicturePlace.Sharing => T("分享时的图片", "The default share image"),
            SitePicturePlace.Friend => IsChinese ? $"友链「{author}」的头像" : $"The picture of {author} on the friends page",
            _ => IsChinese ? $"「{author}」的头像" : $"The picture of {author}",
        };

    public string AsCover => T("封面", "cover");
    public string OnlyTyped => T("尚未发布的修改", "unpublished changes");
    public string Replace => T("替换", "Replace");

    public string ReplaceText =>
        T(
            "换成另一张图，格式可以不同。用到它的文章会改用新图（历史里留有一版），旧网址会重定向到新图。",
            "Replaces this image with another of any format. Posts that use it switch to the new one (their history keeps a version), "
                + "and the old address redirects to it."
        );

    public string NewFile => T("新图片", "New image");
    public string Delete => T("删除", "Delete");
    public string DeleteText =>
        T("图片文件及其各种尺寸都会被永久删除，无法恢复。", "The file and its resized copies are deleted and cannot be restored.");
    public string DeleteInUse =>
        T("下面这些地方还在用这张图，删除之后会缺一张图：", "The following use the image and will be left without it:");
    public string DeleteSure => T("确认删除", "Yes, delete it");
    public string MustBeSure => T("请先勾选「确认删除」。", "Please tick “Yes, delete it” first.");

    public string NotYours =>
        T(
            "站点或别人的文章也用到了这张图，只有站长可以替换或删除它。",
            "The site or other people’s posts use this image too, so only an owner can replace or delete it."
        );

    public string Replaced => T("已换成新图。", "The image was replaced.");
    public string SameBytes => T("这和原来的图完全相同，无需替换。", "This is the same image, so there is nothing to replace.");
    public string Deleted => T("图片已删除。", "The image was deleted.");
    public string HomeTitle => T("外站图片", "External images");

    public string HomeText =>
        T(
            "这些图片放在别的网站上：对方一旦删除或改址，文章里就会缺图，读者的访问也会被对方看到。转存之后，改动先存为未发布的修改，发布之前读者看到的不变。",
            "These images are hosted on other sites: if they are removed or moved, the post loses them, and the other sites see your "
                + "readers. Saving them here changes your unpublished text; readers see no difference until you publish."
        );

    public string HomeNone => T("这篇文章没有外站图片。", "This post has no external images.");
    public string HomeChoice => T("要转存的图片", "Images to save here");
    public string BringHome => T("转存到本站", "Save to this site");
    public string NothingChosen => T("请至少选一张。", "Please select at least one.");
    public string OpenEditor => T("去编辑页查看并发布", "Review and publish in the editor");
    public string HomeResults => T("结果", "Results");
    public string Came => T("已转存", "Saved here");
    public string PutOff => T("尚未处理，请再点一次「转存到本站」。", "Not processed yet: please press “Save to this site” again.");
    public string InText => T("写在正文里的图片数据", "Image data in the text");
    public string NoAltYet => T("（还没有说明）", "(no alt text yet)");

    /// <summary>Why an address was not fetched; the status where the other server answered one.</summary>
    public string Refusal(SafeHttpError refusal, int status) =>
        (IsChinese ? OutboundTexts.Chinese : OutboundTexts.English).Refusal(refusal, status);

    public string UploadedCount(int count) =>
        IsChinese ? $"已上传 {count} 张。" : (count == 1 ? "1 image uploaded." : $"{count} images uploaded.");

    /// <summary>A file that was not taken, and why.</summary>
    public string NotUploaded(string name, string reason) => IsChinese ? $"{name}：{reason}" : $"{name}: {reason}";

    /// <summary>Posts that the reader may not know of.</summary>
    public string Others(int count) =>
        IsChinese
            ? $"还有 {count} 篇别人未公开的文章。"
            : (count == 1 ? "And one unpublished post by someone else." : $"And {count} unpublished posts by others.");

    /// <summary>Posts that keep the old address after a replacement.</summary>
    public string Left(int count) =>
        IsChinese
            ? $"有 {count} 篇文章保留了旧网址（正在被编辑，或超出了长度限制），它会重定向到新图。"
            : $"{(count == 1 ? "One post keeps" : $"{count} posts keep")} the old address (being edited right now, or at a length limit); "
                + "it redirects to the new image.";

    public string PageOf(int page, int pages) => IsChinese ? $"第 {page} 页，共 {pages} 页" : $"Page {page} of {pages}";

    /// <summary>What came and what did not.</summary>
    public string HomeDone(int came, int failed) =>
        failed == 0
            ? IsChinese
                ? $"{came} 张图片都已转存。"
                : (came == 1 ? "The image was saved here." : $"All {came} images were saved here.")
            : came == 0
                ? T("转存失败，原因见下。", "None could be saved; the reasons are below.")
                : IsChinese
                    ? $"已转存 {came} 张，{failed} 张失败，原因见下。"
                    : $"{came} saved here, {failed} failed; the reasons are below.";
}

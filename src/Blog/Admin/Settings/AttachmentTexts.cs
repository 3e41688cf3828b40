using Blog.Site.Localization;

namespace Blog.Admin.Settings;

public sealed class AttachmentTexts : Texts<AttachmentTexts>
{
    public string Group => T("附件", "Attachments");

    public string Hint =>
        T(
            "可以上传哪些图片以外的文件。附件原样保存，供读者下载，音频和视频可以在文章里播放。取消勾选不影响已有的附件。",
            "Which files besides images may be uploaded. They are kept as they are for readers to download; audio and video can be played "
                + "in posts. Attachments that are here already stay."
        );

    public string Documents => T("文档（PDF、Office、OpenDocument、EPUB）", "Documents (PDF, Office, OpenDocument, EPUB)");
    public string Archives => T("压缩包（ZIP）", "Archives (ZIP)");
    public string Audio => T("音频（MP3、M4A、OGG、WAV、FLAC）", "Audio (MP3, M4A, OGG, WAV, FLAC)");
    public string Video => T("视频（MP4、WebM）", "Video (MP4, WebM)");
    public string MaxMegabytes => T("附件的大小上限（MB）", "Size limit of an attachment (MB)");

    public string MaxMegabytesHint =>
        T(
            "每个附件的上限。附件也在备份里，请留意磁盘空间；反向代理可能另有更低的上限。",
            "For each attachment. Backups contain them too, so mind the disk. A reverse proxy may have a lower limit of its own."
        );
}

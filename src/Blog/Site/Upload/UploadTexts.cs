using Blog.Images;
using Blog.Site.Localization;

namespace Blog.Site.Upload;

public sealed class UploadTexts : Texts<UploadTexts>
{
    private const int Megabyte = 1024 * 1024;

    public string PresentPicture => T("当前的图片", "The current picture");
    public string RemovePicture => T("移除", "Remove");

    /// <summary>Why a file was refused.</summary>
    /// <param name="fault">The reason.</param>
    /// <param name="kind">What the file is instead of an image; null if unknown.</param>
    /// <param name="limits">The limits of the form; null for those of most people.</param>
    public string Error(ImageError fault, FileKind? kind = null, UploadLimits? limits = null) =>
        fault switch
        {
            ImageError.NoFile => T("请先选择图片。", "Please choose an image first."),
            ImageError.Empty => T("文件是空的。", "The file is empty."),
            ImageError.TooLarge => TooLarge(limits ?? UploadLimits.Others),
            ImageError.TooMany => TooMany((limits ?? UploadLimits.Others).Files),
            ImageError.AttachmentTooLarge => AttachmentTooLarge(limits ?? UploadLimits.Others),
            ImageError.NotAllowed => NotAllowed(kind ?? FileKind.Unknown),
            ImageError.NotAnImage => NotAnImage(kind ?? FileKind.Unknown),
            ImageError.TooManyPixels => T(
                "像素太多：最多 5000 万，请先缩小。",
                "Too many pixels: at most 50 million. Please resize it first."
            ),
            ImageError.TooManyAvifPixels => T(
                "像素太多：AVIF 解码占用内存较多，最多 1600 万像素。请先缩小，或导出为 JPEG、PNG 或 WebP（最多 5000 万）。",
                "Too many pixels: decoding AVIF takes a lot of memory, so at most 16 million. Please resize it first, "
                    + "or export it as JPEG, "
                    + "PNG or WebP (at most 50 million)."
            ),
            ImageError.TooManyFrames => T(
                "动画的帧数太多：最多 2000 帧。请先缩短，或改成视频。",
                "Too many frames: an animation has at most 2,000. Please shorten it first, or make it a video."
            ),
            ImageError.Broken => T("图片已损坏，无法读取。", "The image is damaged and cannot be read."),
            ImageError.Often => T(
                "这一小时上传太多（最多 60 张），请稍后再试。",
                "Too many uploads this hour (at most 60). Please try again later."
            ),
            ImageError.NoRoom => T(
                "没有空间：磁盘已满或无法写入。没有留下任何文件，腾出空间后可以直接再试。",
                "No space: the disk is full or not writable. Nothing was left behind; free up space and try again."
            ),
            ImageError.TooSlow => T("网络太慢，没有在限定的时间内传完。", "The network was too slow: the upload did not finish in time."),
            _ => T("上传不完整，请再试一次。", "The upload was incomplete. Please try again."),
        };

    private string TooLarge(UploadLimits limits)
    {
        var (one, all) = (ImageFile.MaxBytes / Megabyte, limits.Bytes / Megabyte);
        return one == all
            ? T($"太大了：一次最多 {one} MB，SVG 最多 2 MB。", $"Too large: at most {one} MB per upload, 2 MB for an SVG.")
            : T(
                $"太大了：每张最多 {one} MB，SVG 最多 2 MB，一次合计最多 {all} MB。",
                $"Too large: at most {one} MB per image, 2 MB for an SVG, {all} MB in one upload."
            );
    }

    private string AttachmentTooLarge(UploadLimits limits)
    {
        var most = limits.AttachmentBytes / Megabyte;
        return T(
            $"太大了：附件最多 {most} MB。站长可以在设置里调整。",
            $"Too large: an attachment may have at most {most} MB. An owner can change this in the settings."
        );
    }

    private string NotAllowed(FileKind kind) =>
        T(
            $"这是{KindName(kind)}，本站的设置不允许上传这类附件。站长可以在设置里允许。",
            $"This is {KindName(kind)}, which the settings of this site do not allow as an attachment. An owner can allow it."
        );

    private string TooMany(int files) =>
        T($"一次最多 {files} 张，请分几次上传。", $"At most {files} images at a time: please upload them in batches.");

    private string NotAnImage(FileKind kind) =>
        kind switch
        {
            FileKind.Heic => T(
                "这是 HEIC/HEIF 照片，本服务器的图像库无法解码这种格式。请先导出为 JPEG 或 PNG；iPhone 可以在「设置 › 相机 › 格式」里选「兼容性最佳」。",
                "This is a HEIC/HEIF photo, and this server’s image library cannot decode that format. Please export it as JPEG or PNG; on "
                    + "an iPhone, choose “Most Compatible” under Settings › Camera › Formats."
            ),
            FileKind.AnimatedAvif => T(
                "这是 AVIF 动画，本服务器的图像库只能读取其中一帧。请先导出为动态 WebP 或 GIF。",
                "This is an animated AVIF, and this server’s image library reads only one of its frames. Please export "
                    + "it as an animated WebP "
                    + "or GIF."
            ),
            FileKind.JpegXl => NoDecoder("JPEG XL"),
            FileKind.Jpeg2000 => NoDecoder("JPEG 2000"),
            FileKind.Bmp => NoDecoder("BMP"),
            FileKind.Ico => NoDecoder("ICO"),
            FileKind.Tiff => T(
                "这是 TIFF 图片（或基于 TIFF 的相机原始照片）。为了安全，本服务器不解码这种格式。请先导出为 JPEG、PNG 或 WebP。",
                "This is a TIFF image (or a raw photo based on TIFF). For security reasons, this server does not decode that format. "
                    + "Please "
                    + "export it as JPEG, PNG or WebP."
            ),
            FileKind.Photoshop or FileKind.RawPhoto or FileKind.PostScript => T(
                $"这是{KindName(kind)}，浏览器无法显示，本服务器也无法转换。请先导出为 JPEG、PNG 或 WebP。",
                $"This is {KindName(kind)}: browsers do not show it, and this server cannot convert it. "
                    + "Please export it as JPEG, PNG or WebP."
            ),
            FileKind.SvgWithoutNamespace => T(
                "这个 SVG 缺少命名空间，浏览器不会显示它。请在 <svg> 里加上 xmlns=\"http://www.w3.org/2000/svg\"。",
                "This SVG lacks its namespace, so browsers do not show it. Please add "
                    + "xmlns=\"http://www.w3.org/2000/svg\" to its <svg> tag."
            ),
            FileKind.Unknown => T(
                "这不是可以识别的图片。支持 JPEG、PNG、GIF、WebP、AVIF 和 SVG，以内容而不是扩展名为准。",
                "This is not an image of a known format. Supported are JPEG, PNG, GIF, WebP, AVIF and SVG; the content counts, not the "
                    + "extension."
            ),
            _ => T(
                $"这是{KindName(kind)}，不是图片。支持 JPEG、PNG、GIF、WebP、AVIF 和 SVG，以内容而不是扩展名为准。",
                $"This is {KindName(kind)}, not an image. Supported are JPEG, PNG, GIF, WebP, AVIF and SVG; the content counts, not the "
                    + "extension."
            ),
        };

    private string NoDecoder(string format) =>
        T(
            $"这是 {format} 图片，本服务器的图像库无法解码这种格式。请先导出为 JPEG、PNG 或 WebP。",
            $"This is a {format} image, and this server’s image library cannot decode that format. Please export it as JPEG, PNG or WebP."
        );

    private string KindName(FileKind kind) =>
        kind switch
        {
            FileKind.Photoshop => T(" Photoshop 文件", "a Photoshop file"),
            FileKind.RawPhoto => T("相机的原始照片（RAW）", "a raw photo from a camera"),
            FileKind.PostScript => T(" PostScript 文件", "a PostScript file"),
            FileKind.Pdf => T(" PDF 文档", "a PDF document"),
            FileKind.Word => T(" Word 文档", "a Word document"),
            FileKind.Excel => T(" Excel 表格", "an Excel workbook"),
            FileKind.PowerPoint => T(" PowerPoint 演示文稿", "a PowerPoint presentation"),
            FileKind.OldOffice => T("旧版 Office 文档（如 .doc、.xls）", "an older Office document (such as .doc or .xls)"),
            FileKind.OpenDocument => T(" OpenDocument 文档", "an OpenDocument file"),
            FileKind.Epub => T(" EPUB 电子书", "an EPUB book"),
            FileKind.Rtf => T(" RTF 文档", "an RTF document"),
            FileKind.Html => T("网页（HTML）", "a web page (HTML)"),
            FileKind.Xml => T(" XML 文件", "an XML file"),
            FileKind.Text => T("纯文本", "plain text"),
            FileKind.Zip => T(" ZIP 压缩包", "a ZIP archive"),
            FileKind.Rar => T(" RAR 压缩包", "a RAR archive"),
            FileKind.SevenZip => T(" 7z 压缩包", "a 7z archive"),
            FileKind.Gzip => T(" gzip 压缩文件", "a gzip archive"),
            FileKind.Bzip2 => T(" bzip2 压缩文件", "a bzip2 archive"),
            FileKind.Xz => T(" xz 压缩文件", "an xz archive"),
            FileKind.Zstandard => T(" Zstandard 压缩文件", "a Zstandard archive"),
            FileKind.Tar => T(" tar 归档文件", "a tar archive"),
            FileKind.Mp4 => T(" MP4 视频", "an MP4 video"),
            FileKind.QuickTime => T(" QuickTime 视频", "a QuickTime video"),
            FileKind.WebM => T(" WebM 视频", "a WebM video"),
            FileKind.Matroska => T(" Matroska 视频（MKV）", "a Matroska video (MKV)"),
            FileKind.Avi => T(" AVI 视频", "an AVI video"),
            FileKind.Mpeg => T(" MPEG 视频", "an MPEG video"),
            FileKind.WindowsMedia => T(" Windows Media 音视频（WMV、WMA）", "a Windows Media file (WMV, WMA)"),
            FileKind.FlashVideo => T(" Flash 视频（FLV）", "a Flash video (FLV)"),
            FileKind.Ogg => T(" Ogg 音视频", "an Ogg audio or video file"),
            FileKind.Mp3 => T(" MP3 音频", "an MP3 audio file"),
            FileKind.Mpeg4Audio => T(" MPEG-4 音频（M4A）", "an MPEG-4 audio file (M4A)"),
            FileKind.Aac => T(" AAC 音频", "an AAC audio file"),
            FileKind.Wav => T(" WAV 音频", "a WAV audio file"),
            FileKind.Flac => T(" FLAC 音频", "a FLAC audio file"),
            FileKind.Aiff => T(" AIFF 音频", "an AIFF audio file"),
            FileKind.Midi => T(" MIDI 文件", "a MIDI file"),
            FileKind.Font => T("字体文件", "a font"),
            FileKind.Program => T("程序文件", "a program"),
            FileKind.Sqlite => T(" SQLite 数据库", "an SQLite database"),
            _ => T("未知类型的文件", "a file of an unknown kind"),
        };
}

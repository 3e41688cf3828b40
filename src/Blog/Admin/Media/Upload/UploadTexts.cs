using Blog.Images;
using Blog.Site.Localization;

namespace Blog.Admin.Media.Upload;

public sealed class UploadTexts : Texts<UploadTexts>
{
    public string Error(ImageError fault) =>
        fault switch
        {
            ImageError.NoFile => T("请先选择图片。", "Please choose an image first."),
            ImageError.Empty => T("文件是空的。", "The file is empty."),
            ImageError.TooLarge => T("太大了：一次最多 25 MB，SVG 最多 2 MB。", "Too large: at most 25 MB per upload, 2 MB for an SVG."),
            ImageError.TooMany => T("一次最多 20 张，请分几次上传。", "At most 20 images at a time: please upload them in batches."),
            ImageError.NotAnImage => T(
                "不是可用的图片：以内容而不是扩展名为准，支持 JPEG、PNG、GIF、WebP 和 SVG。",
                "Not a supported image. The content counts, not the extension: JPEG, PNG, GIF, WebP or SVG."
            ),
            ImageError.TooManyPixels => T(
                "像素太多：最多 5000 万，请先缩小。",
                "Too many pixels: at most 50 million. Please resize it first."
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
            ImageError.TooSlow => T("网络太慢，十分钟内没有传完。", "The network was too slow: the upload took more than ten minutes."),
            _ => T("上传不完整，请再试一次。", "The upload was incomplete. Please try again."),
        };
}

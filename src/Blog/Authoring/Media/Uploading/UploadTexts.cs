using Blog.Site;

namespace Blog.Authoring.Media.Uploading;

public sealed class UploadTexts : Texts<UploadTexts>
{
    public string Fault(UploadFault fault) =>
        fault switch
        {
            UploadFault.NoFile => T("请先选择图片。", "Please choose an image first."),
            UploadFault.Empty => T("文件是空的。", "The file is empty."),
            UploadFault.TooLarge => T("太大了：一次最多 25 MB，SVG 最多 2 MB。", "Too large: 25 MB at a time at most, 2 MB for an SVG."),
            UploadFault.TooMany => T("一次最多 20 张，请分几次上传。", "Up to 20 images at a time: please upload them in parts."),
            UploadFault.NotAnImage => T(
                "不是可用的图片：看的是内容而不是扩展名，支持 JPEG、PNG、GIF、WebP 和 SVG。",
                "Not an image that can be used. The content counts, not the extension: JPEG, PNG, GIF, WebP or SVG."),
            UploadFault.TooManyPixels => T("像素太多：最多 5000 万，请先缩小。", "Too many pixels: 50 million at most. Please make it smaller first."),
            UploadFault.Broken => T("图片已损坏，读不出来。", "The image is damaged and cannot be read."),
            UploadFault.Often => T("这一小时上传得太多了（最多 60 张），请过一会儿再来。", "Too many uploads this hour (60 at most). Please come back in a while."),
            UploadFault.NoRoom => T(
                "存不下：磁盘已满或不能写入。什么都没有留下，腾出空间后可以直接再试。",
                "There is no room: the disk is full or cannot be written. Nothing was left behind; once there is room, just try "
                    + "again."),
            UploadFault.TooSlow => T("网络太慢，十分钟内没有传完。", "The network was too slow: it did not arrive within ten minutes."),
            _ => T("没有传完整，请再试一次。", "It did not arrive in one piece. Please try again."),
        };
}

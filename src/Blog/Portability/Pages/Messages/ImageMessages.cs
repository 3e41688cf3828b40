namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of images.</summary>
internal static class ImageMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        ("image {0} was not found or is empty", "找不到图片 {0}，或文件为空"),
        ("image {0} is behind a symbolic link, which is not followed", "图片 {0} 在符号链接之后，不跟随链接"),
        ("image {0} was skipped: {1:reason}", "图片 {0} 已跳过：{1}"),
        ("the file is empty", "文件为空"),
        ("larger than {0:number} MB", "超过 {0} MB"),
        ("{0:number} x {1:number} x {2:number} pixels are more than 50 million", "{0} × {1} × {2} 像素，超过 5000 万"),
        ("an animation of more than {0:number} frames", "动画超过 {0} 帧"),
        ("an AVIF of {0:number} x {1:number} pixels, more than 16 million", "AVIF 有 {0} × {1} 像素，超过 1600 万"),
        ("the image is damaged", "图片已损坏"),
        ("cannot be read: {0}", "无法读取：{0}"),
        ("an SVG of more than {0:number} MB", "SVG 超过 {0} MB"),
        ("an SVG nested more than {0:number} deep", "SVG 的嵌套超过 {0} 层"),
        ("an SVG of more than 20,000 elements", "SVG 的元素超过 20000 个"),
        ("not a well-formed SVG", "SVG 的格式有误"),
        ("not a well-formed SVG (line {0:number})", "SVG 的格式有误（第 {0} 行）"),
        ("an SVG that references the same shapes too many times", "SVG 引用同一图形的次数过多"),
        ("not a JPEG, PNG, GIF, WebP, AVIF or SVG image, but {0:reason}", "不是 JPEG、PNG、GIF、WebP、AVIF 或 SVG 图片，而是 {0}"),
        (
            "not a JPEG, PNG, GIF, WebP, AVIF or SVG image, but an unknown kind of file",
            "不是 JPEG、PNG、GIF、WebP、AVIF 或 SVG 图片，文件类型不明"
        ),
        ("a HEIC image, which the image library cannot decode", "HEIC 图片，本站无法解码"),
        ("an animated AVIF, of which the image library reads only one frame", "AVIF 动图，本站只能读出其中一帧"),
        ("a BMP image", "BMP 图片"),
        ("a TIFF image", "TIFF 图片"),
        ("an icon (ICO)", "ICO 图标"),
        ("a JPEG XL image", "JPEG XL 图片"),
        ("a JPEG 2000 image", "JPEG 2000 图片"),
        ("a Photoshop file", "Photoshop 文件"),
        ("a raw photo of a camera", "RAW 照片"),
        ("a PostScript file", "PostScript 文件"),
        ("an SVG without its namespace", "SVG 文件，但缺少命名空间"),
        ("a file of the kind {0}", "{0} 文件"),
        ("an unknown kind of file", "文件类型不明"),
    ];
}

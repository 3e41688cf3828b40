using Blog.Site.Localization;

namespace Blog.Admin.Settings;

public sealed class IdentityTexts : Texts<IdentityTexts>
{
    public string LogoAndIcon => T("标志与图标", "Logo and icon");
    public string Logo => T("站点标志", "Logo");

    public string LogoHint =>
        T(
            "显示在页首的站点标题前，高 40 像素。深色模式下背景也是深色，最好用透明底、深浅两种背景上都看得清的图。",
            "Shown before the site title in the header, 40 pixels high. In dark mode the background is dark: a transparent image that "
                + "is legible on both works best."
        );

    public string LogoHoldsTitle => T("标志里已有站点标题，不再另外显示文字", "The logo contains the site title: do not show it as text");
    public string LogoHoldsTitleHint => T("屏幕阅读器仍会读出标题。", "Screen readers still read the title.");
    public string Favicon => T("站点图标", "Icon");

    public string FaviconHint =>
        T(
            "显示在浏览器的标签页、书签和手机桌面上。正方形，PNG 至少 512 像素；SVG 也可以，但手机桌面不支持 SVG，会显示程序自带的图标。",
            "Shown in browser tabs, bookmarks and on home screens. Square, as PNG of at least 512 pixels. SVG works too, except on the "
                + "home screens of phones, which do not support it and show the built-in icon."
        );

    public string FooterGroup => T("页脚", "Footer");
    public string FooterPicture => T("页脚图片", "Picture in the footer");

    public string FooterPictureHint =>
        T(
            "例如公众号的二维码。替代文字和图下的说明按语言填写，在上面各语言的设置里。",
            "For example the QR code of an account. Its alternative text and caption are entered for each language above."
        );

    public string FooterPictureAlt => T("页脚图片的替代文字", "Alternative text of the footer picture");

    public string FooterPictureAltHint =>
        T(
            "读给看不到图片的人，例如「公众号二维码」。说明文字已经讲清楚时可以不填。",
            "Read to people who cannot see the picture. Optional if the caption says it all."
        );

    public string FooterPictureCaption => T("页脚图片的说明", "Caption of the footer picture");

    /// <summary>An example of a caption in a language of the site.</summary>
    public string CaptionExample(string tag)
    {
        var example = tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "扫码关注公众号" : "Scan to follow";
        return T($"例如：{example}", $"e.g. {example}");
    }

    public string FooterLinks => T("页脚链接", "Footer links");

    public string FooterLinksHint =>
        T(
            "例如你在其他网站的主页。地址以 https:// 开头，也可以填本站的路径。",
            "For example your profiles on other sites. An address starts with https://, or is a path on this site."
        );

    public string PoliceNumber => T("公安备案号", "Public security number");

    public string PoliceNumberHint =>
        T(
            "显示在页脚，链接到全国互联网安全管理服务平台。请填完整的号码，包括省份简称。",
            "For sites in mainland China: shown in the footer, linked to the register of the Ministry of Public Security. Enter the whole "
                + "number, with its characters."
        );

    public string BadPoliceNumber =>
        T(
            "公安备案号里应当有 14 位数字，例如 京公网安备11010502030143号。",
            "The number must contain 14 digits in a row, such as 11010502030143."
        );
}

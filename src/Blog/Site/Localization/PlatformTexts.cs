namespace Blog.Site.Localization;

/// <summary>The names of the platforms that posts are copied to, and how a copy is spoken of.</summary>
public sealed class PlatformTexts : Texts<PlatformTexts>
{
    public string Copy => T("复制到其他平台", "Copy for other platforms");

    /// <summary>The same, where there is little room.</summary>
    public string CopyShort => T("复制", "Copy");

    /// <param name="key">The platform as the database names it: <c>wechat</c>.</param>
    public string NameOf(string key) =>
        key switch
        {
            "wechat" => T("微信公众号", "WeChat"),
            "zhihu" => T("知乎", "Zhihu"),
            "juejin" => T("掘金", "Juejin"),
            "csdn" => "CSDN",
            "cnblogs" => T("博客园", "Cnblogs"),
            "html" => "HTML",
            "markdown" => "Markdown",
            _ => key,
        };

    /// <summary>That a post was copied.</summary>
    /// <param name="key">The platform as the database names it.</param>
    /// <param name="at">When, as the page shows instants.</param>
    public string CopiedTo(string key, string at, bool isOutdated) =>
        IsChinese
            ? $"{at} 复制到{NameOf(key)}{(isOutdated ? "，之后有改动" : "")}"
            : $"Copied to {NameOf(key)} {at}{(isOutdated ? ", changed since" : "")}";
}

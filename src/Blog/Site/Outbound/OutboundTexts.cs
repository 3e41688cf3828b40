using Blog.Site.Localization;

namespace Blog.Site.Outbound;

public sealed class OutboundTexts : Texts<OutboundTexts>
{
    /// <summary>Why something could not be fetched.</summary>
    /// <param name="status">The status that the other server answered; 0 for any other failure.</param>
    public string Refusal(SafeHttpError refusal, int status) =>
        refusal switch
        {
            SafeHttpError.Malformed => T("网址不完整，或有歧义。", "The address is incomplete or ambiguous."),
            SafeHttpError.Scheme or SafeHttpError.Port => T(
                "只能从 http 或 https 的普通端口获取。",
                "Only http and https on their default ports are supported."
            ),
            SafeHttpError.Credentials => T("网址里带有用户名或密码。", "The address contains a user name or password."),
            SafeHttpError.Unresolved => T("找不到这个网站。", "This site does not exist."),
            SafeHttpError.NotPublic => T("这个网址指向内部网络，不会获取。", "The address points to a private network and is not fetched."),
            SafeHttpError.Tls => T("对方的证书有问题。", "The other site’s certificate is invalid."),
            SafeHttpError.TooManyRedirects or SafeHttpError.Downgrade => T(
                "对方重定向次数太多，或重定向到了不安全的地址。",
                "The other site redirects too often, or to an unsafe address."
            ),
            SafeHttpError.TooLarge => T("超过 25 MB。", "Larger than 25 MB."),
            SafeHttpError.TooSlow => T("对方响应太慢，五秒内没有传完。", "The other site was too slow: it took more than five seconds."),
            SafeHttpError.Status => status switch
            {
                404 or 410 => IsChinese ? $"对方表示图片不存在（{status}）。" : $"The other site says it does not exist ({status}).",
                401 or 403 => IsChinese ? $"对方拒绝提供（{status}）。" : $"The other site refuses access ({status}).",
                _ => IsChinese ? $"对方返回了 {status}。" : $"The other site returned {status}.",
            },
            _ => T("对方没有响应，或响应不正确。", "The other site did not respond, or not correctly."),
        };
}

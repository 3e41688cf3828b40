using Blog.Data.Settings;
using Blog.Site.Localization;

namespace Blog.Operations.Announcing;

public sealed class EngineTexts : Texts<EngineTexts>
{
    public string SearchEngines => T("搜索引擎", "Search engines");
    public string Off => T("未开启", "off");
    public string On => T("已开启，还没有通知过", "on, nothing told yet");
    public string Refused => T("没有接受", "not accepted");
    public string TokenLost =>
        T("token 无法解密，请在设置里重新填写", "the token cannot be decrypted: please enter it again in the settings");

    public string NameOf(string engine) => engine == SearchEngineNotice.Baidu ? T("百度", "Baidu") : "IndexNow";

    /// <summary>What an engine answered, in plain words.</summary>
    public string Say(string engine, SearchEngineAnswer answer) =>
        answer.Failure is { } failure ? NoAnswer(failure)
        : engine == SearchEngineNotice.Baidu && (answer.Taken ?? answer.Error) is not null ? OfBaidu(answer)
        : OfStatus(answer.Status ?? 0, answer.Sent);

    private string OfStatus(int status, int sent) =>
        status switch
        {
            200 => IsChinese ? $"已接受 {Addresses(sent)}" : $"accepted {Addresses(sent)}",
            202 => IsChinese
                ? $"已收到 {Addresses(sent)}，正在验证密钥（202）"
                : $"received {Addresses(sent)}, the key is still being checked (202)",
            400 => T("请求的格式不对（400）", "the request is not valid (400)"),
            403 => T(
                "密钥无效：搜索引擎没有在本站找到密钥文件（403）",
                "the key is not valid: the engine did not find the key file on this site (403)"
            ),
            422 => T("网址不属于本站，或与密钥不符（422）", "the addresses do not belong to this site, or do not match the key (422)"),
            429 => T("通知得太多，稍后再试（429）", "too many requests, trying again later (429)"),
            >= 500 => IsChinese ? $"对方的服务器出错，稍后再试（{status}）" : $"the engine has an error, trying again later ({status})",
            _ => IsChinese ? $"对方返回了 {status}" : $"the engine answered {status}",
        };

    private string OfBaidu(SearchEngineAnswer answer)
    {
        if (answer.Error is { } error)
        {
            var reason = answer.Message switch
            {
                "token is not valid" => T("token 无效", "the token is not valid"),
                "site error" => T("站点没有在百度验证", "the site is not verified at Baidu"),
                "empty content" => T("没有网址", "there was no address"),
                "only 2000 urls are allowed once" => T("一次的网址太多", "too many addresses at once"),
                "over quota" => T("今天的配额已用完，稍后再试", "today’s quota is used up, trying again later"),
                "not found" => T("接口的地址不对", "the address of the interface is wrong"),
                null => T("出错", "an error"),
                { } other => other,
            };
            return IsChinese ? $"{reason}（{error}）" : $"{reason} ({error})";
        }

        var parts = new List<string> { IsChinese ? $"已接受 {Addresses(answer.Taken ?? 0)}" : $"accepted {Addresses(answer.Taken ?? 0)}" };
        if (answer.Rejected > 0)
        {
            parts.Add(
                IsChinese
                    ? $"{Addresses(answer.Rejected)}不属于百度那里的这个站点或不合法"
                    : $"{Addresses(answer.Rejected)} not of the site that Baidu knows, or not valid"
            );
        }

        if (answer.Remaining is { } remaining)
        {
            parts.Add(IsChinese ? $"今天还可推送 {remaining} 条" : $"{remaining} more may be sent today");
        }

        return string.Join(T("，", ", "), parts);
    }

    private string NoAnswer(string failure) =>
        failure switch
        {
            "Unresolved" => T("找不到对方的服务器，稍后再试", "the engine’s server was not found, trying again later"),
            "TooSlow" => T("对方五秒内没有回答，稍后再试", "the engine did not answer within five seconds, trying again later"),
            "NotPublic" => T("对方的地址指向内部网络，没有发送", "the engine’s address points to a private network, nothing was sent"),
            "Tls" => T("对方的证书有问题，稍后再试", "the engine’s certificate is invalid, trying again later"),
            _ => T("对方没有回答，或回答不正确，稍后再试", "the engine did not answer, or not correctly, trying again later"),
        };

    private string Addresses(int count) =>
        IsChinese ? $"{count} 个网址"
        : count == 1 ? "1 address"
        : $"{count} addresses";
}

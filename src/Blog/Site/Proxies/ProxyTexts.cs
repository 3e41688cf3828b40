using Blog.Site.Localization;

namespace Blog.Site.Proxies;

public sealed class ProxyTexts : Texts<ProxyTexts>
{
    public string Heading => T("反向代理需要调整", "The proxy needs a change");

    public string Seen(string publicUrl) =>
        T(
            $"博客的公开地址是 {publicUrl}，但这个请求到达时是明文 http。登录用的 Cookie 只在 https 下有效，所以现在还不能登录。",
            $"The public address of this blog is {publicUrl}, but this request arrived as plain http. The cookies of the sign-in work over "
                + "https only, so nobody can sign in yet."
        );

    /// <param name="from">Address of who sent the request; null for a Unix socket.</param>
    public string Explain(ProxyFaultKind kind, string? from)
    {
        var peer = from ?? T("（Unix 套接字）", "(a Unix socket)");
        return kind switch
        {
            ProxyFaultKind.NotTrusted => T(
                $"来自 {peer} 的请求头 X-Forwarded-Proto 说明它经过 https，但博客没有把这个地址当作可信的代理。",
                $"A header from {peer} says that the request came by https, but the blog does not trust that address as a proxy."
            ),
            ProxyFaultKind.NoScheme => T(
                $"代理 {peer} 没有发送 X-Forwarded-Proto，博客无从知道访客用的是 https。" + "Caddy 和 Traefik 会自动发送，nginx 需要配置。",
                $"The proxy {peer} sends no X-Forwarded-Proto, so the blog cannot know that visitors use https. "
                    + "Caddy and Traefik send it by themselves, nginx must be told."
            ),
            ProxyFaultKind.SaysHttp => T(
                $"代理 {peer} 说明这个请求是以明文 http 到达的。请让它把 http 重定向到 https；"
                    + "如果 https 由更前面的代理终结，请让它原样转发那一层的 X-Forwarded-Proto。",
                $"The proxy {peer} says that the request came by plain http. Let it redirect http to https. "
                    + "If another proxy before it ends https, let it pass on that one’s X-Forwarded-Proto."
            ),
            _ => T(
                $"请求直接来自 {peer}，没有 X-Forwarded-Proto。如果那是您的反向代理，需要做下面的调整。",
                $"The request came from {peer} without X-Forwarded-Proto. If that is your proxy, it needs these changes."
            ),
        };
    }

    public string InTheProxy => T("nginx 的配置里加上：", "In the configuration of nginx:");

    public string InTheSettings => T("博客的环境变量里写上，然后重启：", "In the environment of the blog, then restart it:");

    public string Otherwise => T("如果您只是打开了 http 的地址，请改用：", "If you only opened the http address, use this one:");
}

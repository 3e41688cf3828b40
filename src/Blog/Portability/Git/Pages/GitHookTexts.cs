using Blog.Site.Localization;

namespace Blog.Portability.Git.Pages;

public sealed class GitHookTexts : Texts<GitHookTexts>
{
    public string Hook => T("推送通知（webhook）", "Webhook");

    public string HookIntro =>
        T(
            "有了 webhook，推送之后博客马上就会更新；没有也可以，博客会定时查看仓库。",
            "With a webhook the blog follows a push at once. Without one it looks at the repository every few minutes."
        );

    public string HookUrl => T("webhook 地址", "Address of the webhook");
    public string HookSecret => T("密钥", "Secret");
    public string HookSecretOnce => T("只显示这一次，请现在填到服务商那里。", "It is shown this once: enter it there now.");
    public string HookSecretKept => T("已保存，不再显示。", "Saved, and not shown again.");
    public string MakeHook => T("建立 webhook", "Make a webhook");
    public string MakeSecret => T("换一个新密钥", "Make a new secret");

    /// <summary>What to enter where.</summary>
    public IReadOnlyList<(string Service, string What)> HookServices() =>
        [
            (
                "GitHub",
                T(
                    "Settings → Webhooks → Add webhook：Payload URL 填地址，Content type 选 application/json，Secret 填密钥，只选 push 事件。",
                    "Settings → Webhooks → Add webhook: the address as Payload URL, application/json as Content type, the secret as "
                        + "Secret, only the push event."
                )
            ),
            (
                "GitLab",
                T(
                    "Settings → Webhooks：URL 填地址，密钥填到 Signing token（旧版本填到 Secret token），勾选 Push events。",
                    "Settings → Webhooks: the address as URL, the secret as Signing token (in older versions as Secret token), Push events."
                )
            ),
            (
                "Gitea, Forgejo",
                T(
                    "设置 → Web 钩子 → Gitea 或 Forgejo：目标 URL 填地址，POST，application/json，密钥填到密钥，触发条件选推送。",
                    "Settings → Webhooks → Gitea or Forgejo: the address as Target URL, POST, application/json, the secret as Secret, "
                        + "on push."
                )
            ),
            (
                "Gitee",
                T(
                    "管理 → WebHooks → 添加：URL 填地址，选「签名密钥」并填密钥（「密码」也可以），勾选 Push。",
                    "Management → WebHooks → Add: the address as URL, the secret as signing key (as password works too), Push."
                )
            ),
            (
                "Coding",
                T(
                    "项目设置 → 开发者选项 → Service Hook：URL 填地址，令牌填密钥，事件选代码推送。",
                    "Project settings → Developer options → Service Hook: the address as URL, the secret as token, on code push."
                )
            ),
            (
                T("其他服务", "Others"),
                T(
                    "用 POST 发送 JSON，请求头 X-Hub-Signature-256 为 sha256= 加上以密钥对原始正文计算的 HMAC-SHA256（十六进制）；或按 Standard Webhooks 签名。",
                    "POST JSON with the header X-Hub-Signature-256: sha256= and the hexadecimal HMAC-SHA256 of the raw body with the "
                        + "secret as key; or sign as Standard Webhooks says."
                )
            ),
        ];
}

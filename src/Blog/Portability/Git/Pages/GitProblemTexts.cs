using Blog.Portability.Git.Repository;
using Blog.Site.Localization;

namespace Blog.Portability.Git.Pages;

public sealed class GitProblemTexts : Texts<GitProblemTexts>
{
    public string NoAddress => T("请填写仓库的 https 地址。", "Enter the https address of the repository.");
    public string NotHttps => T("只能用 https 地址。", "Only https addresses can be used.");
    public string Ssh => T("不支持 ssh：请改用 https 地址和访问令牌。", "ssh cannot be used: take the https address and an access token.");
    public string Password => T("地址里不能有密码：请把令牌填在下面。", "The address must not contain a password: enter the token below.");
    public string NoBranch => T("这不是有效的分支名。", "This is no valid name of a branch.");
    public string NoFolder => T("这不是有效的文件夹。", "This is no valid folder.");
    public string NoEmail => T("请填写一个邮箱地址。", "Enter an e-mail address.");

    public string AddressError(string error) =>
        error switch
        {
            nameof(GitAddressError.NotHttps) => NotHttps,
            nameof(GitAddressError.Ssh) => Ssh,
            nameof(GitAddressError.Password) => Password,
            _ => NoAddress,
        };

    /// <summary>What went wrong, and what to do.</summary>
    /// <param name="problem">Name of a <see cref="GitProblem"/>.</param>
    public string Failure(string problem) =>
        problem switch
        {
            nameof(GitProblem.Unreachable) => T(
                "连不上仓库的服务器，会自动重试。",
                "The server cannot be reached; it is tried again automatically."
            ),
            nameof(GitProblem.Refused) => T(
                "服务器拒绝了令牌：它可能过期了，或者没有读写这个仓库的权限。请填写新的令牌。",
                "The server refused the token: it may have expired, or may not read and write this repository. Enter a new one."
            ),
            nameof(GitProblem.NotFound) => T(
                "找不到仓库。请检查地址；私有仓库还要检查令牌的权限。",
                "The repository was not found. Check the address and, for a private one, what the token may do."
            ),
            nameof(GitProblem.Certificate) => T(
                "服务器的证书无效，没有连接。",
                "The certificate of the server is not valid, so nothing was sent."
            ),
            nameof(GitProblem.TooLarge) => T("仓库太大，没有读入。", "The repository is larger than what the blog takes."),
            nameof(GitProblem.Moved) => T(
                "别处同时在推送，会自动重试。",
                "Somebody pushed at the same time; it is tried again automatically."
            ),
            nameof(GitProblem.Protected) => T(
                "服务器不允许推送到这个分支。请允许这个令牌推送，或者换一个分支。",
                "The server does not let this branch be pushed to. Allow the token to push, or take another branch."
            ),
            nameof(GitProblem.DiskFull) => T("磁盘空间不足。", "There is no space left on the disk."),
            nameof(GitProblem.TokenLost) => T(
                "保存的令牌无法解密（密钥已更换）。请重新填写。",
                "The stored token cannot be decrypted, since the keys were replaced. Enter it again."
            ),
            _ => T("同步失败，会自动重试。", "Synchronization failed; it is tried again automatically."),
        };
}

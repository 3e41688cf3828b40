namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of the files of a connected repository.</summary>
internal static class RepositoryMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        ("not valid YAML ({0:reason})", "不是有效的 YAML（{0}）"),
        ("was changed here in the same moment", "同一时刻在博客里也改了，下次再读"),
        ("its name cannot be used as a file name", "它的名字不能用作文件名"),
        ("a submodule, not followed", "子模块，不读取"),
        ("its path is too long", "路径太长"),
        ("differs from {0} only in letter case or Unicode form", "与 {0} 只有大小写或 Unicode 形式不同"),
        ("its post is not public here and its file was changed in the repository", "文章在博客里没有公开，而仓库里改了它的文件"),
        ("its post is in the trash here", "文章在博客的回收站里"),
    ];
}

using Blog.Data.Git;
using Blog.Site.Localization;

namespace Blog.Portability.Git.Pages;

public sealed class GitTexts : Texts<GitTexts>
{
    public string Intro =>
        T(
            "把文章同步到一个 Git 仓库：在这里发布，仓库里就有提交；在别处修改并推送，这里的文章就跟着更新。",
            "Keep the posts in step with a Git repository: what you publish here is committed there, and what you push from elsewhere "
                + "updates the posts here."
        );

    public string Connection => T("仓库", "Repository");
    public string Url => T("地址", "Address");

    public string UrlHint =>
        T(
            "https 地址，例如 https://github.com/me/blog.git。Gitee 请写上用户名：https://用户名@gitee.com/…。不支持 ssh：程序里没有 ssh。",
            "An https address such as https://github.com/me/blog.git. For Gitee, put your user name before the host: "
                + "https://name@gitee.com/…. There is no ssh in the program, so ssh addresses cannot be used."
        );

    public string Branch => T("分支", "Branch");
    public string Folder => T("仓库中的文件夹", "Folder in the repository");
    public string FolderHint => T("留空表示整个仓库。", "Leave empty for the whole repository.");
    public string Token => T("访问令牌", "Access token");

    public string TokenHint =>
        T(
            "只写不显示，加密保存。留空则保留现在的令牌。令牌只需要读写这一个仓库内容的权限。",
            "Written only and stored encrypted; leave empty to keep the present one. It needs permission to read and write the contents "
                + "of this one repository, nothing more."
        );

    public string TokenSaved(string at) => IsChinese ? $"已保存令牌（{at}）。" : $"A token is saved ({at}). ";

    public string RemoveToken => T("删除现在的令牌", "Remove the present token");
    public string Email => T("提交用的邮箱", "E-mail address in commits");
    public string EmailHint =>
        T("提交的作者是文章的作者。邮箱会公开在仓库里。", "The author of a commit is that of the post. The repository shows this address.");
    public string WithDrafts => T("也同步草稿和定时发布的文章", "Drafts and scheduled posts too");
    public string WithDraftsHint => T("仓库如果是公开的，所有人都能看到它们。", "In a public repository everyone can read them.");
    public string Poll => T("每隔几分钟查看一次仓库", "Minutes between two looks at the repository");
    public string Save => T("保存", "Save");
    public string Saved => T("已保存。", "Saved.");
    public string Disconnect => T("断开连接", "Disconnect");
    public string Disconnected =>
        T("已断开连接。文章和仓库都没有改动。", "Disconnected. Neither the posts nor the repository were changed.");
    public string DisconnectHint =>
        T("文章和仓库都保持原样，只是不再同步。", "Posts and repository stay as they are; they are no longer kept in step.");
    public string DisconnectSure => T("我知道两边不再同步", "I know that they are no longer kept in step");
    public string NotSure => T("请先勾选确认。", "Tick the box first.");
    public string Status => T("状态", "Status");
    public string LastLook => T("上次查看仓库", "Last look at the repository");
    public string LastPush => T("上次推送", "Last push");
    public string Never => T("还没有", "not yet");
    public string Waiting => T("等待推送", "Waiting to be pushed");
    public string Commit => T("两边一致的提交", "Both agree up to commit");
    public string Retry => T("下次重试", "Next attempt");
    public string SyncNow => T("立即同步", "Synchronize now");
    public string Asked => T("正在同步，稍后刷新查看。", "Synchronizing; reload in a moment.");
    public string IsRunning => T("正在同步……", "Synchronizing…");
    public string Refresh => T("刷新", "Refresh");
    public string First => T("第一次同步", "First synchronization");
    public string Looking => T("正在查看仓库……", "Looking at the repository…");

    public string FirstIntro(int posts, int pushed) =>
        IsChinese
            ? $"还没有写入任何内容。下面是第一次同步会做的事：仓库中有 {posts} 个文件会写入博客，博客中有 {pushed} 篇文章会推送到仓库。"
            : $"Nothing has been written yet. This is what the first synchronization would do: {posts} files of the repository would be "
                + $"written to the blog, and {pushed} posts of the blog would be pushed to the repository.";

    public string LookAgain => T("重新查看仓库", "Look at the repository again");
    public string Begin => T("开始同步", "Begin");
    public string File => T("文件", "File");
    public string What => T("处理", "What happens");
    public string Details => T("说明", "Details");
    public string Problems => T("没有读入的文件", "Files that were not taken");
    public string ProblemsIntro =>
        T("这些文件没有改动任何文章。修改后推送，就会重新读取。", "These files changed nothing. They are read again once they change.");

    public string Line(int line) => IsChinese ? $"第 {line} 行" : $"line {line}";

    public string Conflicts => T("两边都改了", "Changed on both sides");

    public string ConflictsIntro =>
        T(
            "同样的几行在两边都改了，两份都还在。可以打开对比合并，再推送博客的版本；也可以直接选一份，另一份留在历史里。",
            "The same lines were changed on both sides, and both texts are kept. Compare and merge them, then push the blog's version; or "
                + "choose one, and the other stays in the history."
        );

    public string Compare => T("对比并合并", "Compare and merge");
    public string KeepOurs => T("推送博客的版本", "Push the blog's version");
    public string TakeTheirs => T("采用仓库的版本", "Take the repository's version");
    public string Decided => T("已决定，正在同步。", "Decided; synchronizing.");

    public string Question(GitQuestion question) =>
        question == GitQuestion.Deleted
            ? T(
                "仓库里一次删除了很多文章，同步已停下。确认后这些文章会移到回收站。",
                "Many posts were deleted in the repository at once, so synchronization has stopped. If you agree, they go to the trash."
            )
            : T(
                "仓库的历史被改写了（强制推送，或者分支被删除），同步已停下。下面这些提交已经不在分支上。确认后会按文件现在的样子继续，博客不会改写仓库的历史。",
                "The history of the repository was rewritten (a force push, or the branch was deleted), so synchronization has stopped. "
                    + "These commits are no longer on the branch. If you agree, it goes on with the files as they are now; the blog never "
                    + "rewrites history itself."
            );

    public string Agree => T("确认并继续", "Agree and go on");
}

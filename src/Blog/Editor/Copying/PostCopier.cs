using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.Others;
using Blog.Editor.Copying.WeChat;
using Blog.Rendering.Scripting;
using Blog.Storage.Database;

namespace Blog.Editor.Copying;

/// <summary>Makes copies of posts for other platforms: two at a time, since drawing formulas takes a processor.</summary>
public sealed class PostCopier(FormulaDrawer formulas) : IDisposable
{
    private readonly Throttle _throttle = new(slots: 2);

    /// <summary>Makes a copy on a pool thread when there is a free slot.</summary>
    /// <param name="look">For WeChat only.</param>
    public Task<CopiedText> MakeAsync(CopySource source, CopyTarget target, WeChatLook look, CancellationToken cancellationToken) =>
        _throttle.RunOnPoolAsync(() => Make(source, target, look), cancellationToken);

    private CopiedText Make(CopySource source, CopyTarget target, WeChatLook look) =>
        target switch
        {
            CopyTarget.WeChat => WeChatCopy.Make(source, look, formulas),
            CopyTarget.Zhihu => ZhihuCopy.Make(source),
            CopyTarget.Html => HtmlCopy.Make(source),
            CopyTarget.Markdown => MarkdownCopy.Plain(source),
            _ => MarkdownCopy.ForPlatform(source),
        };

    public void Dispose() => _throttle.Dispose();
}

using Blog.Site.Localization;

namespace Blog.Editor.Diagrams;

public sealed class DiagramTexts : Texts<DiagramTexts>
{
    public string Heading => T("图表", "Diagrams");

    public string Back => T("‹ 回到媒体库", "‹ Back to the media library");

    public string Intro =>
        T(
            "mermaid 代码块由浏览器画成图。在编辑器里打开的文章会自动绘制；导入的、从 Git 同步来的文章在这里一次画完。画好之前，读者看到的是源码。",
            "Mermaid blocks are drawn by your browser. Posts that are open in the editor are drawn by themselves; those that were imported "
                + "or came from Git are drawn here at once. Until then readers see their source."
        );

    public string None => T("所有图表都已画好。", "All diagrams are drawn.");

    public string DrawAll => T("绘制全部图表", "Draw all diagrams");

    public string NeedsScript => T("绘制需要启用 JavaScript。", "Drawing needs JavaScript.");

    public string Drawing => T("正在绘制……", "Drawing …");

    public string Done => T("已画好", "Drawn");

    public string Finished => T("绘制完毕。", "All done.");

    public string SomeFailed =>
        T("有图表没能画出来，原因见列表；读者仍看到源码。", "Some could not be drawn, see the list; readers still see their source.");

    public string Failed => T("未能绘制：{0}", "Not drawn: {0}");

    public string Count(int count) => T($"{count} 张图未绘制", count == 1 ? "1 diagram is not drawn" : $"{count} diagrams are not drawn");

    public string TooLong => T("源码太长，无法绘制。", "The source is too long to be drawn.");
}

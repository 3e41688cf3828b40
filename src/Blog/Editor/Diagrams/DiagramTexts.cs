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

    public string NoPicture => T("不是这张图表的 PNG，或图表已改动。", "This is no PNG of the diagram, or the diagram has changed.");

    public string NeedsScript => T("绘制需要启用 JavaScript。", "Drawing needs JavaScript.");

    public string Drawing => T("正在绘制……", "Drawing …");

    public string Done => T("已画好", "Drawn");

    public string Finished => T("绘制完毕。", "All done.");

    public string SomeFailed =>
        T("有图表没能画出来，原因见列表；读者仍看到源码。", "Some could not be drawn, see the list; readers still see their source.");

    public string Failed => T("未能绘制：{0}", "Not drawn: {0}");

    public string Count(int count) => T($"{count} 张图未绘制", count == 1 ? "1 diagram is not drawn" : $"{count} diagrams are not drawn");

    public string DrawnHeading => T("已画好的图表", "Drawn diagrams");

    public string DrawnIntro =>
        T(
            "画得不好看，或者程序更新后想换成新的画法，可以重画。重画的图有新的地址，读者马上看到。",
            "If a drawing is ugly, or was made before an update of this program, it can be drawn again. The new one has another "
                + "address, so readers see it at once."
        );

    public string DrawAgain => T("重画", "Draw again");

    public string DrawnCount(int count) => T($"{count} 张图", count == 1 ? "1 diagram" : $"{count} diagrams");

    /// <summary>
    /// Why a drawing was refused, in the language of the page. What the drawing library says of a source stays in its own words.
    /// </summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(reason))]
    public string? Reason(string? reason) =>
        !IsChinese
            ? reason
            : reason switch
            {
                "a drawing of more than 512 KB" => "画出来超过 512 KB",
                "an SVG of more than 2 MB" => "画出来超过 2 MB",
                "an SVG nested more than 64 deep" => "画出来嵌套超过 64 层",
                "an SVG of more than 20,000 elements" => "画出来超过 20,000 个元素",
                "an SVG that references the same shapes too many times" => "画出来引用同一图形的次数太多",
                _ when reason?.StartsWith("not a well-formed SVG", StringComparison.Ordinal) == true => "画出来不是完整的 SVG",
                "an SVG without a size" => "画出来没有尺寸",
                "no answer" => "浏览器画了太久，没有结果",
                "This kind of diagram has HTML labels, which no picture can keep." => "这种图表的文字是 HTML，图片里放不下",
                _ => reason,
            };

    public string TooLong => T("源码太长，无法绘制。", "The source is too long to be drawn.");
}

namespace Blog.Rendering.Output;

/// <summary>The words that the renderer itself adds to a text, in the text's own language.</summary>
internal sealed record RenderTexts(
    string Section,
    string Embedded,
    string Watch,
    string Listen,
    string View,
    string Details,
    string Table,
    string BackReference,
    string Done,
    string NotDone,
    string Unfold,
    string Fold,
    string Ellipsis,
    string Diagram,
    string DiagramSource,
    IReadOnlyDictionary<string, string> Alerts
)
{
    private static readonly RenderTexts Chinese = new(
        "本节链接：{0}",
        "嵌入内容：{0}",
        "在{0}上观看：{1}",
        "在{0}上收听：{1}",
        "在{0}上查看：{1}",
        "详情",
        "表 {0}",
        "回到正文的脚注 {0}",
        "已完成",
        "未完成",
        "展开全部 {0} 行",
        "收起",
        "……",
        "图表（文字源码附后）",
        "图表源码",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["note"] = "注意",
            ["tip"] = "提示",
            ["important"] = "重要",
            ["warning"] = "警告",
            ["caution"] = "小心",
        }
    );

    private static readonly RenderTexts English = new(
        "Link to this section: {0}",
        "Embedded content: {0}",
        "Watch on {0}: {1}",
        "Listen on {0}: {1}",
        "View on {0}: {1}",
        "Details",
        "Table {0}",
        "Back to reference {0}",
        "Done",
        "Not done",
        "Show all {0} lines",
        "Fold",
        "…",
        "Diagram (its source follows as text)",
        "Source of the diagram",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["note"] = "Note",
            ["tip"] = "Tip",
            ["important"] = "Important",
            ["warning"] = "Warning",
            ["caution"] = "Caution",
        }
    );

    private static readonly HashSet<string> AlertTitles = [.. Chinese.Alerts.Values, .. English.Alerts.Values];

    public bool IsChinese => ReferenceEquals(this, Chinese);

    /// <summary>Chinese for any <c>zh</c> tag, English for every other language.</summary>
    public static RenderTexts For(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>Whether the title of an alert is the renderer's own, in either language, and not the author's.</summary>
    public static bool IsAlertTitle(string text) => AlertTitles.Contains(text.Trim());

    /// <summary>Puts a value into one of the patterns above.</summary>
    public static string Fill(string pattern, object value) =>
        pattern.Replace("{0}", Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

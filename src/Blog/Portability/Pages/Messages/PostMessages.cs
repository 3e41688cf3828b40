namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of posts when they are planned, rendered and written.</summary>
internal static class PostMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        // earlier imports
        ("is the file that was {0} before", "就是原来的 {0}"),
        ("is in the trash", "在回收站里"),
        (
            "was edited here since the last import, and the file has changed: left as it is (--overwrite writes the file over it)",
            "上次导入之后在这里修改过，文件也有变化：保持原样（要让文件覆盖它，请在新的导入里勾选「也覆盖在本站修改过的文章」）"
        ),
        (
            "its details were changed here since the last import: left as it is (--overwrite writes the file over it)",
            "上次导入之后在这里改过它的信息：保持原样（要让文件覆盖它，请在新的导入里勾选「也覆盖在本站修改过的文章」）"
        ),
        ("was edited here since the last import; that text is kept as a revision", "上次导入之后在这里修改过，修改过的文字已存为历史版本"),
        ("{0} is already the {1} text of '{2}'", "“{2}”的 {1} 文本已经是 {0}，这一篇不编入译文"),
        // addresses
        ("address {0} is taken: {1} is used instead", "地址 {0} 已被占用，改用 {1}"),
        ("address {0} is longer than {1:number} characters: another one is used", "地址 {0} 超过 {1} 个字符，改用别的地址"),
        ("address {0} belongs to the blog itself: another one is used", "地址 {0} 由本站自己使用，改用别的地址"),
        (
            "address {0} belongs to a part of the blog that nothing may stand in front of: another one is used",
            "地址 {0} 属于本站受保护的部分，改用别的地址"
        ),
        ("address {0} is no address: another one is used", "{0} 不是有效的地址，改用别的地址"),
        ("old address {0} belongs to the blog itself: left out", "旧地址 {0} 由本站自己使用，已略去"),
        (
            "old address {0} belongs to a part of the blog that nothing may stand in front of: left out",
            "旧地址 {0} 属于本站受保护的部分，已略去"
        ),
        ("old address {0} belongs to {1}", "旧地址 {0} 属于 {1}"),
        ("no address can be generated from its name", "无法从它的名称生成地址"),
        ("belongs to the blog itself", "由本站自己使用"),
        ("belongs to a part of the blog that nothing may stand in front of", "属于本站受保护的部分"),
        ("is no address", "不是有效的地址"),
        // what is too long
        ("its {0:reason} was truncated to {1:number} characters", "{0}过长，截为 {1} 个字符"),
        ("its {0:reason} is longer than {1:number} characters", "{0}超过 {1} 个字符"),
        ("the cover's address is longer than {0:number} characters: left out", "封面图片的地址超过 {0} 个字符，已略去"),
        ("title", "标题"),
        ("description", "摘要"),
        ("series", "系列名"),
        ("cover", "封面图片的地址"),
        ("slug", "地址中的名称"),
        ("translation key", "译文的编组名"),
        ("translationgroup", "译文的编组名"),
        ("language", "语言代码"),
        ("languagevariant", "语言代码"),
        ("tag", "标签"),
        ("category", "分类名"),
        ("category path", "分类路径"),
        ("old address", "旧地址"),
        ("importkey", "文件路径"),
        ("otherfields", "其他字段"),
        // the renderer's limits
        ("longer than {0:number} KB", "超过 {0} KB"),
        ("more than {0:number} links or open brackets", "链接或左方括号超过 {0} 个"),
        ("more than {0:number} headings", "标题超过 {0} 个"),
        ("more than {0:number} list or quote marks at the start of one line", "一行开头的列表或引用标记超过 {0} 个"),
        ("nested too deeply", "嵌套过深"),
        ("more than {0:number} HTML tags or attributes", "HTML 标签或属性超过 {0} 个"),
        ("HTML nested more than {0:number} deep", "HTML 嵌套超过 {0} 层"),
        ("breaks a limit of the renderer", "超出渲染的限制"),
        // what the renderer reports
        ("line {0:number}: {1:known}", "第 {0} 行：{1}"),
        ("{0}: looks like TeX, but is not in a formula ($...$ or $$...$$)", "{0} 像是 TeX，但不在公式里（$...$ 或 $$...$$）"),
        ("{0}: is not closed; what follows it is shown all the same", "{0} 没有闭合，后面的内容照常显示"),
        ("formula {0} cannot be shown: {1:reason}", "公式 {0} 无法显示：{1}"),
        ("Longer than a formula may be", "公式过长"),
        ("More formulas than one post may hold", "一篇文章里的公式过多"),
        ("The formulas before it took all the time that one post may", "前面的公式已用完一篇文章可用的时间"),
        // failures
        ("cannot be planned ({0})", "无法安排导入（{0}）"),
        ("cannot be rendered ({0})", "无法渲染（{0}）"),
        ("could not be saved: {0}", "无法保存：{0}"),
        ("its images could not be saved: {0}", "它的图片无法保存：{0}"),
        ("its date is in the future: public from {0} on", "日期在将来，从 {0} 起公开"),
    ];
}

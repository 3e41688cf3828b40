namespace Blog.Editor.Scripting;

/// <summary>What the editor's script says, by its keys; {0} and {1} are filled in there.</summary>
public static class EditorScriptTexts
{
    private static readonly (string Key, string Chinese, string English)[] Words =
    [
        // Saving
        ("saving", "正在保存……", "Saving…"),
        ("saved", "已保存 {0}", "Saved {0}"),
        (
            "noAnswer",
            "没有保存：服务器没有回应，文字保留在这个浏览器里",
            "Not saved: the server did not answer. Your text is kept in this browser."
        ),
        ("actFailed", "「{0}」没有完成。{1}", "“{0}” was not done. {1}"),
        ("viewLive", "查看文章", "View post"),
        ("cancel", "取消", "Cancel"),
        ("offline", "没有保存：网络已断开，文字保留在这个浏览器里", "Not saved: no connection. Your text is kept in this browser."),
        ("failed", "没有保存：服务器出错，文字保留在这个浏览器里", "Not saved: server error. Your text is kept in this browser."),
        (
            "full",
            "没有保存：服务器磁盘已满，文字保留在这个浏览器里",
            "Not saved: the server’s disk is full. Your text is kept in this browser."
        ),
        ("browserFull", "浏览器的存储空间已满：这里没有留存副本", "This browser’s storage is full: no copy is kept here"),
        ("refused", "没有保存：{0}", "Not saved: {0}"),
        (
            "forbidden",
            "没有保存：你没有编辑这篇文章的权限，文字保留在这个浏览器里",
            "Not saved: you may not change this post. Your text is kept in this browser."
        ),
        (
            "gone",
            "没有保存：服务器上已没有这篇文章。离开之前请复制你的文字。",
            "Not saved: this post is no longer on the server. Copy your text before you leave."
        ),
        ("tooLong", "没有保存：太长了", "Not saved: the text is too long"),
        (
            "proxyTooLarge",
            "博客前面的代理不让 {0} 通过；请调大它的上限（nginx：client_max_body_size）",
            "the proxy before the blog does not let {0} through; raise its limit (nginx: client_max_body_size)"
        ),
        ("signedOut", "没有保存：登录已失效", "Not saved: you are signed out"),
        ("signedOutTitle", "登录已失效", "You are signed out"),
        (
            "signedOutText",
            "文字都保留在这个浏览器里。在新标签页登录之后，会自动保存。",
            "Your text is safe in this browser. Sign in in a new tab; it is then saved automatically."
        ),
        ("signIn", "登录", "Sign in"),
        ("keepWriting", "继续写作", "Keep writing"),
        ("conflict", "没有保存：这篇文章已在别处修改", "Not saved: this post was changed elsewhere"),
        (
            "conflictBy",
            "{0} 在 {1} 保存了另一个版本。你写的还在这个浏览器里。",
            "{0} saved another version at {1}. Yours is safe in this browser."
        ),
        ("conflictOpen", "对照两个版本", "Compare both versions"),
        ("stale", "这篇文章在另一个标签页里改过。", "This post was changed in another tab."),
        ("staleReload", "显示新的版本", "Show the newer version"),
        ("recovered", "这个浏览器里有一份 {0} 的文稿，服务器上没有。", "This browser holds a copy of {0} that the server does not have."),
        (
            "recoveredNew",
            "这个浏览器里有一篇 {0} 的草稿，还没有存到服务器：「{1}」",
            "This browser holds a draft of {0} that never reached the server: “{1}”"
        ),
        ("recoveredIn", "不同之处：{0}。", "Differences: {0}."),
        ("recoveredUse", "用这一份", "Use this copy"),
        ("recoveredCompare", "比较", "Compare"),
        ("recoveredDiscard", "丢弃", "Discard this copy"),
        ("discarded", "这一份已经丢弃。", "The copy was discarded."),
        ("discardUndo", "撤销", "Undo"),
        ("untitled", "无题", "untitled"),
        ("because", "{0}：{1}", "{0}: {1}"),
        ("and", "、", ", "),
        ("text", "正文", "Text"),
        // Preview
        ("counts", "{0} 字 · ≈ {1} 分钟", "{0} words · ≈ {1} min"),
        ("diagramFailed", "有图表没能画出来，读者会看到它的源码。", "A diagram could not be drawn; readers will see its source."),
        ("previewFailed", "没有预览", "No preview"),
        ("problems", "需要检查", "To check"),
        // Tools
        ("toolbar", "格式与插入", "Formatting"),
        ("bold", "加粗", "Bold"),
        ("italic", "斜体", "Italic"),
        ("heading", "标题", "Heading"),
        ("link", "链接", "Link"),
        ("quote", "引用", "Quote"),
        ("list", "列表", "List"),
        ("code", "代码", "Code"),
        ("formula", "公式", "Formula"),
        ("table", "表格", "Table"),
        ("image", "图片", "Image"),
        ("more", "摘要分隔线", "Read-more break"),
        ("find", "查找", "Find"),
        ("fullScreen", "全屏", "Full screen"),
        ("placeholder", "用 Markdown 写作。图片可以直接粘贴或拖进来。", "Write in Markdown. Paste or drop images here."),
        (
            "tabHelp",
            "Tab 在代码和列表里缩进，在表格里换格；先按 Esc 再按 Tab，离开正文。",
            "Tab indents code and lists and moves between table cells. Press Escape, then Tab, to leave the editor."
        ),
        // Find and replace
        ("findField", "查找", "Find"),
        ("replaceField", "替换为", "Replace"),
        ("next", "下一个", "Next"),
        ("previous", "上一个", "Previous"),
        ("all", "全选", "Select all"),
        ("matchCase", "区分大小写", "Match case"),
        ("regexp", "正则表达式", "Regular expression"),
        ("byWord", "全字匹配", "Whole word"),
        ("replaceOne", "替换", "Replace"),
        ("replaceAll", "全部替换", "Replace all"),
        ("close", "关闭", "Close"),
        ("currentMatch", "当前匹配", "Current match"),
        ("onLine", "所在行", "on line"),
        ("replacedMany", "替换了 $ 处", "Replaced $ matches"),
        ("replacedOne", "替换了第 $ 行的一处", "Replaced match on line $"),
        ("noMatches", "没有找到", "No matches"),
        ("invalidRegexp", "正则表达式无效", "Invalid regular expression"),
        ("goToLine", "转到行", "Go to line"),
        ("go", "转到", "Go"),
        // Images
        ("uploadingNamed", "正在上传 {0}", "Uploading {0}"),
        ("uploads", "上传", "Uploads"),
        ("uploadFailed", "上传失败。", "The upload failed."),
        ("uploadSilent", "服务器没有回应。", "The server did not answer."),
        (
            "uploadLost",
            "有一张图当初没有传完：请在「{0}」的位置重新选图，或者移除这个记号。",
            "An upload did not finish: choose the image again at “{0}”, or remove the mark."
        ),
        ("uploadLoose", "{0}：已上传，但文中的位置已不存在", "{0}: uploaded, but its place in the text is gone"),
        ("uploadsRunning", "图片还在上传，请等上传完成后再发布。", "Images are still uploading. Please publish when they have arrived."),
        ("imageLimit", "图片（每张最多 {0}，也可以粘贴或拖进来）", "Image (up to {0} each; you can also paste or drop)"),
        ("tooLarge", "文件有 {0}，最多 {1}：请缩小。", "The file has {0}; the limit is {1}. Please make it smaller."),
        ("beside", "图片并排", "Side by side"),
        ("besideOffer", "刚上传了 {0} 张图片，要并排显示吗？", "{0} images were uploaded. Show them side by side?"),
        (
            "besideHow",
            "请把光标放在相邻的几张图片上，每张图片单独一行。",
            "Place the cursor on images that follow each other, each on a line of its own."
        ),
        ("picturesTitle", "插入图片", "Insert images"),
        ("picturesFind", "按名称或说明查找", "Find by name or description"),
        ("picturesUpload", "上传新图片…", "Upload images…"),
        ("picturesMore", "显示更多", "Show more"),
        ("picturesLoading", "正在载入……", "Loading…"),
        ("picturesFailed", "图库没有回应。", "The library did not answer."),
        ("picturesNone", "没有找到图片。", "No images were found."),
        ("picturesChosen", "已选的图片，按插入的次序", "Chosen images, in the order of insertion"),
        ("picturesBeside", "并排显示", "Show them side by side"),
        ("picturesInsert", "插入", "Insert"),
        ("pictureUp", "{0}：前移", "{0}: move up"),
        ("pictureDown", "{0}：后移", "{0}: move down"),
        ("pictureDrop", "移除 {0}", "Remove {0}"),
        ("coverChoose", "从图库选择封面", "Choose a cover"),
        ("coverUse", "用作封面", "Use as cover"),
        ("coverFirst", "用文中第一张图", "Use the first image of the text"),
        ("coverRemove", "移除封面", "Remove the cover"),
        ("coverShown", "封面", "Cover"),
        ("coverNone", "文中还没有图片。", "There is no image in the text yet."),
        ("retry", "再试一次", "Try again"),
        ("insertHere", "插在这里", "Insert here"),
        ("remove", "移除", "Remove"),
        ("dismiss", "收起", "Hide"),
        ("altAsk", "{0} 上是什么？写给看不到图片的读者：", "What does {0} show? For readers who cannot see it:"),
        ("altDone", "完成", "Done"),
        ("altSkip", "跳过", "Skip"),
        ("altSkipAll", "全部跳过（{0} 张）", "Skip all {0}"),
        // Pasted text
        (
            "pasteLost",
            "有 {0} 张图片没有随文字一起复制过来：请单独复制，再粘贴到文中。",
            "Images that did not come with the pasted text: {0}. Copy and paste each of them separately."
        ),
        ("remoteFound", "粘贴的内容里有 {0} 张图片存放在其他网站上。", "The pasted text shows images from other sites: {0}."),
        ("remoteBring", "全部转存到本站", "Save them to this site"),
        ("remoteKeep", "保留原链接", "Keep the links"),
        ("remoteBringing", "正在转存图片：{0} / {1}", "Saving images to this site: {0} / {1}"),
        ("remoteCame", "已转存 {0} 张图片。", "Images saved to this site: {0}."),
        (
            "remoteSome",
            "已转存 {0} 张图片，{1} 张没有成功，仍指向原来的网站。",
            "Images saved to this site: {0}. Failed, and still linked to the other site: {1}."
        ),
        // Facts
        ("addressFrom", "留空则为：{0}", "If empty: {0}"),
        ("addressUse", "使用", "Use it"),
        // Completion
        ("choices", "建议", "Suggestions"),
        ("choicesCount", "有 {0} 条建议，用上下方向键选择", "Suggestions: {0}. Use the arrow keys to choose."),
        ("tagsKnown", "已有的标签", "Existing tags"),
        ("categoriesKnown", "已有的分类", "Existing categories"),
        ("seriesKnown", "已有的系列", "Existing series"),
        ("snippet", "片段", "Snippet"),
        (
            "snippetsNone",
            "还没有片段：常用的文字可以存成片段，在这里插入。",
            "There are no snippets yet. Keep what you write again and again as a snippet, and insert it here."
        ),
        ("snippetsManage", "管理片段", "Manage snippets"),
    ];

    private static readonly Dictionary<string, string> Chinese = Words.ToDictionary(
        word => word.Key,
        word => word.Chinese,
        StringComparer.Ordinal
    );

    private static readonly Dictionary<string, string> English = Words.ToDictionary(
        word => word.Key,
        word => word.English,
        StringComparer.Ordinal
    );

    /// <param name="tag">BCP 47 tag.</param>
    public static IReadOnlyDictionary<string, string> Of(string tag) =>
        tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

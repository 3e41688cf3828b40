namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of the tags, shortcodes and containers of the old site.</summary>
internal static class TemplateMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        ("unknown tag '{0}': only its text is kept", "不认识的标签 {0}，只保留其中的文字"),
        ("unknown tag '{0}': left out", "不认识的标签 {0}，已略去"),
        ("unknown tag '{0}': only its text was kept in {1}", "不认识的标签 {0}，只保留其中的文字，见 {1}"),
        (
            "unknown tag '{0}': only its text was kept in {1} and {2:number} more",
            "不认识的标签 {0}，只保留其中的文字，见 {1}，以及另外 {2} 个文件"
        ),
        ("tag '{0}' does not end: only its text is kept", "标签 {0} 没有结束，只保留其中的文字"),
        ("tags are nested more than {0:number} deep: the inner ones keep only their text", "标签嵌套超过 {0} 层，里层只保留文字"),
        ("boxes are nested more than {0:number} deep: the inner ones keep only their text", "提示框嵌套超过 {0} 层，里层只保留文字"),
        ("unknown container '{0}': shown as a note", "不认识的容器 {0}，显示为提示框"),
        ("the end of a container that never began: left out", "这个容器只有结尾，没有开头，已略去"),
        // Hexo
        ("its text became much shorter: compare it with the original", "正文比原文短了很多，请与原文对照"),
        ("tag '{0}' shows data of the site: left out", "标签 {0} 显示的是站点数据，已略去"),
        ("tag '{0}' names a post that is not there: {1}", "标签 {0} 引用的文章不存在：{1}"),
        ("the code file {0} was not found: left out", "找不到代码文件 {0}，已略去"),
        // Hugo
        ("shortcode '{0}' names a page that is not there: {1}", "短代码 {0} 引用的页面不存在：{1}"),
        ("shortcode 'param' names a parameter that is not there: {0}", "短代码 param 引用的参数不存在：{0}"),
        ("shortcode '{0}' names a file that is not there: {1}", "短代码 {0} 引用的文件不存在：{1}"),
        ("shortcode '{0}' names no images that are there: {1}", "短代码 {0} 引用的图片都不存在：{1}"),
        // Jekyll
        ("the include {0} was left as it is: {1:reason}", "include 文件 {0} 保持原样：{1}"),
        ("tag '{0}' names a page that is not there: {1}", "标签 {0} 引用的页面不存在：{1}"),
        ("the include {0} was not found: left out", "找不到 include 文件 {0}，已略去"),
        ("Liquid uses {0}, which the import does not know: empty", "Liquid 代码用到 {0}，导入时没有这项数据，按空值处理"),
        ("Liquid was left as it is: {0:reason}", "Liquid 代码保持原样：{0}"),
        ("Liquid was left as it is: {0}: {1:known}", "Liquid 代码保持原样：{0}：{1}"), // an include, and what is wrong in it
        ("a tag does not end within {0:number} characters", "有标签在 {0} 个字符之内没有结束"),
        ("tags are nested more than {0:number} deep", "标签嵌套超过 {0} 层"),
        ("more than {0:number} tags", "标签超过 {0} 个"),
        ("more than {0:number} brackets in a tag", "一个标签里的括号超过 {0} 个"),
        ("more than {0:number} filters in a tag", "一个标签里的过滤器超过 {0} 个"),
        ("a range that is too long or unknown", "区间过长，或者无法确定"),
        ("a value is too long", "有值过长"),
        ("a value is longer than {0:number} KB", "有值超过 {0} KB"),
        ("its output is too long", "输出过长"),
        (
            "{0} is included more than {1:number} deep or more than {2:number} files are",
            "{0} 的 include 嵌套超过 {1} 层，或者 include 的文件超过 {2} 个"
        ),
    ];
}

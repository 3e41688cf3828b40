using Blog.Data.Snippets;
using Blog.Site.Localization;

namespace Blog.Editor.Snippets;

public sealed class SnippetTexts : Texts<SnippetTexts>
{
    public string Intro =>
        T(
            "常用的文字存成片段，写作时在行首输入 / 和名称，或者用工具栏的「片段」插入。模板是新文章的开头：标题、分类、标签和正文都先填好。"
                + "片段和模板只有你自己看得到。",
            "Keep what you write again and again as a snippet: type / and its name at the beginning of a line, or use “Snippet” in the "
                + "toolbar. A template is how a new post begins, with title, category, tags and text filled in. Only you see yours."
        );

    public string Snippets => T("片段", "Snippets");
    public string Templates => T("模板", "Templates");
    public string NoneYet => T("还没有片段。", "There are no snippets yet.");
    public string NoTemplates => T("还没有模板。", "There are no templates yet.");
    public string New => T("新建", "New");
    public string Back => T("‹ 片段与模板", "‹ Snippets and templates");
    public string Name => T("名称", "Name");

    public string NameHint =>
        T("最多 100 个字符，不含斜杠、顿号和括号；可以用拼音查找。", "At most 100 characters, without slashes and brackets.");

    public string Markdown => T("内容（Markdown）", "Text (Markdown)");
    public string IsTemplate => T("用作新文章的模板", "Use it as a template for new posts");
    public string TemplateOnly => T("以下只用于模板", "For templates only");
    public string Title => T("标题", "Title");

    public string TitleHint =>
        T(
            "可以用 {date}（2026-11-30）、{year}、{month}、{day}、{week} 代表当天的日期和周数。",
            "{date} (2026-11-30), {year}, {month}, {day} and {week} become those of the day."
        );

    public string Category => T("分类", "Category");
    public string Tags => T("标签", "Tags");
    public string TagsHint => T("用逗号或顿号隔开。", "Separated by commas.");
    public string Language => T("语言", "Language");
    public string MainLanguage => T("站点的主要语言", "The main language of the site");
    public string Use => T("用它写一篇", "Write a post from it");
    public string Remove => T("删除", "Delete");
    public string SureToRemove => T("确认删除", "Yes, delete it");
    public string BeSure => T("请先勾选确认。", "Please tick the confirmation first.");
    public string Removed => T("已删除。", "Deleted.");

    public string Error(SnippetError error) =>
        error switch
        {
            SnippetError.BadName => T(
                "请填写名称：最多 100 个字符，不能含斜杠、顿号和括号。",
                "Please enter a name of at most 100 characters, without slashes and brackets."
            ),
            SnippetError.NoText => T("请填写内容。", "Please enter a text."),
            SnippetError.TooLong => T("内容太长，最多 65,536 个字符。", "The text is too long; at most 65,536 characters."),
            SnippetError.Taken => T("你已有同名的片段或模板，请换一个名称。", "You have one of this name already. Please choose another."),
            SnippetError.TooMany => IsChinese ? $"最多 {SnippetEditor.Most} 个。" : $"At most {SnippetEditor.Most}.",
            _ => T("它已不存在，请刷新页面。", "It no longer exists. Please reload the page."),
        };
}

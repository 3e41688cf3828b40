using Blog.Data.Taxonomy;
using Blog.Site.Localization;

namespace Blog.Admin.Taxonomy;

public sealed class TaxonomyTexts : Texts<TaxonomyTexts>
{
    public string Intro =>
        T(
            "各语言的文章共用一套分类和标签。改名、移动或合并之后，旧地址会永久重定向到新地址；写作时再用旧名字，指的也是改名后的那个。",
            "Posts in all languages share these. After a rename, move or merge, the old address redirects to the new one permanently, "
                + "and the old name, when typed, stands for the new one."
        );

    public string Category => T("分类", "Category");
    public string Categories => T("分类", "Categories");

    public string NoCategories =>
        T(
            "还没有分类。可以在写文章时填写，也可以在这里新建。",
            "There are no categories yet. Enter one while writing a post, or create one here."
        );

    public string NewCategory => T("新建分类", "New category");
    public string Tag => T("标签", "Tag");
    public string Tags => T("标签", "Tags");
    public string NoTags =>
        T(
            "还没有标签。可以在写文章时填写，也可以在这里新建。",
            "There are no tags yet. Enter one while writing a post, or create one here."
        );
    public string NewTag => T("新建标签", "New tag");
    public string Series => T("系列", "Series");
    public string NoSeries => T("还没有系列。写文章时填写系列名称即可新建。", "There are no series yet. Name one while writing a post.");
    public string Description => T("简介", "Description");
    public string DescriptionHint => T("显示在系列页的开头，纯文本。", "Shown at the top of the page of the series, as plain text.");
    public string Language => T("语言", "Language");
    public string NoLanguage => T("不限", "none in particular");
    public string Order => T("次序", "Order");

    public string OrderText =>
        T(
            "数字小的在前；留空的按发表时间排在后面。草稿和未到时间的文章不会公开。",
            "Lower numbers come first; posts without one follow by date. Drafts and scheduled posts are not public."
        );

    public string Place => T("位置", "Place");
    public string Post => T("文章", "Post");
    public string Draft => T("草稿", "draft");
    public string SaveOrder => T("保存次序", "Save the order");
    public string Ordered => T("次序已保存。", "The order was saved.");

    public string PlaceOf(string title) => IsChinese ? $"「{title}」的位置" : $"Place of “{title}”";

    public string RemoveSeriesText(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{count} 篇文章会不再属于这个系列，文章本身不变。它的地址和旧地址将返回 404。")
            : $"{Count(count)} will be in no series and otherwise stay unchanged. Its current and old addresses will return 404.";

    public string Name => T("名称", "Name");
    public string Address => T("地址", "Address");
    public string Posts => T("文章", "Posts");
    public string Slug => T("地址的最后一段", "Last part of the address");
    public string SlugHint =>
        T("字母、数字和连字符；留空则根据名称生成。", "Letters, digits and hyphens; leave empty to generate it from the name.");
    public string Parent => T("上级分类", "Parent category");
    public string TopOfTree => T("（顶层）", "(top level)");
    public string RenameHint =>
        T("地址改变后，旧地址会永久重定向到新地址。", "If the address changes, the old one redirects to the new one permanently.");
    public string Merge => T("合并", "Merge");

    public string MergeTagText =>
        T(
            "把这个标签合并到另一个：相关文章改用那个标签，它的地址和旧地址都会重定向过去，它本身会被删除。",
            "Merges this tag into another: its posts get the other tag, its current and old addresses redirect there, and this tag is "
                + "removed."
        );

    public string MergeCategoryText =>
        T(
            "把这个分类合并到另一个：它的文章和下级分类都会移过去，所有旧地址都会重定向过去，它本身会被删除。",
            "Merges this category into another: its posts and subcategories move there, all old addresses redirect there, and this "
                + "category is removed."
        );

    public string Into => T("合并到", "Merge into");
    public string Remove => T("删除", "Delete");
    public string BeSure => T("请先勾选确认，再提交一次。", "Please tick the confirmation and submit again.");
    public string Renamed => T("已保存，旧地址会重定向到新地址。", "Saved; the old address redirects to the new one.");
    public string Merged => T("已合并，旧地址会重定向过去。", "Merged; the old address redirects there.");
    public string Removed => T("已删除。", "Deleted.");

    public string Made(string name) => IsChinese ? $"已新建「{name}」。" : $"“{name}” was created.";

    public string Facts(string address, int count) =>
        IsChinese ? string.Create(CultureInfo.InvariantCulture, $"{address} · {count} 篇文章") : $"{address} · {Count(count)}";

    public string PostsOf(string name, int count) =>
        IsChinese ? string.Create(CultureInfo.InvariantCulture, $"「{name}」的 {count} 篇文章") : $"{Count(count)} in “{name}”";

    public string BelowGoAlong(int count) =>
        IsChinese ? $"它的 {count} 个下级分类会一起移动，地址也会重定向。"
        : count == 1 ? " Its subcategory moves along."
        : $" Its {count} subcategories move along.";

    public string RemoveTagText(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{count} 篇文章会失去这个标签，文章本身不变。它的地址和旧地址将返回 404。")
            : $"{Count(count)} will lose this tag and otherwise stay unchanged. Its current and old addresses will return 404.";

    public string RemoveCategoryText(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{count} 篇文章会变为未分类，文章本身不变。它的地址和旧地址将返回 404。")
            : $"{Count(count)} will have no category and otherwise stay unchanged. Its current and old addresses will return 404.";

    public string SureToMerge(string name) =>
        IsChinese ? $"确认合并「{name}」，此操作无法撤销" : $"Yes, merge “{name}”; this cannot be undone";

    public string SureToRemove(string name) => IsChinese ? $"确认删除「{name}」" : $"Yes, delete “{name}”";

    public string Error(TaxonomyError fault) =>
        fault switch
        {
            TaxonomyError.Gone => T(
                "它已不存在，可能刚被合并或删除。请刷新页面。",
                "It no longer exists: somebody may have merged or deleted it. Please reload the page."
            ),
            TaxonomyError.Changed => T(
                "打开这一页之后有人修改过它，因此没有执行。下面是现在的内容，请看过再提交一次。",
                "Somebody changed it after this page was opened, so nothing was done. The current state is below: please check it "
                    + "and submit again."
            ),
            TaxonomyError.NameMissing => T(
                "请填写名称；地址里至少要有一个字母或数字。",
                "Please enter a name; the address needs at least one letter or digit."
            ),
            TaxonomyError.NameTaken => T(
                "这个名称已被使用。要合并两者，请使用「合并」。",
                "This name is already in use. To combine the two, merge them."
            ),
            TaxonomyError.AddressTaken => T(
                "这个地址已被使用。请换一个，或者使用「合并」。",
                "This address is already in use. Please choose another, or merge the two."
            ),
            TaxonomyError.TooLong => T("名称或地址太长了。", "The name or the address is too long."),
            TaxonomyError.BelowItself => T(
                "不能把分类放到它自己或它的下级里面。",
                "A category cannot be moved below itself or one of its subcategories."
            ),
            _ => T("它还有下级分类。请先移走它们，或者使用「合并」。", "It has subcategories. Please move them first, or merge."),
        };

    private static string Count(int count) => count == 1 ? "1 post" : string.Create(CultureInfo.InvariantCulture, $"{count} posts");
}

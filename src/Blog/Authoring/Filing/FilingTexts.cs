using Blog.Data.Filing;
using Blog.Site;

namespace Blog.Authoring.Filing;

public sealed class FilingTexts : Texts<FilingTexts>
{
    public string Intro => T(
        "各语言的文章共用一套分类和标签。改名、移动或合并之后，旧地址会一直转到新地址；写作时再用旧名字，指的也是改名后的那个。",
        "Posts of all languages share these. After a rename, a move or a merge the old address leads to the new one for ever, and "
            + "whoever types the old name means what it became.");

    public string Category => T("分类", "Category");
    public string Categories => T("分类", "Categories");

    public string NoCategories =>
        T("还没有分类。写文章时写下一个，或在这里新建。", "There are no categories yet. Name one while writing a post, or make one here.");

    public string NewCategory => T("新建分类", "New category");
    public string Tag => T("标签", "Tag");
    public string Tags => T("标签", "Tags");
    public string NoTags => T("还没有标签。写文章时写下一个，或在这里新建。", "There are no tags yet. Name one while writing a post, or make one here.");
    public string NewTag => T("新建标签", "New tag");
    public string Name => T("名称", "Name");
    public string Address => T("地址", "Address");
    public string Posts => T("文章", "Posts");
    public string Slug => T("地址的最后一段", "End of its address");
    public string SlugHint => T("字母、数字和连字符；留空则按名称生成。", "Letters, digits and hyphens; empty for one made of the name.");
    public string Parent => T("上级分类", "Below");
    public string TopOfTree => T("（顶层）", "(top of the tree)");
    public string RenameHint => T("地址变了的话，旧地址会一直转到新地址。", "Where the address changes, the old one leads to the new one for ever.");
    public string Merge => T("合并", "Merge");

    public string MergeTagText => T(
        "把这个标签并进另一个：有它的文章改用那个标签，它的地址和旧地址都转过去，它自己就不在了。",
        "Merges this tag into another: its posts get that one, its address and its old addresses lead there, and it is gone.");

    public string MergeCategoryText => T(
        "把这个分类并进另一个：它的文章和下级分类都归过去，所有旧地址都转过去，它自己就不在了。",
        "Merges this category into another: its posts and the categories below it go there, all old addresses lead there, and it "
            + "is gone.");

    public string Into => T("并进", "Into");
    public string Remove => T("删除", "Delete");
    public string BeSure => T("请先勾选确认，再提交一次。", "Please tick that you are sure, and send it again.");
    public string Renamed => T("改好了，旧地址会转到新地址。", "Changed; the old address leads to the new one.");
    public string Merged => T("合并好了，旧地址会转过去。", "Merged; the old address leads there.");
    public string Removed => T("删除了。", "Deleted.");
    public string Made(string name) => IsChinese ? $"新建了「{name}」。" : $"“{name}” is made.";

    public string Facts(string address, int count) =>
        IsChinese ? string.Create(CultureInfo.InvariantCulture, $"{address} · {count} 篇文章") : $"{address} · {Count(count)}";

    public string PostsOf(string name, int count) =>
        IsChinese ? string.Create(CultureInfo.InvariantCulture, $"「{name}」的 {count} 篇文章") : $"{Count(count)} of “{name}”";

    public string BelowGoAlong(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"它下面的 {count} 个分类跟着走，地址也一起转。")
            : (count == 1 ? " The category below it goes along." : string.Create(CultureInfo.InvariantCulture, $" The {count} categories below it go along."));

    public string RemoveTagText(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{count} 篇文章会失去这个标签，文章本身不动。它的地址和旧地址从此是 404。")
            : $"{Count(count)} will lose this tag and stay as they are otherwise. Its address and its old addresses answer 404 from "
                + "then on.";

    public string RemoveCategoryText(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{count} 篇文章会变成没有分类，文章本身不动。它的地址和旧地址从此是 404。")
            : $"{Count(count)} will have no category and stay as they are otherwise. Its address and its old addresses answer 404 "
                + "from then on.";

    public string SureToMerge(string name) =>
        IsChinese ? $"我确定要把「{name}」并过去，这一步不能撤销" : $"I am sure that “{name}” shall go; this cannot be undone";

    public string SureToRemove(string name) => IsChinese ? $"我确定要删除「{name}」" : $"I am sure that “{name}” shall be deleted";

    public string Fault(FilingFault fault) =>
        fault switch
        {
            FilingFault.Gone => T(
                "它已经不在了，可能刚被别人合并或删除。请刷新再看。",
                "It is no longer there: somebody may have merged or deleted it. Please reload and look again."),
            FilingFault.Changed => T(
                "这一页打开之后有人改过它，所以什么都没有改。下面是现在的样子，请看过再提交一次。",
                "Somebody changed it after this page was opened, so nothing was done. Below is what it is now: please look, and "
                    + "send again."),
            FilingFault.NameMissing => T("请写出名称；地址里至少要有一个字母或数字。", "Please give a name; an address needs at least one letter or digit."),
            FilingFault.NameTaken => T("已经有一个叫这个名字的了。想把两个变成一个，请用合并。", "Another one has this name. To make one of two, please merge them."),
            FilingFault.AddressTaken => T(
                "这个地址已经有另一个在用。请换一个地址，或者用合并。",
                "Another one has this address. Please choose another, or merge them."),
            FilingFault.TooLong => T("名称或地址太长了。", "The name or the address is too long."),
            FilingFault.BelowItself => T("不能把分类放到它自己或它的下级里面。", "A category cannot go below itself, or below one of its own."),
            _ => T("它下面还有分类。请先把它们移走，或者用合并。", "There are categories below it. Please move them away first, or merge."),
        };

    private static string Count(int count) => count == 1 ? "1 post" : string.Create(CultureInfo.InvariantCulture, $"{count} posts");
}

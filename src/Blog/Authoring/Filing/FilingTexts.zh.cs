using Blog.Data.Filing;

namespace Blog.Authoring.Filing;

public sealed partial record FilingTexts
{
    /// <summary>Chinese.</summary>
    public static FilingTexts Chinese { get; } = new()
    {
        Intro = "各语言的文章共用一套分类和标签。改名、移动或合并之后，旧地址会一直转到新地址；写作时再用旧名字，指的也是改名后的那个。",
        Category = "分类",
        Categories = "分类",
        NoCategories = "还没有分类。写文章时写下一个，或在这里新建。",
        NewCategory = "新建分类",
        Tag = "标签",
        Tags = "标签",
        NoTags = "还没有标签。写文章时写下一个，或在这里新建。",
        NewTag = "新建标签",
        Name = "名称",
        Address = "地址",
        Posts = "文章",
        Slug = "地址的最后一段",
        SlugHint = "字母、数字和连字符；留空则按名称生成。",
        Parent = "上级分类",
        TopOfTree = "（顶层）",
        RenameHint = "地址变了的话，旧地址会一直转到新地址。",
        Merge = "合并",
        MergeTagText = "把这个标签并进另一个：有它的文章改用那个标签，它的地址和旧地址都转过去，它自己就不在了。",
        MergeCategoryText = "把这个分类并进另一个：它的文章和下级分类都归过去，所有旧地址都转过去，它自己就不在了。",
        Into = "并进",
        Remove = "删除",
        BeSure = "请先勾选确认，再提交一次。",
        Renamed = "改好了，旧地址会转到新地址。",
        Merged = "合并好了，旧地址会转过去。",
        Removed = "删除了。",
        Made = name => $"新建了「{name}」。",
        Facts = (address, count) => string.Create(CultureInfo.InvariantCulture, $"{address} · {count} 篇文章"),
        PostsOf = (name, count) => string.Create(CultureInfo.InvariantCulture, $"「{name}」的 {count} 篇文章"),
        BelowGoAlong = count => string.Create(CultureInfo.InvariantCulture, $"它下面的 {count} 个分类跟着走，地址也一起转。"),
        RemoveTagText = count => string.Create(CultureInfo.InvariantCulture, $"{count} 篇文章会失去这个标签，文章本身不动。它的地址和旧地址从此是 404。"),
        RemoveCategoryText = count => string.Create(CultureInfo.InvariantCulture, $"{count} 篇文章会变成没有分类，文章本身不动。它的地址和旧地址从此是 404。"),
        SureToMerge = name => $"我确定要把「{name}」并过去，这一步不能撤销",
        SureToRemove = name => $"我确定要删除「{name}」",
        Fault = fault => fault switch
        {
            FilingFault.Gone => "它已经不在了，可能刚被别人合并或删除。请刷新再看。",
            FilingFault.Changed => "这一页打开之后有人改过它，所以什么都没有改。下面是现在的样子，请看过再提交一次。",
            FilingFault.NameMissing => "请写出名称；地址里至少要有一个字母或数字。",
            FilingFault.NameTaken => "已经有一个叫这个名字的了。想把两个变成一个，请用合并。",
            FilingFault.AddressTaken => "这个地址已经有另一个在用。请换一个地址，或者用合并。",
            FilingFault.TooLong => "名称或地址太长了。",
            FilingFault.BelowItself => "不能把分类放到它自己或它的下级里面。",
            _ => "它下面还有分类。请先把它们移走，或者用合并。",
        },
    };
}

using Blog.Data.Filing;

namespace Blog.Authoring.Filing;

public sealed partial record FilingTexts
{
    /// <summary>English.</summary>
    public static FilingTexts English { get; } = new()
    {
        Intro = "Posts of all languages share these. After a rename, a move or a merge the old address leads to the new one for ever, and whoever types the old name means what it became.",
        Category = "Category",
        Categories = "Categories",
        NoCategories = "There are no categories yet. Name one while writing a post, or make one here.",
        NewCategory = "New category",
        Tag = "Tag",
        Tags = "Tags",
        NoTags = "There are no tags yet. Name one while writing a post, or make one here.",
        NewTag = "New tag",
        Name = "Name",
        Address = "Address",
        Posts = "Posts",
        Slug = "End of its address",
        SlugHint = "Letters, digits and hyphens; empty for one made of the name.",
        Parent = "Below",
        TopOfTree = "(top of the tree)",
        RenameHint = "Where the address changes, the old one leads to the new one for ever.",
        Merge = "Merge",
        MergeTagText = "Merges this tag into another: its posts get that one, its address and its old addresses lead there, and it is gone.",
        MergeCategoryText = "Merges this category into another: its posts and the categories below it go there, all old addresses lead there, and it is gone.",
        Into = "Into",
        Remove = "Delete",
        BeSure = "Please tick that you are sure, and send it again.",
        Renamed = "Changed; the old address leads to the new one.",
        Merged = "Merged; the old address leads there.",
        Removed = "Deleted.",
        Made = name => $"“{name}” is made.",
        Facts = (address, count) => $"{address} · {Count(count)}",
        PostsOf = (name, count) => $"{Count(count)} of “{name}”",
        BelowGoAlong = count => count == 1 ? " The category below it goes along." : string.Create(CultureInfo.InvariantCulture, $" The {count} categories below it go along."),
        RemoveTagText = count => $"{Count(count)} will lose this tag and stay as they are otherwise. Its address and its old addresses answer 404 from then on.",
        RemoveCategoryText = count => $"{Count(count)} will have no category and stay as they are otherwise. Its address and its old addresses answer 404 from then on.",
        SureToMerge = name => $"I am sure that “{name}” shall go; this cannot be undone",
        SureToRemove = name => $"I am sure that “{name}” shall be deleted",
        Fault = fault => fault switch
        {
            FilingFault.Gone => "It is no longer there: somebody may have merged or deleted it. Please reload and look again.",
            FilingFault.Changed => "Somebody changed it after this page was opened, so nothing was done. Below is what it is now: please look, and send again.",
            FilingFault.NameMissing => "Please give a name; an address needs at least one letter or digit.",
            FilingFault.NameTaken => "Another one has this name. To make one of two, please merge them.",
            FilingFault.AddressTaken => "Another one has this address. Please choose another, or merge them.",
            FilingFault.TooLong => "The name or the address is too long.",
            FilingFault.BelowItself => "A category cannot go below itself, or below one of its own.",
            _ => "There are categories below it. Please move them away first, or merge.",
        },
    };

    private static string Count(int count) => count == 1 ? "1 post" : string.Create(CultureInfo.InvariantCulture, $"{count} posts");
}

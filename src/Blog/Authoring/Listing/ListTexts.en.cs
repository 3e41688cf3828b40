using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;

namespace Blog.Authoring.Listing;

public sealed partial record ListTexts
{
    /// <summary>English.</summary>
    public static ListTexts English { get; } = new()
    {
        WriteNew = "Write a new post",
        FilterByState = "Filter by state",
        Caption = "Posts",
        Title = "Title",
        State = "State",
        Language = "Language",
        AllLanguages = "All languages",
        Kind = "Kind",
        AllKinds = "Posts and pages",
        Category = "Category",
        NoCategory = "No category",
        Author = "Author",
        WordCount = "Words",
        Time = "Time",
        Sort = "Sort by",
        Search = "Search",
        SearchHint = "Title, text, tags",
        Show = "Filter",
        ShowAll = "Show all",
        Untitled = "(no title yet)",
        Pinned = "Pinned",
        Hidden = "Not listed",
        HasEdit = "Has unpublished changes",
        DraftHasEdit = "Has changes not saved into the draft",
        IsOutdated = "Translation older than its original",
        View = "View",
        NoPosts = "There are no posts yet.",
        NothingFound = "No post matches.",
        NothingPicked = "No post is ticked, so nothing was done.",
        NoTagsNamed = "Please name the tags first.",
        Pick = "Pick",
        WithPicked = "With the ticked posts",
        Tags = "Tags, with commas between",
        AddTags = "Add tags",
        RemoveTags = "Remove tags",
        FileThere = "File there",
        Discard = "Move to trash",
        Restore = "Restore as draft",
        DeleteForGood = "Delete for good",
        TrashText = "Readers do not see what is in the trash; its addresses are kept for it.",
        DeleteText = count => count == 1 ? "This post goes with its history and the redirects from its old addresses. It cannot be brought back." : $"These {count} posts go with their history and the redirects from their old addresses. They cannot be brought back.",
        PublishesAt = (at, zone) => string.Create(CultureInfo.InvariantCulture, $"Goes public on {at:d MMM yyyy, HH:mm} ({zone})"),
        TaggedWith = name => $"Tag: {name}",
        FiledIn = name => $"Category: {name}",
        ListName = state => state switch { ListState.Draft => "Drafts", ListState.Scheduled => "Scheduled", ListState.Published => "Published", ListState.Trash => "Trash", _ => "All" },
        SortName = sort => sort switch { ListSort.Changed => "Last changed", ListSort.Published => "Published", ListSort.Title => "Title", ListSort.Length => "Length", _ => "Waiting first" },
        KindName = kind => kind == PostKind.Page ? "Page" : "Post",
        StateName = state => state switch { "live" => "Published", "due" => "Scheduled", "trash" => "Trash", _ => "Draft" },
        Done = (act, count) => act switch
        {
            ManyAct.Tag => $"{Posts(count)} tagged.",
            ManyAct.Untag => $"Tags taken from {Posts(count)}.",
            ManyAct.File => $"{Posts(count)} filed anew.",
            ManyAct.Discard => $"{Posts(count)} moved to the trash.",
            ManyAct.Restore => $"{Posts(count)} restored as drafts.",
            _ => $"{Posts(count)} deleted for good.",
        },
        LeftAlone = titles => $" Left alone, since somebody changed them after the list was opened: {titles}.",
    };

    private static string Posts(int count) => count == 1 ? "1 post" : string.Create(CultureInfo.InvariantCulture, $"{count} posts");
}

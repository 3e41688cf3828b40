using Blog.Data.Comments;
using Blog.Portability.Import.Comments;

namespace Blog.Portability.Import;

/// <summary>Writes what became of comments into the report of an import: an entry a page. Nothing of a comment itself is in it.</summary>
internal static class CommentReports
{
    public static ImportReport Of(IntakeResult result, string zone, IEnumerable<string> notes, bool isDryRun) =>
        new(zone, [.. result.Pages.Select(EntryOf)], [.. notes, .. result.Notes], isDryRun)
        {
            Comments = TotalsOf(result),
            HasPosts = false,
        };

    public static CommentTotals TotalsOf(IntakeResult result) =>
        new(result.Added, result.Comments - result.Added, result.Pages.Where(page => page.PostId is null).Sum(page => page.Comments))
        {
            Waiting = result.Count(CommentState.Waiting),
            Spam = result.Count(CommentState.Spam),
            Trash = result.Count(CommentState.Trash),
            CountedPages = result.Pages.Count(page => page.Reads is not null),
        };

    public static ImportEntry EntryOf(IntakePage page) =>
        new(
            page.Address.Length > 0 ? page.Address : "-",
            page.Added > 0 || page.Comments == 0 ? ImportOutcome.Created : ImportOutcome.Unchanged,
            page.PostAddress
        )
        {
            Title = page.PostTitle ?? page.Title,
            PostId = page.PostId,
            Comments = page.Comments,
            Views = page.Reads?.Views ?? 0,
            Warnings = page.PostId is null
                ? ["no post has this address: what was imported is kept, and can be given to a post in the admin, under imported comments"]
                : [],
        };
}

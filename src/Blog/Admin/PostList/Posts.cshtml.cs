using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Copies;
using Blog.Data.Posts.Writing;
using Blog.Data.Snippets;
using Blog.Data.Suggestions;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.PostList;

/// <summary>The list of posts: an author's own, or all of them for owners. Posts that need attention come first.</summary>
[Authorize(Policy = Access.Author)]
public sealed class PostsModel(
    BlogDb db,
    PostWriter writer,
    GettingStarted gettingStarted,
    DraftWordCounts wordCounts,
    CopyLog copies,
    KnownNames names,
    SnippetEditor snippets,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    private const int MaxProposals = 500;

    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Posts, "/admin");

    public PostListFilter Filter { get; private set; } = new();

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>The number of posts in each state.</summary>
    public IReadOnlyDictionary<PostListState, int> Counts { get; private set; } = new Dictionary<PostListState, int>();

    public Pager Pager { get; private set; } = new(1, 1, "");

    /// <summary>All posts that match, on all pages of the list.</summary>
    public IReadOnlyList<SelectedPost> All { get; private set; } = [];

    /// <summary>Names of tags, as suggestions.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>What a new post may begin with.</summary>
    public IReadOnlyList<Snippet> Templates { get; private set; } = [];

    /// <summary>The categories in tree order.</summary>
    public IReadOnlyList<CategoryChoice> Categories { get; private set; } = [];

    /// <summary>Whether posts were copied for other platforms.</summary>
    public bool HasCopies { get; private set; }

    /// <summary>Whether the list shows authors.</summary>
    public bool ShowsAuthors { get; private set; }

    /// <summary>Whether the owner has no about page yet.</summary>
    public bool OffersAbout { get; private set; }

    /// <summary>What to do first on a new blog; empty where it is not shown.</summary>
    public IReadOnlyList<GettingStartedStep> FirstSteps { get; private set; } = [];

    private PostListTexts Words => PostListTexts.Of(site.UiLanguage);

    private int? OnlyAuthor => User.IsOwner ? null : User.AuthorId;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = PostListFilter.Read(Request.Query);
        HasCopies = await db.PostCopies.AnyAsync(cancellationToken);
        var list = new PostListQuery(db, wordCounts, OnlyAuthor, clock.GetUtcNow())
        {
            OutdatedCopies = Filter.HasOutdatedCopies ? await copies.OutdatedAsync(cancellationToken) : [],
        };
        Counts = await list.CountAsync(cancellationToken);
        (Rows, Pager) = await list.ReadAsync(
            Filter,
            number => site.Local("/admin") + (Filter with { Number = number }).ToQuery(),
            cancellationToken
        );
        var copied = await copies.OfAsync([.. Rows.Select(row => row.Id)], cancellationToken);
        foreach (var row in Rows)
        {
            row.Copies = [.. copied[row.Id]];
        }

        All = await list.AllAsync(Filter, cancellationToken);
        Tags = [.. (await names.TagsAsync(User.Actor, cancellationToken)).Take(MaxProposals).Select(tag => tag.Name)];
        Templates = [.. (await snippets.AllAsync(User.AuthorId, cancellationToken)).Where(snippet => snippet.IsTemplate)];
        var known = (await names.CategoriesAsync(User.Actor, cancellationToken))
            .Select(category => category.Path!)
            .ToHashSet(StringComparer.Ordinal);
        var categories = await db.Categories.AsNoTracking().ToListAsync(cancellationToken);
        Categories = CategoryChoice.Tree([.. categories.Where(category => known.Contains(category.Path))]);
        OffersAbout = User.IsOwner && !await gettingStarted.HasAboutAsync(site.Settings, cancellationToken);
        FirstSteps =
            User.IsOwner && Filter == new PostListFilter() ? await gettingStarted.StepsAsync(site.Settings, cancellationToken) : [];
        ShowsAuthors = User.IsOwner && await db.Authors.CountAsync(cancellationToken) > 1;
    }

    /// <summary>Hides the first steps of a new blog for good.</summary>
    public async Task<IActionResult> OnPostDismissAsync(CancellationToken cancellationToken)
    {
        if (!User.IsOwner)
        {
            return Forbid();
        }

        await gettingStarted.DismissAsync(cancellationToken);
        TempData["done"] = GettingStartedTexts.Of(site.UiLanguage).Dismissed;
        return Redirect(site.Local("/admin"));
    }

    /// <summary>Runs an action on the ticked posts.</summary>
    /// <param name="act">The action.</param>
    /// <param name="pick">The ticked boxes.</param>
    /// <param name="tags">Names, separated by commas.</param>
    /// <param name="category">Row id; empty for none.</param>
    public async Task<IActionResult> OnPostManyAsync(
        BulkAction act,
        string?[] pick,
        [MaxLength(TextLengths.Line)] string? tags,
        int? category,
        CancellationToken cancellationToken
    )
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var (filter, picks) = (PostListFilter.Read(Request.Query), SelectedPosts.Read(pick));
        if (picks.Count == 0 || (act is BulkAction.Tag or BulkAction.Untag && string.IsNullOrWhiteSpace(tags)))
        {
            TempData["refused"] = picks.Count == 0 ? Words.NothingPicked : Words.NoTagsNamed;
            return Redirect(site.Local("/admin") + filter.ToQuery());
        }

        if (act == BulkAction.Delete && picks.Count > SelectedPosts.MostInAddress)
        {
            return Redirect(site.Local("/admin/posts/delete") + (filter with { State = PostListState.Trash, Number = 1 }).ToQuery());
        }

        if (act == BulkAction.Delete)
        {
            return Redirect(
                site.Local("/admin/posts/delete")
                    + QueryString.Create(picks.Select(one => KeyValuePair.Create("pick", (string?)one.ToString())))
            );
        }

        var done = await (
            act switch
            {
                BulkAction.Tag => writer.AddTagsAsync(picks, User.Actor, tags, cancellationToken),
                BulkAction.Untag => writer.RemoveTagsAsync(picks, User.Actor, tags, cancellationToken),
                BulkAction.File => writer.RefileAsync(picks, User.Actor, category, cancellationToken),
                BulkAction.Restore => writer.RecoverAsync(picks, User.Actor, cancellationToken),
                _ => writer.DiscardAsync(picks, User.Actor, cancellationToken),
            }
        );
        TempData[done.Changed.Count == 0 ? "done" : "refused"] = Words.Report(act, done, site.AdminTexts.ListComma);
        return Redirect(site.Local("/admin") + filter.ToQuery());
    }

    /// <summary>Where a post is copied for other platforms.</summary>
    public string CopyHref(int id) => site.Local(string.Create(CultureInfo.InvariantCulture, $"/admin/posts/{id}/copy"));

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>The state of a post, as a name for the stylesheet.</summary>
    public string StateOf(Row row) =>
        row.State switch
        {
            PostState.Trash => "trash",
            PostState.Draft => "draft",
            _ => row.PublishedAt > clock.GetUtcNow() ? "due" : "live",
        };

    /// <summary>The date shown for a post: of publication for public ones, else of the last change.</summary>
    public DateTimeOffset DateOf(Row row) =>
        row.State == PostState.Published && Filter.Sort != PostListSort.Changed ? row.PublishedAt!.Value : row.ChangedAt;

    public sealed class Row
    {
        public required int Id { get; init; }

        public required int Version { get; init; }

        public required string Title { get; init; }

        public required string Language { get; init; }

        public required PostKind Kind { get; init; }

        public required string? Group { get; init; }

        public required PostAddress Address { get; init; }

        public required PostState State { get; init; }

        public required DateTimeOffset? PublishedAt { get; init; }

        public required DateTimeOffset ChangedAt { get; init; }

        public required bool HasEdit { get; init; }

        public required bool IsOutdated { get; init; }

        public required bool Pinned { get; init; }

        public required bool Hidden { get; init; }

        public required string? Category { get; init; }

        /// <summary>Of a draft whose text exists only as a pending edit, that one’s words.</summary>
        public required int WordCount { get; set; }

        public required string Author { get; init; }

        /// <summary>BCP 47 tags of the post and of its translations.</summary>
        public IReadOnlyList<string> Languages { get; internal set; } = [];

        /// <summary>Where it was copied to, newest first.</summary>
        public IReadOnlyList<CopyMark> Copies { get; internal set; } = [];

        /// <summary>The value of its checkbox.</summary>
        public string Pick => new SelectedPost(Id, Version).ToString();
    }
}

/// <summary>An action on many posts at once.</summary>
public enum BulkAction
{
    Tag,

    Untag,

    File,

    Discard,

    Restore,

    Delete,
}

/// <summary>A category to choose.</summary>
/// <param name="Name">Its name, after those of its ancestors.</param>
public sealed record CategoryChoice(int Id, string Name)
{
    /// <summary>All categories in tree order.</summary>
    public static IReadOnlyList<CategoryChoice> Tree(IReadOnlyList<Category> all)
    {
        string Whole(Category category) =>
            all.FirstOrDefault(other => other.Id == category.ParentId) is { } parent
                ? Whole(parent) + " / " + category.Name
                : category.Name;
        return
        [
            .. all.Select(category => new CategoryChoice(category.Id, Whole(category)))
                .OrderBy(choice => choice.Name, StringComparer.CurrentCulture),
        ];
    }
}

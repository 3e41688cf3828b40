using Blog.Data;
using Blog.Data.Comments;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Moderation;

/// <summary>The comments by state, and what is decided on them, one or several at a time.</summary>
[Authorize(Policy = Access.Author)]
public sealed class QueueModel(BlogDb db, CommentList list, Decisions decisions, SiteContext site, TimeProvider clock) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.Heading, ModerationPaths.Queue);

    public CommentFilter Filter { get; private set; } = new(CommentState.Waiting, null, "");

    public IReadOnlyDictionary<CommentState, int> Counts { get; private set; } = new Dictionary<CommentState, int>();

    public IReadOnlyList<QueuedComment> Rows { get; private set; } = [];

    public Pager Pager { get; private set; } = new(1, 1, "");

    /// <summary>Title of the only post that is shown; null for all posts.</summary>
    public string? PostTitle { get; private set; }

    /// <summary>Ids of the comments whose last change can be taken back, with commas; null for none.</summary>
    public string? Undoable { get; private set; }

    private ModerationTexts Words => ModerationTexts.Of(site.UiLanguage);

    public string Href(CommentFilter filter, int page = 1, string? handler = null) =>
        site.Local(ModerationPaths.Queue) + filter.ToQuery(page, handler);

    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    public async Task OnGetAsync(
        [FromQuery] string? state,
        [FromQuery] int? post,
        [FromQuery] string? q,
        [FromQuery] int? p,
        CancellationToken cancellationToken
    )
    {
        ModelState.Clear();
        Filter = CommentFilter.Of(state, post, q);
        Counts = await list.CountsAsync(Filter, User.Actor, cancellationToken);
        var pages = Pager.PagesFor(Counts.GetValueOrDefault(Filter.State), CommentList.PerPage);
        var number = Math.Clamp(p ?? 1, 1, pages);
        Pager = new Pager(number, pages, "") { Address = page => Href(Filter, page) };
        Rows = await list.PageAsync(Filter, number, User.Actor, cancellationToken);
        PostTitle = post is null
            ? null
            : await db.Posts.Where(row => row.Id == post).Select(row => row.Title).FirstOrDefaultAsync(cancellationToken);
        Undoable = TempData["undo"] as string;
    }

    /// <summary>Decides on one comment (<paramref name="one"/>: act, id and version) or on those that are ticked.</summary>
    public async Task<IActionResult> OnPostAsync(
        [FromQuery] string? state,
        [FromQuery] int? post,
        [FromQuery] string? q,
        [FromQuery] int? p,
        [FromForm] string? act,
        [FromForm] string? one,
        [FromForm] string[] pick,
        CancellationToken cancellationToken
    )
    {
        var parts = one?.Split(' ');
        var (wanted, seen) = parts is [var name, var row] ? (name, Decisions.Read([row])) : (act, Decisions.Read(pick));
        if (seen.Count == 0)
        {
            TempData["refused"] = Words.NothingPicked;
        }
        else if (await decisions.DoAsync(wanted, seen, User.Actor, cancellationToken) is not { Count: > 0 } changed)
        {
            TempData["refused"] = Words.NothingChanged;
        }
        else
        {
            TempData["undo"] = string.Join(',', changed);
            TempData["done"] =
                wanted != Decisions.Trust ? Words.Done(wanted!, changed.Count)
                : await decisions.TrustAsync(changed[0], cancellationToken) ? Words.TrustedNow
                : Words.CannotTrust;
        }

        return Redirect(Href(CommentFilter.Of(state, post, q), p ?? 1));
    }

    public async Task<IActionResult> OnPostUndoAsync(
        [FromQuery] string? state,
        [FromQuery] int? post,
        [FromQuery] string? q,
        [FromQuery] int? p,
        [FromForm] string? ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = (ids ?? "")
            .Split(',')
            .Select(id => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0);
        var changed = await decisions.UndoAsync([.. wanted], User.Actor, cancellationToken);
        TempData[changed > 0 ? "done" : "refused"] = changed > 0 ? Words.Undone : Words.NothingChanged;
        return Redirect(Href(CommentFilter.Of(state, post, q), p ?? 1));
    }
}

using Blog.Data;
using Blog.Data.Security;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Events;

/// <summary>The security log, newest first. For owners.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class EventsModel(BlogDb db, SecurityJournal journal, SiteContext site, TimeProvider clock) : PageModel, IPage
{
    private const int PerPage = 50;

    public PageHead Head => PageHead.ForAdmin(EventTexts.Of(site.UiLanguage).Title, "/admin/security");

    public IReadOnlyList<SecurityEvent> Rows { get; private set; } = [];

    /// <summary>Names of the accounts, by id; an account that was removed is missing.</summary>
    public IReadOnlyDictionary<int, string> Names { get; private set; } = new Dictionary<int, string>();

    /// <summary>Which of them are shown.</summary>
    public EventGroup Group { get; private set; }

    public Pager Pager { get; private set; } = new(1, 1, "");

    public async Task OnGetAsync(EventGroup show, int? p, CancellationToken cancellationToken)
    {
        Group = Enum.IsDefined(show) ? show : EventGroup.All;
        await journal.FlushAsync(cancellationToken);
        var kinds = Enum.GetValues<SecurityEventKind>().Where(kind => IsIn(Group, kind)).ToList();
        var rows = db.SecurityEvents.AsNoTracking().Where(entry => kinds.Contains(entry.Kind));
        var pages = Pager.PagesFor(await rows.CountAsync(cancellationToken), PerPage);
        var number = Math.Clamp(p ?? 1, 1, pages);
        Pager = new Pager(number, pages, "") { Address = page => Here(Group, page) };
        Rows = await rows.OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id)
            .Skip((number - 1) * PerPage)
            .Take(PerPage)
            .ToListAsync(cancellationToken);
        Names = await db
            .Users.Select(account => new { account.Id, account.Author!.Name })
            .ToDictionaryAsync(account => account.Id, account => account.Name, cancellationToken);
    }

    /// <summary>The address of a page of the list.</summary>
    public string Here(EventGroup group, int page = 1) =>
        site.Local("/admin/security/log")
        + QueryString.Create(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["show"] = group == EventGroup.All ? null : group.ToString(),
                ["p"] = page == 1 ? null : page.ToString(CultureInfo.InvariantCulture),
            }.Where(pair => pair.Value is not null)
        );

    /// <summary>The name of an account; its number if it is gone.</summary>
    public string NameOf(int id) => Names.TryGetValue(id, out var name) ? name : string.Create(CultureInfo.InvariantCulture, $"#{id}");

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private static bool IsIn(EventGroup group, SecurityEventKind kind) =>
        group switch
        {
            EventGroup.Visits => kind.IsVisit,
            EventGroup.Refusals => kind.IsRefusal,
            EventGroup.Changes => !kind.IsVisit && !kind.IsRefusal,
            _ => true,
        };
}

/// <summary>A part of the security log.</summary>
public enum EventGroup
{
    All,

    /// <summary>Who came and went.</summary>
    Visits,

    /// <summary>What was refused.</summary>
    Refusals,

    /// <summary>What changed.</summary>
    Changes,
}

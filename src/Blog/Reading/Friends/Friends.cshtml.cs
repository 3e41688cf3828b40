using Blog.Caching;
using Blog.Data;
using Blog.Reading.Lists;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Friends;

/// <summary>The sites of friends, where the owner has put them. What the checks of their addresses found is not shown.</summary>
[PublicPage]
public sealed class FriendsModel(BlogDb db, SiteContext site) : PageModel, IPage
{
    public PageHead Head =>
        PageHead.ForList(
            site,
            "/" + site.Settings.Friends.Path,
            1,
            "/" + site.Settings.Friends.Path,
            site.Texts.Friends,
            site.Texts.FriendsDescription
        );

    /// <summary>The sites by their headings, in the order of the first site below each.</summary>
    public IReadOnlyList<IGrouping<string, Row>> Sections { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var path = "/" + site.Settings.Friends.Path;
        if (!this.IsAskedAt(path))
        {
            return this.Moved(site.Href(path));
        }

        var friends = await db
            .Friends.AsNoTracking()
            .Include(friend => friend.Avatar)
            .OrderBy(friend => friend.Position)
            .ThenBy(friend => friend.Id)
            .ToListAsync(cancellationToken);
        Sections =
        [
            .. friends
                .Select(friend => new Row(friend.Name, friend.Url, friend.Words, friend.Section, friend.Avatar?.Thumbnail))
                .GroupBy(row => row.Section, StringComparer.Ordinal),
        ];
        return Page();
    }

    /// <param name="Avatar">Path of its picture; null for none.</param>
    public sealed record Row(string Name, string Url, string Words, string Section, string? Avatar);
}

using System.Data;
using Blog.Data;
using Blog.Data.Friends;
using Blog.Site.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Friends;

/// <summary>
/// Looks whether the sites of friends still answer: one at a time, each at most once a day, those that have failed for long more rarely.
/// What is found is for the owner only.
/// </summary>
public sealed class FriendChecks(SafeHttp http, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Between two looks at one site.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    /// <summary>The same for one that has failed for longer than a week.</summary>
    public static readonly TimeSpan Rare = TimeSpan.FromDays(7);

    private const int Enough = 16 * 1024;

    /// <summary>Looks at the site that is due longest.</summary>
    /// <returns>False if none is due.</returns>
    public async Task<bool> TurnAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        if (settings.Friends is not { Path: not null, Checks: true })
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var friends = await db.Friends.AsNoTracking().Include(friend => friend.Check).ToListAsync(cancellationToken);
        if (
            friends.Where(friend => IsDue(friend.Check, now)).MinBy(friend => friend.Check?.CheckedAt ?? DateTimeOffset.MinValue)
            is not { } due
        )
        {
            return false;
        }

        var answer = await http.GetStartAsync(due.Url, bytes => bytes.Length > 0, Enough, cancellationToken);
        await db.WriteAsync(() => NoteAsync(db, due, answer, cancellationToken), cancellationToken);
        return true;
    }

    private static bool IsDue(FriendCheck? check, DateTimeOffset now) =>
        check is null || now - check.CheckedAt >= (check.FailingSince <= now - Rare ? Rare : Usual);

    private async Task NoteAsync(BlogDb db, Friend seen, SafeHttpResult answer, CancellationToken cancellationToken)
    {
        if (!await db.Friends.AnyAsync(friend => friend.Id == seen.Id && friend.Url == seen.Url, cancellationToken))
        {
            return; // deleted or changed meanwhile
        }

        var check =
            await db.FriendChecks.SingleOrDefaultAsync(one => one.FriendId == seen.Id, cancellationToken)
            ?? db.FriendChecks.Add(new FriendCheck(seen.Id)).Entity;
        if (answer.IsFetched || answer.Refusal is SafeHttpError.Status or SafeHttpError.TooLarge or SafeHttpError.Encoded)
        {
            check.Answered(answer.Status == 0 ? StatusCodes.Status200OK : answer.Status, clock.GetUtcNow());
        }
        else
        {
            check.Failed(answer.Refusal!.Value.ToString(), clock.GetUtcNow());
        }
    }
}

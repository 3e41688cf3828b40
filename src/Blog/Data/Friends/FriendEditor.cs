using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Friends;

/// <summary>Writes the friends page: its sites, their order, its address.</summary>
public sealed class FriendEditor(BlogDb db, TimeProvider clock)
{
    /// <summary>The most sites on the page.</summary>
    public const int Most = 1_000;

    /// <summary>Adds a site at the end, or changes one.</summary>
    /// <param name="id">Row id; null for a new one.</param>
    /// <returns>Its row id, or why nothing was written.</returns>
    public Task<(int Id, FriendError? Error)> SaveAsync(int? id, FriendContent content, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var (name, url) = (content.Name.Trim(), UrlOf(content.Url));
                if (name.Length is 0 or > TextLengths.Name || url is null)
                {
                    return (Id: 0, Error: (FriendError?)(url is null ? FriendError.BadUrl : FriendError.NoName));
                }

                if (await db.Friends.AnyAsync(other => other.Id != id && other.Url == url, cancellationToken))
                {
                    return (Id: 0, Error: (FriendError?)FriendError.Taken);
                }

                var friend = id is null ? null : await db.Friends.SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
                if (friend is null && (id is not null || await db.Friends.CountAsync(cancellationToken) >= Most))
                {
                    return (Id: 0, Error: (FriendError?)(id is null ? FriendError.TooMany : FriendError.Gone));
                }

                if (friend is null)
                {
                    var last = await db.Friends.MaxAsync(one => (int?)one.Position, cancellationToken) ?? 0;
                    friend = db.Friends.Add(new Friend(name, url, last + 1, clock.GetUtcNow())).Entity;
                }
                else if (friend.Url != url)
                {
                    await db.FriendChecks.Where(check => check.FriendId == friend.Id).ExecuteDeleteAsync(cancellationToken);
                }

                friend.Describe(
                    name,
                    url,
                    TextLengths.Cut(content.Words, TextLengths.Path),
                    TextLengths.Cut(content.Section, TextLengths.Name)
                );
                friend.Picture(content.AvatarId);
                await db.SaveChangesAsync(cancellationToken);
                return (Id: friend.Id, Error: (FriendError?)null);
            },
            cancellationToken,
            commitIf: result => result.Error is null
        );

    /// <summary>Sets the places of sites.</summary>
    /// <param name="places">By row id.</param>
    public Task OrderAsync(IReadOnlyDictionary<int, int> places, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                foreach (var friend in await db.Friends.ToListAsync(cancellationToken))
                {
                    if (places.TryGetValue(friend.Id, out var place))
                    {
                        friend.MoveTo(place);
                    }
                }
            },
            cancellationToken
        );

    public Task RemoveAsync(int id, CancellationToken cancellationToken) =>
        db.WriteAsync(() => db.Friends.Where(friend => friend.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>Moves the page, or takes it away; its former address redirects.</summary>
    /// <param name="typed">First segment of its address; empty for no page.</param>
    public Task<FriendError?> MoveAsync(string typed, bool checks, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var path = typed.Trim().Trim('/').ToLowerInvariant();
                var settings = await db.Settings.SingleAsync(cancellationToken);
                if (
                    path.Length > 0
                    && (!Slug.TryParse(path, out _) || ReservedSegments.Holds(path) || settings.EditionCodes.Contains(path))
                )
                {
                    return FriendError.BadPath;
                }

                var keys = settings.EditionCodes.Select(code => $"/{code}/{path}").Prepend("/" + path).ToList();
                if (path.Length > 0 && await db.Posts.AnyAsync(post => keys.Contains(post.AddressKey), cancellationToken))
                {
                    return FriendError.PathTaken;
                }

                if (settings.Friends.Path is { } before && before != path)
                {
                    await LeadAsync("/" + before, "/" + path, cancellationToken);
                }

                settings.Revise(
                    settings.Choices with
                    {
                        Friends = settings.Friends with { Path = path.Length == 0 ? null : path, Checks = checks },
                    }
                );
                return (FriendError?)null;
            },
            cancellationToken,
            commitIf: error => error is null
        );

    /// <summary>The address in one spelling; null if it is not one of a web page.</summary>
    public static string? UrlOf(string typed)
    {
        var text = typed.Trim();
        return
            Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url.Host.Contains('.', StringComparison.Ordinal)
            && url.UserInfo.Length == 0
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
            && url.AbsoluteUri.Length <= TextLengths.Line
            ? url.AbsoluteUri
            : null;
    }

    private async Task LeadAsync(string from, string to, CancellationToken cancellationToken)
    {
        var (old, now) = (PostAddress.KeyOf(from), PostAddress.KeyOf(to));
        await db
            .Redirects.Where(redirect => redirect.PathKey == now && redirect.Page == SystemPage.Friends)
            .ExecuteDeleteAsync(cancellationToken);
        if (!await db.Redirects.AnyAsync(redirect => redirect.PathKey == old, cancellationToken))
        {
            db.Redirects.Add(Redirect.ToPage(SystemPage.Friends, from, clock.GetUtcNow()));
        }
    }
}

/// <summary>What an owner types about a site.</summary>
/// <param name="AvatarId">Id of its picture in the media library; null for none.</param>
public sealed record FriendContent(string Name, string Url, string Words, string Section, string? AvatarId);

/// <summary>Why the friends page was not changed; nothing was written then.</summary>
public enum FriendError
{
    NoName,

    /// <summary>Not an absolute http or https address of a host with a dot.</summary>
    BadUrl,

    /// <summary>The address is on the page already.</summary>
    Taken,

    /// <summary>More than <see cref="FriendEditor.Most"/>.</summary>
    TooMany,

    Gone,

    /// <summary>Not one segment of letters, digits and hyphens, or reserved.</summary>
    BadPath,

    /// <summary>A post or a page has the address.</summary>
    PathTaken,
}

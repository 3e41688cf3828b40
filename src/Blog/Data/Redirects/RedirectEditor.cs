using Blog.Data.Addresses;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>Redirects created by an owner. They are not allowed at the address of an existing page, which would take precedence.</summary>
public sealed class RedirectEditor(BlogDb db, TimeProvider clock)
{
    /// <summary>Creates a redirect from a former path to a row.</summary>
    /// <param name="written">As typed or pasted: a path, percent-encoded or not, or an absolute URL.</param>
    public async Task<AddRedirectResult> AddAsync(string? written, RedirectTarget target, CancellationToken cancellationToken)
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var error = OldPathParser.TryRead(written, settings.EditionCodes, out var path);
        return error is null
            ? await db.WriteAsync(() => AddAsync(path, target, clock.GetUtcNow(), cancellationToken), cancellationToken)
            : new AddRedirectResult(error, path, null);
    }

    /// <summary>Deletes a redirect; its path then becomes 404, or shows the page that has taken the address.</summary>
    public Task RemoveAsync(int id, CancellationToken cancellationToken) =>
        db.WriteAsync(() => db.Redirects.Where(redirect => redirect.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    private async Task<AddRedirectResult> AddAsync(
        string path,
        RedirectTarget target,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await FindHolderAsync(path, cancellationToken) is { } holder)
        {
            return holder;
        }

        if (await MakeAsync(path, target, now, cancellationToken) is not { } redirect)
        {
            return new AddRedirectResult(RedirectError.TargetGone, path, null);
        }

        db.Redirects.Add(redirect);
        db.MissingPaths.RemoveRange(
            await db.MissingPaths.Where(missing => missing.PathKey == redirect.PathKey).ToListAsync(cancellationToken)
        );
        return new AddRedirectResult(null, path, null);
    }

    /// <summary>Drafts and trashed posts also occupy their address, as do tags without posts.</summary>
    private async Task<AddRedirectResult?> FindHolderAsync(string path, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(path);
        var (slug, below) = (
            path.StartsWith(OldPathParser.Tags, StringComparison.Ordinal) ? path[OldPathParser.Tags.Length..] : "",
            path.StartsWith(OldPathParser.Categories, StringComparison.Ordinal) ? path[OldPathParser.Categories.Length..] : ""
        );
        var tag = Slug.TryParse(slug, out var parsed) ? parsed : default(Slug?);
        var title =
            await db.Posts.Where(post => post.AddressKey == key).Select(post => post.Title).FirstOrDefaultAsync(cancellationToken)
            ?? (tag is null ? null : await db.Tags.Where(t => t.Slug == tag).Select(t => t.Name).FirstOrDefaultAsync(cancellationToken))
            ?? await db
                .Categories.Where(category => category.Path == below)
                .Select(category => category.Name)
                .FirstOrDefaultAsync(cancellationToken);
        return title is not null ? new AddRedirectResult(RedirectError.Held, path, title)
            : await db.Redirects.AnyAsync(redirect => redirect.PathKey == key, cancellationToken)
                ? new AddRedirectResult(RedirectError.Known, path, null)
            : null;
    }

    private async Task<Redirect?> MakeAsync(string path, RedirectTarget target, DateTimeOffset now, CancellationToken cancellationToken) =>
        target.Kind switch
        {
            RedirectKind.Post => await db.Posts.FindAsync([target.Number], cancellationToken) is { } post
                ? Redirect.To(post, path, now)
                : null,
            RedirectKind.Tag => await db.Tags.FindAsync([target.Number], cancellationToken) is { } tag ? Redirect.To(tag, path, now) : null,
            RedirectKind.Category => await db.Categories.FindAsync([target.Number], cancellationToken) is { } category
                ? Redirect.To(category, path, now)
                : null,
            RedirectKind.Page => null,
            _ => await db.Media.FindAsync([target.Id], cancellationToken) is { } file ? Redirect.To(file, path, now) : null,
        };
}

/// <summary>The kind of redirect target.</summary>
public enum RedirectKind
{
    Post,

    Tag,

    Category,

    Media,

    /// <summary>A page of the system; made by imports only.</summary>
    Page,
}

/// <summary>A redirect target.</summary>
/// <param name="Kind">Its table.</param>
/// <param name="Id">Its id, as text.</param>
public sealed record RedirectTarget(RedirectKind Kind, string Id)
{
    /// <summary>The id as a number; 0, which no row has, if it is not a number.</summary>
    public int Number => int.TryParse(Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Parses the output of <see cref="ToString"/>; null if invalid.</summary>
    public static RedirectTarget? Parse(string? text) =>
        (text ?? "").Split(':') is [var kind, var id]
        && id.Length is > 0 and <= 40
        && Enum.TryParse<RedirectKind>(kind, out var known)
        && Enum.IsDefined(known)
            ? new RedirectTarget(known, id)
            : null;

    public override string ToString() => Kind + ":" + Id;
}

/// <summary>Why a redirect was not created.</summary>
public enum RedirectError
{
    Missing,

    /// <summary>Longer than the maximum length of addresses.</summary>
    TooLong,

    /// <summary>An empty or dot segment, a control character or a backslash.</summary>
    Malformed,

    /// <summary>The path is reserved.</summary>
    Reserved,

    /// <summary>A post, tag or category has this address.</summary>
    Held,

    Known,

    /// <summary>The target no longer exists.</summary>
    TargetGone,
}

/// <summary>The outcome.</summary>
/// <param name="Error">Why nothing was created; null on success.</param>
/// <param name="Path">The parsed path.</param>
/// <param name="Holder">What has this address.</param>
public sealed record AddRedirectResult(RedirectError? Error, string Path, string? Holder);

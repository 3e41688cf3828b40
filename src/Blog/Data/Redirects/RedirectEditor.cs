using Blog.Data.Addresses;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>Redirects that an owner makes by hand. None may shadow what lives: the living would answer, and the redirect would only seem to work.</summary>
public sealed class RedirectEditor(BlogDb db, TimeProvider clock)
{
    /// <summary>Lets an old path lead to a row.</summary>
    /// <param name="written">As typed or pasted: a path, percent-encoded or not, or a whole address.</param>
    /// <param name="target">What it leads to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AddRedirectResult> AddAsync(string? written, RedirectTarget target, CancellationToken cancellationToken)
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var fault = OldPathParser.TryRead(written, settings.EditionCodes, out var path);
        return fault is null
            ? await db.WriteAsync(() => AddAsync(path, target, clock.GetUtcNow(), cancellationToken), cancellationToken)
            : new AddRedirectResult(fault, path, null);
    }

    /// <summary>Takes one away; its path then answers 404, or with what slept above it.</summary>
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

    /// <summary>Drafts and trash hold their address too; so does a tag that no post has yet.</summary>
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
            _ => await db.Media.FindAsync([target.Id], cancellationToken) is { } file ? Redirect.To(file, path, now) : null,
        };
}

/// <summary>What a redirect leads to.</summary>
public enum RedirectKind
{
    Post,

    Tag,

    Category,

    Media,
}

/// <summary>A row that a redirect leads to.</summary>
/// <param name="Kind">Its table.</param>
/// <param name="Id">Its id, as text.</param>
public sealed record RedirectTarget(RedirectKind Kind, string Id)
{
    /// <summary>The id as a number; 0, which no row has, where it is none.</summary>
    public int Number => int.TryParse(Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Reads what <see cref="ToString"/> writes; null where it is nothing of the kind.</summary>
    public static RedirectTarget? Parse(string? text) =>
        (text ?? "").Split(':') is [var kind, var id]
        && id.Length is > 0 and <= 40
        && Enum.TryParse<RedirectKind>(kind, out var known)
        && Enum.IsDefined(known)
            ? new RedirectTarget(known, id)
            : null;

    public override string ToString() => Kind + ":" + Id;
}

/// <summary>Why a redirect was not made.</summary>
public enum RedirectError
{
    Missing,

    /// <summary>Longer than addresses may be.</summary>
    TooLong,

    /// <summary>An empty or dot segment, a control character or a backslash.</summary>
    Malformed,

    /// <summary>It belongs to the system.</summary>
    Reserved,

    /// <summary>A post, tag or category lives there.</summary>
    Held,

    Known,

    /// <summary>What it should lead to is no longer there.</summary>
    TargetGone,
}

/// <summary>The outcome.</summary>
/// <param name="Fault">Why nothing was made; null where it was.</param>
/// <param name="Path">The path as it was understood.</param>
/// <param name="Holder">What lives there.</param>
public sealed record AddRedirectResult(RedirectError? Fault, string Path, string? Holder);

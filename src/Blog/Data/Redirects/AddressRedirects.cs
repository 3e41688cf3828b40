using Blog.Data.Addresses;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>Keeps former addresses of tags, categories and series valid. An address redirects to the last one that had it.</summary>
internal sealed class AddressRedirects(BlogDb db, TimeProvider clock)
{
    /// <summary>Redirects a former address to a tag; removes the redirect if it is the tag's current address again.</summary>
    public Task MoveAsync(Tag tag, string from, CancellationToken cancellationToken) =>
        MoveAsync(
            from,
            tag.Address,
            redirect => redirect.LeadTo(tag),
            at => Redirect.To(tag, from, at),
            redirect => redirect.TagId == tag.Id,
            cancellationToken
        );

    public Task MoveAsync(Category category, string from, CancellationToken cancellationToken) =>
        MoveAsync(
            from,
            category.Address,
            redirect => redirect.LeadTo(category),
            at => Redirect.To(category, from, at),
            redirect => redirect.CategoryId == category.Id,
            cancellationToken
        );

    public Task MoveAsync(Series series, string from, CancellationToken cancellationToken) =>
        MoveAsync(
            from,
            series.Address,
            redirect => redirect.LeadTo(series),
            at => Redirect.To(series, from, at),
            redirect => redirect.SeriesId == series.Id,
            cancellationToken
        );

    private async Task MoveAsync(
        string from,
        string to,
        Action<Redirect> aim,
        Func<DateTimeOffset, Redirect> make,
        Func<Redirect, bool> isOwn,
        CancellationToken cancellationToken
    )
    {
        if (string.Equals(from, to, StringComparison.Ordinal))
        {
            return;
        }

        if (await FindAsync(from, cancellationToken) is { } known)
        {
            aim(known);
        }
        else
        {
            db.Redirects.Add(make(clock.GetUtcNow()));
        }

        if (await FindAsync(to, cancellationToken) is { } there && isOwn(there))
        {
            db.Redirects.Remove(there);
        }
    }

    private async Task<Redirect?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(path);
        return db.Redirects.Local.FirstOrDefault(redirect => redirect.PathKey == key)
            ?? await db.Redirects.FirstOrDefaultAsync(redirect => redirect.PathKey == key, cancellationToken);
    }
}

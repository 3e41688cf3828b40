using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Media.Sizes;

/// <summary>The images on other hosts that posts show, and which of them have a size.</summary>
/// <param name="Posts">The addresses that each post shows, newest post first.</param>
/// <param name="Rows">What is stored, by address.</param>
public sealed record RemoteSizePlan(IReadOnlyList<RemoteSizePost> Posts, IReadOnlyDictionary<string, RemoteImageSize> Rows)
{
    /// <summary>All addresses, each once.</summary>
    public IReadOnlyCollection<string> Addresses { get; } = Posts.SelectMany(post => post.Addresses).ToHashSet(StringComparer.Ordinal);

    /// <summary>How many have no size yet, asked for or not.</summary>
    public int Missing => Addresses.Count(address => !IsKnown(address));

    /// <summary>Those that were asked for in vain.</summary>
    public IEnumerable<RemoteImageSize> Failed =>
        Addresses.Where(address => !IsKnown(address) && Rows.ContainsKey(address)).Select(address => Rows[address]);

    public bool IsKnown(string address) => Rows.GetValueOrDefault(address) is { Width: > 0 };

    internal static async Task<RemoteSizePlan> ReadAsync(BlogDb db, Uri publicUrl, CancellationToken cancellationToken)
    {
        var uses = await db
            .PostLinks.AsNoTracking()
            .Where(link => link.IsImage && EF.Functions.Like(link.Target, "%//%"))
            .OrderByDescending(link => link.PostId)
            .ThenBy(link => link.Position)
            .Select(link => new { link.PostId, link.Target })
            .ToListAsync(cancellationToken);
        var posts = uses.Where(use => new RemoteImage(use.Target.Trim(), "").IsOnAnotherHost(publicUrl))
            .GroupBy(use => use.PostId, use => RemoteImageSize.AddressOf(use.Target))
            .Select(post => new RemoteSizePost(post.Key, [.. post.Distinct(StringComparer.Ordinal)]))
            .ToList();
        var rows = await db
            .RemoteImageSizes.AsNoTracking()
            .ToDictionaryAsync(size => size.Address, StringComparer.Ordinal, cancellationToken);
        return new RemoteSizePlan(posts, rows);
    }
}

/// <summary>A post and the images on other hosts in it.</summary>
/// <param name="Id">Row id of the post.</param>
/// <param name="Addresses">As keys of <see cref="RemoteImageSize"/>.</param>
public sealed record RemoteSizePost(int Id, IReadOnlyList<string> Addresses);

using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Redirects;

/// <summary>Finds possible targets of a redirect, by address, title or name.</summary>
public sealed class TargetSearch(BlogDb db)
{
    private const int MaxPosts = 15;
    private const int MaxOthers = 5;

    /// <summary>The targets: exactly one for an address or a whole title, else all that contain the search terms.</summary>
    public async Task<IReadOnlyList<TargetChoice>> FindAsync(string? typed, CancellationToken cancellationToken)
    {
        var text = (typed ?? "").Trim();
        if (text.Length is 0 or > TextLengths.Line)
        {
            return [];
        }

        if (text.StartsWith('/') || text.Contains("://", StringComparison.Ordinal))
        {
            return await AtAsync(OldPathParser.Decode(text), cancellationToken);
        }

        var found = await NamedAsync(text, cancellationToken);
        var exact = found.Where(choice => string.Equals(choice.Name, text, StringComparison.OrdinalIgnoreCase)).ToList();
        return exact.Count == 1 ? exact : found;
    }

    private async Task<IReadOnlyList<TargetChoice>> AtAsync(string path, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(path);
        var segments = key.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (slug, below, id) = (
            segments is ["tags", var tag] && Slug.TryParse(tag, out var parsed) ? parsed : default(Slug?),
            segments is ["categories", .. var names] ? string.Join('/', names) : null,
            segments is ["media", var file, ..] ? file : null
        );
        return
        [
            .. await Posts(db.Posts.InTrash(false).Where(post => post.AddressKey == key)).ToListAsync(cancellationToken),
            .. await Tags(db.Tags.Where(t => slug != null && t.Slug == slug)).ToListAsync(cancellationToken),
            .. await Categories(db.Categories.Where(category => category.Path == below)).ToListAsync(cancellationToken),
            .. await MediaAsync(db.Media.Where(media => media.Id == id), cancellationToken),
        ];
    }

    private async Task<IReadOnlyList<TargetChoice>> NamedAsync(string text, CancellationToken cancellationToken)
    {
        var (posts, pattern) = (db.Posts.InTrash(false), AdminPostQueries.LikePattern(text));
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            var part = AdminPostQueries.LikePattern(word);
            posts = posts.Where(post => EF.Functions.Like(post.Title, part, "\\"));
        }

        return
        [
            .. await Posts(posts.OrderByDescending(post => post.UpdatedAt).Take(MaxPosts)).ToListAsync(cancellationToken),
            .. await Tags(db.Tags.Where(tag => EF.Functions.Like(tag.Name, pattern, "\\")).OrderBy(tag => tag.Name).Take(MaxOthers))
                .ToListAsync(cancellationToken),
            .. await Categories(
                    db.Categories.Where(category => EF.Functions.Like(category.Name, pattern, "\\"))
                        .OrderBy(category => category.Path)
                        .Take(MaxOthers)
                )
                .ToListAsync(cancellationToken),
            .. await MediaAsync(
                db.Media.Where(file => EF.Functions.Like(file.Name, pattern, "\\")).OrderBy(file => file.Name).Take(MaxOthers),
                cancellationToken
            ),
        ];
    }

    internal static IQueryable<TargetChoice> Posts(IQueryable<Post> posts) =>
        posts.Select(post => new TargetChoice(
            new RedirectTarget(RedirectKind.Post, post.Id.ToString(CultureInfo.InvariantCulture)),
            post.Title,
            post.Address.Value
        ));

    internal static IQueryable<TargetChoice> Tags(IQueryable<Tag> tags) =>
        tags.Select(tag => new TargetChoice(
            new RedirectTarget(RedirectKind.Tag, tag.Id.ToString(CultureInfo.InvariantCulture)),
            tag.Name,
            "/tags/" + tag.Slug.Value
        ));

    internal static IQueryable<TargetChoice> Categories(IQueryable<Category> categories) =>
        categories.Select(category => new TargetChoice(
            new RedirectTarget(RedirectKind.Category, category.Id.ToString(CultureInfo.InvariantCulture)),
            category.Name,
            "/categories/" + category.Path
        ));

    private static async Task<IEnumerable<TargetChoice>> MediaAsync(IQueryable<MediaFile> files, CancellationToken cancellationToken) =>
        (await files.AsNoTracking().ToListAsync(cancellationToken)).Select(file => new TargetChoice(
            new RedirectTarget(RedirectKind.Media, file.Id),
            file.Name,
            file.Path
        ));
}

/// <summary>A possible target of a redirect.</summary>
/// <param name="Target">The row.</param>
/// <param name="Name">Its title or name.</param>
/// <param name="Address">Its decoded path.</param>
public sealed record TargetChoice(RedirectTarget Target, string Name, string Address);

using Blog.Data;
using Blog.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.Listing;

/// <summary>
/// Acts on many posts in one turn at the write gate. A post that is not in the state its list showed is left alone and named: nobody decides
/// about what they have not seen.
/// </summary>
public sealed class ManyPosts(BlogDb db, WriteGate gate)
{
    /// <summary>Most posts of one act: more than a page of the list holds.</summary>
    public const int MaxPicks = 100;

    private static readonly char[] Commas = [',', '，', '、'];

    /// <summary>Reads the ticked boxes of a list.</summary>
    public static IReadOnlyList<Pick> Read(IEnumerable<string?> ticked) => [.. ticked.Select(Pick.Parse).OfType<Pick>().DistinctBy(pick => pick.Id).Take(MaxPicks)];

    /// <summary>The posts of these picks that an author may touch, with their titles, for a page that asks again.</summary>
    public async Task<IReadOnlyList<Post>> FindAsync(IReadOnlyList<Pick> picks, int? authorId, CancellationToken cancellationToken)
    {
        var ids = picks.Select(pick => pick.Id).ToList();
        return await db.Posts.Of(authorId).Where(post => ids.Contains(post.Id)).Include(post => post.Category).Include(post => post.Tags).OrderBy(post => post.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Adds tags, making those that are missing.</summary>
    /// <param name="picks">The posts.</param>
    /// <param name="authorId">Whose posts may be touched; null for everybody's.</param>
    /// <param name="names">Separated by commas.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<ManyDone> AddTagsAsync(IReadOnlyList<Pick> picks, int? authorId, string? names, CancellationToken cancellationToken) => RunAsync(
        picks,
        authorId,
        async posts =>
        {
            var tags = await new TaxonomyWriter(db).TagsAsync(Names(names), cancellationToken);
            return await RefileAsync(posts, post => post.Category, post => [.. post.Tags, .. tags], cancellationToken);
        },
        cancellationToken);

    /// <summary>Takes tags away.</summary>
    public Task<ManyDone> RemoveTagsAsync(IReadOnlyList<Pick> picks, int? authorId, string? names, CancellationToken cancellationToken) => RunAsync(
        picks,
        authorId,
        async posts =>
        {
            var writer = new TaxonomyWriter(db);
            var tags = new List<Tag?>();
            foreach (var name in Names(names))
            {
                tags.Add(await writer.FindTagAsync(name, cancellationToken));
            }

            return await RefileAsync(posts, post => post.Category, post => [.. post.Tags.Where(tag => !tags.Contains(tag))], cancellationToken);
        },
        cancellationToken);

    /// <summary>Files posts under a category, or under none.</summary>
    public Task<ManyDone> FileAsync(IReadOnlyList<Pick> picks, int? authorId, int? categoryId, CancellationToken cancellationToken) => RunAsync(
        picks,
        authorId,
        async posts =>
        {
            var all = await db.Categories.ToListAsync(cancellationToken);   // tracked, so that parents are joined
            var category = all.Find(one => one.Id == categoryId);
            return categoryId is not null && category is null ? 0 : await RefileAsync(posts, _ => category, post => post.Tags, cancellationToken);
        },
        cancellationToken);

    /// <summary>Throws posts into the trash, or takes them out as drafts.</summary>
    public Task<ManyDone> DiscardAsync(IReadOnlyList<Pick> picks, int? authorId, bool isBack, CancellationToken cancellationToken) => RunAsync(
        picks,
        authorId,
        posts =>
        {
            var meant = posts.Where(post => (post.State == PostState.Trash) == isBack).ToList();
            meant.ForEach(post =>
            {
                if (isBack)
                {
                    post.Restore();
                }
                else
                {
                    post.Discard();
                }
            });
            return Task.FromResult(meant.Count);
        },
        cancellationToken);

    /// <summary>Deletes posts of the trash for good, with their redirects and their history.</summary>
    public Task<ManyDone> DeleteAsync(IReadOnlyList<Pick> picks, int? authorId, CancellationToken cancellationToken) => RunAsync(
        picks,
        authorId,
        posts =>
        {
            var meant = posts.Where(post => post.State == PostState.Trash).ToList();
            db.Posts.RemoveRange(meant);
            return Task.FromResult(meant.Count);
        },
        cancellationToken);

    private async Task<ManyDone> RunAsync(IReadOnlyList<Pick> picks, int? authorId, Func<IReadOnlyList<Post>, Task<int>> work, CancellationToken cancellationToken)
    {
        ManyDone done = null!;
        await gate.RunAsync(
            async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var found = await FindAsync(picks, authorId, cancellationToken);
                var fresh = found.Where(post => picks.Any(pick => pick.Id == post.Id && pick.Version == post.Version)).ToList();
                done = new ManyDone(await work(fresh), [.. found.Except(fresh).Select(post => post.Title)]);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            },
            cancellationToken);
        return done;
    }

    /// <summary>Files those that this changes; what somebody is typing about them is filed alike.</summary>
    private async Task<int> RefileAsync(IReadOnlyList<Post> posts, Func<Post, Category?> category, Func<Post, IReadOnlyCollection<Tag>> tags, CancellationToken cancellationToken)
    {
        var ids = posts.Select(post => post.Id).ToList();
        var edits = await db.PendingEdits.Where(edit => ids.Contains(edit.PostId)).ToDictionaryAsync(edit => edit.PostId, cancellationToken);
        var count = 0;
        foreach (var post in posts)
        {
            var (isMoved, had) = (post.Category != category(post), post.Tags.ToHashSet());
            if (!isMoved && had.SetEquals(tags(post)))
            {
                continue;
            }

            var before = post.Version;
            post.Refile(category(post), tags(post));
            count++;
            if (edits.GetValueOrDefault(post.Id) is { } edit)
            {
                var text = edit.Text with
                {
                    Category = isMoved ? NamesOf(post.Category) : edit.Text.Category,
                    Tags = had.SetEquals(post.Tags) ? edit.Text.Tags : Retag(edit.Text.Tags, had, post.Tags),
                };
                edit.Follow(text, before, post.Version);
            }
        }

        return count;
    }

    /// <summary>What was typed, less the tags that went and with those that came.</summary>
    private static string Retag(string typed, HashSet<Tag> had, IReadOnlyCollection<Tag> has)
    {
        var gone = had.Except(has).Select(tag => tag.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = Names(typed).Where(name => !gone.Contains(name));
        return string.Join("，", kept.Concat(has.Except(had).Select(tag => tag.Name)).Distinct(StringComparer.OrdinalIgnoreCase));
    }

    private static string NamesOf(Category? category) => category is null ? "" : category.Parent is null ? category.Name : NamesOf(category.Parent) + "/" + category.Name;

    private static IEnumerable<string> Names(string? typed) =>
        (typed ?? "").Split(Commas, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(name => name.Length <= TextLengths.Name);
}

/// <summary>A ticked row: the post, and its version when it was shown.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Version">Its version then.</param>
public sealed record Pick(int Id, int Version)
{
    /// <summary>Reads what <see cref="ToString"/> writes; null where it is nothing of the kind.</summary>
    public static Pick? Parse(string? text) =>
        (text ?? "").Split('.') is [var id, var version] && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var post)
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? new Pick(post, seen) : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}.{Version}");
}

/// <summary>What came of it.</summary>
/// <param name="Count">How many posts were changed.</param>
/// <param name="Changed">Titles of those left alone because they had changed since the list was shown.</param>
public sealed record ManyDone(int Count, IReadOnlyList<string> Changed);

using Blog.Data.Posts.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Changes many posts in one write. A post that has changed since the list was shown is skipped and reported, so that no one changes what
/// they have not seen.
/// </summary>
internal sealed class BulkChanges(BlogDb db, OpenPosts posts)
{
    /// <summary>Posts loaded at once, with their texts; all are changed in the one write.</summary>
    private const int AtOnce = 100;

    public Task<BulkResult> AddTagsAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        string? names,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            picks,
            actor,
            async fresh =>
            {
                var tags = await new TaxonomyWriter(db).TagsAsync(Names(names), cancellationToken);
                return await RefileAsync(fresh, post => post.Category, post => [.. post.Tags, .. tags], cancellationToken);
            },
            cancellationToken
        );

    public Task<BulkResult> RemoveTagsAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        string? names,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            picks,
            actor,
            async fresh =>
            {
                var taxonomy = new TaxonomyWriter(db);
                var tags = new List<Tag?>();
                foreach (var name in Names(names))
                {
                    tags.Add(await taxonomy.FindTagAsync(name, cancellationToken));
                }

                return await RefileAsync(
                    fresh,
                    post => post.Category,
                    post => [.. post.Tags.Where(tag => !tags.Contains(tag))],
                    cancellationToken
                );
            },
            cancellationToken
        );

    public Task<BulkResult> RefileAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        int? categoryId,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            picks,
            actor,
            async fresh =>
            {
                var all = await db.Categories.ToListAsync(cancellationToken); // tracked, so that parents are linked
                var category = all.Find(one => one.Id == categoryId);
                return categoryId is not null && category is null
                    ? 0
                    : await RefileAsync(fresh, _ => category, post => post.Tags, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Applies a state change to the selected posts that it is meant for.</summary>
    public Task<BulkResult> ChangeAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        Func<Post, bool> isMeant,
        Action<Post> verb,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            picks,
            actor,
            fresh =>
            {
                var meant = fresh.Where(isMeant).ToList();
                meant.ForEach(verb);
                return Task.FromResult(meant.Count);
            },
            cancellationToken
        );

    private async Task<BulkResult> RunAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        Func<IReadOnlyList<Post>, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        return await db.WriteAsync(
            async () =>
            {
                var done = new BulkResult(0, []);
                foreach (var some in picks.Chunk(AtOnce))
                {
                    var part = await RunSomeAsync(some, actor, work, cancellationToken);
                    done = new BulkResult(done.Count + part.Count, [.. done.Changed, .. part.Changed]);
                    await db.SaveChangesAsync(cancellationToken);
                    db.ChangeTracker.Clear();
                }

                return done;
            },
            cancellationToken
        );
    }

    private async Task<BulkResult> RunSomeAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        Func<IReadOnlyList<Post>, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        var versions = picks.ToDictionary(selectedPost => selectedPost.Id, selectedPost => selectedPost.Version);
        var found = await posts
            .Of(actor)
            .Where(post => versions.Keys.Contains(post.Id))
            .Include(post => post.Category)
            .Include(post => post.Tags)
            .OrderBy(post => post.Id)
            .ToListAsync(cancellationToken);
        var fresh = found.Where(post => versions[post.Id] == post.Version).ToList();
        return new BulkResult(await work(fresh), [.. found.Except(fresh).Select(post => post.Title)]);
    }

    /// <summary>Updates category and tags of the posts, and of their pending edits.</summary>
    private async Task<int> RefileAsync(
        IReadOnlyList<Post> fresh,
        Func<Post, Category?> category,
        Func<Post, IReadOnlyCollection<Tag>> tags,
        CancellationToken cancellationToken
    )
    {
        var ids = fresh.Select(post => post.Id).ToList();
        var edits = await db
            .PendingEdits.Where(edit => ids.Contains(edit.PostId))
            .ToDictionaryAsync(edit => edit.PostId, cancellationToken);
        var count = 0;
        foreach (var post in fresh)
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
                var draft = edit.Draft with
                {
                    Category = isMoved ? NamesOf(post.Category) : edit.Draft.Category,
                    Tags = had.SetEquals(post.Tags) ? edit.Draft.Tags : Retag(edit.Draft.Tags, had, post.Tags),
                };
                edit.Follow(draft, before, post.Version);
            }
        }

        return count;
    }

    /// <summary>Applies removed and added tags to a typed list.</summary>
    private static string Retag(string typed, HashSet<Tag> had, IReadOnlyCollection<Tag> has)
    {
        var gone = had.Except(has).Select(tag => tag.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = Names(typed).Where(name => !gone.Contains(name));
        return string.Join("，", kept.Concat(has.Except(had).Select(tag => tag.Name)).Distinct(StringComparer.OrdinalIgnoreCase));
    }

    private static string NamesOf(Category? category) =>
        category is null ? ""
        : category.Parent is null ? category.Name
        : NamesOf(category.Parent) + "/" + category.Name;

    private static IEnumerable<string> Names(string? typed) => PostDraft.SplitTags(typed).Where(name => name.Length <= TextLengths.Name);
}

/// <summary>A selected row: the post and the version that was shown.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Version">The version that was shown.</param>
public sealed record SelectedPost(int Id, int Version)
{
    /// <summary>Parses the output of <see cref="ToString"/>; null if invalid.</summary>
    public static SelectedPost? Parse(string? text) =>
        (text ?? "").Split('.') is [var id, var version]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var post)
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? new SelectedPost(post, seen)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}.{Version}");
}

/// <summary>The result of a bulk change.</summary>
/// <param name="Count">Number of changed posts.</param>
/// <param name="Changed">Titles of the posts skipped because they had changed since the list was shown.</param>
public sealed record BulkResult(int Count, IReadOnlyList<string> Changed);

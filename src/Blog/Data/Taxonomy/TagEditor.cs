using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Taxonomy;

/// <summary>Tag administration. Every former address of a tag permanently redirects to it, or to the tag it was merged into.</summary>
public sealed class TagEditor(BlogDb db, PostWriter posts, TimeProvider clock)
{
    private readonly AddressRedirects _old = new(db, clock);

    /// <summary>Creates a tag. At a former address it takes precedence over the redirect.</summary>
    public Task<TaxonomyError?> AddAsync(string? name, string? slug, CancellationToken cancellationToken) =>
        TurnAsync(
            async () =>
            {
                var error =
                    TaxonomyTransaction.Read(name, slug, "tag", out var wanted) ?? await FindConflictAsync(0, wanted, cancellationToken);
                if (error is null)
                {
                    db.Tags.Add(new Tag(wanted.Name, wanted.Slug));
                }

                return error;
            },
            cancellationToken
        );

    /// <summary>Changes the name or slug of a tag.</summary>
    /// <param name="seen">Its state when the page was loaded.</param>
    /// <param name="slug">Its path segment; empty to generate one from the name.</param>
    public Task<TaxonomyError?> RenameAsync(int id, Seen seen, string? name, string? slug, CancellationToken cancellationToken) =>
        TurnAsync(
            async () =>
            {
                var (tag, error) = await FindAsync(id, seen, cancellationToken);
                (string Name, Slug Slug) wanted = ("", default);
                error ??= TaxonomyTransaction.Read(name, slug, "tag", out wanted) ?? await FindConflictAsync(id, wanted, cancellationToken);
                if (error is null)
                {
                    var from = tag!.Address;
                    tag.Rename(wanted.Name, wanted.Slug);
                    await _old.MoveAsync(tag, from, cancellationToken);
                }

                return error;
            },
            cancellationToken
        );

    /// <summary>Moves its posts and former addresses to another tag and deletes it.</summary>
    public Task<TaxonomyError?> MergeAsync(int id, Seen seen, int intoId, CancellationToken cancellationToken) =>
        TurnAsync(
            async () =>
            {
                var (tag, error) = await FindAsync(id, seen, cancellationToken);
                var into = await db.Tags.SingleOrDefaultAsync(t => t.Id == intoId, cancellationToken);
                if (error is not null || into is null || into == tag)
                {
                    return error ?? TaxonomyError.Gone;
                }

                await posts.MergeTagAsync(id, intoId, cancellationToken);
                foreach (var redirect in await db.Redirects.Where(redirect => redirect.TagId == id).ToListAsync(cancellationToken))
                {
                    redirect.LeadTo(into);
                }

                await _old.MoveAsync(into, tag!.Address, cancellationToken);
                db.Tags.Remove(tag);
                return null;
            },
            cancellationToken
        );

    /// <summary>Deletes it: posts lose the tag, and its current and former addresses become 404.</summary>
    public Task<TaxonomyError?> RemoveAsync(int id, Seen seen, CancellationToken cancellationToken) =>
        TurnAsync(
            async () =>
            {
                var (tag, error) = await FindAsync(id, seen, cancellationToken);
                if (error is null)
                {
                    db.Tags.Remove(tag!);
                }

                return error;
            },
            cancellationToken
        );

    private Task<TaxonomyError?> TurnAsync(Func<Task<TaxonomyError?>> work, CancellationToken cancellationToken) =>
        TaxonomyTransaction.RunAsync(db, work, cancellationToken);

    private async Task<(Tag? Tag, TaxonomyError? Error)> FindAsync(int id, Seen seen, CancellationToken cancellationToken)
    {
        var tag = await db.Tags.SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        return (
            tag,
            tag is null ? TaxonomyError.Gone
            : seen != new Seen(tag.Name, tag.Address) ? TaxonomyError.Changed
            : null
        );
    }

    private async Task<TaxonomyError?> FindConflictAsync(int id, (string Name, Slug Slug) wanted, CancellationToken cancellationToken) =>
        await db.Tags.AnyAsync(tag => tag.Id != id && tag.Slug == wanted.Slug, cancellationToken) ? TaxonomyError.AddressTaken
        : await db.Tags.AnyAsync(tag => tag.Id != id && EF.Functions.Collate(tag.Name, "NOCASE") == wanted.Name, cancellationToken)
            ? TaxonomyError.NameTaken
        : null;
}

using Blog.Data.Addresses;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Filing;

/// <summary>What an owner does with tags. An address that a tag leaves leads to it, or to what it was merged into, for ever.</summary>
public sealed class TagDesk(BlogDb db, PostWriter posts, TimeProvider clock)
{
    private readonly OldAddresses old = new(db, clock);

    /// <summary>Makes a new one, which no post has yet. At an old address it comes before the redirect there.</summary>
    public Task<FilingFault?> AddAsync(string? name, string? slug, CancellationToken cancellationToken) => TurnAsync(
        async () =>
        {
            var fault = FilingTurn.Read(name, slug, "tag", out var wanted) ?? await FindClashAsync(0, wanted, cancellationToken);
            if (fault is null)
            {
                db.Tags.Add(new Tag(wanted.Name, wanted.Slug));
            }

            return fault;
        },
        cancellationToken);

    /// <summary>Gives one another name or address.</summary>
    /// <param name="id">Row id.</param>
    /// <param name="seen">What it was when the page was opened.</param>
    /// <param name="name">The name.</param>
    /// <param name="slug">What its address ends in; empty for one made of the name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<FilingFault?> RenameAsync(int id, Seen seen, string? name, string? slug, CancellationToken cancellationToken) => TurnAsync(
        async () =>
        {
            var (tag, fault) = await FindAsync(id, seen, cancellationToken);
            (string Name, Slug Slug) wanted = ("", default);
            fault ??= FilingTurn.Read(name, slug, "tag", out wanted) ?? await FindClashAsync(id, wanted, cancellationToken);
            if (fault is null)
            {
                var from = tag!.Address;
                tag.Rename(wanted.Name, wanted.Slug);
                await old.MoveAsync(tag, from, cancellationToken);
            }

            return fault;
        },
        cancellationToken);

    /// <summary>Gives all that it has, posts and old addresses, to another, and removes it.</summary>
    public Task<FilingFault?> MergeAsync(int id, Seen seen, int intoId, CancellationToken cancellationToken) => TurnAsync(
        async () =>
        {
            var (tag, fault) = await FindAsync(id, seen, cancellationToken);
            var into = await db.Tags.SingleOrDefaultAsync(t => t.Id == intoId, cancellationToken);
            if (fault is not null || into is null || into == tag)
            {
                return fault ?? FilingFault.Gone;
            }

            await posts.MergeTagAsync(id, intoId, cancellationToken);
            foreach (var redirect in await db.Redirects.Where(redirect => redirect.TagId == id).ToListAsync(cancellationToken))
            {
                redirect.LeadTo(into);
            }

            await old.MoveAsync(into, tag!.Address, cancellationToken);
            db.Tags.Remove(tag);
            return null;
        },
        cancellationToken);

    /// <summary>Removes it: posts lose it, its address and its old ones answer no more.</summary>
    public Task<FilingFault?> RemoveAsync(int id, Seen seen, CancellationToken cancellationToken) => TurnAsync(
        async () =>
        {
            var (tag, fault) = await FindAsync(id, seen, cancellationToken);
            if (fault is null)
            {
                db.Tags.Remove(tag!);
            }

            return fault;
        },
        cancellationToken);

    private Task<FilingFault?> TurnAsync(Func<Task<FilingFault?>> work, CancellationToken cancellationToken) => FilingTurn.RunAsync(db, work, cancellationToken);

    private async Task<(Tag? Tag, FilingFault? Fault)> FindAsync(int id, Seen seen, CancellationToken cancellationToken)
    {
        var tag = await db.Tags.SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        return (tag, tag is null ? FilingFault.Gone : seen != new Seen(tag.Name, tag.Address) ? FilingFault.Changed : null);
    }

    private async Task<FilingFault?> FindClashAsync(int id, (string Name, Slug Slug) wanted, CancellationToken cancellationToken) =>
        await db.Tags.AnyAsync(tag => tag.Id != id && tag.Slug == wanted.Slug, cancellationToken) ? FilingFault.AddressTaken
        : await db.Tags.AnyAsync(tag => tag.Id != id && EF.Functions.Collate(tag.Name, "NOCASE") == wanted.Name, cancellationToken) ? FilingFault.NameTaken
        : null;
}

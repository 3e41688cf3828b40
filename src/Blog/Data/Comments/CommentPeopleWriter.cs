using Blog.Data.Security;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Comments;

/// <summary>Changes which writers are trusted, and what is blocked.</summary>
public sealed class CommentPeopleWriter(BlogDb db, CommentWriter comments, TimeProvider clock)
{
    /// <summary>Comments of its writer need no approval from now on.</summary>
    /// <returns>False where a comment does not tell its writer from others, since it has no mail address.</returns>
    public Task<bool> TrustAsync(int commentId, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var comment = await db.Comments.SingleOrDefaultAsync(row => row.Id == commentId, cancellationToken);
                if (comment is not { WriterHash: { } hash, Name: { } name })
                {
                    return false;
                }

                if (!await db.TrustedWriters.AnyAsync(writer => writer.Hash == hash, cancellationToken))
                {
                    db.TrustedWriters.Add(new TrustedWriter(hash, name, clock.GetUtcNow()));
                }

                return true;
            },
            cancellationToken
        );

    /// <summary>Comments of a writer wait for approval again.</summary>
    public Task DistrustAsync(string hash, CancellationToken cancellationToken) =>
        db.WriteAsync(
            () => db.TrustedWriters.Where(writer => writer.Hash == hash).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>Blocks a network or a word.</summary>
    /// <param name="value">As <see cref="CommentBlock.Value"/> is kept.</param>
    /// <returns>False where it is blocked already.</returns>
    public Task<bool> BlockAsync(CommentBlockKind kind, string value, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.CommentBlocks.AnyAsync(block => block.Kind == kind && block.Value == value, cancellationToken))
                {
                    return false;
                }

                db.CommentBlocks.Add(new CommentBlock(kind, value, clock.GetUtcNow()));
                return true;
            },
            cancellationToken
        );

    public Task UnblockAsync(int id, CancellationToken cancellationToken) =>
        db.WriteAsync(() => db.CommentBlocks.Where(block => block.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// All comments of the writer of one: those with its mail address; of one without, those with its name from its network, as long as
    /// that is known. Comments of the blog's authors are not among them.
    /// </summary>
    public async Task<IReadOnlyList<int>> OfSameWriterAsync(int commentId, CancellationToken cancellationToken)
    {
        var one = await db.Comments.AsNoTracking().SingleOrDefaultAsync(comment => comment.Id == commentId, cancellationToken);
        if (one is null || one.ByAuthor)
        {
            return [];
        }

        var readers = db.Comments.Where(comment => !comment.ByAuthor);
        if (one.Email is { } email)
        {
            return await readers
                .Where(comment => EF.Functions.Collate(comment.Email, "NOCASE") == email)
                .Select(comment => comment.Id)
                .ToListAsync(cancellationToken);
        }

        var network = ClientNetwork.OfText(one.Ip);
        var named = await readers
            .Where(comment => comment.Email == null && comment.Name == one.Name && comment.Ip != null)
            .Select(comment => new { comment.Id, comment.Ip })
            .ToListAsync(cancellationToken);
        return
        [
            .. named
                .Where(comment => network is not null && ClientNetwork.OfText(comment.Ip) == network)
                .Select(comment => comment.Id)
                .Append(commentId)
                .Distinct(),
        ];
    }

    /// <summary>Shortens the addresses that comments were sent from, and later removes them.</summary>
    /// <param name="shorten">Comments from before keep no more than the network.</param>
    /// <param name="remove">Comments from before keep nothing.</param>
    public async Task ForgetAddressesAsync(DateTimeOffset shorten, DateTimeOffset remove, CancellationToken cancellationToken)
    {
        var old = db.Comments.Where(comment => comment.CreatedAt < remove && comment.Ip != null);
        var whole = db.Comments.Where(comment => comment.CreatedAt < shorten && comment.Ip != null && !comment.Ip.Contains('/'));
        if (await old.AnyAsync(cancellationToken))
        {
            await db.WriteAsync(
                () => old.ExecuteUpdateAsync(set => set.SetProperty(comment => comment.Ip, (string?)null), cancellationToken),
                cancellationToken
            );
        }

        if (await whole.AnyAsync(cancellationToken))
        {
            await db.WriteAsync(
                async () => (await whole.ToListAsync(cancellationToken)).ForEach(comment => comment.ShortenAddress()),
                cancellationToken
            );
        }
    }

    /// <summary>Removes all comments of the writer of one for good, with everything that is known of them.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EraseWriterAsync(int commentId, CancellationToken cancellationToken)
    {
        var hash = await db
            .Comments.Where(comment => comment.Id == commentId)
            .Select(comment => comment.WriterHash)
            .SingleOrDefaultAsync(cancellationToken);
        var ids = await OfSameWriterAsync(commentId, cancellationToken);
        await comments.EraseAsync(ids, cancellationToken);
        if (hash is not null)
        {
            await DistrustAsync(hash, cancellationToken);
        }

        return ids.Count;
    }
}

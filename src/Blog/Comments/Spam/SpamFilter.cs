using System.Net;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Data.Security;
using Blog.Rendering.Output;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Spam;

/// <summary>Looks at comments before they are stored.</summary>
public sealed class SpamFilter(BlogDb db, RecentTexts recent, AttackMode attack, SiteContext site)
{
    /// <summary>Whether the owner accepts nothing from the network of an address.</summary>
    public async Task<bool> IsBlockedAsync(IPAddress? address, CancellationToken cancellationToken) =>
        ClientNetwork.Of(address) is { } network
        && await db.CommentBlocks.AnyAsync(block => block.Kind == CommentBlockKind.Network && block.Value == network, cancellationToken);

    /// <summary>Says who sees a comment.</summary>
    /// <param name="rendered">Its text.</param>
    /// <param name="fillsTrap">A field was filled in that people do not see.</param>
    /// <param name="isEdited">Whether it replaces an earlier text, which is similar of course.</param>
    public async Task<Verdict> JudgeAsync(
        Post post,
        CommentContent content,
        RenderedComment rendered,
        bool fillsTrap,
        bool isEdited,
        CancellationToken cancellationToken
    )
    {
        var words = await db
            .CommentBlocks.AsNoTracking()
            .Where(block => block.Kind == CommentBlockKind.Word)
            .Select(block => block.Value)
            .ToListAsync(cancellationToken);
        var writer = Comment.WriterHashOf(content);
        return SpamRules.Judge(
            new CommentSigns
            {
                FillsTrap = fillsTrap,
                HasBlockedWord = SpamRules.HasWord(content, words),
                Links = rendered.Links,
                Similar = isEdited ? 0 : await recent.NoteAsync(db, content.Text, cancellationToken),
                IsInOtherScript = site.Settings.Comments.ChecksScript && SpamRules.IsInOtherScript(rendered.PlainText, post.Language),
                IsAttack = attack.IsOn,
                IsTrusted = writer is not null && await db.TrustedWriters.AnyAsync(one => one.Hash == writer, cancellationToken),
            }
        );
    }
}

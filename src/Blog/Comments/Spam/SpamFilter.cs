using System.Net;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Security;
using Blog.Rendering.Output;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Spam;

/// <summary>Looks at comments before they are stored.</summary>
public sealed class SpamFilter(BlogDb db, BlockList blocks, RecentTexts recent, AttackMode attack, SiteContext site)
{
    /// <summary>Whether the owner accepts nothing from the network of an address.</summary>
    public async Task<bool> IsBlockedAsync(IPAddress? address, CancellationToken cancellationToken) =>
        ClientNetwork.Of(address) is { } network && await blocks.HasNetworkAsync(db, network, cancellationToken);

    /// <summary>Says who sees a comment.</summary>
    /// <param name="language">Of its post, a BCP 47 tag.</param>
    /// <param name="rendered">Its text.</param>
    /// <param name="fillsTrap">A field was filled in that people do not see.</param>
    /// <param name="isEdited">Whether it replaces an earlier text, which is similar of course.</param>
    public async Task<Verdict> JudgeAsync(
        string language,
        CommentContent content,
        RenderedComment rendered,
        bool fillsTrap,
        bool isEdited,
        CancellationToken cancellationToken
    )
    {
        var words = await blocks.WordsAsync(db, cancellationToken);
        var writer = Comment.WriterHashOf(content);
        return SpamRules.Judge(
            new CommentSigns
            {
                FillsTrap = fillsTrap,
                HasBlockedWord = SpamRules.HasWord(content, words),
                Links = rendered.Links,
                Similar = isEdited ? 0 : await recent.NoteAsync(db, content.Text, cancellationToken),
                IsInOtherScript = site.Settings.Comments.ChecksScript && SpamRules.IsInOtherScript(rendered.PlainText, language),
                IsAttack = attack.IsOn,
                IsTrusted = writer is not null && await db.TrustedWriters.AnyAsync(one => one.Hash == writer, cancellationToken),
            }
        );
    }
}

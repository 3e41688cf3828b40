using Blog.Data;
using Blog.Data.Comments;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Notices;

/// <summary>Writes what the owner is told of a comment, or of several at once.</summary>
public sealed class NoticeWriter(BlogDb db, ModerationLinks links, SettingsCache settings, SiteOptions site)
{
    private const int MostText = 600; // characters; the rest is behind the link

    /// <summary>A message for each comment that still concerns the owner, or one for all of them where there are many.</summary>
    /// <param name="most">Messages that are made at once.</param>
    public async Task<IReadOnlyList<(NoticeMessage Message, IReadOnlyList<int> Notices)>> WriteAsync(
        IReadOnlyList<CommentNotice> due,
        int most,
        CancellationToken cancellationToken
    )
    {
        var ids = due.Select(notice => notice.CommentId).ToList();
        var comments = await db
            .Comments.AsNoTracking()
            .Where(comment => ids.Contains(comment.Id))
            .Where(comment => comment.State == CommentState.Waiting || comment.State == CommentState.Approved)
            .Join(
                db.Posts,
                comment => comment.PostId,
                post => post.Id,
                (comment, post) => new NoticedPost(comment, post.Title, post.Address.Href)
            )
            .ToDictionaryAsync(row => row.Comment.Id, cancellationToken);
        var words = NoticeTexts.Of((await settings.GetAsync(cancellationToken)).Main.Tag);
        var wanted = due.Where(notice => comments.ContainsKey(notice.CommentId)).ToList();
        if (wanted.Count > most)
        {
            var waiting = wanted.Count(notice => comments[notice.CommentId].Comment.State == CommentState.Waiting);
            return
            [
                (
                    new NoticeMessage(
                        $"comments-{wanted[0].Id}-{wanted[^1].Id}",
                        words.Summary(wanted.Count),
                        words.SummaryText(waiting),
                        site.Absolute(ModerationPaths.Queue),
                        words.OpenQueue
                    ),
                    [.. wanted.Select(notice => notice.Id)]
                ),
            ];
        }

        return [.. wanted.Select(notice => (Message(comments[notice.CommentId], notice.Id, words), (IReadOnlyList<int>)[notice.Id]))];
    }

    private NoticeMessage Message(NoticedPost row, int noticeId, NoticeTexts words)
    {
        var (comment, waits) = (row.Comment, row.Comment.State == CommentState.Waiting);
        return new NoticeMessage(
            string.Create(CultureInfo.InvariantCulture, $"comment-{comment.Id}-{noticeId}"),
            words.Title(row.Title, waits),
            words.Said(comment.Name, TextLengths.Cut(comment.Text, MostText)),
            links.Make(comment.Id, comment.Version),
            words.Decide
        )
        {
            Comment = new NoticedComment(
                comment.Id,
                waits ? "waiting" : "approved",
                comment.Name,
                comment.Text,
                row.Title,
                site.Absolute(row.Href),
                comment.CreatedAt
            ),
        };
    }

    private sealed record NoticedPost(Comment Comment, string Title, string Href);
}

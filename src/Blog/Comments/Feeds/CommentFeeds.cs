using Blog.Comments.Notices;
using Blog.Comments.Own;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Rendering;
using Blog.Site;
using Blog.Site.Feeds;
using Blog.Site.Http;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Feeds;

/// <summary>Atom feeds of comments: of the whole site, of a post, and of the answers to one comment, for its writer alone.</summary>
internal sealed class CommentFeeds(
    BlogDb db,
    CommentRenderer renderer,
    OwnComments own,
    QueueFeedKey waiting,
    ModerationLinks links,
    SiteContext site,
    SiteOptions options,
    TimeProvider clock
)
{
    private const int Most = 30;

    /// <summary>The newest comments on listed posts.</summary>
    public async Task<IResult> SiteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!site.Settings.Comments.AreShown)
        {
            return Results.NotFound();
        }

        var language = site.Language;
        var entries = await EntriesAsync(
            Shown().Where(row => !row.Post.Hidden && (site.ListedLanguage == null || row.Post.Language == site.ListedLanguage)),
            cancellationToken
        );
        var path = site.EditionPath(CommentAddresses.Root + "/feed.xml");
        return Answer(context, CommentTexts.Of(language.Tag).FeedTitle(language.Title), language.Tag, path, site.EditionPath("/"), entries);
    }

    /// <summary>The newest comments on a post.</summary>
    public async Task<IResult> PostAsync(HttpContext context, int post, CancellationToken cancellationToken)
    {
        var found = site.Settings.Comments.AreShown
            ? await db.Posts.AsNoTracking().Published(clock.GetUtcNow()).SingleOrDefaultAsync(one => one.Id == post, cancellationToken)
            : null;
        if (found is null)
        {
            return Results.NotFound();
        }

        var entries = await EntriesAsync(Shown().Where(row => row.Post.Id == post), cancellationToken);
        var title = CommentTexts.Of(found.Language).FeedTitle(found.Title);
        return Answer(context, title, found.Language, CommentAddresses.Feed(post), found.Address.Href, entries);
    }

    /// <summary>The answers to a comment, at its writer's secret address.</summary>
    public async Task<IResult> OwnAsync(HttpContext context, string token, CancellationToken cancellationToken)
    {
        SecurityHeaders.MakePrivate(context);
        SecurityHeaders.HideAddress(context);
        if (!site.Settings.Comments.AreShown || await own.FindAsync(token, cancellationToken) is not (var comment, var post))
        {
            return Results.NotFound();
        }

        var entries = await EntriesAsync(Shown().Where(row => row.Comment.ParentId == comment.Id), cancellationToken);
        var path = CommentAddresses.Own(token);
        var title = CommentTexts.Of(post.Language).AnswersFeedTitle(post.Title);
        var answer = Answer(context, title, post.Language, path + "/feed.xml", path, entries);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.LastModified = default;
        return answer;
    }

    /// <summary>What waits for approval, at a secret address: each entry leads to the page that decides on it.</summary>
    public async Task<IResult> WaitingAsync(HttpContext context, string secret, CancellationToken cancellationToken)
    {
        SecurityHeaders.MakePrivate(context);
        SecurityHeaders.HideAddress(context);
        if (!await waiting.IsAsync(secret, cancellationToken))
        {
            return Results.NotFound();
        }

        var main = site.Settings.Main;
        var words = NoticeTexts.Of(main.Tag);
        var rows = await (
            from comment in db.Comments.AsNoTracking()
            join post in db.Posts.AsNoTracking() on comment.PostId equals post.Id
            where comment.State == CommentState.Waiting
            orderby comment.CreatedAt descending, comment.Id descending
            select new
            {
                comment,
                post.Title,
                post.FeedId,
            }
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
        var entries = rows.Select(row =>
            Entry(
                string.Create(CultureInfo.InvariantCulture, $"{row.FeedId}/waiting-{row.comment.Id}"),
                links.Make(row.comment.Id, row.comment.Version),
                words.Title(row.Title, waits: true),
                row.comment.Language ?? main.Tag,
                row.comment.Name ?? words.Nameless,
                row.comment.CreatedAt,
                row.comment.EditedAt ?? row.comment.CreatedAt,
                renderer.RenderPlainly(row.comment.Text, row.comment.Language ?? main.Tag).Html.Value
            )
        );
        var answer = Answer(
            context,
            words.WaitingFeed(main.Title),
            main.Tag,
            ModerationPaths.Feed(secret),
            ModerationPaths.Queue,
            [.. entries]
        );
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.LastModified = default;
        return answer;
    }

    private IQueryable<Row> Shown()
    {
        var now = clock.GetUtcNow();
        return from comment in db.Comments.AsNoTracking()
            join post in db.Posts.AsNoTracking().Published(now) on comment.PostId equals post.Id
            where comment.State == CommentState.Approved
            select new Row { Comment = comment, Post = post };
    }

    private async Task<IReadOnlyList<FeedEntry>> EntriesAsync(IQueryable<Row> rows, CancellationToken cancellationToken)
    {
        var found = await rows.OrderByDescending(row => row.Comment.CreatedAt)
            .ThenByDescending(row => row.Comment.Id)
            .Take(Most)
            .Select(row => new
            {
                row.Comment.Id,
                row.Comment.Name,
                row.Comment.Html,
                row.Comment.Text,
                row.Comment.CreatedAt,
                row.Comment.EditedAt,
                row.Post.Language,
                row.Post.Title,
                row.Post.FeedId,
                row.Post.Address,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. found.Select(row =>
            {
                var words = CommentTexts.Of(row.Language);
                var html = row.Html ?? renderer.RenderPlainly(row.Text, row.Language).Html;
                return Entry(
                    string.Create(CultureInfo.InvariantCulture, $"{row.FeedId}/comment-{row.Id}"),
                    site.Absolute(CommentAddresses.Place(row.Id)),
                    words.FeedEntry(row.Name ?? words.Nameless, row.Title),
                    row.Language,
                    row.Name ?? words.Nameless,
                    row.CreatedAt,
                    row.EditedAt ?? row.CreatedAt,
                    FeedHtml.Of(html, site.Absolute(row.Address.Href))
                );
            }),
        ];
    }

    private static FeedEntry Entry(
        string id,
        string href,
        string title,
        string language,
        string author,
        DateTimeOffset published,
        DateTimeOffset updated,
        string html
    ) =>
        new()
        {
            Id = id,
            Href = href,
            Title = title,
            Language = language,
            Published = published,
            Updated = updated,
            Author = author,
            Categories = [],
            Html = html,
            IsWhole = true,
            Description = null,
            Image = null,
            Translations = [],
        };

    private IResult Answer(HttpContext context, string title, string language, string self, string home, IReadOnlyList<FeedEntry> entries)
    {
        var feed = new Feed
        {
            Id = site.Absolute(self),
            Title = title,
            Subtitle = "",
            Language = language,
            Self = site.Absolute(self),
            Home = site.Absolute(home),
            Updated = entries.Count == 0 ? null : entries.Max(entry => entry.Updated),
            Licence = null,
            Icon = new Uri(options.PublicUrl, site.Assets.Href("icon-512.png")).AbsoluteUri,
            SmallIcon = new Uri(options.PublicUrl, site.Assets.Href("icon-144.png")).AbsoluteUri,
            Entries = entries,
        };
        var format = FeedFormat.Atom;
        return CacheableResponses.Document(context, format.Write(feed), format.ContentType, feed.Updated);
    }

    private sealed class Row
    {
        public required Comment Comment { get; init; }

        public required Post Post { get; init; }
    }
}

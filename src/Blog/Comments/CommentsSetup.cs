using Blog.Caching;
using Blog.Comments.Feeds;
using Blog.Comments.Moderation;
using Blog.Comments.Notices;
using Blog.Comments.Own;
using Blog.Comments.Sending;
using Blog.Comments.Spam;
using Blog.Comments.Threads;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Site;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments;

/// <summary>What readers say below posts: threads, the form, spam, the writers' own pages, feeds.</summary>
public static class CommentsSetup
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddComments(this IServiceCollection services) =>
        services
            .AddScoped<ThreadReader>()
            .AddScoped<CommentSender>()
            .AddScoped<SpamFilter>()
            .AddScoped<OwnComments>()
            .AddScoped<CommentFeeds>()
            .AddSingleton<SendingThrottle>()
            .AddSingleton<OwnCookie>()
            .AddSingleton<FormStamps>()
            .AddSingleton<BlockList>()
            .AddSingleton<RecentTexts>()
            .AddSingleton<SentTexts>()
            .AddSingleton(new AfterMigration(FormStamps.MakeKeyAsync))
            .AddHostedService<CommentUpkeep>()
            .AddScoped<CommentList>()
            .AddScoped<Decisions>()
            .AddScoped<NoticeSender>()
            .AddScoped<NoticeWriter>()
            .AddScoped<NoticeOutbox>()
            .AddScoped<QueueFeedKey>()
            .AddSingleton<ModerationLinks>()
            .AddHostedService<NoticeService>();

    /// <summary>Maps the endpoints that are not pages.</summary>
    public static void MapComments(this WebApplication app)
    {
        app.MapMethods(
                CommentAddresses.Root + "/feed.xml",
                Reading,
                (HttpContext context, CommentFeeds feeds, CancellationToken cancellationToken) =>
                    feeds.SiteAsync(context, cancellationToken)
            )
            .WithMetadata(new PublicPageAttribute());
        app.MapMethods(
                CommentAddresses.Root + "/{post:int}/feed.xml",
                Reading,
                (HttpContext context, int post, CommentFeeds feeds, CancellationToken cancellationToken) =>
                    feeds.PostAsync(context, post, cancellationToken)
            )
            .WithMetadata(new PublicPageAttribute());
        app.MapMethods(
            CommentAddresses.Root + "/own/{token}/feed.xml",
            Reading,
            (HttpContext context, string token, CommentFeeds feeds, CancellationToken cancellationToken) =>
                feeds.OwnAsync(context, token, cancellationToken)
        );
        app.MapMethods(
            ModerationPaths.Feed("{secret}"),
            Reading,
            (HttpContext context, string secret, CommentFeeds feeds, CancellationToken cancellationToken) =>
                feeds.WaitingAsync(context, secret, cancellationToken)
        );
        app.MapMethods(CommentAddresses.Root + "/at/{id:int}", Reading, PlaceAsync);
    }

    /// <summary>Leads to a comment, on whichever page it is by now.</summary>
    private static async Task<IResult> PlaceAsync(
        int id,
        BlogDb db,
        ThreadReader threads,
        SiteContext site,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var postId = site.Settings.Comments.AreShown
            ? await db
                .Comments.Where(comment => comment.Id == id && comment.State == CommentState.Approved)
                .Select(comment => comment.PostId)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
        var post = await db
            .Posts.AsNoTracking()
            .Published(clock.GetUtcNow())
            .Where(one => one.Id == postId)
            .Select(one => new { one.Id, one.Address })
            .SingleOrDefaultAsync(cancellationToken);
        return post is not null && await threads.PageOfAsync(post.Id, id, cancellationToken) is { } page
            ? Results.Redirect(
                site.Local((page == 1 ? post.Address.Href : CommentAddresses.Page(post.Id, page)) + CommentAddresses.Anchor(id))
            )
            : Results.NotFound();
    }
}

using Blog.Comments.Spam;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.People;
using Blog.Data.Security;
using Blog.Rendering;
using Blog.Site;
using Blog.Site.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Sending;

/// <summary>What happens to a comment between the form and the database. Whatever is refused says why, and what to do.</summary>
public sealed class CommentSender(
    BlogDb db,
    CommentWriter writer,
    CommentRenderer renderer,
    SpamFilter filter,
    AttackMode attack,
    FormStamps stamps,
    SentTexts sent,
    SlidingWindowLimiter limiter,
    SendingThrottle throttle,
    SiteContext site
)
{
    /// <summary>For each network: more than somebody writes who takes part in a conversation.</summary>
    public static readonly RateLimit Often = new("comments", permits: 5, TimeSpan.FromMinutes(10));

    public static readonly RateLimit Daily = new("comments of a day", permits: 30, TimeSpan.FromDays(1));

    /// <summary>A text is taken once within this time: people press a button twice.</summary>
    private static readonly TimeSpan Once = TimeSpan.FromDays(1);

    /// <summary>Takes a comment of the person who sent the request.</summary>
    public async Task<SendOutcome> SendAsync(
        HttpContext context,
        CommentedPost post,
        CommentInput input,
        CancellationToken cancellationToken
    )
    {
        var words = CommentTexts.Of(post.Language);
        var (settings, isReader) = (site.Settings.Comments, !context.User.IsSignedIn);
        var content = input.ToContent(ClientNetwork.Plain(context.Connection.RemoteIpAddress)?.ToString(), settings.AsksWebsite);
        var faults = input.Faults(content, words, isReader, settings.AsksWebsite);
        if (faults.Count > 0)
        {
            return new SendOutcome { Faults = faults };
        }

        if (!isReader)
        {
            return await SendAsAuthorAsync(context, post, input, content, cancellationToken);
        }

        return await throttle.RunAsync(
            async () =>
            {
                await db.Database.OpenConnectionAsync(cancellationToken); // once for all that follows
                return await RefuseAsync(context, post, input, words, cancellationToken)
                    ?? await StoreAsync(context, post, input, content, words, cancellationToken);
            },
            cancellationToken
        );
    }

    private async Task<SendOutcome> SendAsAuthorAsync(
        HttpContext context,
        CommentedPost post,
        CommentInput input,
        CommentContent content,
        CancellationToken cancellationToken
    )
    {
        var id = context.User.AuthorId;
        var name = await db.Authors.Where(author => author.Id == id).Select(author => author.Name).SingleAsync(cancellationToken);
        var signed = content with { Name = name, Email = null, Website = null, Ip = null };
        var comment = await writer.SubmitAsync(
            new SentComment(post.Id, input.Answer, signed, post.Language, TokenHash: null, id),
            CommentState.Approved,
            reason: null,
            cancellationToken
        );
        return new SendOutcome { Comment = comment, Faults = Missing(comment, post) };
    }

    /// <summary>What has to be done first; null if nothing.</summary>
    private async Task<SendOutcome?> RefuseAsync(
        HttpContext context,
        CommentedPost post,
        CommentInput input,
        CommentTexts words,
        CancellationToken cancellationToken
    )
    {
        switch (await stamps.CheckAsync(input.Stamp, post.Id, cancellationToken))
        {
            case StampState.Stale:
                return SendOutcome.Refused(words.Stale);
            case StampState.TooFast:
                return SendOutcome.Refused(words.TooFast);
        }

        if (await filter.IsBlockedAsync(context.Connection.RemoteIpAddress, cancellationToken))
        {
            attack.Refused();
            return SendOutcome.Refused(words.NetworkBlocked) with { Status = StatusCodes.Status403Forbidden };
        }

        if (attack.IsOn && !await IsAnsweredAsync(post, input, cancellationToken))
        {
            return SendOutcome.Refused(words.QuestionNeeded) with { Question = await stamps.AskAsync(post.Id, cancellationToken) };
        }

        var network = ClientNetwork.Of(context.Connection.RemoteIpAddress) ?? "unknown";
        if (limiter.TryAcquire((Often, network), (Daily, network)).RetryAfter is { } wait)
        {
            attack.Refused();
            context.Response.SetRetryAfter(wait);
            return SendOutcome.Refused(words.TooMany(Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)))) with
            {
                Status = StatusCodes.Status429TooManyRequests,
            };
        }

        return sent.TryAdd($"{post.Id}|{input.Answer}|{network}|{input.Text}", Once) ? null : SendOutcome.Refused(words.Sent);
    }

    private async Task<bool> IsAnsweredAsync(CommentedPost post, CommentInput input, CancellationToken cancellationToken)
    {
        var (isRight, key) = await stamps.AnswersAsync(input.Question, input.Sum, post.Id, cancellationToken);
        return isRight && sent.TryAdd(key, FormStamps.Life);
    }

    private async Task<SendOutcome> StoreAsync(
        HttpContext context,
        CommentedPost post,
        CommentInput input,
        CommentContent content,
        CommentTexts words,
        CancellationToken cancellationToken
    )
    {
        OtherThreads.GoFirst();
        var rendered = renderer.RenderPlainly(content.Text, post.Language);
        OtherThreads.GoFirst();
        if (rendered.IsTooComplex)
        {
            return SendOutcome.Refused(words.TooComplex);
        }

        var verdict = await filter.JudgeAsync(post.Language, content, rendered, input.FillsTrap, isEdited: false, cancellationToken);
        if (verdict.State == CommentState.Spam)
        {
            attack.Refused();
        }

        OtherThreads.GoFirst();
        var token = SecretToken.New();
        var comment = await writer.SubmitAsync(
            new SentComment(post.Id, input.Answer, content, post.Language, SecretToken.HashOf(token), AuthorId: null),
            verdict.State,
            verdict.Reason,
            cancellationToken
        );
        return new SendOutcome
        {
            Comment = comment,
            Token = token,
            Faults = Missing(comment, post),
        };
    }

    private static IReadOnlyList<(string Field, string Message)> Missing(Comment? comment, CommentedPost post) =>
        comment is null ? [("", CommentTexts.Of(post.Language).AnswerGone)] : [];
}

/// <summary>What became of a comment.</summary>
public sealed record SendOutcome
{
    /// <summary>The comment; null if it was refused.</summary>
    public Comment? Comment { get; init; }

    /// <summary>The secret of its writer's link; null for an author of the blog.</summary>
    public string? Token { get; init; }

    /// <summary>Why it was refused, by the names of the form's fields; an empty name for the form as a whole.</summary>
    public IReadOnlyList<(string Field, string Message)> Faults { get; init; } = [];

    /// <summary>A question to be answered first; null for none.</summary>
    public SignedQuestion? Question { get; init; }

    /// <summary>HTTP status of the refusal.</summary>
    public int Status { get; init; } = StatusCodes.Status422UnprocessableEntity;

    public static SendOutcome Refused(string message) => new() { Faults = [("", message)] };
}

using Blog.Comments.Notices;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Settings;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Outbound;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Moderation;

/// <summary>How the owner is told of new comments: a feed, and channels with their last result and a test.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class NoticesModel(
    BlogDb db,
    SecretStore secrets,
    NoticeSender sender,
    QueueFeedKey feed,
    SiteContext site,
    SiteOptions options,
    TimeProvider clock
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(ModerationTexts.Of(site.UiLanguage).Notices, ModerationPaths.Queue);

    public IReadOnlyList<ChannelState> Channels { get; private set; } = [];

    /// <summary>Absolute address of the feed; null if there is none.</summary>
    public string? FeedAddress { get; private set; }

    /// <summary>The channel whose form was refused, with what was typed but secrets, and the field that is wrong.</summary>
    public (NoticeChannel Channel, ChannelAccess Typed, string Field)? Refused { get; private set; }

    private NoticesTexts Words => NoticesTexts.Of(site.UiLanguage);

    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>Why a notice did not arrive, in plain words.</summary>
    public string Say(string? error) => NoticeError.FromText(error) is { } known ? Say(known) : Words.Lost;

    public Task OnGetAsync(CancellationToken cancellationToken) => ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? channel,
        [FromForm] string? address,
        [FromForm] string? secret,
        [FromForm] string? recipient,
        CancellationToken cancellationToken
    )
    {
        if (NoticeChannels.Find(channel) is not { } known)
        {
            return NotFound();
        }

        var before = await sender.AccessAsync(known, cancellationToken);
        var typed = (secret ?? "").Trim();
        var access = new ChannelAccess((address ?? "").Trim(), typed.Length == 0 ? before?.Secret ?? "" : typed, (recipient ?? "").Trim());
        if (access.WrongField(known) is { } field)
        {
            ModelState.AddModelError(field, "");
            Refused = (known, access with { Secret = "" }, field);
            await ListAsync(cancellationToken);
            return Page();
        }

        await db.WriteAsync(() => secrets.SetAsync(known.SecretName, access.ToJson(), cancellationToken), cancellationToken);
        return Done(Words.Saved, known);
    }

    public async Task<IActionResult> OnPostOffAsync([FromForm] string? channel, CancellationToken cancellationToken)
    {
        if (NoticeChannels.Find(channel) is not { } known)
        {
            return NotFound();
        }

        await db.WriteAsync(() => secrets.SetAsync(known.SecretName, null, cancellationToken), cancellationToken);
        return Done(Words.TurnedOff, known);
    }

    public async Task<IActionResult> OnPostTestAsync([FromForm] string? channel, CancellationToken cancellationToken)
    {
        if (NoticeChannels.Find(channel) is not { } known || await sender.AccessAsync(known, cancellationToken) is not { } access)
        {
            return NotFound();
        }

        var words = NoticeTexts.Of(site.Settings.Main.Tag);
        var id = string.Create(CultureInfo.InvariantCulture, $"test-{clock.GetUtcNow().ToUnixTimeMilliseconds()}");
        var message = new NoticeMessage(id, words.TestTitle, words.TestText, options.Absolute(ModerationPaths.Queue), words.OpenQueue);
        if (await sender.SendAsync(known, access, message, cancellationToken) is not { } error)
        {
            return Done(Words.TestSent, known);
        }

        TempData["refused"] = Words.TestFailed(Say(error));
        return Redirect(Here(known));
    }

    public async Task<IActionResult> OnPostFeedAsync(CancellationToken cancellationToken)
    {
        await feed.RenewAsync(cancellationToken);
        return Done(Words.FeedMade, null);
    }

    public async Task<IActionResult> OnPostNoFeedAsync(CancellationToken cancellationToken)
    {
        await feed.RemoveAsync(cancellationToken);
        return Done(Words.FeedRemoved, null);
    }

    private string Say(NoticeError error) =>
        error.Refusal is { } refusal ? OutboundTexts.Of(site.UiLanguage).Refusal(refusal, error.Status)
        : error.Said.Length > 0 ? Words.Said(error.Said)
        : Words.Answered(error.Status);

    private string Here(NoticeChannel? channel) => site.Local(ModerationPaths.Notices) + (channel is { } known ? "#" + known.Key : "");

    private RedirectResult Done(string said, NoticeChannel? channel)
    {
        TempData["done"] = said;
        return Redirect(Here(channel));
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        FeedAddress = await feed.ReadAsync(cancellationToken) is { } secret ? options.Absolute(ModerationPaths.Feed(secret)) : null;
        var states = new List<ChannelState>();
        foreach (var channel in Enum.GetValues<NoticeChannel>())
        {
            var key = channel.Key;
            var ofChannel = db.CommentNotices.AsNoTracking().Where(notice => notice.Channel == key);
            states.Add(
                new ChannelState(
                    channel,
                    await secrets.SavedAtAsync(channel.SecretName, cancellationToken) is not null,
                    await sender.AccessAsync(channel, cancellationToken),
                    await ofChannel.MaxAsync(notice => notice.SentAt, cancellationToken),
                    await ofChannel
                        .Where(notice => notice.LastError != null && notice.LastError != "")
                        .OrderByDescending(notice => notice.Id)
                        .FirstOrDefaultAsync(cancellationToken),
                    await ofChannel.CountAsync(notice => notice.NextAttemptAt != null && notice.Attempts > 0, cancellationToken)
                )
            );
        }

        Channels = states;
    }

    /// <summary>A channel as it is.</summary>
    /// <param name="Access">Null if it is off, or cannot be decrypted.</param>
    /// <param name="Failed">The newest notice with an error; null for none.</param>
    /// <param name="Waiting">Notices that are tried again.</param>
    public sealed record ChannelState(
        NoticeChannel Channel,
        bool IsOn,
        ChannelAccess? Access,
        DateTimeOffset? LastSent,
        CommentNotice? Failed,
        int Waiting
    );
}

using Blog.Data;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Settings;

/// <summary>Turns the telling of search engines on and off: from that moment on, never for what was public before.</summary>
public sealed class AnnouncingChanges(BlogDb db, SecretStore secrets, TimeProvider clock)
{
    /// <summary>When Baidu's token was saved; null if there is none.</summary>
    public Task<DateTimeOffset?> TokenSavedAtAsync(CancellationToken cancellationToken) =>
        secrets.SavedAtAsync(SecretStore.BaiduToken, cancellationToken);

    /// <summary>Stores the token, and where each engine that was turned on starts. Call within a write.</summary>
    /// <param name="before">The settings so far.</param>
    /// <param name="after">The settings from now on.</param>
    internal async Task ApplyAsync(AnnouncingInput input, SiteAnnouncing before, SiteAnnouncing after, CancellationToken cancellationToken)
    {
        if (after.IndexNow && !before.IndexNow)
        {
            await StartAsync(SearchEngineNotice.IndexNow, cancellationToken);
        }

        var token = input.Token();
        if (input.ChangesToken && !await secrets.SetAsync(SecretStore.BaiduToken, token, cancellationToken) && token is not null)
        {
            await StartAsync(SearchEngineNotice.Baidu, cancellationToken);
        }
    }

    private async Task StartAsync(string engine, CancellationToken cancellationToken)
    {
        var notice =
            await db.SearchEngineNotices.SingleOrDefaultAsync(row => row.Engine == engine, cancellationToken)
            ?? db.SearchEngineNotices.Add(new SearchEngineNotice(engine)).Entity;
        notice.StartAt(clock.GetUtcNow(), await db.Posts.MaxAsync(post => (int?)post.Id, cancellationToken) ?? 0);
    }
}

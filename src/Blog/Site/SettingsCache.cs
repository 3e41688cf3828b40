using Blog.Data;
using Blog.Data.Settings;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site;

/// <summary>The owner's settings, loaded once and reloaded after each change of them.</summary>
public sealed class SettingsCache(IServiceScopeFactory scopes, DatabaseChangeMonitor changes)
{
    private readonly CachedUntilChange<SiteSettings> _cache = new(changes, nameof(BlogDb.Settings));

    /// <summary>The current settings. Must not be modified through this instance.</summary>
    public ValueTask<SiteSettings> GetAsync(CancellationToken cancellationToken) =>
        _cache.GetAsync(async () =>
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<BlogDb>().Settings.AsNoTracking().SingleAsync(cancellationToken);
        });
}

using Blog.Data;
using Blog.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site;

/// <summary>The owner's settings, read once and again after each change of the database.</summary>
public sealed class SettingsCache
{
    private readonly IServiceScopeFactory scopes;
    private volatile SiteSettings? present;
    private int generation;

    /// <summary>Forgets on change.</summary>
    public SettingsCache(IServiceScopeFactory scopes, ChangeWatch changes)
    {
        this.scopes = scopes;
        changes.Changed += (_, _) =>
        {
            Interlocked.Increment(ref generation);
            present = null;
        };
    }

    /// <summary>The settings in force. Not to be changed through this copy.</summary>
    public async ValueTask<SiteSettings> GetAsync(CancellationToken cancellationToken)
    {
        if (present is { } known)
        {
            return known;
        }

        var before = Volatile.Read(ref generation);
        await using var scope = scopes.CreateAsyncScope();
        var read = await scope.ServiceProvider.GetRequiredService<BlogDb>().Settings.AsNoTracking().SingleAsync(cancellationToken);
        if (before == Volatile.Read(ref generation))
        {
            present = read;   // a change while we read would otherwise be forgotten until the next one
        }

        return read;
    }
}

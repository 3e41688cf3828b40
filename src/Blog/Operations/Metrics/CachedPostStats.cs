using Blog.Storage.Database;
using Microsoft.Data.Sqlite;

namespace Blog.Operations.Metrics;

/// <summary>The latest counts of posts and pending work, recomputed after each change and when a scheduled post becomes public.</summary>
public sealed class CachedPostStats
{
    private readonly IServiceScopeFactory _scopes;
    private readonly Readiness _readiness;
    private readonly TimeProvider _clock;
    private volatile PostStatsSnapshot? _known;
    private int _generation;

    public CachedPostStats(IServiceScopeFactory scopes, Readiness readiness, DatabaseChangeMonitor changes, TimeProvider clock)
    {
        (_scopes, _readiness, _clock) = (scopes, readiness, clock);
        changes.Changed += (_, _) =>
        {
            Interlocked.Increment(ref _generation);
            _known = null;
        };
    }

    /// <summary>The counts; null where the database is not ready or does not answer.</summary>
    public PostStatsSnapshot? Census()
    {
        if (!_readiness.IsReady || (_known is { } last && (last.NextPublication is not { } next || _clock.GetUtcNow() < next)))
        {
            return _known;
        }

        var before = Volatile.Read(ref _generation);
        try
        {
            using var scope = _scopes.CreateScope();
            var taken = scope.ServiceProvider.GetRequiredService<PostStats>().Take();
            if (before == Volatile.Read(ref _generation))
            {
                _known = taken;
            }

            return taken;
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}

using Blog.Data.Measuring;
using Blog.Data.Storage;
using Microsoft.Data.Sqlite;

namespace Blog.Operations.Metrics;

/// <summary>The last count of posts and waiting work, taken again after each change and when a scheduled post turns public.</summary>
public sealed class Vitals
{
    private readonly IServiceScopeFactory scopes;
    private readonly Readiness readiness;
    private readonly TimeProvider clock;
    private volatile CensusFigures? known;
    private int generation;

    /// <summary>Forgets on change.</summary>
    public Vitals(IServiceScopeFactory scopes, Readiness readiness, ChangeWatch changes, TimeProvider clock)
    {
        (this.scopes, this.readiness, this.clock) = (scopes, readiness, clock);
        changes.Changed += (_, _) =>
        {
            Interlocked.Increment(ref generation);
            known = null;
        };
    }

    /// <summary>The count; null where the database is not ready or does not answer.</summary>
    public CensusFigures? Census()
    {
        if (!readiness.IsReady || (known is { } last && (last.NextPublication is not { } next || clock.GetUtcNow() < next)))
        {
            return known;
        }

        var before = Volatile.Read(ref generation);
        try
        {
            using var scope = scopes.CreateScope();
            var taken = scope.ServiceProvider.GetRequiredService<Census>().Take();
            if (before == Volatile.Read(ref generation))
            {
                known = taken;
            }

            return taken;
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;

namespace Blog.Storage.Telemetry;

/// <summary>The last runs of the background jobs of this process.</summary>
public sealed class JobStatus(BlogMetrics meter, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, LastJobRun> _notes = new(StringComparer.Ordinal);

    /// <summary>The last run of each job, by name.</summary>
    public IReadOnlyList<LastJobRun> Notes => [.. _notes.Values.OrderBy(note => note.Job, StringComparer.Ordinal)];

    /// <summary>Records that a job starts; dispose the result when it ends.</summary>
    /// <param name="job">One of <see cref="JobNames"/>.</param>
    public JobRun Begin(string job)
    {
        var before = _notes.GetValueOrDefault(job);
        _notes[job] = new LastJobRun(job, clock.GetUtcNow(), null, before?.Failure, before?.DoneAt);
        return new JobRun(this, job);
    }

    private void End(string job, string? failure)
    {
        var now = clock.GetUtcNow();
        _notes[job] = _notes[job] with { EndedAt = now, Failure = failure, DoneAt = failure is null ? now : _notes[job].DoneAt };
        meter.Ran(job, failure is null);
    }

    public sealed class JobRun(JobStatus board, string job) : IDisposable
    {
        private string? _failure;

        /// <summary>Marks it as failed; only the type of the exception is kept.</summary>
        public void Fail(Exception exception) => _failure = exception.GetType().Name;

        public void Dispose() => board.End(job, _failure);
    }
}

public static class JobNames
{
    public const string Rendering = "rendering";

    public const string Media = "media";

    public const string Search = "search";

    public const string Sweep = "sweep";

    public const string Checkpoint = "checkpoint";

    public const string StaticSite = "static-site";

    public const string MissingPaths = "missing-paths";

    public const string Git = "git";
}

/// <summary>The last run of a job.</summary>
/// <param name="Job">One of <see cref="JobNames"/>.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Failure">The type of the exception that ended it or, while it runs, the previous run; null on success.</param>
/// <param name="DoneAt">When a run last succeeded.</param>
public sealed record LastJobRun(string Job, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Failure, DateTimeOffset? DoneAt);

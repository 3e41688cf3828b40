using System.Collections.Concurrent;

namespace Blog.Data.Measuring;

/// <summary>What the background jobs of this process last did: the one truth for whoever shows it.</summary>
public sealed class JobBoard(BlogMeter meter, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, JobNote> notes = new(StringComparer.Ordinal);

    /// <summary>The last run of each job that has run, by name.</summary>
    public IReadOnlyList<JobNote> Notes => [.. notes.Values.OrderBy(note => note.Job, StringComparer.Ordinal)];

    /// <summary>Notes that a job begins; dispose what is returned when it ends.</summary>
    /// <param name="job">One of <see cref="Jobs"/>.</param>
    public JobRun Begin(string job)
    {
        var before = notes.GetValueOrDefault(job);
        notes[job] = new JobNote(job, clock.GetUtcNow(), null, before?.Failure, before?.DoneAt);
        return new JobRun(this, job);
    }

    private void End(string job, string? failure)
    {
        var now = clock.GetUtcNow();
        notes[job] = notes[job] with { EndedAt = now, Failure = failure, DoneAt = failure is null ? now : notes[job].DoneAt };
        meter.Ran(job, failure is null);
    }

    /// <summary>One run.</summary>
    public sealed class JobRun(JobBoard board, string job) : IDisposable
    {
        private string? failure;

        /// <summary>It failed; only the kind of fault is kept.</summary>
        public void Fail(Exception fault) => failure = fault.GetType().Name;

        /// <inheritdoc />
        public void Dispose() => board.End(job, failure);
    }
}

/// <summary>Names of the jobs.</summary>
public static class Jobs
{
    public const string Rendering = "rendering";

    public const string Media = "media";

    public const string Search = "search";

    public const string Sweep = "sweep";

    public const string Checkpoint = "checkpoint";

    public const string MissingPaths = "missing-paths";
}

/// <summary>The last run of a job.</summary>
/// <param name="Job">One of <see cref="Jobs"/>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Failure">The kind of fault that ended it, or, while it runs, the run before; null where all was well.</param>
/// <param name="DoneAt">When a run last ended well.</param>
public sealed record JobNote(string Job, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Failure, DateTimeOffset? DoneAt);

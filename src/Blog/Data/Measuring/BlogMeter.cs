using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Blog.Data.Measuring;

/// <summary>
/// The instruments of this room, on the meter <see cref="Name"/>; nothing is kept where nobody listens. Names are OpenTelemetry's where its
/// semantic conventions have one. No tag ever holds what a visitor sent.
/// </summary>
public sealed class BlogMeter
{
    /// <summary>Name of the meter, for whoever listens.</summary>
    public const string Name = "Blog";

    private readonly Histogram<double> database;
    private readonly Histogram<double> rendering;
    private readonly Histogram<double> searching;
    private readonly Histogram<double> waiting;
    private readonly Counter<long> runs;

    /// <summary>Makes them.</summary>
    public BlogMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        var quick = Buckets(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5);
        var slow = Buckets(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10);
        database = meter.CreateHistogram("db.client.operation.duration", "s", "Time that statements took, in the database.", advice: quick);
        rendering = meter.CreateHistogram("blog.render.duration", "s", "Time that Markdown took to become HTML, without the wait for a free place.", advice: slow);
        searching = meter.CreateHistogram("blog.search.duration", "s", "Time that a reader's search took.", advice: slow);
        waiting = meter.CreateHistogram("blog.write_gate.wait.duration", "s", "Time that a writer waited for its turn.", advice: quick);
        runs = meter.CreateCounter<long>("blog.job.runs", "{run}", "Background jobs that ended.");
    }

    /// <summary>A statement ended.</summary>
    /// <param name="took">How long.</param>
    /// <param name="verb">Its first word, one of a few.</param>
    public void Queried(TimeSpan took, string verb) => database.Record(took.TotalSeconds, new("db.system.name", "sqlite"), new("db.operation.name", verb));

    /// <summary>A text was rendered.</summary>
    /// <param name="from">A <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Rendered(long from) => rendering.Record(Stopwatch.GetElapsedTime(from).TotalSeconds);

    /// <summary>A reader searched.</summary>
    /// <param name="from">A <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Searched(long from) => searching.Record(Stopwatch.GetElapsedTime(from).TotalSeconds);

    /// <summary>A writer's turn came.</summary>
    /// <param name="from">A <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Waited(long from) => waiting.Record(Stopwatch.GetElapsedTime(from).TotalSeconds);

    /// <summary>A job ended.</summary>
    /// <param name="job">Its name, one of a few.</param>
    /// <param name="isDone">False where it failed.</param>
    public void Ran(string job, bool isDone) => runs.Add(1, new("job", job), new("result", isDone ? "done" : "failed"));

    private static InstrumentAdvice<double> Buckets(params double[] seconds) => new() { HistogramBucketBoundaries = seconds };
}

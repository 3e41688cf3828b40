using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Blog.Storage.Telemetry;

/// <summary>
/// The metric instruments of this layer, on the meter <see cref="Name"/>; nothing is recorded without a listener. Names follow
/// OpenTelemetry's semantic conventions where they exist. Tags never contain visitor input.
/// </summary>
public sealed class BlogMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Blog";

    private readonly Histogram<double> _database;
    private readonly Histogram<double> _rendering;
    private readonly Histogram<double> _searching;
    private readonly Histogram<double> _waiting;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _security;

    public BlogMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        var quick = Buckets(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5);
        var slow = Buckets(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10);
        _database = meter.CreateHistogram("db.client.operation.duration", "s", "Duration of database statements.", advice: quick);
        _rendering = meter.CreateHistogram(
            "blog.render.duration",
            "s",
            "Duration of rendering Markdown to HTML, excluding the wait for a free slot.",
            advice: slow
        );
        _searching = meter.CreateHistogram("blog.search.duration", "s", "Duration of searches by readers.", advice: slow);
        _waiting = meter.CreateHistogram("blog.write_gate.wait.duration", "s", "Wait for the write gate.", advice: quick);
        _runs = meter.CreateCounter<long>("blog.job.runs", "{run}", "Completed runs of background jobs.");
        _security = meter.CreateCounter<long>("blog.security.events", "{event}", "Entries of the security log.");
    }

    /// <summary>Records a database statement.</summary>
    /// <param name="took">Its duration.</param>
    /// <param name="verb">Its first word, from a fixed set.</param>
    public void Queried(TimeSpan took, string verb) =>
        _database.Record(took.TotalSeconds, new("db.system.name", "sqlite"), new("db.operation.name", verb));

    /// <summary>Records a rendering.</summary>
    /// <param name="from">A <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Rendered(long from) => _rendering.Record(Stopwatch.GetElapsedTime(from).TotalSeconds);

    /// <summary>Records a search.</summary>
    /// <param name="from">A <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Searched(long from) => _searching.Record(Stopwatch.GetElapsedTime(from).TotalSeconds);

    /// <summary>Records that a writer entered the gate.</summary>
    /// <param name="from">A <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Waited(long from) => _waiting.Record(Stopwatch.GetElapsedTime(from).TotalSeconds);

    /// <summary>Records a run of a job.</summary>
    /// <param name="job">Its name, from a fixed set.</param>
    /// <param name="isDone">False if it failed.</param>
    public void Ran(string job, bool isDone) => _runs.Add(1, new("job", job), new("result", isDone ? "done" : "failed"));

    /// <summary>Records an entry of the security log.</summary>
    /// <param name="name">Its name, from a fixed set.</param>
    public void Noted(string name) => _security.Add(1, new KeyValuePair<string, object?>("event", name));

    private static InstrumentAdvice<double> Buckets(params double[] seconds) => new() { HistogramBucketBoundaries = seconds };
}

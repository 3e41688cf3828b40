using System.Diagnostics;

namespace Blog.Tests.Fuzzing;

/// <summary>Makes documents and feeds them in this process, one worker a core.</summary>
internal sealed class FuzzRun(FuzzPlace place, string? crumbsFolder)
{
    /// <summary>security.md D: no document takes longer.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    // A thread cannot be stopped: this only ends the wait for one that hangs, even on a busy machine.
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(3);

    // The smallest default stack of a thread (musl); a stack overflow ends the process, and so the run.
    private const int StackBytes = 1536 * 1024;
    private const int MostFailures = 10;

    private readonly Lock _gate = new();
    private FuzzFigures _figures = FuzzFigures.None;
    private int _next = place.From - 1;

    private FuzzPlace Place => place;

    /// <summary>Where each worker leaves what it is about to feed.</summary>
    private string? Crumbs => crumbsFolder;

    public FuzzFigures Run()
    {
        var workers = Enumerable
            .Range(0, Math.Min(Environment.ProcessorCount, place.Count))
            .Select(number => new Worker(this, number))
            .ToList();
        workers.ForEach(worker => worker.Thread.Start());
        foreach (var worker in workers)
        {
            while (!worker.Thread.Join(TimeSpan.FromMilliseconds(250)))
            {
                if (workers.FirstOrDefault(other => other.Busy > Guard) is { } hanging)
                {
                    Add(
                        new FuzzFigures(0, 0, hanging.Busy, hanging.At, [Describe(hanging.At, hanging.Document, $"not done after {Guard}")])
                    );
                    return _figures;
                }
            }
        }

        return _figures;
    }

    /// <summary>A failure with all that it takes to see it again.</summary>
    public static string Describe(FuzzPlace one, byte[] document, string what) =>
        $"""
            {one}: {what}
              again: {FuzzPlace.Variable}={one} tests/Blog.Tests/bin/Debug/net10.0/Blog.Tests -class Blog.Tests.Fuzzing.FuzzTests
              for OnceFailed.cs: {Convert.ToBase64String(document)}
            """;

    private string Describe(int number, byte[] document, string what) => Describe(place.At(number), document, what);

    private int? Next()
    {
        lock (_gate)
        {
            return _figures.Failures.Count < MostFailures && _next + 1 < place.From + place.Count ? ++_next : null;
        }
    }

    private void Add(FuzzFigures more)
    {
        lock (_gate)
        {
            _figures = _figures.And(more);
        }
    }

    private sealed class Worker
    {
        private readonly FuzzRun _run;
        private readonly FuzzPlace _place;
        private readonly string? _crumb;
        private long _since;

        public Worker(FuzzRun run, int number)
        {
            (_run, _place) = (run, run.Place);
            _crumb = run.Crumbs is null ? null : Path.Combine(run.Crumbs, FormattableString.Invariant($"at-{number}"));
            Thread = new Thread(Work, StackBytes) { IsBackground = true, Name = FormattableString.Invariant($"fuzz {number}") };
        }

        public Thread Thread { get; }

        public int At { get; private set; }

        public byte[] Document { get; private set; } = [];

        public TimeSpan Busy => Interlocked.Read(ref _since) is var from and > 0 ? Stopwatch.GetElapsedTime(from) : TimeSpan.Zero;

        private void Work()
        {
            try
            {
                using var target = FuzzTarget.All[_place.Target]();
                Warm(target);
                while (_run.Next() is { } number)
                {
                    At = number;
                    Document = target.Make(_place.RandomOf(number));
                    if (_crumb is not null)
                    {
                        // survives a crash of the process
                        File.WriteAllBytes(_crumb, [.. BitConverter.GetBytes(number), .. Document]);
                    }

                    _run.Add(Try(target, number));
                }
            }
            catch (Exception broken)
            {
                _run.Add(FuzzFigures.None with { Failures = [_run.Describe(At, Document, "outside the target: " + broken)] });
            }
        }

        /// <summary>Loading on first use must not count against a document.</summary>
        private static void Warm(FuzzTarget target)
        {
            try
            {
                target.Feed(target.Make(new Random(0)));
            }
            catch (Exception)
            {
                // The warm-up does not count.
            }
        }

        private FuzzFigures Try(FuzzTarget target, int number)
        {
            try
            {
                var (outcome, took) = Timed(target);

                // The machine may have been busy: only a document that is slow every time counts as slow.
                for (var again = 0; again < 2 && took > Most; again++)
                {
                    took = TimeSpan.FromTicks(Math.Min(took.Ticks, Timed(target).Took.Ticks));
                }

                return took > Most
                    ? new FuzzFigures(0, 0, took, number, [_run.Describe(number, Document, $"took {took}")])
                    : new FuzzFigures(outcome == FuzzOutcome.Taken ? 1 : 0, outcome == FuzzOutcome.Refused ? 1 : 0, took, number, []);
            }
            catch (Exception unforeseen)
            {
                return FuzzFigures.None with { Failures = [_run.Describe(number, Document, unforeseen.ToString())] };
            }
        }

        private (FuzzOutcome Outcome, TimeSpan Took) Timed(FuzzTarget target)
        {
            var from = Stopwatch.GetTimestamp();
            Interlocked.Exchange(ref _since, from);
            try
            {
                return (target.Feed(Document), Stopwatch.GetElapsedTime(from));
            }
            finally
            {
                Interlocked.Exchange(ref _since, 0);
            }
        }
    }
}

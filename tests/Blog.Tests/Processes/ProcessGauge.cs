using System.Diagnostics;
using System.Globalization;

namespace Blog.Tests.Processes;

/// <summary>Weighs a process and its write-ahead log while it runs.</summary>
internal sealed class ProcessGauge(BlogServer blog)
{
    private readonly List<Sample> _samples = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>The longest the write-ahead log was seen, also between two samples that are kept.</summary>
    public long LargestLog { get; private set; }

    public IReadOnlyList<Sample> Samples => _samples;

    private string Log => blog.Database + "-wal";

    /// <summary>Keeps a sample each second and looks at the log ten times as often, until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested && !blog.Process.HasExited; i++)
        {
            var file = new FileInfo(Log);
            LargestLog = Math.Max(LargestLog, file.Exists ? file.Length : 0);
            if (i % 10 == 0)
            {
                _samples.Add(Take(blog.Process, _watch.Elapsed));
            }

            await Task.Delay(100, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The samples of one part of the run so far; a part that is too short for one has the nearest.</summary>
    public IReadOnlyList<Sample> Part(int part, int parts)
    {
        var from = _samples.Count * part / parts;
        return _samples.GetRange(Math.Min(from, _samples.Count - 1), Math.Max(1, (_samples.Count * (part + 1) / parts) - from));
    }

    /// <summary>Mean resident memory of a part, in MB.</summary>
    public double MemoryOf(int part, int parts) => Part(part, parts).Average(sample => sample.Memory) / 1048576;

    private static Sample Take(Process process, TimeSpan at)
    {
        if (!OperatingSystem.IsLinux())
        {
            process.Refresh();
            return new Sample(at, process.WorkingSet64, process.WorkingSet64, process.Threads.Count, 0);
        }

        var status = File.ReadLines($"/proc/{process.Id}/status")
            .Select(line => line.Split(':'))
            .ToDictionary(field => field[0], field => field[1].Trim().Split(' ')[0], StringComparer.Ordinal);
        return new Sample(
            at,
            Kilobytes("VmRSS"),
            Kilobytes("RssAnon"),
            int.Parse(status["Threads"], CultureInfo.InvariantCulture),
            Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length
        );

        long Kilobytes(string field) => long.Parse(status[field], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>One look.</summary>
    /// <param name="At">Since the gauge was made.</param>
    /// <param name="Memory">Resident bytes.</param>
    /// <param name="Own">Of those, bytes that are no file's: heaps and stacks.</param>
    /// <param name="Threads">Threads.</param>
    /// <param name="Handles">Open files and sockets; 0 where the system does not say.</param>
    internal sealed record Sample(TimeSpan At, long Memory, long Own, int Threads, int Handles);
}

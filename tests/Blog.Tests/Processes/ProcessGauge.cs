using System.Diagnostics;
using System.Globalization;

namespace Blog.Tests.Processes;

/// <summary>Measures the memory of a process and its write-ahead log.</summary>
internal sealed class ProcessGauge(BlogServer blog)
{
    private readonly List<Sample> _samples = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>The largest observed size of the write-ahead log, also between two samples.</summary>
    public long LargestLog { get; private set; }

    public IReadOnlyList<Sample> Samples => _samples;

    private string Log => blog.Database + "-wal";

    /// <summary>Takes a sample each second and checks the log ten times as often, until stopped.</summary>
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

    /// <param name="At">Since the gauge was made.</param>
    /// <param name="Memory">Resident bytes.</param>
    /// <param name="Own">Of those, anonymous memory: heaps and stacks.</param>
    /// <param name="Handles">Open files and sockets; 0 where the system does not say.</param>
    internal sealed record Sample(TimeSpan At, long Memory, long Own, int Threads, int Handles);
}

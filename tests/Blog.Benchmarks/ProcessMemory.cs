using System.Globalization;

namespace Blog.Benchmarks;

/// <summary>What this process holds in memory.</summary>
internal static class ProcessMemory
{
    /// <summary>In bytes, without what it maps from files.</summary>
    public static long Own() =>
        File.Exists("/proc/self/status")
            ? long.Parse(
                File.ReadLines("/proc/self/status")
                    .First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2],
                CultureInfo.InvariantCulture
            ) * 1024
            : Environment.WorkingSet;
}

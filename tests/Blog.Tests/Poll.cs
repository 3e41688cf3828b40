using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Blog.Tests;

/// <summary>
/// Waits for a state instead of a time. It fails only if something hangs: the limit is so long that no busy machine reaches it, and it
/// is not a claim about speed.
/// </summary>
internal static class Poll
{
    /// <summary>How long anything may take before it counts as hanging.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns once the condition holds.</summary>
    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Returns once the condition holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Limit, $"still not so after {Limit}: {what}");
            await Task.Delay(Interval);
        }
    }

    /// <summary>
    /// Lets pending work in this process continue for a moment. For asserting that something does not happen: a busy machine can only
    /// make such a test miss a bug, never fail without one.
    /// </summary>
    public static async Task GraceAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(Interval);
        }
    }
}

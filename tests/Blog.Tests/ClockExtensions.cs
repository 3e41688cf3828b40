using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests;

internal static class ClockExtensions
{
    private static readonly TimeSpan Seen = TimeSpan.FromHours(1);

    /// <summary>
    /// Moves the clock as if the machine had slept: timers see the last hour only. Otherwise each timer fires for every interval that has
    /// passed, millions of times in a year, which takes most of a minute of processor time. A test of what timers do meanwhile uses
    /// <see cref="FakeTimeProvider.Advance"/>.
    /// </summary>
    public static void Leap(this FakeTimeProvider clock, TimeSpan by)
    {
        if (by > Seen)
        {
            clock.AdjustTime(clock.GetUtcNow() + by - Seen);
        }

        clock.Advance(by > Seen ? Seen : by);
    }
}

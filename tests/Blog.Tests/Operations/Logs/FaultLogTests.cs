using System.Globalization;
using System.Text.Json;
using Blog.Operations.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Operations.Logs;

/// <summary>The faults that the status page shows.</summary>
public sealed class FaultLogTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly FaultLog faults;
    private readonly ILogger logger;

    public FaultLogTests()
    {
        faults = new FaultLog(clock);
        logger = LoggerFactory.Create(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(faults)).CreateLogger("Blog.Some.Place");
    }

    [Fact]
    public void An_entry_holds_what_when_and_the_kind_of_exception_and_no_words()
    {
        logger.Log(LogLevel.Error, new EventId(1, "DiskBroke"), new IOException("canary-message"), "{Text}", "canary-text");
        var fault = Assert.Single(faults.Latest);
        Assert.Equal(("DiskBroke", "IOException", true, clock.GetUtcNow()), (fault.Event, fault.Exception, fault.IsError, fault.At));
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(fault), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_fault_is_not_kept_and_what_has_no_name_has_its_place()
    {
        logger.Log(LogLevel.Information, default, "fine", null, (s, _) => s);
        logger.Log(LogLevel.Warning, default, "hm", null, (s, _) => s);
        Assert.Equal("Place", Assert.Single(faults.Latest).Event);
        Assert.Equal((0, 1), (faults.Errors, faults.Warnings));
    }

    [Fact]
    public void A_flood_of_warnings_takes_no_memory_and_hides_no_error()
    {
        logger.Log(LogLevel.Critical, new EventId(1, "First"), "x", null, (s, _) => s);
        for (var i = 0; i < 10_000; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            logger.Log(LogLevel.Warning, new EventId(2, "W" + i.ToString(CultureInfo.InvariantCulture)), "x", null, (s, _) => s);
        }

        Assert.Equal(FaultLog.Capacity + 1, faults.Latest.Count);
        Assert.Equal("W9999", faults.Latest[0].Event);
        Assert.Equal("First", faults.Latest[^1].Event);
        Assert.Equal((1, 10_000), (faults.Errors, faults.Warnings));
    }

    [Fact]
    public void Many_threads_lose_none()
    {
        Parallel.For(0, 1_000, _ => logger.Log(LogLevel.Error, new EventId(1, "E"), "x", null, (s, _) => s));
        Assert.Equal(1_000, faults.Errors);
        Assert.Equal(FaultLog.Capacity, faults.Latest.Count);
    }
}

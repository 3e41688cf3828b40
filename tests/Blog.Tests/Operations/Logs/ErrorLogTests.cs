using System.Globalization;
using System.Text.Json;
using Blog.Operations.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Operations.Logs;

/// <summary>The errors that the status page shows.</summary>
public sealed class ErrorLogTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly ErrorLog _errors;
    private readonly ILogger _logger;

    public ErrorLogTests()
    {
        _errors = new ErrorLog(_clock);
        _logger = LoggerFactory.Create(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(_errors)).CreateLogger("Blog.Some.Place");
    }

    [Fact]
    public void An_entry_has_event_time_and_exception_type_and_no_message()
    {
        _logger.Log(LogLevel.Error, new EventId(1, "DiskBroke"), new IOException("canary-message"), "{Text}", "canary-text");
        var loggedError = Assert.Single(_errors.Latest);
        Assert.Equal(
            ("DiskBroke", "IOException", true, _clock.GetUtcNow()),
            (loggedError.Event, loggedError.Exception, loggedError.IsError, loggedError.At)
        );
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(loggedError), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_below_warning_are_not_recorded_and_unnamed_events_use_their_category()
    {
        _logger.Log(LogLevel.Information, default, "fine", null, (s, _) => s);
        _logger.Log(LogLevel.Warning, default, "hm", null, (s, _) => s);
        Assert.Equal("Place", Assert.Single(_errors.Latest).Event);
        Assert.Equal((0, 1), (_errors.Errors, _errors.Warnings));
    }

    [Fact]
    public void A_flood_of_warnings_uses_bounded_memory_and_hides_no_error()
    {
        _logger.Log(LogLevel.Critical, new EventId(1, "First"), "x", null, (s, _) => s);
        for (var i = 0; i < 10_000; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _logger.Log(LogLevel.Warning, new EventId(2, "W" + i.ToString(CultureInfo.InvariantCulture)), "x", null, (s, _) => s);
        }

        Assert.Equal(ErrorLog.Capacity + 1, _errors.Latest.Count);
        Assert.Equal("W9999", _errors.Latest[0].Event);
        Assert.Equal("First", _errors.Latest[^1].Event);
        Assert.Equal((1, 10_000), (_errors.Errors, _errors.Warnings));
    }

    [Fact]
    public void Concurrent_entries_are_not_lost()
    {
        Parallel.For(0, 1_000, _ => _logger.Log(LogLevel.Error, new EventId(1, "E"), "x", null, (s, _) => s));
        Assert.Equal(1_000, _errors.Errors);
        Assert.Equal(ErrorLog.Capacity, _errors.Latest.Count);
    }
}

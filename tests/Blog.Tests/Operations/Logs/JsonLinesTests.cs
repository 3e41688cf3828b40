using System.Globalization;
using System.Text.Json;
using Blog.Operations.Logs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Tests.Operations.Logs;

/// <summary>The format of log entries.</summary>
public sealed class JsonLinesTests
{
    [Fact]
    public void An_entry_is_one_line_with_its_event_in_utc_whatever_the_message_holds()
    {
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1); // the entry's time is cut to milliseconds
        var line = Write("first\nsecond \"quoted\" 中文 \u001b[31m", null);
        Assert.Single(line.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain('\u001b', line);
        Assert.Contains("中文", line, StringComparison.Ordinal);
        var entry = JsonDocument.Parse(line).RootElement;
        Assert.Equal("SomethingHappened", entry.GetProperty("Event").GetString());
        Assert.Equal("Warning", entry.GetProperty("LogLevel").GetString());
        Assert.Equal("first\nsecond \"quoted\" 中文 \u001b[31m", entry.GetProperty("State").GetProperty("Name").GetString());
        var at = DateTimeOffset.ParseExact(
            entry.GetProperty("Timestamp").GetString()!,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );
        Assert.InRange(at, before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public void An_exception_is_logged_with_types_and_frames_and_messages_only_of_disk_and_database()
    {
        var line = Write(
            "x",
            Thrown(() =>
                throw new InvalidOperationException(
                    "canary-outer",
                    new FormatException("canary-inner", new SqliteException("database or disk is full", 13))
                )
            )
        );
        Assert.DoesNotContain("canary", line, StringComparison.Ordinal);
        var exceptions = JsonDocument
            .Parse(line)
            .RootElement.GetProperty("Exception")
            .EnumerateArray()
            .Select(exception => exception.GetString()!)
            .ToList();
        Assert.StartsWith("System.InvalidOperationException\n   at ", exceptions[0], StringComparison.Ordinal);
        Assert.Equal("System.FormatException", exceptions[1]);
        Assert.Equal("Microsoft.Data.Sqlite.SqliteException: database or disk is full", exceptions[2]);
    }

    private static Exception Thrown(Action throws) => Assert.ThrowsAny<Exception>(throws);

    private static string Write(string value, Exception? exception)
    {
        using var writer = new StringWriter();
        KeyValuePair<string, object?>[] state = [new("Name", value), new("{OriginalFormat}", "Hello {Name}")];
        new JsonLines().Write(
            new LogEntry<KeyValuePair<string, object?>[]>(
                LogLevel.Warning,
                "Blog.Tests.Some",
                new EventId(7, "SomethingHappened"),
                state,
                exception,
                (s, _) => "Hello " + s[0].Value
            ),
            null,
            writer
        );
        return writer.ToString();
    }
}

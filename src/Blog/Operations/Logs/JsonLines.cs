using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Blog.Operations.Logs;

/// <summary>
/// One line of JSON for each log entry. Unlike the framework's formatter, it names the event, the request and the route template, and omits
/// the scopes, which contain the requested path: a path can be a secret (a preview link) or personal.
/// </summary>
public sealed class JsonLines() : ConsoleFormatter(FormatterName)
{
    /// <summary>The name that selects it in the console options.</summary>
    public const string FormatterName = "lines";

    // Chinese stays readable; control characters are still escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString(
                "Timestamp",
                TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            );
            json.WriteString("LogLevel", logEntry.LogLevel.ToString());
            json.WriteString("Event", logEntry.EventId.Name ?? logEntry.Category.Split('.')[^1]);
            json.WriteString("Category", logEntry.Category);
            WriteRequest(json);
            json.WriteString("Message", logEntry.Formatter(logEntry.State, null));
            WriteFields(json, logEntry.State as IReadOnlyList<KeyValuePair<string, object?>>);
            WriteException(json, logEntry.Exception);
            json.WriteEndObject();
        }

        textWriter.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        textWriter.Write('\n');
    }

    private static void WriteRequest(Utf8JsonWriter json)
    {
        if (Activity.Current is { } activity)
        {
            json.WriteString("Request", activity.TraceId.ToString()); // the number that an error page shows
            if (activity.GetTagItem(RouteTag.Name) is string route)
            {
                json.WriteString("Route", route);
            }
        }
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>>? fields)
    {
        if (fields is null || !fields.Any(IsField))
        {
            return;
        }

        json.WriteStartObject("State");
        foreach (var (name, value) in fields.Where(IsField))
        {
            json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    private static bool IsField(KeyValuePair<string, object?> field) => field.Key != "{OriginalFormat}";

    private static void WriteException(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        json.WriteStartArray("Exception");
        foreach (var line in ExceptionSummary.Chain(exception))
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
    }
}

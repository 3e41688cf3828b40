using System.Text;
using System.Text.Json;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>Reads JSON as services export it: one value, or a value a line, after a line that begins with <c>#</c> or not.</summary>
internal static class JsonValues
{
    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowTrailingCommas = true };

    /// <summary>The values of a file in order.</summary>
    /// <param name="bundle">Counts lines that are broken.</param>
    /// <exception cref="CommentFileException">A file with one value is broken.</exception>
    public static IEnumerable<JsonElement> Values(CommentFile file, SourceBundle bundle)
    {
        var bytes = file.Bytes.AsMemory();
        bytes = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        while (bytes.Length > 0 && bytes.Span[0] is (byte)'#' or (byte)'\n' or (byte)'\r')
        {
            bytes = bytes[Math.Min(bytes.Length, LineEnd(bytes.Span) + 1)..];
        }

        return IsLines(bytes) ? Lines(bytes, bundle) : [Whole(file, bytes)];
    }

    /// <summary>The rows: those of an array, of <c>{"results": []}</c>, or the values themselves.</summary>
    public static IEnumerable<JsonElement> Rows(CommentFile file, SourceBundle bundle) =>
        Values(file, bundle)
            .SelectMany(value =>
                value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
                : value.ValueKind == JsonValueKind.Object
                && value.TryGetProperty("results", out var results)
                && results.ValueKind == JsonValueKind.Array
                    ? results.EnumerateArray()
                : new[] { value }.AsEnumerable()
            );

    private static JsonElement Whole(CommentFile file, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            var line = (e as JsonException)?.LineNumber + 1 ?? 1;
            throw new CommentFileException(string.Create(CultureInfo.InvariantCulture, $"{file.Name}, line {line}: broken JSON"));
        }
    }

    private static IEnumerable<JsonElement> Lines(ReadOnlyMemory<byte> bytes, SourceBundle bundle)
    {
        while (bytes.Length > 0)
        {
            var end = LineEnd(bytes.Span);
            var line = bytes[..end];
            bytes = end == bytes.Length ? default : bytes[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            if (Parse(line) is { } value)
            {
                yield return value;
            }
            else
            {
                bundle.Skip();
            }
        }
    }

    /// <summary>Whether the first line is a value by itself and another follows.</summary>
    private static bool IsLines(ReadOnlyMemory<byte> bytes)
    {
        var end = LineEnd(bytes.Span);
        return end < bytes.Length && !bytes.Span[end..].Trim(" \t\r\n"u8).IsEmpty && Parse(bytes[..end]) is not null;
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int LineEnd(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)'\n') is >= 0 and var end ? end : bytes.Length;
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Blog.Portability.Import.Comments;

/// <summary>
/// Comments and counts that a backup was found to hold, kept in a file beside the posts until those are imported: a JSON object a line.
/// </summary>
public sealed class SourceLines(string path) : IDisposable
{
    /// <summary>Its name in the folder that a backup was converted into.</summary>
    public const string FileName = "comments.jsonl";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private StreamWriter? _writer;

    public void Add(SourceComment comment) => Add(new Line(comment, null));

    public void Add(SourceCount count) => Add(new Line(null, count));

    public void Dispose() => _writer?.Dispose();

    /// <summary>A comment as one line.</summary>
    internal static string Write(SourceComment comment) => JsonSerializer.Serialize(comment, Options);

    /// <summary>A comment that <see cref="Write"/> wrote.</summary>
    internal static SourceComment ReadComment(string line) => JsonSerializer.Deserialize<SourceComment>(line, Options)!;

    /// <summary>Reads such a file; nothing if there is none.</summary>
    public static IEnumerable<(SourceComment? Comment, SourceCount? Count)> Read(string path) =>
        File.Exists(path)
            ? File.ReadLines(path)
                .Select(line => JsonSerializer.Deserialize<Line>(line, Options)!)
                .Select(line => (line.Comment, line.Count))
            : [];

    private void Add(Line line)
    {
        _writer ??= new StreamWriter(path, append: true);
        _writer.WriteLine(JsonSerializer.Serialize(line, Options));
    }

    private sealed record Line(SourceComment? Comment, SourceCount? Count);
}

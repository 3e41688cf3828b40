using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Output;

/// <summary>The list of what was written to an <see cref="OutputFolder"/>: a JSON object per line, in ordinal order of the paths.</summary>
/// <remarks>Read and written token by token: a list of ten thousand files would cost a short run a tenth of its time otherwise.</remarks>
internal static class OutputList
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a list; empty if there is none.</summary>
    /// <exception cref="OutputException">A line of it is damaged: what the program wrote is not known then.</exception>
    public static Dictionary<string, OutputFile> Read(string path)
    {
        return Parse(path, File.Exists(path) ? File.ReadAllBytes(path) : []);
    }

    /// <summary>The files of a list.</summary>
    /// <param name="name">What an error calls it.</param>
    /// <exception cref="OutputException">A line of it is damaged.</exception>
    public static Dictionary<string, OutputFile> Parse(string name, ReadOnlySpan<byte> list)
    {
        var files = new Dictionary<string, OutputFile>(StringComparer.Ordinal);
        for (var number = 1; !list.IsEmpty; number++)
        {
            if (TryParse(TakeLine(ref list)) is not { } file || !OutputFolder.IsSafe(file.Path))
            {
                throw new OutputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} is damaged (line {number}): give an empty folder, or delete this file and what was written before"
                    )
                );
            }

            files[file.Path] = file;
        }

        return files;
    }

    /// <summary>The paths that a killed run noted; its last line may be half.</summary>
    public static IReadOnlyList<string> ReadJournal(string path)
    {
        var paths = new List<string>();
        ReadOnlySpan<byte> journal = File.Exists(path) ? File.ReadAllBytes(path) : [];
        while (!journal.IsEmpty)
        {
            if (TryParse(TakeLine(ref journal)) is { } file && OutputFolder.IsSafe(file.Path))
            {
                paths.Add(file.Path);
            }
        }

        return paths;
    }

    /// <summary>A line of the journal.</summary>
    public static byte[] Line(string path) => Bytes([new OutputFile(path, "", -1)]).ToArray();

    /// <summary>Writes the list, complete or not at all, unless it is the same.</summary>
    public static void Write(string path, string root, string partial, IEnumerable<OutputFile> files)
    {
        var bytes = Bytes(files).Span;
        if (File.Exists(path) && new FileInfo(path).Length == bytes.Length && bytes.SequenceEqual(File.ReadAllBytes(path)))
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(root, partial)).FullName;
        var half = Path.Combine(folder, Path.GetRandomFileName());
        using (var stream = new FileStream(half, FileMode.CreateNew))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        FileModes.ShareFile(half);
        File.Move(half, path, overwrite: true);
    }

    /// <summary>A list of files.</summary>
    public static ReadOnlyMemory<byte> Bytes(IEnumerable<OutputFile> files)
    {
        var list = new ArrayBufferWriter<byte>(1 << 16);
        using var json = new Utf8JsonWriter(list, Options);
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, file.Path);
            json.WriteString("sha256"u8, file.Sha256);
            json.WriteNumber("length"u8, file.Length);
            if (file.Inputs is { } inputs)
            {
                json.WriteString("inputs"u8, inputs);
            }

            if (file.Note is { } note)
            {
                json.WriteString("note"u8, note);
            }

            json.WriteEndObject();
            json.Flush();
            json.Reset();
            list.Write("\n"u8);
        }

        return list.WrittenMemory;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line;
    }

    private static OutputFile? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return Parse(line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null; // no JSON, or values of other types
        }
    }

    private static OutputFile? Parse(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        var (path, sha256, length, inputs, note) = (default(string), default(string), 0L, default(string), default(string));
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Takes(ref json, "path"u8))
            {
                path = json.GetString();
            }
            else if (Takes(ref json, "sha256"u8))
            {
                sha256 = json.GetString();
            }
            else if (Takes(ref json, "length"u8))
            {
                length = json.GetInt64();
            }
            else if (Takes(ref json, "inputs"u8))
            {
                inputs = json.GetString();
            }
            else if (Takes(ref json, "note"u8))
            {
                note = json.GetString();
            }
            else
            {
                json.Skip(); // of a later version
            }
        }

        return path is null || sha256 is null || json.Read() ? null : new OutputFile(path, sha256, length) { Inputs = inputs, Note = note };
    }

    /// <summary>Goes on to the value if the property has that name.</summary>
    private static bool Takes(ref Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueTextEquals(name) && json.Read();
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Output;

/// <summary>The list of what was written to an <see cref="OutputFolder"/>: a JSON object per line, in ordinal order of the paths.</summary>
internal static class OutputList
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a list; empty if there is none.</summary>
    /// <exception cref="OutputException">A line of it is damaged: what the program wrote is not known then.</exception>
    public static Dictionary<string, OutputFile> Read(string path)
    {
        return !File.Exists(path) ? new Dictionary<string, OutputFile>(StringComparer.Ordinal) : Parse(path, File.ReadLines(path));
    }

    /// <summary>The files of a list.</summary>
    /// <param name="name">What an error calls it.</param>
    /// <exception cref="OutputException">A line of it is damaged.</exception>
    public static Dictionary<string, OutputFile> Parse(string name, IEnumerable<string> lines)
    {
        var files = new Dictionary<string, OutputFile>(StringComparer.Ordinal);
        foreach (var (number, line) in lines.Index())
        {
            if (TryParse(line) is not { } file || !OutputFolder.IsSafe(file.Path))
            {
                throw new OutputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} is damaged (line {number + 1}): give an empty folder, or delete this file and what was written before"
                    )
                );
            }

            files[file.Path] = file;
        }

        return files;
    }

    /// <summary>The paths that a killed run noted; its last line may be half.</summary>
    public static IEnumerable<string> ReadJournal(string path) =>
        File.Exists(path)
            ? File.ReadLines(path).Select(TryParse).OfType<OutputFile>().Select(file => file.Path).Where(OutputFolder.IsSafe).ToList()
            : [];

    /// <summary>A line of the journal.</summary>
    public static string Line(string path) => Line(new OutputFile(path, "", -1));

    /// <summary>Writes the list, complete or not at all, unless it is the same.</summary>
    public static void Write(string path, string root, string partial, IEnumerable<OutputFile> files)
    {
        var bytes = Bytes(files);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
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
    public static byte[] Bytes(IEnumerable<OutputFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            text.Append(Line(file));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Line(OutputFile file) => JsonSerializer.Serialize(file, Json) + "\n";

    private static OutputFile? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<OutputFile>(line, Json) is { Path: not null, Sha256: not null } file ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

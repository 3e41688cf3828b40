using System.Text.Json;
using Blog.Portability.Export;
using Blog.Portability.Import.Sources;
using Blog.Portability.Output;

namespace Blog.Portability.Import.OwnExports;

/// <summary>Reads the data files of an export. Whoever gives one may have changed it: nothing in it is taken for granted.</summary>
/// <param name="root">Absolute path of the export.</param>
internal sealed class ExportFiles(string root)
{
    /// <summary>In bytes; a line with the longest comment is shorter.</summary>
    private const int MaxLine = 1 << 20;

    private readonly List<string> _notes = [];

    /// <summary>What could not be read, for the report.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The text of a file; null if there is none.</summary>
    public string? Text(string name) => Find(name) is { } path ? File.ReadAllText(path) : null;

    /// <summary>The rows of a file; a line that is none is left out, with a note.</summary>
    public IEnumerable<T> Rows<T>(string name)
        where T : class
    {
        if (Find(name) is not { } path)
        {
            yield break;
        }

        var broken = 0;
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0)
            {
                continue;
            }

            if (line.Length <= MaxLine && Parse<T>(line) is { } row)
            {
                yield return row;
            }
            else
            {
                broken++;
            }
        }

        if (broken > 0)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {broken} lines cannot be read, left out"));
        }
    }

    /// <summary>What the export says it wrote: SHA-256 by path. Empty if its list is damaged.</summary>
    public IReadOnlyDictionary<string, string> Hashes()
    {
        try
        {
            return OutputList
                .Read(Path.Combine(root, ExportNames.List))
                .ToDictionary(file => file.Key, file => file.Value.Sha256, StringComparer.Ordinal);
        }
        catch (OutputException)
        {
            _notes.Add($"{ExportNames.List} cannot be read: the images are encoded anew");
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    /// <summary>Absolute path of a file of the export; null if it is missing, or behind a symbolic link.</summary>
    public string? Find(string name)
    {
        var path = Path.GetFullPath(Path.Combine(root, name));
        return
            path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && File.Exists(path)
            && !SourceFolder.IsBehindLink(path, root)
            ? path
            : null;
    }

    private static T? Parse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, ExportLines.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

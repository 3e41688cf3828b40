namespace Blog.Portability.Import.Templates;

/// <summary>
/// Finds the line of the source for a line of the converted text, by the lines that stand once in both and in the same order; between two
/// of them the earlier counts.
/// </summary>
internal sealed class LineMap
{
    private readonly int[] _lines;

    public LineMap(string source, string converted)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, line) in source.Split('\n').Index())
        {
            var words = Words(line);
            places[words] = places.ContainsKey(words) ? -1 : at + 1;
        }

        var lines = converted.Split('\n');
        _lines = new int[lines.Length];
        var last = 1;
        foreach (var (at, line) in lines.Index())
        {
            if (Words(line) is { Length: > 3 } words && places.TryGetValue(words, out var place) && place >= last)
            {
                last = place;
            }

            _lines[at] = last;
        }
    }

    /// <param name="line">1-based line of the converted text.</param>
    public int SourceOf(int line) => _lines[Math.Clamp(line, 1, _lines.Length) - 1];

    private static string Words(string line) => line.Trim(' ', '\t', '>');
}

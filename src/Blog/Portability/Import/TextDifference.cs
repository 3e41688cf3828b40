using DiffPlex;

namespace Blog.Portability.Import;

/// <summary>The difference of two texts, as unified lines: <c>-</c> what is here, <c>+</c> what the file says.</summary>
internal static class TextDifference
{
    /// <summary>After these, only the number of further lines is said.</summary>
    private const int MaxLines = 80;

    private const int Context = 2;

    public static IReadOnlyList<string> Find(string here, string file)
    {
        var diff = Differ.Instance.CreateLineDiffs(Clean(here), Clean(file), ignoreWhitespace: false);
        var lines = new List<string>();
        var shown = 0; // lines of the old text that are already shown
        IEnumerable<string> Old(int from, int to) => diff.PiecesOld.Take(from..to);
        foreach (var (index, block) in diff.DiffBlocks.Index())
        {
            var from = Math.Max(shown, block.DeleteStartA - Context);
            if (from > shown)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"@@ line {from + 1}"));
            }

            lines.AddRange(Old(from, block.DeleteStartA).Select(line => "  " + line));
            shown = block.DeleteStartA + block.DeleteCountA;
            lines.AddRange(Old(block.DeleteStartA, shown).Select(line => "- " + line));
            lines.AddRange(diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB).Select(line => "+ " + line));
            var next = index + 1 < diff.DiffBlocks.Count ? diff.DiffBlocks[index + 1].DeleteStartA : diff.PiecesOld.Count;
            var after = Math.Min(next, shown + Context);
            lines.AddRange(Old(shown, after).Select(line => "  " + line));
            shown = after;
        }

        return lines.Count <= MaxLines
            ? lines
            : [.. lines.Take(MaxLines), string.Create(CultureInfo.InvariantCulture, $"… {lines.Count - MaxLines} more lines")];
    }

    private static string Clean(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}

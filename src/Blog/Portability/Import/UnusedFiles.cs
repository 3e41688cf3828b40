using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import;

/// <summary>What the old site published and the import leaves behind: files that no post shows or links to, by kind.</summary>
internal sealed class UnusedFiles(SourceFolder folder)
{
    private const int MaxNames = 10;

    /// <summary>A note for each kind of file, with their number and some names.</summary>
    public IReadOnlyList<string> NotesOf(IReadOnlyList<ImportItem> items)
    {
        var used = ImportLinks
            .FilesOf(items.Where(item => item.Entry?.Outcome is not ImportOutcome.Refused))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. PublishedFiles
                .Of(folder)
                .Where(path => !used.Contains(path))
                .GroupBy(FileKinds.Of)
                .OrderBy(group => group.Key.Kind, StringComparer.Ordinal)
                .Select(group => Note(group.Key, [.. group])),
        ];
    }

    private string Note((string Kind, string Hint) kind, List<string> paths) =>
        $"not imported, no post shows them: {kind.Kind} ({Number(paths.Count)}): "
        + Names(paths.Select(folder.NameOf), paths.Count)
        + (kind.Hint.Length > 0 ? $"; {kind.Hint}" : "");

    private static string Names(IEnumerable<string> names, int count) =>
        string.Join(", ", names.Take(MaxNames)) + (count > MaxNames ? $" and {Number(count - MaxNames)} more" : "");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

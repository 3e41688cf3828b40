using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import;

/// <summary>What the old site published and the import leaves behind: files that no post shows, by kind.</summary>
internal sealed class UnusedFiles(SourceFolder folder, ImportedImages images)
{
    private const int MaxNames = 10;

    /// <summary>A note for each kind of file, with their number and some names.</summary>
    public IReadOnlyList<string> NotesOf(IReadOnlyList<ImportItem> items)
    {
        var shown = items
            .Where(item => item.Entry?.Outcome is not ImportOutcome.Refused)
            .SelectMany(item => item.Images.Values)
            .Select(file => file.Path!)
            .ToHashSet(StringComparer.Ordinal);
        var linked = Linked(items).Where(link => !shown.Contains(link.Path)).ToLookup(link => link.Path, StringComparer.Ordinal);
        var left = PublishedFiles.Of(folder).Where(path => !shown.Contains(path)).ToList();
        return
        [
            .. left.Concat(linked.Select(link => link.Key))
                .Distinct(StringComparer.Ordinal)
                .GroupBy(path => (Kind: FileKinds.Of(path), IsLinked: linked.Contains(path)))
                .OrderByDescending(group => group.Key.IsLinked)
                .ThenBy(group => group.Key.Kind.Kind, StringComparer.Ordinal)
                .Select(group =>
                    group.Key.IsLinked ? LinkedNote(group.Key.Kind.Kind, [.. group], linked) : Note(group.Key.Kind, [.. group])
                ),
        ];
    }

    private string Note((string Kind, string Hint) kind, List<string> paths) =>
        $"not imported, no post shows them: {kind.Kind} ({Number(paths.Count)}): "
        + Names(paths.Select(NameOf), paths.Count)
        + (kind.Hint.Length > 0 ? $"; {kind.Hint}" : "");

    private string LinkedNote(string kind, List<string> paths, ILookup<string, (string Path, string Post)> linked) =>
        $"not imported, but posts link to them: {kind} ({Number(paths.Count)}): "
        + Names(paths.Select(path => $"{NameOf(path)} (in {linked[path].First().Post})"), paths.Count);

    private static string Names(IEnumerable<string> names, int count) =>
        string.Join(", ", names.Take(MaxNames)) + (count > MaxNames ? $" and {Number(count - MaxNames)} more" : "");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string NameOf(string path) => Path.GetRelativePath(folder.SiteRoot, path).Replace('\\', '/');

    /// <summary>The files of the folder that links name; a file with the text of a post is none.</summary>
    private IEnumerable<(string Path, string Post)> Linked(IReadOnlyList<ImportItem> items)
    {
        foreach (var item in items)
        {
            foreach (var link in item.Links.Where(link => !link.IsImage).DistinctBy(link => link.Url))
            {
                if (
                    Path.HasExtension(images.PathOf(link.Url))
                    && !item.Images.ContainsKey(link.Url)
                    && images.Find(item.File, link.Url) is { File.Path: { } path }
                    && !PostFilePath.IsMarkdown(path)
                )
                {
                    yield return (path, item.File.Path);
                }
            }
        }
    }
}

using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>Reads the sources and finds folders of one room that need each other, directly or through others.</summary>
/// <remarks>
/// Not counted: what a room's setup file names, since it registers everything, and what <c>BlogDb.cs</c> names, since it lists every table.
/// </remarks>
internal static partial class FolderCircles
{
    /// <summary>One line a circle: its folders in alphabetical order, and the files that make each step.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<(string Path, string Text)> sources)
    {
        var files = sources.Where(file => file.Path.Contains('/')).Select(file => new Source(file.Path, Code(file.Text))).ToList();
        var declared = files
            .SelectMany(file => Declaration().Matches(file.Code).Select(match => (file.Folder, Name: match.Groups["name"].Value)))
            .GroupBy(type => type.Folder, type => type.Name, StringComparer.Ordinal)
            .ToDictionary(folder => folder.Key, folder => folder.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var steps = files
            .Where(file =>
                !file.Path.EndsWith("Setup.cs", StringComparison.Ordinal) && !file.Path.EndsWith("/BlogDb.cs", StringComparison.Ordinal)
            )
            .SelectMany(file => Needed(file, declared).Select(folder => (From: file.Folder, To: folder, File: file.Path)))
            .ToLookup(step => step.From, StringComparer.Ordinal);
        var reach = steps.ToDictionary(step => step.Key, step => Reach(step.Key, steps), StringComparer.Ordinal);
        return
        [
            .. reach
                .Keys.Where(folder => reach[folder].Contains(folder))
                .GroupBy(folder =>
                    string.Join(
                        ", ",
                        reach[folder]
                            .Where(other => reach.TryGetValue(other, out var back) && back.Contains(folder))
                            .Order(StringComparer.Ordinal)
                    )
                )
                .Select(circle => Describe(circle.Key, steps)),
        ];
    }

    private static string Describe(string circle, ILookup<string, (string From, string To, string File)> steps)
    {
        var folders = circle.Split(", ");
        var inside = folders.SelectMany(folder => steps[folder]).Where(step => folders.Contains(step.To, StringComparer.Ordinal));
        return circle + ": " + string.Join("; ", inside.Select(step => $"{step.File} needs {step.To}").Distinct(StringComparer.Ordinal));
    }

    private static HashSet<string> Reach(string start, ILookup<string, (string From, string To, string File)> steps)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var folder))
        {
            foreach (var step in steps[folder].Where(step => seen.Add(step.To)))
            {
                open.Push(step.To);
            }
        }

        return seen;
    }

    /// <summary>
    /// Folders of the same room whose types a file names and can see: by a using, or because its own namespace lies within theirs.
    /// </summary>
    private static IEnumerable<string> Needed(Source file, Dictionary<string, HashSet<string>> declared)
    {
        var names = Identifier().Matches(file.Code).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var visible = Using().Matches(file.Code).Select(match => match.Groups["folder"].Value.Replace('.', '/'));
        if (file.Path.EndsWith(".cs", StringComparison.Ordinal))
        {
            visible = visible.Concat(Ancestors(file.Folder));
        }

        return visible
            .Where(folder => folder != file.Folder && folder.Split('/')[0] == file.Folder.Split('/')[0])
            .Distinct(StringComparer.Ordinal)
            .Where(folder => declared.TryGetValue(folder, out var types) && types.Overlaps(names));
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var slash = folder.LastIndexOf('/'); slash > 0; slash = folder.LastIndexOf('/'))
        {
            folder = folder[..slash];
            yield return folder;
        }
    }

    private static string Code(string text) => StringsAndComments().Replace(text, " ");

    private sealed record Source(string Path, string Code)
    {
        public string Folder { get; } = Path[..Path.LastIndexOf('/')];
    }

    [GeneratedRegex(
        @"^(?:(?:public|internal|sealed|static|abstract|readonly|partial|file)\s+)*"
            + @"(?:class|record\s+struct|record|struct|enum|interface)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^@?using\s+(?:static\s+)?Blog\.(?<folder>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"//[^\n]*|/\*(?:[^*]|\*[^/])*\*/|@\*(?:[^*]|\*[^@])*\*@|""(?:[^""\\\n]|\\.)*""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex StringsAndComments();
}

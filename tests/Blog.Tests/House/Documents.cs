using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>Finds broken links and names in the project's documents.</summary>
internal static partial class Documents
{
    /// <summary>The documents at the root of the repository and in <c>docs</c>: path relative to the root, and text.</summary>
    public static IEnumerable<(string Path, string Text)> All() =>
        new[] { "", "docs" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md"))
            .Select(file => (Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file)));

    /// <summary>Relative links of a document that lead to no file, or to no heading of a document.</summary>
    /// <param name="path">The document, relative to the root of the repository.</param>
    public static IEnumerable<string> BrokenLinks(string path, string text)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        foreach (var target in Link().Matches(WithoutCode(text)).Select(match => match.Groups["target"].Value))
        {
            if (Uri.TryCreate(target, UriKind.Absolute, out var absolute) && !absolute.IsFile)
            {
                continue;
            }

            var parts = target.Split('#', 2);
            var file = parts[0].Length == 0 ? Path.Combine(Repository.Root, path) : Path.GetFullPath(parts[0], folder);
            if (!File.Exists(file) && !Directory.Exists(file) && parts[0].Length > 0)
            {
                yield return $"{path}: {target} leads to no file";
            }
            else if (parts.Length == 2 && !Anchors(parts[0].Length == 0 ? text : File.ReadAllText(file)).Contains(parts[1]))
            {
                yield return $"{path}: {target} leads to no heading";
            }
        }
    }

    /// <summary>Test classes that a document names in code spans.</summary>
    public static IEnumerable<string> TestClasses(string text) => TestClass().Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary>Anchors of a document's headings, as GitHub makes them; a heading that comes twice gets a number.</summary>
    private static HashSet<string> Anchors(string text)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in Heading().Matches(WithoutCode(text)).Select(match => match.Groups["text"].Value.Trim().ToLowerInvariant()))
        {
            var anchor = string.Concat(heading.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');
            var unique = anchor;
            for (var i = 1; !anchors.Add(unique); i++)
            {
                unique = $"{anchor}-{i}";
            }
        }

        return anchors;
    }

    private static string WithoutCode(string text) => Fence().Replace(text, "");

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>[^\n]+)$", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```[^`]*^```", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+Tests)`", RegexOptions.NonBacktracking)]
    private static partial Regex TestClass();
}

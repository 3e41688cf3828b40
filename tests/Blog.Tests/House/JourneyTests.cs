using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>The journeys in docs/architecture.md are true: a newcomer can follow them file by file.</summary>
public sealed partial class JourneyTests
{
    private const int MostFilesToPublish = 24;

    private static readonly Dictionary<string, List<string>> Journeys = Read(
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"))
    );

    [Fact]
    public void Every_file_of_a_journey_exists()
    {
        Assert.True(Journeys.Count >= 5, "the journeys were not found");
        Assert.Empty(Journeys.Values.SelectMany(files => files).Where(file => !File.Exists(Path.Combine(Repository.Root, file))));
    }

    [Fact]
    public void Publishing_is_followed_through_few_files() =>
        Assert.InRange(Journeys["Publish a post"].Distinct(StringComparer.Ordinal).Count(), 10, MostFilesToPublish);

    [Fact]
    public void Each_file_of_a_journey_is_connected_to_one_before_it() =>
        Assert.Empty(Journeys.SelectMany(journey => Unconnected(journey.Value, Text).Select(file => $"{journey.Key}: {file}")));

    [Fact]
    public void A_planted_file_off_the_path_is_found() =>
        Assert.Equal(
            ["src/Blog/Data/Stray.cs"],
            Unconnected(
                ["src/Blog/Data/Post.cs", "src/Blog/Data/Writer.cs", "src/Blog/Data/Stray.cs"],
                file => file.Contains("Writer", StringComparison.Ordinal) ? "class Writer { Post post; }" : "class Other { }"
            )
        );

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    /// <summary>Files that name no file before them, and that no file before them names.</summary>
    private static IEnumerable<string> Unconnected(IReadOnlyList<string> files, Func<string, string> read) =>
        files.Where((file, at) => at > 0 && !files.Take(at).Any(before => Names(read(before), file) || Names(read(file), before)));

    /// <summary>A page's view is known by its model, a partial by its file name, any other file by its type.</summary>
    private static bool Names(string text, string file)
    {
        var name = Path.GetFileName(file).Split('.')[0];
        return Regex.IsMatch(text, $@"\b{name}(?:Model)?\b", RegexOptions.None, TimeSpan.FromSeconds(10));
    }

    private static Dictionary<string, List<string>> Read(string document) =>
        Section()
            .Matches(document)
            .ToDictionary(
                section => section.Groups["title"].Value.Trim(),
                section => Item().Matches(section.Groups["body"].Value).Select(item => item.Groups["file"].Value).ToList(),
                StringComparer.Ordinal
            )
            .Where(section => section.Value.Count > 0)
            .ToDictionary(section => section.Key, section => section.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^### (?<title>[^\n]+)\n(?<body>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline, 10_000)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\d+\. `(?<file>src/[^`]+)`", RegexOptions.Multiline, 10_000)]
    private static partial Regex Item();
}

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
        Assert.All(Journeys.Values.SelectMany(files => files), file => Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file));
    }

    [Fact]
    public void Publishing_is_followed_through_few_files() =>
        Assert.InRange(Journeys["Publish a post"].Distinct(StringComparer.Ordinal).Count(), 10, MostFilesToPublish);

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

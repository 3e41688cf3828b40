using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>The alert rules and the dashboard ask for metrics that exist.</summary>
public sealed partial class MonitoringTests
{
    [Theory]
    [InlineData("alerts.yml")]
    [InlineData("dashboard.json")]
    public void Every_metric_is_one_that_the_documentation_lists(string file)
    {
        var docs = Path.Combine(Repository.Root, "docs");
        var listed = File.ReadAllText(Path.Combine(docs, "operations.md"));
        var used = Metric()
            .Matches(File.ReadAllText(Path.Combine(docs, "monitoring", file)))
            .Select(match => Suffix().Replace(match.Value, ""))
            .Distinct()
            .ToList();
        Assert.True(used.Count >= 10, $"only {used.Count} metrics were found");
        Assert.DoesNotContain(used, name => !listed.Contains($"`{name}`", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(?:blog|http_server|db_client)_[a-z_]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Metric();

    [GeneratedRegex("_(?:bucket|count|sum)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Suffix();
}

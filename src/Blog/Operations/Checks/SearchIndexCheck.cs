using Blog.Data.Search;

namespace Blog.Operations.Checks;

/// <summary>Whether the search index is sound and matches the posts.</summary>
internal sealed class SearchIndexCheck(SearchIndexBuilder search) : ICheck
{
    public string Name => "search";

    public async Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        var report = new CheckResult("the index matches the posts");
        var faults = await search.CheckAsync(cancellationToken);
        if (repair && faults.Count > 0)
        {
            await search.RebuildAsync(cancellationToken);
            report.Repairs.AddRange(faults);
            faults = await search.CheckAsync(cancellationToken);
        }

        report.Faults.AddRange(faults);
        return report;
    }
}

using Blog.Data.Search;

namespace Blog.Operations.Checking;

/// <summary>Whether the search index is sound and in step with the posts.</summary>
internal sealed class SearchPart(SearchUpkeep search) : IPart
{
    public string Name => "search";

    public async Task<PartReport> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        var report = new PartReport("the index is in step with the posts");
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

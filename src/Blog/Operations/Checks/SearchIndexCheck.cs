using Blog.Data.Search;

namespace Blog.Operations.Checks;

/// <summary>Whether the search index is sound and matches the posts.</summary>
internal sealed class SearchIndexCheck(SearchIndexBuilder search) : ICheck
{
    public string Name => "search";

    public async Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        var report = new CheckResult("the index matches the posts");
        var errors = await search.CheckAsync(cancellationToken);
        if (repair && errors.Count > 0)
        {
            await search.RebuildAsync(cancellationToken);
            report.Repairs.AddRange(errors);
            errors = await search.CheckAsync(cancellationToken);
        }

        report.Errors.AddRange(errors);
        return report;
    }
}

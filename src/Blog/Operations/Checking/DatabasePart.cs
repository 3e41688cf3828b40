using Blog.Data.Copies;
using Blog.Data.Folder;


namespace Blog.Operations.Checking;

/// <summary>What SQLite itself finds in its file; the search index in it is a part of its own.</summary>
internal sealed class DatabasePart(DataFolder folder) : IPart
{
    public string Name => "database";

    public Task<PartReport> RunAsync(bool repair, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var connection = DatabaseFacts.OpenToAsk(folder.Database);
            var report = new PartReport(string.Create(CultureInfo.InvariantCulture, $"sound, {DatabaseFacts.CountsOf(connection).Values.Sum()} rows"));
            report.Faults.AddRange(DatabaseFacts.DamageOf(connection));
            report.Faults.AddRange(DatabaseFacts.BrokenReferencesOf(connection));
            return report;
        },
        cancellationToken);
}

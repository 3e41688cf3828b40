using Blog.Operations.Backups.Archives;
using Blog.Storage.DataDirectory;

namespace Blog.Operations.Checks;

/// <summary>SQLite's own checks of its file; the search index in it is checked separately.</summary>
internal sealed class DatabaseCheck(DataFolder folder) : ICheck
{
    public string Name => "database";

    public Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = DatabaseInspection.OpenToAsk(folder.Database);
                var report = new CheckResult(
                    string.Create(CultureInfo.InvariantCulture, $"sound, {DatabaseInspection.CountsOf(connection).Values.Sum()} rows")
                );
                report.Errors.AddRange(DatabaseInspection.DamageOf(connection));
                report.Errors.AddRange(DatabaseInspection.BrokenReferencesOf(connection));
                return report;
            },
            cancellationToken
        );
}

using System.CommandLine;
using System.Data.Common;
using Blog.Data;
using Blog.Data.Search;
using Blog.Data.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations;

/// <summary><c>check [--repair] [--rebuild-search]</c>: whether the database is sound and the search index in step with it.</summary>
public static class CheckCommand
{
    private const int Fine = 0, Faulty = 1, Impossible = 2;

    /// <summary>Makes the command.</summary>
    /// <param name="buildHost">Builds the rooms; null where the settings are wrong, which was then said.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var repair = new Option<bool>("--repair") { Description = "Repairs what can be made again from the rest: the search index." };
        var rebuild = new Option<bool>("--rebuild-search") { Description = "Makes the search index anew, whatever state it is in." };
        var command = new Command("check", "Checks the database and the search index, also beside a serving program. Exit code: 0 all fine, 1 something is wrong, 2 nothing could be checked.") { repair, rebuild };
        command.SetAction((parsed, cancellationToken) => RunAsync(buildHost, parsed.GetValue(repair), parsed.GetValue(rebuild), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Func<IHost?> buildHost, bool repair, bool rebuild, CancellationToken cancellationToken)
    {
        using var host = buildHost();
        if (host is null)
        {
            return Impossible;
        }

        try
        {
            var folder = host.Services.GetRequiredService<DataFolder>();
            if (!File.Exists(folder.Database))
            {
                return await FailAsync($"there is no blog in {folder.Root}");
            }

            await host.Services.GetRequiredService<DatabaseStart>().RunForCommandAsync(cancellationToken);
            await using var scope = host.Services.CreateAsyncScope();
            return await CheckAsync(scope.ServiceProvider, repair, rebuild, cancellationToken);
        }
        catch (Exception e) when (e is DatabaseStartException or IOException or UnauthorizedAccessException or SqliteException or OperationCanceledException)
        {
            return await FailAsync(e is OperationCanceledException ? "stopped" : e.Message);
        }
    }

    private static async Task<int> CheckAsync(IServiceProvider services, bool repair, bool rebuild, CancellationToken cancellationToken)
    {
        var search = services.GetRequiredService<SearchUpkeep>();
        if (rebuild)
        {
            var posts = await search.RebuildAsync(cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"made the search index anew: {posts} posts"));
        }

        var faults = await search.CheckAsync(cancellationToken);
        if (repair && faults.Count > 0)
        {
            await Console.Out.WriteLineAsync($"repaired: {string.Join("; ", faults)}");
            await search.RebuildAsync(cancellationToken);
            faults = await search.CheckAsync(cancellationToken);
        }

        IReadOnlyList<string> all = [.. await DatabaseFaultsAsync(services.GetRequiredService<BlogDb>(), cancellationToken), .. faults];
        foreach (var fault in all)
        {
            await Console.Error.WriteLineAsync("check: " + fault);
        }

        if (all.Count == 0)
        {
            await Console.Out.WriteLineAsync("the database is sound, and the search index is in step with it");
        }

        return all.Count == 0 ? Fine : Faulty;
    }

    /// <summary>What SQLite itself finds; the index has a check of its own.</summary>
    private static async Task<IEnumerable<string>> DatabaseFaultsAsync(BlogDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        return
        [
            .. Ask(connection, "PRAGMA integrity_check(20)", reader => reader.GetString(0)).Where(line => line != "ok" && !line.Contains("PostSearch", StringComparison.Ordinal)),
            .. Ask(connection, "PRAGMA foreign_key_check", reader => $"a row of {reader.GetString(0)} refers to a row of {reader.GetString(2)} that is not there"),
        ];
    }

    private static List<string> Ask(DbConnection connection, string sql, Func<DbDataReader, string> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var answers = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            answers.Add(read(reader));
        }

        return answers;
    }

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync("check: " + reason);
        return Impossible;
    }
}

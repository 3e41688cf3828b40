using System.Diagnostics;
using Blog.Tests.Data;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Operations;

/// <summary><c>check</c> as the operator runs it: a process of its own.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_check_finds_what_is_wrong_repairs_the_index_and_says_so_by_its_exit_code()
    {
        Assert.Equal(0, (await RunAsync("check", "--help")).Code);
        var (code, _, error) = await RunAsync("check");
        Assert.Equal(2, code);
        Assert.Contains("there is no blog", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        await using (var host = new DataHost(folder.Path))
        {
            await host.StartAsync();
            await host.WriteAsync(DataHost.Request("题", "甲"));
            SqliteConnection.ClearAllPools();
        }

        Assert.Equal(0, (await RunAsync("check")).Code);
        Execute("DELETE FROM PostSearch");
        (code, _, error) = await RunAsync("check");
        Assert.Equal(1, code);
        Assert.Contains("1 published posts are missing", error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("check", "--repair")).Code);
        Execute("UPDATE PostSearch_data SET block = x'00ff00ff00ff00ff'");
        Assert.Equal(1, (await RunAsync("check")).Code);
        var (rebuilt, said, _) = await RunAsync("check", "--rebuild-search");
        Assert.Equal(0, rebuilt);
        Assert.Contains("made the search index anew: 1 posts", said, StringComparison.Ordinal);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("blog.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Blog.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder.Path,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Blog__DataDirectory"] = folder.Path;
        start.Environment["Blog__PublicUrl"] = "http://localhost";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return (process.ExitCode, await output, await error);
    }
}

using System.Net;
using Blog.Data.Startup;
using Blog.Operations.Maintenance;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Storage.DataDirectory;

/// <summary>A start checks the database first, unless the last run stopped properly and nobody touched the file since.</summary>
public sealed class CleanStopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CleanStopTests() => MigratedDatabase.CopyIntoEmpty(_folder.Path);

    private string Database => _folder.File("blog.db");

    private string Note => _folder.File(DataFolder.StopNote);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_start_after_a_proper_stop_leaves_the_check_for_later_and_uses_the_note_up()
    {
        await RunAsync(isUnchecked: false); // it came from elsewhere
        Assert.True(File.Exists(Note));
        await RunAsync(isUnchecked: true);
        File.Delete(Note); // as after a crash
        await RunAsync(isUnchecked: false);
    }

    [Fact]
    public async Task A_file_that_was_touched_or_has_a_log_is_checked()
    {
        await RunAsync(isUnchecked: false);
        File.SetLastWriteTimeUtc(Database, File.GetLastWriteTimeUtc(Database).AddSeconds(1));
        await RunAsync(isUnchecked: false);
        var stop = new CleanStop(new DataFolder(_folder.Path));
        await File.WriteAllTextAsync(Database + "-wal", "x");
        Assert.False(stop.Take());
        stop.Note(); // nor is such a state noted
        Assert.False(File.Exists(Note));
    }

    [Fact]
    public async Task Damage_that_came_after_a_proper_stop_is_found_while_the_program_serves()
    {
        await RunAsync(isUnchecked: false);
        var time = File.GetLastWriteTimeUtc(Database);
        Harm();
        File.SetLastWriteTimeUtc(Database, time); // as a bad disk does it
        await using var blog = new BlogApplication(_folder.Path);
        await blog.Services.GetRequiredService<Readiness>().Task;
        var maintenance = blog.Services.GetRequiredService<DatabaseMaintenance>();
        await Poll.UntilAsync(() => maintenance.Last is { Errors.Count: > 0 });
        using var home = await blog.Reader.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    /// <summary>Breaks the last page of a table that no page needs.</summary>
    private void Harm()
    {
        int page;
        using (var connection = DatabaseInspectionConnection())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT rootpage FROM sqlite_master WHERE name = 'ImportRuns'";
            page = Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }

        using var file = File.OpenWrite(Database);
        file.Position = (page - 1) * 4096L;
        file.Write(Enumerable.Repeat((byte)0xFF, 4096).ToArray());
    }

    private Microsoft.Data.Sqlite.SqliteConnection DatabaseInspectionConnection()
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Database};Pooling=False;Mode=ReadOnly");
        connection.Open();
        return connection;
    }

    private async Task RunAsync(bool isUnchecked)
    {
        await using var blog = new BlogApplication(_folder.Path);
        await blog.Services.GetRequiredService<Readiness>().Task;
        Assert.Equal(isUnchecked, blog.Services.GetRequiredService<DatabaseStart>().IsUnchecked);
        Assert.False(File.Exists(Note)); // a crash from here on leaves none
    }
}

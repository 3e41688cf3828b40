using Blog.Data;
using Blog.Data.Redirects;
using Blog.Storage.Database;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Storage.Database;

/// <summary>A write says which rows it touched, however it was made.</summary>
public sealed class DatabaseChangeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<DatabaseChangedEventArgs> _changes = [];
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.Path);
        await _host.StartAsync();
        await WriteAsync(db => db.AddRange(Missing("/a"), Missing("/b"), Missing("/c")));
        _host.Get<DatabaseChangeMonitor>().Changed += (_, change) => _changes.Add(change);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Saved_rows_are_told_by_table_and_id()
    {
        await WriteAsync(db => db.Add(Missing("/d")));
        Assert.Equal([(nameof(BlogDb.MissingPaths), RowOperation.Insert, 1)], Seen());
    }

    [Fact]
    public async Task A_statement_that_no_tracker_sees_is_told()
    {
        await _host.WithDbAsync(db =>
            db.WriteAsync(() => db.MissingPaths.Where(path => path.Path != "/c").ExecuteDeleteAsync(), CancellationToken.None)
        );
        Assert.Equal([(nameof(BlogDb.MissingPaths), RowOperation.Delete, 2)], Seen());
    }

    [Fact]
    public async Task More_rows_than_can_be_told_apart_are_told_by_table()
    {
        await WriteAsync(db => db.AddRange(Enumerable.Range(0, 1_100).Select(i => Missing($"/n{i}"))));
        var table = Assert.Single(_changes).Tables[nameof(BlogDb.MissingPaths)];
        Assert.Equal((RowOperation.Insert, null), (table.Operations, table.Rows));
    }

    private static MissingPath Missing(string path) => new(path, DateTimeOffset.UnixEpoch);

    private List<(string Table, RowOperation Operations, int Rows)> Seen() =>
        [.. _changes.SelectMany(change => change.Tables).Select(table => (table.Key, table.Value.Operations, table.Value.Rows!.Count))];

    private Task WriteAsync(Action<BlogDb> work) =>
        _host.WithDbAsync(async db =>
        {
            work(db);
            await db.SaveChangesAsync();
        });
}

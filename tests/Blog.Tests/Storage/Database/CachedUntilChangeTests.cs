using Blog.Data;
using Blog.Data.Redirects;
using Blog.Storage.Database;
using Blog.Tests.Data;

namespace Blog.Tests.Storage.Database;

public sealed class CachedUntilChangeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;
    private CachedUntilChange<string> _cache = null!;
    private int _reads;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.Path);
        await _host.StartAsync();
        _cache = new CachedUntilChange<string>(_host.Get<DatabaseChangeMonitor>());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_value_is_read_once_until_the_database_changes()
    {
        Assert.Equal("1", await _cache.GetAsync(ReadAsync));
        Assert.Equal("1", await _cache.GetAsync(ReadAsync));
        await ChangeAsync();
        Assert.Equal("2", await _cache.GetAsync(ReadAsync));
    }

    [Fact]
    public async Task A_value_read_during_a_change_is_not_kept()
    {
        var first = await _cache.GetAsync(async () =>
        {
            var value = await ReadAsync();
            await ChangeAsync();
            return value;
        });
        Assert.Equal("1", first);
        Assert.Equal("2", await _cache.GetAsync(ReadAsync));
    }

    [Fact]
    public async Task A_value_that_is_no_longer_valid_is_read_again()
    {
        Assert.Equal("1", await _cache.GetAsync(ReadAsync));
        Assert.Equal("2", await _cache.GetAsync(ReadAsync, _ => false));
    }

    [Fact]
    public async Task A_change_of_other_tables_reads_nothing_again()
    {
        var settings = new CachedUntilChange<string>(_host.Get<DatabaseChangeMonitor>(), nameof(BlogDb.Settings));
        Assert.Equal("1", await settings.GetAsync(ReadAsync));
        await ChangeAsync();
        Assert.Equal("1", await settings.GetAsync(ReadAsync));
    }

    private Task<string> ReadAsync() => Task.FromResult((++_reads).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private Task ChangeAsync() =>
        _host.WithDbAsync(db =>
        {
            db.MissingPaths.Add(new MissingPath($"/missing-{_reads}", _host.Clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
}

using Blog.Storage.Database;
using Blog.Tests.Data;

namespace Blog.Tests.Storage.Database;

public sealed class CachedUntilChangeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;
    private CachedUntilChange<string> _cache = null!;
    private int _reads;

    public ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.Path);
        _cache = new CachedUntilChange<string>(_host.Get<DatabaseChangeMonitor>());
        return ValueTask.CompletedTask;
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

    private Task<string> ReadAsync() => Task.FromResult((++_reads).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A turn at the write gate is a change.</summary>
    private Task ChangeAsync() => _host.Get<WriteGate>().RunAsync(() => Task.CompletedTask, CancellationToken.None);
}

using Blog.Data;
using Blog.Data.Posts;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Storage.Database;

public sealed class SqliteTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.Path);
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_pooled_connection_has_every_pragma_even_after_a_change()
    {
        for (var i = 0; i < 20; i++)
        {
            await _host.WithDbAsync(async db =>
            {
                Assert.Equal(5000, await PragmaAsync(db, "busy_timeout"));
                Assert.Equal(2, await PragmaAsync(db, "synchronous"));
                Assert.Equal(1, await PragmaAsync(db, "foreign_keys"));
                Assert.Equal(0, await PragmaAsync(db, "trusted_schema"));
                Assert.Equal(1, await PragmaAsync(db, "cell_size_check"));
                Assert.Equal(67108864, await PragmaAsync(db, "journal_size_limit"));
                Assert.Equal(-4000, await PragmaAsync(db, "cache_size"));
                Assert.Equal(2, await PragmaAsync(db, "temp_store"));
                await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA busy_timeout=1");
            });
        }
    }

    [Fact]
    public async Task Sixteen_writers_at_once_lose_nothing()
    {
        var writers = Enumerable
            .Range(0, 16)
            .Select(writer =>
                Task.Run(async () =>
                {
                    for (var i = 0; i < 25; i++)
                    {
                        await _host.WithDbAsync(async db =>
                        {
                            db.Tags.Add(new Tag($"t{writer}-{i}", Slug.From($"t{writer}-{i}")));
                            await db.SaveChangesAsync();
                        });
                    }
                })
            );
        await Task.WhenAll(writers);
        await _host.WithDbAsync(async db => Assert.Equal(400, await db.Tags.CountAsync()));
    }

    [Fact]
    public async Task Saving_without_the_gate_is_refused() =>
        await _host.WithDbAsync(db => Task.FromResult(Assert.Throws<NotSupportedException>(() => db.SaveChanges())));

    [Fact]
    public async Task Every_text_column_has_a_limit() =>
        await _host.WithDbAsync(db =>
        {
            var without = db
                .Model.GetEntityTypes()
                .SelectMany(type => type.GetProperties())
                .Where(property =>
                    (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string)
                    && property.GetMaxLength() is null
                )
                .Select(property => property.DeclaringType.ShortName() + "." + property.Name);
            Assert.Empty(without);
            return Task.CompletedTask;
        });

    [Fact]
    public async Task Instants_are_stored_as_unix_milliseconds()
    {
        await _host.WriteAsync(DataHost.Request("a"));
        await _host.WithDbAsync(async db =>
        {
            var stored = await db.Database.SqlQuery<long>($"SELECT PublishedAt AS Value FROM Posts").SingleAsync();
            Assert.Equal(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), stored);
        });
    }

    private static async Task<long> PragmaAsync(BlogDb db, string name)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

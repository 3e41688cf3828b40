using Blog.Data;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Data;

public sealed class WriteTransactionTests : IAsyncLifetime
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
    public async Task A_write_sees_what_others_wrote_since_its_rows_were_read()
    {
        var post = await _host.WriteAsync(DataHost.Request("old"));
        await _host.WithDbAsync(async db =>
        {
            var before = await db.Posts.SingleAsync();
            await _host.WriteAsync(DataHost.Request("new"), post);
            await db.WriteAsync(async () => Assert.Equal("new", (await db.Posts.SingleAsync()).Title), CancellationToken.None);
            Assert.Equal("old", before.Title);
        });
    }

    [Fact]
    public async Task Unsaved_changes_before_a_write_are_not_dropped_silently() =>
        await _host.WithDbAsync(async db =>
        {
            db.Tags.Add(new Tag("早", Slug.From("zao")));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync(() => Task.CompletedTask, CancellationToken.None));
            await db.WriteAsync(() => Task.CompletedTask, CancellationToken.None, keepTracked: true);
            Assert.Equal(1, await db.Tags.AsNoTracking().CountAsync());
        });

    [Fact]
    public async Task A_rolled_back_write_leaves_nothing_for_a_later_one_either() =>
        await _host.WithDbAsync(async db =>
        {
            var result = await db.WriteAsync(
                () => Task.FromResult(db.Tags.Add(new Tag("不", Slug.From("bu"))).Entity.Name),
                CancellationToken.None,
                commitIf: _ => false
            );
            await db.SaveChangesAsync();
            Assert.Equal(("不", 0), (result, await db.Tags.CountAsync()));
        });

    [Fact]
    public async Task A_nested_write_is_rolled_back_with_the_outer_one() =>
        await _host.WithDbAsync(async db =>
        {
            await Assert.ThrowsAsync<DbUpdateException>(() =>
                db.WriteAsync(
                    async () =>
                    {
                        await db.WriteAsync(() => Task.FromResult(db.Tags.Add(new Tag("内", Slug.From("nei")))), CancellationToken.None);
                        throw new DbUpdateException("The rest failed.");
                    },
                    CancellationToken.None
                )
            );
            await db.SaveChangesAsync();
            Assert.Equal(0, await db.Tags.CountAsync());
        });
}

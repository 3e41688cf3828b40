using Blog.Data.Posts;
using Blog.Data.Search;
using Blog.Data.Taxonomy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Data.Search;

/// <summary>The index follows every change in the same transaction, and can be rebuilt.</summary>
public sealed class SearchIndexTests : IAsyncLifetime
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
    public async Task Every_change_of_a_post_is_in_the_index_at_once()
    {
        var post = await _host.WriteAsync(DataHost.Request("旧题", "甲") with { Tags = ["标记"] });
        Assert.Equal([1, 1, 1], await CountsAsync("甲", "旧题", "标记"));
        await _host.WriteAsync(DataHost.Request("新题", "乙"), post);
        Assert.Equal([0, 0, 0, 1, 1], await CountsAsync("甲", "旧题", "标记", "乙", "新题"));
        await ChangeAsync(post, p => p.Unpublish());
        Assert.Equal((0, 0), (await CountAsync("乙"), await RowsAsync()));
        await ChangeAsync(post, p => p.Publish(_host.Clock.GetUtcNow()));
        Assert.Equal((1, 1), (await CountAsync("乙"), await RowsAsync()));
        await ChangeAsync(post, p => p.Discard());
        Assert.Equal((0, 0), (await CountAsync("乙"), await RowsAsync()));
        await ChangeAsync(post, p => p.Restore());
        await ChangeAsync(post, p => p.Publish(_host.Clock.GetUtcNow()));
        Assert.Equal(1, await CountAsync("乙"));
        await _host.WriteAsync(
            DataHost.Request("新题", "乙") with
            {
                Content = new PostContent
                {
                    Language = "zh-CN",
                    Title = "新题",
                    Markdown = "乙",
                    Hidden = true,
                },
            },
            post
        );
        Assert.Equal((0, 0), (await CountAsync("乙"), await RowsAsync()));
        await _host.WriteAsync(DataHost.Request("新题", "乙"), post);
        await _host.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Posts.ExecuteDeleteAsync();
            await transaction.CommitAsync();
        });
        Assert.Equal((0, 0), (await CountAsync("乙"), await RowsAsync()));
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_is_not_in_the_index()
    {
        var post = await _host.WriteAsync(DataHost.Request("题", "甲"));
        await _host.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var tracked = await db.Posts.SingleAsync(p => p.Id == post.Id);
            tracked.Unpublish();
            await db.SaveChangesAsync();
        });
        Assert.Equal(1, await CountAsync("甲"));
    }

    [Fact]
    public async Task A_scheduled_post_is_found_from_its_time_on_without_any_job()
    {
        var at = _host.Clock.GetUtcNow().AddHours(1);
        await _host.WriteAsync(DataHost.Request("将来", "金丝雀") with { PublishAt = at });
        Assert.Equal(0, await CountAsync("金丝雀"));
        _host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await CountAsync("金丝雀"));
    }

    [Fact]
    public async Task A_renamed_merged_or_removed_tag_is_found_as_what_it_became()
    {
        await _host.WriteAsync(DataHost.Request("一", "文") with { Tags = ["alpha"] });
        await _host.WriteAsync(DataHost.Request("二", "文") with { Tags = ["beta"] });
        var (alpha, beta) = (await TagAsync("alpha"), await TagAsync("beta"));
        await _host.WithAsync<TagEditor, TaxonomyError?>(editor =>
            editor.RenameAsync(alpha.Id, new Seen(alpha.Name, alpha.Address), "gamma", "", CancellationToken.None)
        );
        Assert.Equal([0, 1], await CountsAsync("alpha", "gamma"));
        await _host.WithAsync<TagEditor, TaxonomyError?>(editor =>
            editor.MergeAsync(beta.Id, new Seen(beta.Name, beta.Address), alpha.Id, CancellationToken.None)
        );
        Assert.Equal([0, 2], await CountsAsync("beta", "gamma"));
        var gamma = await TagAsync("gamma");
        await _host.WithAsync<TagEditor, TaxonomyError?>(editor =>
            editor.RemoveAsync(gamma.Id, new Seen(gamma.Name, gamma.Address), CancellationToken.None)
        );
        Assert.Equal(0, await CountAsync("gamma"));
    }

    [Fact]
    public async Task Posts_older_than_the_index_are_indexed_at_the_next_start()
    {
        await _host.WriteAsync(DataHost.Request("题", "甲"));
        // as the migration, or an older version, leaves it
        Execute("DELETE FROM PostSearch; UPDATE SearchState SET TokensVersion = 0; DROP TRIGGER SearchPostAdded");
        Assert.Equal(0, await CountAsync("甲"));
        await _host.StartAsync();
        Assert.Equal(1, await _host.WithAsync<SearchIndexBuilder, int>(index => index.RunAsync(CancellationToken.None)));
        await _host.WriteAsync(DataHost.Request("题二", "乙"));
        Assert.Equal([1, 1], await CountsAsync("甲", "乙"));
        await _host.StartAsync();
        Assert.Equal(0, await _host.WithAsync<SearchIndexBuilder, int>(index => index.RunAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task A_damaged_index_does_not_prevent_saving_and_is_rebuilt()
    {
        await _host.WriteAsync(DataHost.Request("题", "甲"));
        Execute("UPDATE PostSearch_data SET block = x'00ff00ff00ff00ff'");
        await _host.WriteAsync(DataHost.Request("题二", "乙"));
        await _host.WithDbAsync(async db => Assert.Equal(2, await db.Posts.CountAsync()));
        Assert.NotEmpty(
            await _host.WithAsync<SearchIndexBuilder, IReadOnlyList<string>>(index => index.CheckAsync(CancellationToken.None))
        );
        Assert.Equal(2, await _host.WithAsync<SearchIndexBuilder, int>(index => index.RebuildAsync(CancellationToken.None)));
        Assert.Empty(await _host.WithAsync<SearchIndexBuilder, IReadOnlyList<string>>(index => index.CheckAsync(CancellationToken.None)));
        Assert.Equal([1, 1], await CountsAsync("甲", "乙"));
    }

    [Fact]
    public async Task A_damaged_index_does_not_stop_a_start()
    {
        await _host.WriteAsync(DataHost.Request("题", "甲"));
        Execute("UPDATE PostSearch_data SET block = x'00ff00ff00ff00ff'; PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        await _host.StartAsync();
        await _host.WithAsync<SearchIndexBuilder, int>(index => index.RunAsync(CancellationToken.None));
        Assert.Equal(1, await CountAsync("甲"));
    }

    [Fact]
    public async Task Any_query_gets_an_answer()
    {
        await _host.WriteAsync(DataHost.Request("题 post c#", "学习 posts .net 8.0.11 “引”"));
        var random = new Random(7);
        await _host.WithAsync<PostSearch, int>(async search =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                var query = SearchQuery.Read(SearchTextTests.Odd(random, 60));
                if (query.CanFind)
                {
                    await search.FindAsync(query, i % 2 == 0 ? null : "zh-CN", _host.Clock.GetUtcNow(), i % 3, 10, CancellationToken.None);
                }
            }

            return 0;
        });
        Assert.Equal(1, await CountAsync("学习"));
    }

    private async Task<int> CountAsync(string query) =>
        (
            await _host.WithAsync<PostSearch, SearchPage>(search =>
                search.FindAsync(SearchQuery.Read(query), null, _host.Clock.GetUtcNow(), 1, 10, CancellationToken.None)
            )
        ).Total;

    private async Task<List<int>> CountsAsync(params string[] queries)
    {
        var counts = new List<int>();
        foreach (var query in queries)
        {
            counts.Add(await CountAsync(query));
        }

        return counts;
    }

    private async Task<int> RowsAsync()
    {
        var rows = 0;
        await _host.WithDbAsync(async db =>
            rows = await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM PostSearch").SingleAsync()
        );
        return rows;
    }

    private Task ChangeAsync(Post post, Action<Post> verb) =>
        _host.WithDbAsync(async db =>
        {
            verb(await db.Posts.SingleAsync(p => p.Id == post.Id));
            await db.SaveChangesAsync();
        });

    private async Task<Tag> TagAsync(string name)
    {
        Tag? tag = null;
        await _host.WithDbAsync(async db => tag = await db.Tags.AsNoTracking().SingleAsync(t => t.Name == name));
        return tag!;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(_host.Folder.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

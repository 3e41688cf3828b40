using Blog.Data.Search;

namespace Blog.Tests.Data.Search;

/// <summary>Which words are near each other, and that only words of visible posts are proposed.</summary>
public sealed class SearchSpellingTests
{
    [Theory]
    [InlineData("mongobd", "mongodb", 1)] // exchanged
    [InlineData("mongdb", "mongodb", 1)]
    [InlineData("mongoodb", "mongodb", 1)]
    [InlineData("mangodb", "mongodb", 1)]
    [InlineData("omngobd", "mongodb", 2)]
    [InlineData("mongodb", "mongodb", 0)]
    [InlineData("mysql", "mongodb", 3)] // anything above two
    [InlineData("", "ab", 2)]
    [InlineData("a", "abcd", 3)]
    public void Edits_are_counted_up_to_a_limit(string one, string other, int edits) =>
        Assert.Equal((edits, edits), (EditDistance.Of(one, other, 2), EditDistance.Of(other, one, 2)));

    [Fact]
    public async Task A_word_of_a_scheduled_hidden_or_foreign_post_is_never_proposed()
    {
        using var folder = new TemporaryFolder();
        await using var host = new DataHost(folder.Path);
        await host.StartAsync();
        var at = host.Clock.GetUtcNow().AddHours(1);
        await host.WriteAsync(DataHost.Request("公开", "kanaries", "en"));
        await host.WriteAsync(DataHost.Request("定时 kanarie", "kanarie kanarie") with { PublishAt = at, Tags = ["kanarie"] });
        Assert.Equal(("kanaries", 1), await MeantAsync("kanariex", null));
        Assert.Equal((null, 0), await MeantAsync("kanariex", "zh-CN"));
        Assert.Equal((null, 0), await MeantAsync("kanar1e", "zh-CN"));
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(("kanarie", 1), await MeantAsync("kanariex", "zh-CN"));

        async Task<(string?, int)> MeantAsync(string query, string? language)
        {
            var found = await host.WithAsync<PostSearch, SearchPage>(search =>
                search.FindAsync(SearchQuery.Read(query), language, host.Clock.GetUtcNow(), 1, 10, CancellationToken.None)
            );
            return (found.Meant, found.Total);
        }
    }
}

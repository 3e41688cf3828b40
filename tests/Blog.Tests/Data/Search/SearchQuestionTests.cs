using Blog.Data.Search;

namespace Blog.Tests.Data.Search;

/// <summary>
/// Questions as readers type them, without blanks, in other words than the title or misspelled: 122 posts on 61 subjects, and the post that
/// each question must find among the first five. One half was kept apart while the search was tuned with the other.
/// </summary>
public sealed class SearchQuestionTests(SearchQuestionTests.IndexedPosts posts) : IClassFixture<SearchQuestionTests.IndexedPosts>
{
    private const int First = 5;

    [Theory]
    [InlineData("tune")]
    [InlineData("apart")]
    public async Task Nine_in_ten_questions_find_their_post_among_the_first_five(string half)
    {
        var questions = Lines("search-questions.txt").Where(line => line[0] == half).ToList();
        Assert.True(questions.Count >= 30, $"only {questions.Count} questions");
        var missed = new List<string>();
        foreach (var question in questions)
        {
            var found = await posts.FindAsync(question[1]);
            if (!found.Contains(question[2], StringComparer.Ordinal))
            {
                missed.Add($"{question[1]} should find {question[2]}, found: {string.Join(' ', found)}");
            }
        }

        var says = $"{half}: {questions.Count - missed.Count} of {questions.Count}\n" + string.Join('\n', missed);
        TestContext.Current.SendDiagnosticMessage(says);
        Assert.True(missed.Count * 10 <= questions.Count, says);
    }

    [Fact]
    public async Task The_title_of_each_post_finds_it_first()
    {
        foreach (var line in Lines("search-posts.txt"))
        {
            Assert.Equal(line[0], (await posts.FindAsync(line[2]))[0]);
        }
    }

    private static IEnumerable<string[]> Lines(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", name)).Select(line => line.Split('|'));

    /// <summary>The posts, written with PostWriter.</summary>
    public sealed class IndexedPosts : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private DataHost _host = null!;

        public async ValueTask InitializeAsync()
        {
            _host = new DataHost(_folder.Path);
            await _host.StartAsync();
            foreach (var line in Lines("search-posts.txt"))
            {
                await _host.WriteAsync(
                    DataHost.Request(line[2], line[4], line[1] == "zh" ? "zh-CN" : "en") with
                    {
                        Slug = line[0],
                        Tags = line[3].Split(", "),
                    }
                );
            }
        }

        public async Task<List<string>> FindAsync(string query) =>
            [
                .. (
                    await _host.WithAsync<PostSearch, SearchPage>(search =>
                        search.FindAsync(SearchQuery.Read(query), null, _host.Clock.GetUtcNow(), 1, First, CancellationToken.None)
                    )
                ).Hits.Select(hit => hit.Address.Value.Split('/')[^1]),
            ];

        public async ValueTask DisposeAsync()
        {
            await _host.DisposeAsync();
            _folder.Dispose();
        }
    }
}

using Blog.Browser.Accounts;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Browser;

/// <summary>Nothing is wider than a phone, with a word of sixty letters in each place where an author's words can stand.</summary>
public sealed class LongWordTests(BrowserFixture fixture, LongWordTests.Server server)
    : BrowserTest(fixture),
        IClassFixture<LongWordTests.Server>
{
    protected override Uri Address => server.Address;

    private const string Word = "AutowiredAnnotationBeanPostProcessorInSpringSourceAnalysis";

    [Theory]
    [InlineData("/")]
    [InlineData("/long-0")]
    [InlineData("/long-1")]
    [InlineData("/archives")]
    [InlineData("/tags")]
    [InlineData("/tags/t" + Server.Lower)]
    [InlineData("/categories")]
    [InlineData("/categories/c" + Server.Lower)]
    [InlineData("/search?q=" + Word)]
    [InlineData("/search?q=" + Word + Word)]
    [InlineData("/feeds")]
    [InlineData("/en")]
    [InlineData("/en/long-en")]
    [InlineData("/nowhere-" + Word)]
    public async Task No_page_is_wider_than_a_phone(string path)
    {
        var reader = await ComeAsync();
        reader.Expects = path.StartsWith("/nowhere", StringComparison.Ordinal) ? 404 : null;
        await reader.GoAsync(path);
        foreach (var width in new[] { 390, 360, 320 })
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            var wide = await reader.AskAsync<string[]>(WidthTests.Wide);
            Assert.True(wide.Length == 0, $"{path} at {width} px: {string.Join("; ", wide)}");
        }
    }

    /// <summary>A blog whose author has long words only.</summary>
    public sealed class Server : AccountsServer
    {
        internal const string Lower = "autowiredannotationbeanpostprocessorinspringsourceanalysis";

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await using var scope = Services.CreateAsyncScope();
            var writer = scope.ServiceProvider.GetRequiredService<PostWriter>();
            var db = scope.ServiceProvider.GetRequiredService<Data.BlogDb>();
            var settings = db.Settings.Single();
            settings.Revise(
                settings.Choices with
                {
                    Languages = [.. settings.Languages.Select(language => language with { Title = Word, Tagline = Word, Footer = Word })],
                }
            );
            await db.SaveChangesAsync();
            for (var i = 0; i < 3; i++)
            {
                await PublishAsync(writer, $"long-{i}", "zh-CN", i);
            }

            await PublishAsync(writer, "long-en", "en", 0);
        }

        private async Task PublishAsync(PostWriter writer, string slug, string language, int number)
        {
            var saved = await writer.SaveAsync(
                null,
                new PostRequest
                {
                    Content = new PostContent
                    {
                        Language = language,
                        Title = Word + number,
                        Series = Word,
                        Description = "",
                        Markdown = Text,
                    },
                    Slug = slug,
                    Category = ["c" + Word, Word + "Below"],
                    Tags = ["t" + Word, Word],
                    TranslationGroup = number == 0 ? "pair" : null,
                    PublishAt = Clock.GetUtcNow().AddDays(-1 - number),
                },
                CancellationToken.None
            );
            Assert.NotNull(saved.Post);
        }

        private const string Text = $"""
            行内 `{Word}.{Word}` 与 https://example.com/{Word}{Word}。还有 **{Word}**，[{Word}](https://example.com/)。

            ## {Word}

            ### {Word}

            - {Word}
            - 一项
              - {Word}
                - {Word}

            > - > - {Word}

            | 列 | {Word} |
            |--|--|
            | {Word} | 值 |

            ```text
            {Word}{Word}{Word}
            ```

            > [!NOTE]
            > {Word}


            脚注[^1]。<kbd>{Word}</kbd>

            [^1]: {Word}

            {Word}
            : {Word}
            """;
    }
}

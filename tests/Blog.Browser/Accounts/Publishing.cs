using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Browser.Accounts;

/// <summary>Posts that a test needs besides what its server holds.</summary>
internal static class Publishing
{
    /// <summary>Publishes a post, as an author does.</summary>
    /// <param name="slug">Also its title and its address.</param>
    public static async Task PublishAsync(
        this AccountsServer server,
        string slug,
        string markdown,
        string language = "zh-CN",
        int daysAgo = 1
    )
    {
        await using var scope = server.Services.CreateAsyncScope();
        var saved = await scope
            .ServiceProvider.GetRequiredService<PostWriter>()
            .SaveAsync(
                null,
                new PostRequest
                {
                    Content = new PostContent
                    {
                        Language = language,
                        Title = slug,
                        Markdown = markdown,
                    },
                    Slug = slug,
                    PublishAt = server.Clock.GetUtcNow().AddDays(-daysAgo),
                },
                CancellationToken.None
            );
        Assert.NotNull(saved.Post);
    }
}

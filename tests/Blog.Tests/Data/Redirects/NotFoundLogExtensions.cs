using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Data.Redirects;

/// <summary>Fills and flushes the log of paths that were not found.</summary>
internal static class NotFoundLogExtensions
{
    /// <summary>Requests paths that do not exist and waits until the log has written them.</summary>
    public static async Task MissAsync(this BlogApplication blog, params string[] paths)
    {
        foreach (var path in paths)
        {
            using var answer = await blog.Reader.GetAsync(path);
            Assert.Equal(404, (int)answer.StatusCode);
        }

        await blog.WrittenAsync();
    }

    /// <summary>Advances the clock by half a minute and waits until all entries are written. Rows in the order of arrival.</summary>
    public static async Task<IReadOnlyList<MissingPath>> WrittenAsync(this BlogApplication blog)
    {
        IReadOnlyList<MissingPath> rows = [];
        var expected = blog.Services.GetRequiredService<NotFoundLog>().Take();
        blog.Services.GetRequiredService<NotFoundLog>().PutBack(expected);
        var polls = 0;
        await Poll.UntilAsync(async () =>
        {
            if (polls++ % 25 == 0)
            {
                blog.Clock.Advance(TimeSpan.FromSeconds(30)); // again from time to time: the writer may not have waited yet
            }

            await blog.WithDbAsync(async db => rows = await db.MissingPaths.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
            return expected.All(asked => rows.Any(row => row.PathKey == asked.Key && row.LastAt >= asked.LastAt));
        });
        return rows;
    }
}

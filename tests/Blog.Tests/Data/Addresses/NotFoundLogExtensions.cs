using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Data.Addresses;

/// <summary>The ledger of addresses that lead nowhere, as its half minutes pass.</summary>
internal static class NotFoundLogExtensions
{
    /// <summary>Asks for addresses in vain and lets the ledger write them.</summary>
    public static async Task MissAsync(this BlogApplication blog, params string[] paths)
    {
        foreach (var path in paths)
        {
            using var answer = await blog.Reader.GetAsync(path);
            Assert.Equal(404, (int)answer.StatusCode);
        }

        await blog.WrittenAsync();
    }

    /// <summary>Lets half a minute pass, and waits until everything noted is written. Rows in the order in which they came.</summary>
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
